#include "frames.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

enum { HEADER_BYTES = 5, MAX_PAYLOAD_BYTES = 64 * 1024 * 1024 };

int read_full(int fd, void *buffer, size_t length)
{
    unsigned char *at = buffer;
    while (length > 0) {
        ssize_t got = read(fd, at, length);
        if (got == 0 || (got < 0 && errno != EINTR))
            return -1;
        if (got > 0) {
            at += got;
            length -= (size_t)got;
        }
    }
    return 0;
}

int write_full(int fd, const void *buffer, size_t length)
{
    const unsigned char *at = buffer;
    while (length > 0) {
        ssize_t put = write(fd, at, length);
        if (put < 0 && errno == EAGAIN) {
            struct pollfd writable = {.fd = fd, .events = POLLOUT};
            poll(&writable, 1, -1);
        } else if (put < 0 && errno != EINTR) {
            return -1;
        } else if (put > 0) {
            at += put;
            length -= (size_t)put;
        }
    }
    return 0;
}

int frame_read(int fd, struct frame *frame)
{
    unsigned char header[HEADER_BYTES];
    if (read_full(fd, header, sizeof header) < 0)
        return -1;
    frame->type = (char)header[0];
    frame->length = (uint32_t)header[1] << 24 | (uint32_t)header[2] << 16 | (uint32_t)header[3] << 8 | header[4];
    if (frame->length > MAX_PAYLOAD_BYTES)
        return -1;
    frame->payload = malloc((size_t)frame->length + 1);
    if (frame->payload == NULL || read_full(fd, frame->payload, frame->length) < 0)
        return -1;
    frame->payload[frame->length] = '\0';
    return 0;
}

int frame_write(int fd, char type, const void *payload, size_t length)
{
    unsigned char header[HEADER_BYTES] = {(unsigned char)type, (unsigned char)(length >> 24),
                                          (unsigned char)(length >> 16), (unsigned char)(length >> 8),
                                          (unsigned char)length};
    if (write_full(fd, header, sizeof header) < 0)
        return -1;
    return write_full(fd, payload, length);
}
