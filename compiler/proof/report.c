/* What came of a proof, for people and for programs. */

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory/arena.h"
#include "proof/proof.h"

enum { WIDTH = 120 };

static bool is(const proof_finding *finding, const char *verdict) {
    return strcmp(finding->verdict, verdict) == 0;
}

/* Not asked for, or not there: says nothing about the candidate. */
static bool is_left_out(const proof_finding *finding, const proof_options *options) {
    bool is_other = options->only != NULL && strcmp(options->only, finding->operation) != 0;
    return is_other || is(finding, "not implemented");
}

static unsigned count_equal(const proof *of) {
    unsigned count = 0;
    for (guint i = 0; i < of->findings->len; i++)
        count += is(g_ptr_array_index(of->findings, i), "equal");
    return count;
}

static unsigned count_objections(const proof *of, const proof_options *options) {
    unsigned count = 0;
    for (guint i = 0; i < of->findings->len; i++) {
        const proof_finding *finding = g_ptr_array_index(of->findings, i);
        count += !is(finding, "equal") && !is_left_out(finding, options);
    }
    return count;
}

const char *proof_objection(const proof *of, const proof_options *options) {
    if (of->refused != NULL)
        return of->refused;
    unsigned objections = count_objections(of, options), equal = count_equal(of);
    if (objections > 0)
        return arena_printf("%u of %u functions did not pass; the reference stays", objections,
                            objections + equal);
    if (equal == 0)
        return options->only != NULL ? arena_printf("it does not implement %s", options->only)
                                     : "it implements nothing of what the contract bridges";
    return NULL;
}

/* ---- For people ---- */

/* "32 ns, the reference 95 ns: 2.97 times as fast" */
static const char *times_text(const proof_finding *finding) {
    if (finding->reference_time <= 0 || finding->candidate_time <= 0)
        return "";
    return arena_printf(", %.4g ns, the reference %.4g ns: %.2f times as fast", finding->candidate_time,
                        finding->reference_time, finding->reference_time / finding->candidate_time);
}

static int longest_name(const proof *of) {
    int longest = 0;
    for (guint i = 0; i < of->findings->len; i++) {
        const proof_finding *finding = g_ptr_array_index(of->findings, i);
        longest = MAX(longest, (int)strlen(finding->operation));
    }
    return longest;
}

/* Its text begins with the operation, which the line has said already. */
static const char *without_name(const proof_finding *finding) {
    size_t length = strlen(finding->operation);
    bool begins = strncmp(finding->text, finding->operation, length) == 0 &&
                  strncmp(finding->text + length, ": ", 2) == 0;
    return begins ? finding->text + length + 2 : finding->text;
}

static void print_finding(const proof_finding *finding, int width) {
    const char *calls = finding->calls == 0 ? "" : arena_printf("%llu calls", finding->calls);
    const char *line = arena_printf("  %-*s  %-12s %s%s", width, finding->operation, finding->verdict, calls,
                                    times_text(finding));
    puts(g_strchomp(arena_strdup(line)));
    if (finding->text != NULL && finding->text[0] != '\0')
        printf("      %s\n", without_name(finding));
    if (finding->input != NULL)
        printf("      the smallest input that shows it: %s\n", finding->input);
}

static void print_left_out(const proof *of) {
    unsigned count = 0;
    for (guint i = 0; i < of->findings->len; i++)
        count += is(g_ptr_array_index(of->findings, i), "not implemented");
    if (count == 0)
        return;
    GString *line = g_string_new(NULL);
    g_string_printf(line, "  not implemented, the reference stays (%u):", count);
    for (guint i = 0; i < of->findings->len; i++) {
        const proof_finding *finding = g_ptr_array_index(of->findings, i);
        if (!is(finding, "not implemented"))
            continue;
        if (line->len + 1 + strlen(finding->operation) > WIDTH) {
            puts(line->str);
            g_string_assign(line, "     ");
        }
        g_string_append_printf(line, " %s", finding->operation);
    }
    puts(line->str);
    g_string_free(line, TRUE);
}

void proof_print(const plan_library *plan, const proof *of, const proof_options *options) {
    const model_library *model = plan->model;
    if (of->candidate != NULL)
        printf("%s %u.%u: %s (%s), %s, implements %u of %u bridged functions\n", model->name, model->major,
               model->minor, of->candidate, of->build == NULL ? "unknown build" : of->build,
               options->candidate, of->implements, of->of);
    else
        printf("%s %u.%u: %s\n", model->name, model->major, model->minor, options->candidate);
    int width = longest_name(of);
    for (guint i = 0; i < of->findings->len; i++) {
        const proof_finding *finding = g_ptr_array_index(of->findings, i);
        if (!is_left_out(finding, options))
            print_finding(finding, width);
    }
    print_left_out(of);
    const char *objection = proof_objection(of, options);
    const char *seed = of->is_complete ? arena_printf(" (--seed %llu makes the same calls)", of->seed) : "";
    if (objection != NULL)
        printf("refused: %s%s\n", objection, seed);
    else
        printf("equal: %u function%s%s\n", count_equal(of), count_equal(of) == 1 ? "" : "s", seed);
}

/* ---- For programs ---- */

static void put(json_t *object, const char *key, const char *text) {
    json_object_set_new(object, key, text == NULL ? json_null() : json_string(text));
}

static json_t *finding_json(const proof_finding *finding) {
    json_t *object = json_object();
    put(object, "operation", finding->operation);
    put(object, "verdict", finding->verdict);
    json_object_set_new(object, "calls", json_integer((json_int_t)finding->calls));
    json_object_set_new(object, "reference_time", json_real(finding->reference_time));
    json_object_set_new(object, "candidate_time", json_real(finding->candidate_time));
    put(object, "text", finding->text);
    put(object, "input", finding->input);
    return object;
}

char *proof_json(const plan_library *plan, const proof *of, const proof_options *options) {
    json_t *object = json_object(), *findings = json_array();
    put(object, "library", plan->model->name);
    json_object_set_new(object, "version", json_sprintf("%u.%u", plan->model->major, plan->model->minor));
    put(object, "candidate", options->candidate);
    put(object, "name", of->candidate);
    put(object, "build", of->build);
    json_object_set_new(object, "implements", json_integer(of->implements));
    json_object_set_new(object, "seed", json_integer((json_int_t)of->seed));
    json_object_set_new(object, "equal", json_boolean(proof_objection(of, options) == NULL));
    put(object, "refused", proof_objection(of, options));
    for (guint i = 0; i < of->findings->len; i++)
        json_array_append_new(findings, finding_json(g_ptr_array_index(of->findings, i)));
    json_object_set_new(object, "operations", findings);
    char *dumped = json_dumps(object, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
    json_decref(object);
    char *kept = arena_printf("%s\n", dumped);
    free(dumped);
    return kept;
}
