/* One run: from the order to go to the moment when nothing of it is left. */
#ifndef RUN_H
#define RUN_H

#include "cgroup.h"
#include "parties.h"

#include <stdint.h>

struct limits {
    int64_t wall_us;
    int64_t cpu_us;
    int64_t output_bytes;
};

/* What ended the run. The host turns it into an outcome. */
enum cause {
    CAUSE_NONE,
    CAUSE_REPORTED, /* the judge closed its report */
    CAUSE_WALL,
    CAUSE_CPU,
    CAUSE_OUTPUT,
    CAUSE_DISK,
    CAUSE_PIDS,
    CAUSE_MEMORY,
    CAUSE_HOST_GONE,
};

/* How a party ended by itself. */
struct ending {
    int ended;
    int status; /* as wait gives it */
};

struct run {
    struct limits limits;
    struct parties *parties;
    struct usage before;
    int64_t started_us;
    int64_t output_bytes;
    enum cause cause;
    struct ending judge;
    struct ending candidate;
};

int64_t now_us(void);

/* Watches until something ends the run, then ends everything that is left and tells the host. */
void run_watch(struct run *run);

#endif
