#define _POSIX_C_SOURCE 200809L

#include "proof/proof.h"

#include <errno.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "driving/makefile.h"
#include "driving/running.h"
#include "memory/arena.h"

/* The check ends what hangs inside a call; these seconds are for what it cannot end: the candidate's loading,
 * and the program as a whole. */
enum { LOADING_PATIENCE = 5, PATIENCE = 120, USUAL_TIMEOUT = 10000, MILLISECONDS = 1000 };

void proof_generate(const plan_library *plan, package *files) {
    const native_code *native = package_add_native(files, plan, "native", NATIVE_HOST_WITHOUT_LOCK);
    package_add_embedded(files, "main.c", "proof/driver/main.c");
    package_add_embedded(files, "run", "abuse/templates/run_c");
    package_add(files, "Makefile", driving_makefile("proof/templates/Makefile", plan, native));
}

/* ---- The journal ---- */

/* What is read into, as the context of a running program. */
typedef struct journal_reader {
    proof *into;
    const proof_options *options;
    bool is_opening;
} journal_reader;

static const char *text_of(const json_t *line, const char *key) {
    const char *text = json_string_value(json_object_get(line, key));
    return text == NULL ? NULL : arena_strdup(text);
}

static unsigned long long number_of(const json_t *line, const char *key) {
    return (unsigned long long)json_integer_value(json_object_get(line, key));
}

static void read_finding(proof *into, const json_t *line) {
    proof_finding *finding = ARENA_NEW(proof_finding);
    *finding = (proof_finding){.operation = text_of(line, "operation"),
                               .verdict = text_of(line, "verdict"),
                               .calls = number_of(line, "calls"),
                               .reference_time = json_number_value(json_object_get(line, "reference_time")),
                               .candidate_time = json_number_value(json_object_get(line, "candidate_time")),
                               .text = text_of(line, "text"),
                               .input = text_of(line, "input")};
    g_ptr_array_add(into->findings, finding);
}

static unsigned call_patience(const proof_options *options) {
    return (options->timeout == 0 ? USUAL_TIMEOUT : options->timeout) / MILLISECONDS;
}

static void read_candidate(running *run, const json_t *line) {
    journal_reader *reader = run->context;
    proof *into = reader->into;
    reader->is_opening = false;
    run->patience = PATIENCE + call_patience(reader->options);
    into->candidate = text_of(line, "candidate");
    into->build = text_of(line, "build");
    into->implements = (unsigned)number_of(line, "implements");
    into->of = (unsigned)number_of(line, "of");
}

static void read_line(running *run, const char *text) {
    journal_reader *reader = run->context;
    proof *into = reader->into;
    json_t *line = json_loads(text, 0, NULL);
    if (json_object_get(line, "opening") != NULL)
        reader->is_opening = true;
    else if (json_object_get(line, "candidate") != NULL)
        read_candidate(run, line);
    else if (json_object_get(line, "operation") != NULL)
        read_finding(into, line);
    else if (json_object_get(line, "refused") != NULL)
        into->refused = text_of(line, "refused");
    else if (json_object_get(line, "failed") != NULL)
        into->failed = text_of(line, "failed");
    else if (json_object_get(line, "seed") != NULL)
        into->seed = number_of(line, "seed"), into->is_complete = true;
    else if (json_object_get(line, "progress") != NULL && reader->options->progress != NULL)
        reader->options->progress(text_of(line, "progress"), number_of(line, "done"), number_of(line, "of"));
    json_decref(line);
}

/* ---- Running ---- */

static void add(GPtrArray *arguments, const char *key, const char *value) {
    if (value != NULL)
        g_ptr_array_add(arguments, arena_printf("%s=%s", key, value));
}

static GPtrArray *arguments_of(const proof_options *options, const char *journal) {
    GPtrArray *arguments = arena_array();
    g_ptr_array_add(arguments, arena_strdup("-")); /* `run` takes a package there, which C has none of */
    g_ptr_array_add(arguments, (gpointer)(uintptr_t)journal);
    g_ptr_array_add(arguments, (gpointer)(uintptr_t)options->candidate);
    add(arguments, "calls", options->calls);
    add(arguments, "seed", options->seed);
    add(arguments, "floor", options->floor);
    add(arguments, "only", options->only);
    add(arguments, "keep", options->keep);
    add(arguments, "timeout", options->timeout == 0 ? NULL : arena_printf("%u", options->timeout));
    for (guint i = 0; i < options->vectors->len; i++)
        add(arguments, "vectors", g_ptr_array_index(options->vectors, i));
    return arguments;
}

static const char *ending_of(const running *run) {
    if (run->has_hung)
        return "it did not return";
    if (WIFSIGNALED(run->status))
        return arena_printf("it ended the program by signal %d (%s)", WTERMSIG(run->status),
                            strsignal(WTERMSIG(run->status)));
    return arena_printf("it ended the program with status %d", WEXITSTATUS(run->status));
}

static const char *with_words(const char *text, const running *run) {
    const char *words = running_last_words(run);
    return words[0] == '\0' ? text : arena_printf("%s: %s", text, words);
}

const proof *proof_run(const char *folder, const proof_options *options) {
    proof *into = ARENA_NEW(proof);
    *into = (proof){.findings = arena_array()};
    journal_reader reader = {.into = into, .options = options};
    const char *journal = arena_printf("%s/journal", folder);
    running run = {.folder = folder,
                   .journal = journal,
                   .arguments = arguments_of(options, journal),
                   .patience = LOADING_PATIENCE + call_patience(options),
                   .line = read_line,
                   .context = &reader};
    (void)remove(journal);
    if (!running_program(&run)) {
        into->failed = arena_strdup(g_strerror(errno));
    } else if (into->is_complete || into->refused != NULL || into->failed != NULL) {
        return into;
    } else if (reader.is_opening) {
        into->refused = with_words(arena_printf("while it was loaded, %s", ending_of(&run)), &run);
    } else if (into->candidate != NULL) {
        into->refused = with_words(arena_printf("while it was checked, %s", ending_of(&run)), &run);
    } else {
        into->failed = with_words("the program that compares could not be built", &run);
    }
    return into;
}
