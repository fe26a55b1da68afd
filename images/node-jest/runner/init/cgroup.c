#include "cgroup.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROOT "/sys/fs/cgroup/"

enum { FILE_BYTES = 4096, NANOSECONDS_IN_MICROSECOND = 1000 };

/* Reads a small file into text; returns 0, or -1 where there is none. */
static int slurp(const char *path, char text[FILE_BYTES])
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    ssize_t got = read(fd, text, FILE_BYTES - 1);
    close(fd);
    if (got < 0)
        return -1;
    text[got] = '\0';
    return 0;
}

static int64_t number_in(const char *path)
{
    char text[FILE_BYTES];
    return slurp(path, text) < 0 ? -1 : strtoll(text, NULL, 10);
}

/* Finds "key value" at the start of a line. */
static int64_t number_after(const char *path, const char *key)
{
    char text[FILE_BYTES];
    if (slurp(path, text) < 0)
        return -1;
    size_t length = strlen(key);
    for (const char *line = text; line != NULL && *line != '\0'; line = strchr(line, '\n')) {
        if (*line == '\n')
            line++;
        if (strncmp(line, key, length) == 0 && line[length] == ' ')
            return strtoll(line + length, NULL, 10);
    }
    return -1;
}

static int64_t first_known(int64_t one, int64_t other)
{
    return one >= 0 ? one : other;
}

int64_t cgroup_cpu_us(void)
{
    int64_t nanoseconds = number_in(ROOT "cpuacct/cpuacct.usage");
    if (nanoseconds >= 0)
        return nanoseconds / NANOSECONDS_IN_MICROSECOND;
    return number_after(ROOT "cpu.stat", "usage_usec");
}

struct usage cgroup_usage(void)
{
    return (struct usage){
        .cpu_us = cgroup_cpu_us(),
        .peak_bytes = first_known(number_in(ROOT "memory/memory.max_usage_in_bytes"), number_in(ROOT "memory.peak")),
        .oom_kills = first_known(number_after(ROOT "memory/memory.oom_control", "oom_kill"),
                                 number_after(ROOT "memory.events", "oom_kill")),
        .pids_refused = first_known(number_after(ROOT "pids/pids.events", "max"), number_after(ROOT "pids.events", "max")),
    };
}
