#define _XOPEN_SOURCE 700 /* SIGXFSZ, poll */

#include "cli/streams.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/commands.h"

/* Whether SIGPIPE would have ended the command: `tenon inspect x.h | head` is no failure that needs words. */
static bool ends_with_its_reader;

/* Open the other way round, so that using it fails as it would have. */
static void keep_closed(int stream) {
    if (fcntl(stream, F_GETFD) < 0 && errno == EBADF)
        (void)open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

void streams_begin(void) {
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        keep_closed(stream);
    /* A reader that went away, or a file that grows too large, is an error of the write that meets it. */
    ends_with_its_reader = signal(SIGPIPE, SIG_IGN) != SIG_IGN;
    (void)signal(SIGXFSZ, SIG_IGN);
}

static bool has_lost_reader(void) {
    struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&output, 1, 0) > 0 && (output.revents & POLLERR) != 0;
}

int streams_end(int status) {
    bool has_failed = fflush(stdout) != 0 || ferror(stdout) != 0;
    bool has_reader = !has_failed || !has_lost_reader();
    if (fclose(stdout) == 0 && !has_failed)
        return status;
    if (ends_with_its_reader && !has_reader) {
        (void)signal(SIGPIPE, SIG_DFL);
        (void)raise(SIGPIPE);
    }
    fprintf(stderr, "tenon: the output could not be written\n");
    return EXIT_FOUND;
}
