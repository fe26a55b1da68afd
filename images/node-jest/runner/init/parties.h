/* The two unprivileged parties inside the container: the judge (Jest and the tests) and the candidate (the program
 * under test). Each is a process of its own, under a uid of its own, started before the job is known. */
#ifndef PARTIES_H
#define PARTIES_H

#include <sys/types.h>

enum { JUDGE_ID = 1001, CANDIDATE_ID = 1002 };

struct party {
    pid_t pid;
    int out; /* its stdout, to read */
    int err; /* its stderr, to read */
};

struct parties {
    struct party judge;
    struct party candidate;
    int report; /* from the judge's fd 3, which nobody else ever holds */
    int brief;  /* to the judge's fd 4 */
};

/* Starts both; returns 0, or -1 with errno set. */
int parties_start(struct parties *parties);

/* Makes a folder unreadable for everyone but its owner, whatever mode the engine has mounted it with. */
int close_folder_to_others(uid_t id, const char *folder);

/* Writes a file as the given uid, below its folder; refuses any path that leaves it. Returns 0 or -1. */
int write_file_as(uid_t id, const char *folder, const char *path, const void *content, size_t length);

#endif
