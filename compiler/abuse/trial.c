/* Running a driver: it is started again behind what ends it. */

#define _POSIX_C_SOURCE 200809L

#include "abuse/trial.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <sys/wait.h>

#include "driving/running.h"
#include "memory/arena.h"

enum { PATIENCE = 30 /* seconds for one case */ };

/* A driver being run, as the context of its running. */
typedef struct trying {
    trial *of;
    const plan_library *plan;
    unsigned begun; /* the case that began and has not ended, or 0 */
    void (*progress)(const char *language, unsigned number, unsigned last);
} trying;

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

static void read_case(trying *run, const json_t *line) {
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

static void read_line(running *program, const char *text) {
    trying *run = program->context;
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

/* Behind the case that ended it, or 0 where there is nothing left to try. */
static unsigned next_case(trying *run, const running *program) {
    trial *of = run->of;
    trial_result *result = run->begun == 0 ? NULL : result_of(of, run->begun);
    if (run->begun != 0 && result == NULL) {
        of->failed = arena_printf("its journal has a case %u, and there is none", run->begun);
        return 0;
    }
    if (result != NULL) {
        result->verdict = program->has_hung ? TRIAL_HANG : TRIAL_CRASH;
        result->got = program->has_hung ? "hang" : "crash";
        result->message = running_last_words(program);
        return run->begun < last_number(of) ? run->begun + 1 : 0;
    }
    if (of->has_ended) {
        if (!running_ended_well(program))
            of->leaks = running_last_words(program);
        return 0;
    }
    if (WIFEXITED(program->status) && WEXITSTATUS(program->status) == RUNNING_TOOL_MISSING)
        of->skipped = running_last_line(running_last_words(program));
    else
        of->failed = running_last_words(program);
    return 0;
}

void trial_run(trial *of, const plan_library *plan, const char *folder, const char *package,
               void (*progress)(const char *language, unsigned number, unsigned last)) {
    trying run = {.of = of, .plan = plan, .progress = progress};
    const char *journal = arena_printf("%s/journal", folder);
    running program = {
        .folder = folder, .journal = journal, .patience = PATIENCE, .line = read_line, .context = &run};
    (void)remove(journal);
    unsigned first = of->results->len == 0 ? 0 : 1;
    while (first != 0) {
        GPtrArray *arguments = arena_array();
        g_ptr_array_add(arguments, (gpointer)(uintptr_t)package);
        g_ptr_array_add(arguments, (gpointer)(uintptr_t)journal);
        g_ptr_array_add(arguments, arena_printf("%u", first));
        program.arguments = arguments;
        run.begun = 0;
        if (!running_program(&program)) {
            of->failed = arena_strdup(g_strerror(errno));
            return;
        }
        first = next_case(&run, &program);
    }
}
