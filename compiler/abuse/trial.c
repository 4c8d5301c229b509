/* Running a driver: its journal is read while it runs, and it is started again behind what ends it. */

#define _POSIX_C_SOURCE 200809L

#include "abuse/trial.h"

#include <errno.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "memory/arena.h"

enum {
    NAP = 5000,            /* microseconds between two looks at the journal */
    BUILD_PATIENCE = 1800, /* seconds until the first line: the driver is built before */
    PATIENCE = 30,         /* seconds for one case */
    TOOL_MISSING = 77,
    LONGEST_TAIL = 1200
};

/* One start of a driver. */
typedef struct running {
    trial *of;
    const plan_library *plan;
    const char *journal;
    const char *errors; /* its standard error */
    pid_t process;
    long read;      /* bytes of the journal */
    unsigned begun; /* the case that began and has not ended, or 0 */
    bool has_line;
    gint64 last_line;
    int status;
    void (*progress)(const char *language, unsigned number, unsigned last);
} running;

trial *trial_new(const char *language, const GPtrArray *cases) {
    trial *made = ARENA_NEW(trial);
    *made = (trial){.language = language, .results = arena_array()};
    for (guint i = 0; i < cases->len; i++) {
        trial_result *result = ARENA_NEW(trial_result);
        result->tried = g_ptr_array_index(cases, i);
        g_ptr_array_add(made->results, result);
    }
    return made;
}

static trial_result *result_of(const trial *of, unsigned number) {
    for (guint i = 0; i < of->results->len; i++) {
        trial_result *result = g_ptr_array_index(of->results, i);
        if (result->tried->number == number)
            return result;
    }
    return NULL;
}

static unsigned last_number(const trial *of) {
    const trial_result *last = g_ptr_array_index(of->results, of->results->len - 1);
    return last->tried->number;
}

/* ---- The journal ---- */

static const char *text_of(const json_t *line, const char *key) {
    const char *text = json_string_value(json_object_get(line, key));
    return text == NULL ? NULL : arena_strdup(text);
}

static void read_case(running *run, const json_t *line) {
    trial_result *result = result_of(run->of, (unsigned)json_integer_value(json_object_get(line, "case")));
    run->begun = 0;
    if (result == NULL)
        return;
    result->got = text_of(line, "got");
    result->code = text_of(line, "code");
    result->type = text_of(line, "type");
    result->message = text_of(line, "message");
    result->verdict = trial_judge(run->plan, result);
}

static void read_line(running *run, const char *text) {
    json_t *line = json_loads(text, 0, NULL);
    if (json_object_get(line, "begin") != NULL) {
        run->begun = (unsigned)json_integer_value(json_object_get(line, "begin"));
        if (run->progress != NULL)
            run->progress(run->of->language, run->begun, last_number(run->of));
    } else if (json_object_get(line, "case") != NULL) {
        read_case(run, line);
    } else if (json_object_get(line, "end") != NULL) {
        run->of->has_ended = true;
        run->of->live = (long)json_integer_value(json_object_get(line, "live"));
        run->of->lent = (long)json_integer_value(json_object_get(line, "lent"));
    }
    json_decref(line);
}

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
        read_line(run, line);
    }
    free(line);
    (void)fclose(file); /* which was only read */
}

/* ---- The process ---- */

/* The group of the driver that runs now, for end_with_it(); 0: none does. */
static volatile sig_atomic_t group_running;

/* Who ends this command ends the driver, too, which a group of its own has put out of the terminal's reach.
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

/* The driver and all that it starts, in a group that can be ended together. */
static pid_t start(const running *run, const char *folder, const char *package, unsigned first) {
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
        _exit(TOOL_MISSING);
    const char *program = arena_printf("%s/run", folder);
    execl(program, program, package, run->journal, arena_printf("%u", first), (char *)NULL);
    fprintf(stderr, "cannot start %s: %s\n", program, g_strerror(errno));
    _exit(1);
}

static bool is_late(const running *run) {
    gint64 seconds = (g_get_monotonic_time() - run->last_line) / G_USEC_PER_SEC;
    return seconds > (run->has_line ? PATIENCE : BUILD_PATIENCE);
}

/* @return False where it had to be ended. */
static bool wait_for(running *run) {
    bool is_in_time = true;
    run->last_line = g_get_monotonic_time();
    while (waitpid(run->process, &run->status, WNOHANG) == 0) {
        read_journal(run);
        if (is_late(run)) {
            kill(-run->process, SIGKILL);
            waitpid(run->process, &run->status, 0);
            is_in_time = false;
            break;
        }
        g_usleep(NAP);
    }
    kill(-run->process, SIGKILL); /* what a driver that ended early has left running */
    group_running = 0;
    read_journal(run);
    return is_in_time;
}

/* The end of what it said, or its sanitizer's first words about what happened. */
static const char *last_words(const running *run) {
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

static const char *last_line(const char *text) {
    const char *newline = strrchr(text, '\n');
    return newline == NULL ? text : newline + 1;
}

static bool ended_well(const running *run) {
    return WIFEXITED(run->status) && WEXITSTATUS(run->status) == 0;
}

/* Behind the case that ended it, or 0 where there is nothing left to try. */
static unsigned next_case(running *run, bool hung) {
    trial *of = run->of;
    trial_result *result = run->begun == 0 ? NULL : result_of(of, run->begun);
    if (run->begun != 0 && result == NULL) {
        of->failed = arena_printf("its journal has a case %u, and there is none", run->begun);
        return 0;
    }
    if (result != NULL) {
        result->verdict = hung ? TRIAL_HANG : TRIAL_CRASH;
        result->got = hung ? "hang" : "crash";
        result->message = last_words(run);
        return run->begun < last_number(of) ? run->begun + 1 : 0;
    }
    if (of->has_ended) {
        if (!ended_well(run))
            of->leaks = last_words(run);
        return 0;
    }
    if (WIFEXITED(run->status) && WEXITSTATUS(run->status) == TOOL_MISSING)
        of->skipped = last_line(last_words(run));
    else
        of->failed = last_words(run);
    return 0;
}

void trial_run(trial *of, const plan_library *plan, const char *folder, const char *package,
               void (*progress)(const char *language, unsigned number, unsigned last)) {
    running run = {.of = of, .plan = plan, .progress = progress};
    run.journal = arena_printf("%s/journal", folder);
    run.errors = arena_printf("%s/errors", folder);
    (void)remove(run.journal);
    unsigned first = of->results->len == 0 ? 0 : 1;
    while (first != 0) {
        run.begun = 0;
        run.process = start(&run, folder, package, first);
        if (run.process < 0) {
            of->failed = arena_strdup(g_strerror(errno));
            return;
        }
        bool has_ended = wait_for(&run);
        first = next_case(&run, !has_ended);
    }
}
