#define _GNU_SOURCE
#include "run.h"

#include "frames.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    TICK_MS = 20,
    CHUNK_BYTES = 32 * 1024,
    MICROSECONDS = 1000000,
    REAP_ROUNDS = 200,
    HOLD_US = 100000,
    SUMMARY_BYTES = 512,
};

enum source { REPORT, JUDGE_OUT, JUDGE_ERR, CANDIDATE_OUT, CANDIDATE_ERR, HOST, SOURCES };

static const char *const CAUSE_NAMES[] = {"none", "reported", "wall", "cpu", "output", "disk", "pids", "memory", "host_gone"};

int64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * MICROSECONDS + now.tv_nsec / 1000;
}

static void note_cause(struct run *run, enum cause cause)
{
    if (run->cause == CAUSE_NONE)
        run->cause = cause;
}

/* Processes that the candidate has left behind hold its ends of the pipes open, and the judge would wait for answers
 * that never come. The one who signals acts as that user, so the signal reaches that user alone; it is root's all the
 * same, so none of them can stop it. */
static void end_all_of(uid_t id)
{
    if (fork() != 0)
        return;
    if (setresuid((uid_t)-1, id, (uid_t)-1) == 0)
        kill(-1, SIGKILL);
    _exit(0);
}

static void note_ending(struct run *run, pid_t pid, int status)
{
    const struct ending ending = {.ended = 1, .status = status};
    if (pid == run->parties->judge.pid)
        run->judge = ending;
    if (pid != run->parties->candidate.pid)
        return;
    run->candidate = ending;
    if (run->cause == CAUSE_NONE)
        end_all_of(CANDIDATE_ID);
}

static void reap(struct run *run)
{
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
        note_ending(run, pid, status);
}

static int is_full(const char *folder)
{
    struct statvfs space;
    return statvfs(folder, &space) == 0 && (space.f_bfree == 0 || (space.f_files > 0 && space.f_ffree == 0));
}

static void look_at_limits(struct run *run)
{
    const struct usage usage = cgroup_usage();
    if (usage.oom_kills > run->before.oom_kills)
        note_cause(run, CAUSE_MEMORY);
    if (usage.pids_refused > run->before.pids_refused)
        note_cause(run, CAUSE_PIDS);
    if (is_full("/work") || is_full("/tmp") || is_full("/judge")) /* where guarded programs write */
        note_cause(run, CAUSE_DISK);
    if (usage.cpu_us - run->before.cpu_us > run->limits.cpu_us)
        note_cause(run, CAUSE_CPU);
    if (now_us() - run->started_us > run->limits.wall_us)
        note_cause(run, CAUSE_WALL);
}

/* Passes output on up to the limit; what goes over it ends the run. */
static void pass_output(struct run *run, char type, const unsigned char *bytes, size_t length)
{
    int64_t room = run->limits.output_bytes - run->output_bytes;
    run->output_bytes += (int64_t)length;
    if (room > 0 && frame_write(STDOUT_FILENO, type, bytes, room < (int64_t)length ? (size_t)room : length) < 0)
        note_cause(run, CAUSE_HOST_GONE);
    if (room < (int64_t)length)
        note_cause(run, CAUSE_OUTPUT);
}

static void pass_on(struct run *run, enum source source, const unsigned char *bytes, size_t length)
{
    if (source == REPORT) {
        if (frame_write(STDOUT_FILENO, OUT_REPORT, bytes, length) < 0)
            note_cause(run, CAUSE_HOST_GONE);
    } else {
        pass_output(run, source == JUDGE_OUT || source == CANDIDATE_OUT ? OUT_STDOUT : OUT_STDERR, bytes, length);
    }
}

/* Reads what is there, once, and returns whether it was anything. A source at its end is taken out of the set. */
static int drain(struct run *run, struct pollfd *watched, enum source source)
{
    unsigned char bytes[CHUNK_BYTES];
    ssize_t got = read(watched->fd, bytes, sizeof bytes);
    if (got > 0 && source != HOST) {
        pass_on(run, source, bytes, (size_t)got);
    } else if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
        watched->fd = -1;
        if (source == REPORT)
            note_cause(run, CAUSE_REPORTED);
        if (source == HOST)
            note_cause(run, CAUSE_HOST_GONE);
    }
    return got > 0;
}

/* Waits for news and reads it; returns whether there was any. */
static int drain_all(struct run *run, struct pollfd watched[SOURCES], int timeout_ms)
{
    int news = 0;
    if (poll(watched, SOURCES, timeout_ms) <= 0)
        return 0;
    for (int source = 0; source < SOURCES; source++)
        if (watched[source].fd >= 0 && watched[source].revents != 0)
            news |= drain(run, &watched[source], (enum source)source);
    return news;
}

static void watch_sources(const struct parties *parties, struct pollfd watched[SOURCES])
{
    const int fds[SOURCES] = {parties->report,        parties->judge.out,     parties->judge.err,
                              parties->candidate.out, parties->candidate.err, STDIN_FILENO};
    for (int source = 0; source < SOURCES; source++) {
        watched[source] = (struct pollfd){.fd = fds[source], .events = POLLIN};
        if (source != HOST)
            fcntl(fds[source], F_SETFL, O_NONBLOCK);
    }
}

/* Every process but this one: a container that can still run code is not over. */
static void end_everything(struct run *run)
{
    for (int round = 0; round < REAP_ROUNDS; round++) {
        int nobody_left = kill(-1, SIGKILL) < 0 && errno == ESRCH;
        reap(run);
        if (nobody_left)
            return;
        const struct timespec moment = {.tv_nsec = 1000000};
        nanosleep(&moment, NULL);
    }
}

/* Whether a party has stopped. One that has ended is noted. */
static int has_stopped(struct run *run, pid_t pid, const struct ending *ending)
{
    int status;
    pid_t got = ending->ended ? 0 : waitpid(pid, &status, WNOHANG | WUNTRACED);
    if (got == pid && WIFSTOPPED(status))
        return 1;
    if (got == pid)
        note_ending(run, pid, status);
    return got < 0;
}

/* Stops everybody, and waits for the two parties to have stopped. One that is ending cannot be stopped, and is waited
 * for: a process closes what it holds a moment before it can be waited for, and our kill could not be told from its own
 * end. Others of the candidate's processes may let it go on; they are stopped as well, again and again. */
static void hold_all(struct run *run)
{
    const struct timespec moment = {.tv_nsec = 100000};
    const int64_t until_us = now_us() + HOLD_US;
    int judge_held = 0, candidate_held = 0;
    while (now_us() < until_us) {
        kill(-1, SIGSTOP);
        judge_held = judge_held || has_stopped(run, run->parties->judge.pid, &run->judge) || run->judge.ended;
        candidate_held = candidate_held || has_stopped(run, run->parties->candidate.pid, &run->candidate) ||
                         run->candidate.ended;
        if (judge_held && candidate_held)
            return;
        nanosleep(&moment, NULL);
    }
}

/* How a party ended of its own accord, if it did: one that was already ending when our kill came keeps its status. */
static struct ending own_ending(const struct ending *before, const struct ending *after)
{
    const int by_our_kill = !before->ended && WIFSIGNALED(after->status) && WTERMSIG(after->status) == SIGKILL;
    return by_our_kill ? *before : *after;
}

static void describe_ending(char *text, size_t size, const struct ending *ending)
{
    if (!ending->ended)
        snprintf(text, size, "running");
    else if (WIFSIGNALED(ending->status))
        snprintf(text, size, "signal:%d", WTERMSIG(ending->status));
    else
        snprintf(text, size, "exit:%d", WEXITSTATUS(ending->status));
}

static void tell_the_end(const struct run *run, const struct usage *after, int64_t wall_us, const struct ending endings[2])
{
    char text[SUMMARY_BYTES], judge[32], candidate[32];
    describe_ending(judge, sizeof judge, &endings[0]);
    describe_ending(candidate, sizeof candidate, &endings[1]);
    int length = snprintf(text, sizeof text,
                          "cause=%s\njudge=%s\ncandidate=%s\nwall_us=%lld\ncpu_us=%lld\npeak_bytes=%lld\n"
                          "oom_kills=%lld\npids_refused=%lld\noutput_bytes=%lld\n",
                          CAUSE_NAMES[run->cause], judge, candidate, (long long)wall_us,
                          (long long)(after->cpu_us - run->before.cpu_us), (long long)after->peak_bytes,
                          (long long)(after->oom_kills - run->before.oom_kills),
                          (long long)(after->pids_refused - run->before.pids_refused), (long long)run->output_bytes);
    (void)frame_write(STDOUT_FILENO, OUT_END, text, (size_t)length);
}

void run_watch(struct run *run)
{
    struct pollfd watched[SOURCES];
    watch_sources(run->parties, watched);
    while (run->cause == CAUSE_NONE) {
        drain_all(run, watched, TICK_MS);
        reap(run);
        look_at_limits(run);
        if (run->judge.ended) /* whoever else may still hold its channel */
            note_cause(run, CAUSE_REPORTED);
    }
    const int64_t wall_us = now_us() - run->started_us;
    reap(run);
    hold_all(run);
    const struct ending before[] = {run->judge, run->candidate};
    end_everything(run);
    const struct ending endings[] = {own_ending(&before[0], &run->judge), own_ending(&before[1], &run->candidate)};
    const struct usage after = cgroup_usage();
    watched[HOST].fd = -1;
    while (drain_all(run, watched, 0)) {
    }
    tell_the_end(run, &after, wall_us, endings);
}
