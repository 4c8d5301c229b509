#define _POSIX_C_SOURCE 200809L

#include "driving/running.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "memory/arena.h"

enum {
    NAP = 5000,            /* microseconds between two looks at the journal */
    BUILD_PATIENCE = 1800, /* seconds until the first line: the program is built before */
    LONGEST_TAIL = 1200
};

/* ---- The journal ---- */

/* Whole lines only: the last one may still be on its way. */
static void read_journal(running *run) {
    FILE *file = fopen(run->journal, "r");
    if (file == NULL)
        return;
    char *line = NULL;
    size_t room = 0;
    ssize_t length = fseek(file, run->read, SEEK_SET) == 0 ? getline(&line, &room, file) : -1;
    for (; length > 0 && line[length - 1] == '\n'; length = getline(&line, &room, file)) {
        run->read += length;
        run->has_line = true;
        run->last_line = g_get_monotonic_time();
        line[length - 1] = '\0';
        run->line(run, line);
    }
    free(line);
    (void)fclose(file); /* which was only read */
}

/* ---- The process ---- */

/* The group of the program that runs now, for end_with_it(); 0: none does. */
static volatile sig_atomic_t group_running;

/* Who ends this command ends the program, too, which a group of its own has put out of the terminal's reach.
 */
static void end_with_it(int number) {
    if (group_running > 0)
        kill(-(pid_t)group_running, SIGKILL);
    (void)signal(number, SIG_DFL);
    (void)raise(number);
}

static void share_signals(void) {
    static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        if (signal(ends[i], end_with_it) == SIG_IGN)
            (void)signal(ends[i], SIG_IGN);
    }
}

/* The program and all that it starts, in a group that can be ended together. */
static pid_t start(const running *run) {
    (void)fflush(NULL); /* streams_end() asks for what failed */
    share_signals();
    pid_t child = fork();
    if (child > 0) {
        setpgid(child, child); /* as the child does: whoever comes first */
        group_running = child;
    }
    if (child != 0)
        return child;
    setpgid(0, 0);
    if (freopen("/dev/null", "r", stdin) == NULL || freopen("/dev/null", "w", stdout) == NULL ||
        freopen(run->errors, "w", stderr) == NULL)
        _exit(RUNNING_TOOL_MISSING);
    char *program = arena_printf("%s/run", run->folder);
    GPtrArray *arguments = arena_array();
    g_ptr_array_add(arguments, program);
    for (guint i = 0; i < run->arguments->len; i++)
        g_ptr_array_add(arguments, g_ptr_array_index(run->arguments, i));
    g_ptr_array_add(arguments, NULL);
    execv(program, (char *const *)arguments->pdata);
    fprintf(stderr, "cannot start %s: %s\n", program, g_strerror(errno));
    _exit(1);
}

static bool is_late(const running *run) {
    gint64 seconds = (g_get_monotonic_time() - run->last_line) / G_USEC_PER_SEC;
    return seconds > (run->has_line ? (gint64)run->patience : BUILD_PATIENCE);
}

static void wait_for(running *run) {
    run->last_line = g_get_monotonic_time();
    while (waitpid(run->process, &run->status, WNOHANG) == 0) {
        read_journal(run);
        if (is_late(run)) {
            kill(-run->process, SIGKILL);
            waitpid(run->process, &run->status, 0);
            run->has_hung = true;
            break;
        }
        g_usleep(NAP);
    }
    kill(-run->process, SIGKILL); /* what a program that ended early has left running */
    group_running = 0;
    read_journal(run);
}

bool running_program(running *run) {
    run->errors = arena_printf("%s/errors", run->folder);
    run->has_hung = false;
    run->process = start(run);
    if (run->process < 0)
        return false;
    wait_for(run);
    return true;
}

const char *running_last_words(const running *run) {
    char *text = NULL;
    gsize length = 0;
    if (!g_file_get_contents(run->errors, &text, &length, NULL))
        return "";
    g_strchomp(text);
    char *summary = strstr(text, "ERROR: ");
    if (summary == NULL)
        summary = strstr(text, "runtime error: ");
    length = strlen(text);
    char *from = summary != NULL ? summary : length > LONGEST_TAIL ? text + length - LONGEST_TAIL : text;
    char *valid = g_utf8_make_valid(from, (gssize)MIN(strlen(from), (size_t)LONGEST_TAIL));
    g_free(text);
    return arena_take(valid);
}

const char *running_last_line(const char *text) {
    const char *newline = strrchr(text, '\n');
    return newline == NULL ? text : newline + 1;
}

bool running_ended_well(const running *run) {
    return WIFEXITED(run->status) && WEXITSTATUS(run->status) == 0;
}
