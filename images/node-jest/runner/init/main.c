/* PID 1 of the sandbox container: takes one job from the host over stdin, keeps judge and candidate apart, holds them
 * to their limits, and reports over stdout. Runs as root with three capabilities: to become the two unprivileged
 * users (SETUID, SETGID) and to end them (KILL). See ../../README.md for the contract. */
#include "frames.h"
#include "run.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EXIT_DONE = 0, EXIT_PROTOCOL = 64, EXIT_START = 65, HOST_SECONDS = 5 };

struct job {
    struct limits limits;
    struct frame brief;
};

static int64_t setting(const char *text, const char *key)
{
    const char *at = strstr(text, key);
    return at == NULL ? -1 : strtoll(at + strlen(key), NULL, 10);
}

static int take_settings(struct job *job, const char *text)
{
    job->limits = (struct limits){
        .wall_us = setting(text, "wall_us="),
        .cpu_us = setting(text, "cpu_us="),
        .output_bytes = setting(text, "output_bytes="),
    };
    return job->limits.wall_us > 0 && job->limits.cpu_us > 0 && job->limits.output_bytes > 0 ? 0 : -1;
}

/* u16 length of the path, the path, the content */
static int take_file(uid_t id, const char *folder, const struct frame *frame)
{
    if (frame->length < 2)
        return -1;
    size_t length = (size_t)frame->payload[0] << 8 | frame->payload[1];
    if (length + 2 > frame->length || memchr(frame->payload + 2, '\0', length) != NULL)
        return -1;
    char *path = strndup((const char *)frame->payload + 2, length);
    if (path == NULL)
        return -1;
    int result = write_file_as(id, folder, path, frame->payload + 2 + length, frame->length - 2 - length);
    free(path);
    return result;
}

static int take(struct job *job, struct frame *frame)
{
    switch (frame->type) {
    case IN_CANDIDATE_FILE:
        return take_file(CANDIDATE_ID, "/work", frame);
    case IN_TEST_FILE:
        return take_file(JUDGE_ID, "/judge", frame);
    case IN_SETTINGS:
        return take_settings(job, (const char *)frame->payload);
    case IN_BRIEF:
        job->brief = *frame;
        frame->payload = NULL;
        return 0;
    default:
        return -1;
    }
}

/* Reads frames until the order to go; returns 0, or -1 when the host does not keep the protocol. */
static int receive_job(struct job *job)
{
    struct frame frame;
    while (frame_read(STDIN_FILENO, &frame) == 0) {
        int go = frame.type == IN_GO;
        int failed = !go && take(job, &frame) < 0;
        free(frame.payload);
        if (failed)
            return -1;
        if (go)
            return job->brief.payload != NULL && job->limits.wall_us > 0 ? 0 : -1;
    }
    return -1;
}

/* The judge says one line when Jest is loaded; only then is the container warm. */
static int wait_for_judge(const struct parties *parties)
{
    char ready[6];
    return read_full(parties->report, ready, sizeof ready) < 0 || memcmp(ready, "ready\n", sizeof ready) != 0 ? -1 : 0;
}

/* When a container ends, its engine has work to do. The host chooses the moment: by letting go. */
static void wait_for_host(void)
{
    unsigned char bytes[1024];
    const int64_t until_us = now_us() + HOST_SECONDS * (int64_t)1000000;
    for (int64_t left_us = until_us - now_us(); left_us > 0; left_us = until_us - now_us()) {
        struct pollfd host = {.fd = STDIN_FILENO, .events = POLLIN};
        if (poll(&host, 1, (int)(left_us / 1000) + 1) > 0 && read(STDIN_FILENO, bytes, sizeof bytes) <= 0)
            return;
    }
}

int main(void)
{
    struct parties parties;
    struct job job = {0};
    signal(SIGPIPE, SIG_IGN);
    if (close_folder_to_others(JUDGE_ID, "/judge") < 0 || close_folder_to_others(CANDIDATE_ID, "/tmp") < 0)
        return EXIT_START;
    if (parties_start(&parties) < 0 || wait_for_judge(&parties) < 0)
        return EXIT_START;
    if (frame_write(STDOUT_FILENO, OUT_READY, "", 0) < 0)
        return EXIT_PROTOCOL;
    if (receive_job(&job) < 0)
        return EXIT_PROTOCOL;
    struct run run = {
        .limits = job.limits, .parties = &parties, .before = cgroup_usage(), .started_us = now_us(), .cause = CAUSE_NONE};
    if (write_full(parties.brief, job.brief.payload, job.brief.length) < 0 || close(parties.brief) < 0)
        return EXIT_START;
    run_watch(&run);
    wait_for_host();
    return EXIT_DONE;
}
