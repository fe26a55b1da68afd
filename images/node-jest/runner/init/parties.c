#define _GNU_SOURCE
#include "parties.h"

#include "frames.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NODE "/usr/local/bin/node"

/* Larger than any container: the kernel's limit decides, and says so, where V8 would only abort. */
#define HEAP "--max-old-space-size=8192"

enum { FIRST_FREE_FD = 64, MAX_FDS = 9 };

struct pipe_ends {
    int read_end;
    int write_end;
};

/* One program to start: which of our descriptors become its 0, 1, 2, ... */
struct launch {
    uid_t id;
    const char *folder;
    char *const *argv;
    char *const *environment;
    int fds[MAX_FDS];
    int fd_count;
    int expendable; /* when memory runs out, this one goes first */
};

static int make_pipe(struct pipe_ends *ends)
{
    int fds[2];
    if (pipe2(fds, O_CLOEXEC) < 0)
        return -1;
    *ends = (struct pipe_ends){.read_end = fds[0], .write_end = fds[1]};
    return 0;
}

static void become(uid_t id)
{
    if (setgroups(0, NULL) < 0 || setresgid(id, id, id) < 0 || setresuid(id, id, id) < 0)
        _exit(126);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
        _exit(126);
}

static void volunteer_for_the_oom_killer(void)
{
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (fd >= 0) {
        (void)write_full(fd, "1000", 4);
        close(fd);
    }
}

/* Moves the descriptors out of the way first, so that no target overwrites a source. */
static void place_fds(const struct launch *launch)
{
    int moved[MAX_FDS];
    for (int at = 0; at < launch->fd_count; at++)
        moved[at] = fcntl(launch->fds[at], F_DUPFD, FIRST_FREE_FD);
    for (int at = 0; at < launch->fd_count; at++)
        if (dup2(moved[at], at) < 0)
            _exit(126);
    syscall(SYS_close_range, (unsigned)launch->fd_count, UINT_MAX, 0);
}

static pid_t start(const struct launch *launch)
{
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    setsid();
    if (launch->expendable)
        volunteer_for_the_oom_killer();
    place_fds(launch);
    become(launch->id);
    if (chdir(launch->folder) == 0)
        execve(NODE, launch->argv, launch->environment);
    _exit(127);
}

static char *const JUDGE_ARGV[] = {NODE, HEAP, "/opt/proving/judge/main.js", NULL};
static char *const JUDGE_ENVIRONMENT[] = {"PATH=/usr/local/bin",
                                          "HOME=/judge",
                                          "TMPDIR=/judge",
                                          "NODE_COMPILE_CACHE=/opt/proving/cache/judge",
                                          "TZ=UTC",
                                          "LANG=C.UTF-8",
                                          NULL};
static char *const CANDIDATE_ARGV[] = {NODE, HEAP, "/opt/proving/bridge/candidate.js", NULL};
static char *const CANDIDATE_ENVIRONMENT[] = {"PATH=/usr/local/bin",
                                              "HOME=/work",
                                              "TMPDIR=/tmp",
                                              "NODE_COMPILE_CACHE=/opt/proving/cache/candidate",
                                              "TZ=UTC",
                                              "LANG=C.UTF-8",
                                              NULL};

/* The channels between the two: messages and doorbells, one of each in each direction. */
struct channels {
    struct pipe_ends to_candidate, to_judge, candidate_bell, judge_bell;
};

static int open_channels(struct channels *channels)
{
    if (make_pipe(&channels->to_candidate) < 0 || make_pipe(&channels->to_judge) < 0)
        return -1;
    return make_pipe(&channels->candidate_bell) < 0 ? -1 : make_pipe(&channels->judge_bell);
}

static void close_channels(const struct channels *channels)
{
    const struct pipe_ends all[] = {channels->to_candidate, channels->to_judge, channels->candidate_bell,
                                    channels->judge_bell};
    for (size_t at = 0; at < sizeof all / sizeof *all; at++) {
        close(all[at].read_end);
        close(all[at].write_end);
    }
}

static int start_judge(struct parties *parties, const struct channels *channels, int nothing)
{
    struct pipe_ends out, err, report, brief;
    if (make_pipe(&out) < 0 || make_pipe(&err) < 0 || make_pipe(&report) < 0 || make_pipe(&brief) < 0)
        return -1;
    const struct launch launch = {
        .id = JUDGE_ID,
        .folder = "/judge",
        .argv = JUDGE_ARGV,
        .environment = JUDGE_ENVIRONMENT,
        .fds = {nothing, out.write_end, err.write_end, report.write_end, brief.read_end,
                channels->to_candidate.write_end, channels->to_judge.read_end, channels->judge_bell.read_end,
                channels->candidate_bell.write_end},
        .fd_count = 9,
    };
    parties->judge = (struct party){.pid = start(&launch), .out = out.read_end, .err = err.read_end};
    parties->report = report.read_end;
    parties->brief = brief.write_end;
    close(out.write_end);
    close(err.write_end);
    close(report.write_end);
    close(brief.read_end);
    return parties->judge.pid < 0 ? -1 : 0;
}

static int start_candidate(struct parties *parties, const struct channels *channels, int nothing)
{
    struct pipe_ends out, err;
    if (make_pipe(&out) < 0 || make_pipe(&err) < 0)
        return -1;
    const struct launch launch = {
        .id = CANDIDATE_ID,
        .folder = "/work",
        .argv = CANDIDATE_ARGV,
        .environment = CANDIDATE_ENVIRONMENT,
        .fds = {nothing, out.write_end, err.write_end, channels->to_candidate.read_end, channels->to_judge.write_end,
                channels->candidate_bell.read_end, channels->judge_bell.write_end},
        .fd_count = 7,
        .expendable = 1,
    };
    parties->candidate = (struct party){.pid = start(&launch), .out = out.read_end, .err = err.read_end};
    close(out.write_end);
    close(err.write_end);
    return parties->candidate.pid < 0 ? -1 : 0;
}

int parties_start(struct parties *parties)
{
    struct channels channels;
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (nothing < 0 || open_channels(&channels) < 0)
        return -1;
    if (start_judge(parties, &channels, nothing) < 0 || start_candidate(parties, &channels, nothing) < 0)
        return -1;
    close_channels(&channels); /* so that each side sees the end of the other */
    close(nothing);
    return 0;
}

/* A relative path whose every part is a plain name. */
static int is_safe(const char *path)
{
    if (path[0] == '\0' || path[0] == '/' || strlen(path) > PATH_MAX / 2)
        return 0;
    for (const char *part = path; part != NULL; part = strchr(part, '/')) {
        if (*part == '/')
            part++;
        size_t length = strcspn(part, "/");
        if (length == 0 || length > NAME_MAX || (length <= 2 && strspn(part, ".") >= length))
            return 0;
    }
    return 1;
}

static int make_parents(char *path, size_t folder_length)
{
    for (char *slash = strchr(path + folder_length + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        int failed = mkdir(path, 0755) < 0 && errno != EEXIST;
        *slash = '/';
        if (failed)
            return -1;
    }
    return 0;
}

static int write_whole(char *path, size_t folder_length, const void *content, size_t length)
{
    if (make_parents(path, folder_length) < 0)
        return -1;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (fd < 0)
        return -1;
    int result = write_full(fd, content, length);
    return close(fd) < 0 ? -1 : result;
}

int close_folder_to_others(uid_t id, const char *folder)
{
    if (seteuid(id) < 0)
        return -1;
    int result = chmod(folder, 0700);
    return seteuid(0) < 0 ? -1 : result;
}

int write_file_as(uid_t id, const char *folder, const char *path, const void *content, size_t length)
{
    char full[PATH_MAX];
    if (!is_safe(path) || snprintf(full, sizeof full, "%s/%s", folder, path) >= (int)sizeof full)
        return -1;
    if (setegid(id) < 0 || seteuid(id) < 0)
        return -1;
    int result = write_whole(full, strlen(folder), content, length);
    if (seteuid(0) < 0 || setegid(0) < 0)
        return -1;
    return result;
}
