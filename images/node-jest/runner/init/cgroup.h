/* What the kernel says this container has used, from inside it. Works with cgroup v1 and v2. */
#ifndef CGROUP_H
#define CGROUP_H

#include <stdint.h>

struct usage {
    int64_t cpu_us;        /* -1 where the kernel does not say */
    int64_t peak_bytes;    /* -1 where the kernel does not say */
    int64_t oom_kills;     /* -1 where the kernel does not say */
    int64_t pids_refused;  /* how often a new process was refused; -1 where the kernel does not say */
};

struct usage cgroup_usage(void);

/* CPU time alone, for the frequent look at the deadline. */
int64_t cgroup_cpu_us(void);

#endif
