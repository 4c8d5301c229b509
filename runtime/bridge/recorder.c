/**
 * @file
 * Recorded calls: a file of vectors that grows.
 */
#define _POSIX_C_SOURCE 200809L /* open, strdup */

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include "bridge_internal.h"

struct tenon_bridge_recorder {
    const tenon_bridges *bridges;
    char *path;
    int file;
    pthread_mutex_t guard;
    tenon_bridge_recorder *next;
};

/* Guarded by tenon_bridge_lock(). */
static tenon_bridge_recorder *recorders;

static bool write_all(int file, const char *text, size_t length) {
    while (length > 0) {
        ssize_t written = write(file, text, length);
        if (written < 0 && errno != EINTR)
            return false;
        text += written < 0 ? 0 : written;
        length -= written < 0 ? 0 : (size_t)written;
    }
    return true;
}

/* "contract mtproxy 1.0", where the file is new. */
static bool begin_file(const tenon_bridges *bridges, int file) {
    if (lseek(file, 0, SEEK_END) > 0)
        return true;
    tenon_writer to = {0};
    size_t name = strcspn(bridges->fingerprint, " \n");
    size_t version = strcspn(bridges->fingerprint + name + (bridges->fingerprint[name] == ' '), " \n");
    tenon_write(&to, "contract %.*s\n\n", (int)(name + 1 + version), bridges->fingerprint);
    bool is_written = !to.has_failed && write_all(file, to.text, to.length);
    free(to.text);
    return is_written;
}

static tenon_bridge_recorder *find_or_make(const tenon_bridges *bridges, const char *path) {
    for (tenon_bridge_recorder *at = recorders; at != NULL; at = at->next) {
        if (at->bridges == bridges && strcmp(at->path, path) == 0)
            return at;
    }
    tenon_bridge_recorder *made = calloc(1, sizeof *made);
    char *copy = strdup(path);
    if (made == NULL || copy == NULL || pthread_mutex_init(&made->guard, NULL) != 0) {
        free(made);
        free(copy);
        return NULL;
    }
    made->bridges = bridges;
    made->path = copy;
    made->file = -1;
    made->next = recorders;
    recorders = made;
    return made;
}

/* The file may have been moved away since it was opened: calls go to where the path leads now. */
static void use_file(tenon_bridge_recorder *recorder, int file) {
    pthread_mutex_lock(&recorder->guard);
    int before = recorder->file;
    recorder->file = file;
    pthread_mutex_unlock(&recorder->guard);
    if (before >= 0)
        close(before);
}

int32_t tenon_bridge_recorder_open(const tenon_bridges *bridges, const char *path,
                                   tenon_bridge_recorder **recorder) {
    int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0 || !begin_file(bridges, file)) {
        char reason[128] = "";
        (void)strerror_r(errno, reason, sizeof reason);
        if (file >= 0)
            close(file);
        return tenon_bridge_refuse(TENON_INVALID_ARGUMENT, "%s: cannot be written to: %s", path, reason);
    }
    tenon_bridge_lock();
    *recorder = find_or_make(bridges, path);
    tenon_bridge_unlock();
    if (*recorder == NULL) {
        close(file);
        return tenon_bridge_refuse(TENON_OUT_OF_MEMORY, "%s: no memory to record to it", path);
    }
    use_file(*recorder, file);
    return 0;
}

void tenon_bridge_recorder_add(tenon_bridge_recorder *recorder, const tenon_bridge_operation *operation,
                               const size_t *rooms, void *const *before, const tenon_bridge_outcome *after) {
    tenon_writer text = {0};
    tenon_bridge_write_call(&text, operation, rooms, before, after);
    tenon_write(&text, "\n");
    pthread_mutex_lock(&recorder->guard);
    bool is_written = !text.has_failed && write_all(recorder->file, text.text, text.length);
    pthread_mutex_unlock(&recorder->guard);
    if (!is_written)
        tenon_bridge_log("%s: a call of %s could not be written to it", recorder->path, operation->name);
    free(text.text);
}
