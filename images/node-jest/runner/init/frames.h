/* Length-prefixed frames between the host and PID 1: one type byte, four bytes of length (big-endian), the payload. */
#ifndef FRAMES_H
#define FRAMES_H

#include <stddef.h>
#include <stdint.h>

enum frame_in {
    IN_CANDIDATE_FILE = 'C', /* u16 length of the path, the path, the content */
    IN_TEST_FILE = 'T',
    IN_SETTINGS = 'S', /* key=value lines */
    IN_BRIEF = 'B',    /* JSON, handed to the judge as it is */
    IN_GO = 'G',
};

enum frame_out {
    OUT_READY = 'R',
    OUT_STDOUT = 'O',
    OUT_STDERR = 'E',
    OUT_REPORT = 'J', /* what the judge wrote, as it is */
    OUT_END = 'X',    /* key=value lines; without it, nothing is believed */
};

struct frame {
    char type;
    uint32_t length;
    unsigned char *payload; /* freed by the caller */
};

/* Reads one frame; returns 0, or -1 at the end of the stream, on an error, and on a frame over the limit. */
int frame_read(int fd, struct frame *frame);

/* Writes one frame whole; returns 0, or -1 when the other side is gone. */
int frame_write(int fd, char type, const void *payload, size_t length);

int read_full(int fd, void *buffer, size_t length);
int write_full(int fd, const void *buffer, size_t length);

#endif
