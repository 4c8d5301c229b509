/* What came of a trial, for people and for programs. */

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abuse/trial.h"
#include "memory/arena.h"

static const char *const verdict_names[TRIAL_VERDICTS] = {
    [TRIAL_NOT_TRIED] = "not_tried",
    [TRIAL_RIGHT] = "right",
    [TRIAL_WRONG] = "wrong",
    [TRIAL_CRASH] = "crash",
    [TRIAL_HANG] = "hang",
    [TRIAL_COMPILER] = "compiler",
    [TRIAL_UNREACHABLE] = "unreachable",
    [TRIAL_INEXPRESSIBLE] = "inexpressible",
};

unsigned trial_count(const trial *of, trial_verdict verdict) {
    unsigned count = 0;
    for (guint i = 0; i < of->results->len; i++)
        count += ((const trial_result *)g_ptr_array_index(of->results, i))->verdict == verdict;
    return count;
}

bool trial_is_right(const trial *of) {
    if (of->skipped != NULL || of->results->len == 0)
        return true;
    return of->failed == NULL && of->live == 0 && of->lent == 0 && of->leaks == NULL &&
           trial_count(of, TRIAL_WRONG) + trial_count(of, TRIAL_CRASH) + trial_count(of, TRIAL_HANG) +
                   trial_count(of, TRIAL_NOT_TRIED) ==
               0;
}

/* ---- For people ---- */

static const char *expected_of(const abuse_case *tried) {
    GString *text = g_string_new(abuse_outcome_name(tried->outcome));
    for (int i = 0; i < ABUSE_CODES && tried->codes[i] != NULL; i++)
        g_string_append_printf(text, "%s%s", i == 0 ? " (" : " or ", tried->codes[i]);
    if (tried->codes[0] != NULL)
        g_string_append_c(text, ')');
    return arena_take(g_string_free(text, FALSE));
}

static const char *place_of(const abuse_case *tried) {
    GString *text = g_string_new(tried->function->function->c_name);
    if (tried->value != PLAN_NONE)
        g_string_append_printf(text, ", %s", abuse_value_name(tried->function, tried->value));
    if (tried->method != NULL)
        g_string_append_printf(text, ".%s", tried->method->function->name);
    if (tried->part != PLAN_NONE)
        g_string_append_printf(text, ", %s", abuse_value_name(tried->method, tried->part));
    return arena_take(g_string_free(text, FALSE));
}

static void print_wrong(const trial_result *result, const char *repeat) {
    const abuse_case *tried = result->tried;
    printf("    %s: %s%s%s\n      must be %s, but was %s%s%s%s%s%s\n      %s %u\n", place_of(tried),
           abuse_name(tried->kind), tried->path == NULL ? "" : " ", tried->path == NULL ? "" : tried->path,
           expected_of(tried), result->got == NULL ? "not tried" : result->got,
           result->code == NULL ? "" : " (", result->code == NULL ? "" : result->code,
           result->code == NULL ? "" : ")", result->message == NULL ? "" : ": ",
           result->message == NULL ? "" : result->message, repeat, tried->number);
}

static unsigned functions_tried(const trial *of) {
    unsigned count = 0;
    const plan_function *last = NULL;
    for (guint i = 0; i < of->results->len; i++) {
        const plan_function *function =
            ((const trial_result *)g_ptr_array_index(of->results, i))->tried->function;
        count += function != last;
        last = function;
    }
    return count;
}

static unsigned tried_in(const trial *of) {
    return of->results->len - trial_count(of, TRIAL_NOT_TRIED) - trial_count(of, TRIAL_UNREACHABLE) -
           trial_count(of, TRIAL_INEXPRESSIBLE);
}

static gint compare_texts(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Each reason once, with how many cases have it. */
static void print_unreachable(const trial *of) {
    GPtrArray *reasons = arena_array();
    for (guint i = 0; i < of->results->len; i++) {
        const trial_result *result = g_ptr_array_index(of->results, i);
        if (result->verdict == TRIAL_UNREACHABLE)
            g_ptr_array_add(reasons, (gpointer)(uintptr_t)(result->message == NULL ? "" : result->message));
    }
    g_ptr_array_sort(reasons, compare_texts);
    for (guint i = 0, same = 1; i < reasons->len; i += same) {
        const char *reason = g_ptr_array_index(reasons, i);
        for (same = 1; i + same < reasons->len && strcmp(reason, g_ptr_array_index(reasons, i + same)) == 0;)
            same++;
        printf("    not reached, %u: %s\n", same, reason);
    }
}

void trial_print(const trial *of, const char *repeat) {
    if (of->skipped != NULL) {
        printf("  %-7s skipped: %s\n", of->language, of->skipped);
        return;
    }
    if (of->failed != NULL) {
        printf("  %-7s could not be tried: %s\n", of->language, of->failed);
        return;
    }
    printf(
        "  %-7s %u functions, %u abuses tried: %u right, %u refused by the compiler, %u wrong, %u crashes, "
        "%u hangs; %u have no form in this language, %u not reached; %ld objects left open%s\n",
        of->language, functions_tried(of), tried_in(of), trial_count(of, TRIAL_RIGHT),
        trial_count(of, TRIAL_COMPILER), trial_count(of, TRIAL_WRONG), trial_count(of, TRIAL_CRASH),
        trial_count(of, TRIAL_HANG), trial_count(of, TRIAL_INEXPRESSIBLE), trial_count(of, TRIAL_UNREACHABLE),
        of->live,
        of->lent == 0 ? "" : arena_printf(", %ld things of the library's not given back", of->lent));
    print_unreachable(of);
    if (of->leaks != NULL)
        printf("    at the end: %s\n", of->leaks);
    for (guint i = 0; i < of->results->len; i++) {
        const trial_result *result = g_ptr_array_index(of->results, i);
        if (result->verdict == TRIAL_WRONG || result->verdict == TRIAL_CRASH ||
            result->verdict == TRIAL_HANG || result->verdict == TRIAL_NOT_TRIED)
            print_wrong(result, repeat);
    }
}

/* ---- For programs ---- */

static void put(json_t *object, const char *key, const char *text) {
    if (text != NULL)
        json_object_set_new(object, key, json_string(text));
}

static json_t *result_json(const trial_result *result) {
    json_t *object = json_object();
    json_object_set_new(object, "case", json_integer(result->tried->number));
    put(object, "function", result->tried->function->function->c_name);
    put(object, "abuse", abuse_name(result->tried->kind));
    put(object, "verdict", verdict_names[result->verdict]);
    put(object, "got", result->got);
    put(object, "code", result->code);
    put(object, "type", result->type);
    put(object, "message", result->message);
    return object;
}

static json_t *one_json(const trial *of) {
    json_t *object = json_object(), *results = json_array(), *counts = json_object();
    put(object, "language", of->language);
    put(object, "skipped", of->skipped);
    put(object, "failed", of->failed);
    put(object, "leaks", of->leaks);
    json_object_set_new(object, "functions", json_integer(functions_tried(of)));
    json_object_set_new(object, "tried", json_integer(tried_in(of)));
    json_object_set_new(object, "live", json_integer(of->live));
    json_object_set_new(object, "lent", json_integer(of->lent));
    for (int verdict = 0; verdict < (int)TRIAL_VERDICTS; verdict++)
        json_object_set_new(counts, verdict_names[verdict],
                            json_integer(trial_count(of, (trial_verdict)verdict)));
    for (guint i = 0; i < of->results->len; i++)
        json_array_append_new(results, result_json(g_ptr_array_index(of->results, i)));
    json_object_set_new(object, "counts", counts);
    json_object_set_new(object, "results", results);
    return object;
}

char *trial_json(const plan_library *plan, const GPtrArray *trials) {
    json_t *object = json_object(), *list = json_array();
    put(object, "library", plan->model->name);
    for (guint i = 0; i < trials->len; i++)
        json_array_append_new(list, one_json(g_ptr_array_index(trials, i)));
    json_object_set_new(object, "languages", list);
    char *dumped = json_dumps(object, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
    json_decref(object);
    char *kept = arena_printf("%s\n", dumped);
    free(dumped);
    return kept;
}
