/*
 * The configuration of an MTProto proxy, read with whoever serves the scanner:
 *
 *   timeout INT;  default INT;  proxy_for INT WORD:PORT;  proxy WORD:PORT;  min_connections INT;
 * max_connections INT;
 *
 * Only its form is checked: names are not resolved, and nobody is connected to.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BRIDGES_MTPROXY_REDIRECT 1
#include "check.h"

enum { FILE_LIMIT = 16 * 1024 * 1024, TARGETS = 4096, CLUSTERS = 1024, NEAR = 20, HOST_LIMIT = 63 };

/* Where reading is, and what was read. */
typedef struct reading {
    const char *path;
    const uint8_t *at;
    size_t left;
    int32_t line;
    int64_t least;   /* min_connections */
    int64_t most;    /* max_connections */
    int64_t cluster; /* of the newest target */
    int32_t clusters;
    int32_t targets;
    bool has_cluster;
} reading;

/* ---- Saying what is wrong ---- */

static bool refuse(const reading *in, const char *what) {
    char near[NEAR + 1] = {0};
    for (size_t i = 0; i < in->left && i < NEAR; i++)
        near[i] = in->at[i] >= 0x20 && in->at[i] < 0x7f ? (char)in->at[i] : '.';
    return check_refuse("config: %s:%d: fatal: %s near \"%s\"", in->path, in->line, what, near);
}

/* ---- Tokens ---- */

static void advance(reading *in, size_t count) {
    in->at += count;
    in->left -= count;
}

/* Blanks, lines and comments. @return The next byte, 0 at the end. */
static int32_t skip(reading *in) {
    mtproxy_cfg_scan_result found;
    if (mtproxy_cfg_skipspc(in->at, in->left, in->line, &found) != MTPROXY_OK)
        return 0;
    advance(in, found.advance);
    in->line = found.line_no;
    return found.ch;
}

static bool take(reading *in, char wanted, const char *what) {
    if (skip(in) != wanted)
        return refuse(in, what);
    advance(in, 1);
    return true;
}

/* A number without what stands before it; the scanner says the nearest that fits, which is out of every
 * range. */
static bool read_signed(reading *in, int64_t least, int64_t most, int64_t *number, const char *what) {
    mtproxy_cfg_int_result found;
    skip(in);
    bool is_number =
        mtproxy_cfg_getint_signed_zero(in->at, in->left, &found) == MTPROXY_OK && found.consumed > 0;
    if (!is_number || found.value < least || found.value > most)
        return refuse(in, what);
    advance(in, found.consumed);
    *number = found.value;
    return true;
}

static bool read_endpoint(reading *in) {
    int64_t port = 0;
    skip(in);
    int32_t length = mtproxy_cfg_getword_len(in->at, in->left);
    if (length < 1 || length > HOST_LIMIT)
        return refuse(in, "a host of 1 to 63 letters expected");
    advance(in, (size_t)length);
    return take(in, ':', "a colon and a port expected") &&
           read_signed(in, 1, UINT16_MAX, &port, "a port from 1 to 65535 expected");
}

/* ---- Directives ---- */

static bool add_target(reading *in, int64_t cluster) {
    if (!in->has_cluster || cluster != in->cluster)
        in->clusters++;
    in->has_cluster = true;
    in->cluster = cluster;
    in->targets++;
    if (in->clusters > CLUSTERS)
        return refuse(in, "more than 1024 clusters");
    return in->targets <= TARGETS || refuse(in, "more than 4096 targets");
}

static bool read_proxy(reading *in) {
    return read_endpoint(in) && add_target(in, 0);
}

static bool read_proxy_for(reading *in) {
    int64_t cluster = 0;
    if (!read_signed(in, INT16_MIN, INT16_MAX, &cluster, "a cluster from -32768 to 32767 expected"))
        return false;
    if (in->left == 0 || (in->at[0] != ' ' && in->at[0] != '\t'))
        return refuse(in, "a blank behind the cluster expected");
    return read_endpoint(in) && add_target(in, cluster);
}

static bool read_timeout(reading *in) {
    int64_t milliseconds = 0;
    return read_signed(in, 10, 30000, &milliseconds, "a time from 10 to 30000 milliseconds expected");
}

static bool read_default(reading *in) {
    int64_t cluster = 0;
    return read_signed(in, INT16_MIN, INT16_MAX, &cluster, "a cluster from -32768 to 32767 expected");
}

static bool read_least(reading *in) {
    return read_signed(in, 1, in->most, &in->least, "a number from 1 to max_connections expected");
}

static bool read_most(reading *in) {
    return read_signed(in, in->least, 1000, &in->most, "a number from min_connections to 1000 expected");
}

/* The longer one before what it begins with. */
static const struct {
    const char *word;
    bool (*read)(reading *in);
} directives[] = {
    {"proxy_for", read_proxy_for}, {"proxy", read_proxy},           {"timeout", read_timeout},
    {"default", read_default},     {"min_connections", read_least}, {"max_connections", read_most},
};

static bool read_directive(reading *in) {
    for (size_t i = 0; i < sizeof directives / sizeof directives[0]; i++) {
        size_t length = strlen(directives[i].word);
        if (in->left >= length && memcmp(in->at, directives[i].word, length) == 0) {
            advance(in, length);
            return directives[i].read(in) && take(in, ';', "a semicolon expected");
        }
    }
    return refuse(in, "timeout, default, proxy, proxy_for, min_connections or max_connections expected");
}

static bool read_all(reading *in) {
    while (skip(in) != 0 || in->left > 0) {
        if (!read_directive(in))
            return false;
    }
    return in->targets > 0 || refuse(in, "no proxy and no proxy_for");
}

/* ---- The file ---- */

/* Its bytes, with one behind them. @return Null with a message. */
static uint8_t *read_file(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = malloc(FILE_LIMIT + 1);
    if (file == NULL || bytes == NULL) {
        check_refuse("config: %s: %s", path, strerror(errno));
    } else {
        *size = fread(bytes, 1, FILE_LIMIT + 1, file);
        bool is_whole = ferror(file) == 0 && *size <= FILE_LIMIT;
        if (is_whole) {
            fclose(file);
            return bytes;
        }
        check_refuse("config: %s: %s", path, ferror(file) != 0 ? strerror(errno) : "more than 16 MiB");
    }
    if (file != NULL)
        fclose(file);
    free(bytes);
    return NULL;
}

bool check_config(const char *path) {
    size_t size = 0;
    uint8_t *bytes = read_file(path, &size);
    if (bytes == NULL)
        return false;
    reading in = {.path = path, .at = bytes, .left = size, .line = 1, .least = 4, .most = 8};
    bool is_read = read_all(&in);
    if (is_read)
        printf("config: %s: %d targets in %d clusters\n", path, in.targets, in.clusters);
    free(bytes);
    return is_read;
}
