/* bridge: whether another implementation does what the library does. */

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/contracts.h"
#include "cli/folders.h"
#include "memory/arena.h"
#include "proof/proof.h"
#include "provider/provider.h"

typedef struct bridge_options {
    options contract;
    proof_options asked;
    gint64 calls;
    gint64 seed;
    double floor;
    gint timeout;
    char *candidate;
    char *only;
    char *keep;
    char *work;
    char *json;
    char **vectors;
    char **recorded;
} bridge_options;

/* ---- What is asked for ---- */

static bool refuse(const char *message) {
    fprintf(stderr, "tenon: %s; `tenon bridge --help` explains\n", message);
    return false;
}

static bool is_file(const char *path, const char *what) {
    if (g_access(path, R_OK) == 0 && !g_file_test(path, G_FILE_TEST_IS_DIR))
        return true;
    fprintf(stderr, "tenon: cannot read the %s %s: %s\n", what, path,
            g_file_test(path, G_FILE_TEST_IS_DIR) ? "it is a directory" : g_strerror(errno));
    return false;
}

/* Absolute: a name without a slash would be looked for where the system has its libraries. */
static const char *absolute(const char *path) {
    return arena_take(g_canonicalize_filename(path, NULL));
}

static bool add_files(GPtrArray *into, char **paths, const char *what) {
    for (char **path = paths; path != NULL && *path != NULL; path++) {
        if (!is_file(*path, what))
            return false;
        g_ptr_array_add(into, (gpointer)(uintptr_t)absolute(*path));
    }
    return true;
}

static bool has_operation(const plan_library *plan, const char *header, const char *only) {
    const GPtrArray *operations = provider_operations(plan);
    for (guint i = 0; i < operations->len; i++) {
        if (only == NULL ||
            strcmp(((const model_function *)g_ptr_array_index(operations, i))->c_name, only) == 0)
            return true;
    }
    return operations->len == 0 ? has_operations(plan, header)
                                : refuse(arena_printf("%s bridges no function %s", header, only));
}

static bool is_sensible(const bridge_options *given) {
    if (given->candidate == NULL)
        return refuse("which candidate? Give --candidate LIB.so");
    if (given->calls < 0 || given->seed < 0 || given->timeout < 0 || given->floor < 0)
        return refuse("--calls, --seed, --floor and --timeout take numbers above 0");
    return true;
}

static bool read_asked(bridge_options *given) {
    if (given->keep != NULL && g_mkdir_with_parents(given->keep, 0777) != 0)
        return refuse(arena_printf("cannot make the folder %s: %s", given->keep, g_strerror(errno)));
    char floor[G_ASCII_DTOSTR_BUF_SIZE];
    given->asked = (proof_options){
        .candidate = absolute(given->candidate),
        .calls = given->calls == 0 ? NULL : arena_printf("%" G_GINT64_FORMAT, given->calls),
        .seed = given->seed == 0 ? NULL : arena_printf("%" G_GINT64_FORMAT, given->seed),
        .floor = given->floor > 0 ? arena_strdup(g_ascii_dtostr(floor, sizeof floor, given->floor)) : NULL,
        .only = given->only,
        .keep = given->keep == NULL ? NULL : absolute(given->keep),
        .timeout = (unsigned)given->timeout,
        .vectors = arena_array()};
    return is_file(given->candidate, "candidate") &&
           add_files(given->asked.vectors, given->vectors, "vectors") &&
           add_files(given->asked.vectors, given->recorded, "recorded calls");
}

/* ---- Asking ---- */

static void show_progress(const char *operation, unsigned long long done, unsigned long long of) {
    fprintf(stderr, "\r\033[K  %s: %llu of %llu calls ", operation, done, of);
    fflush(stderr);
}

static int prove(bridge_options *given, const plan_library *plan, const char *folder) {
    bool is_watched = isatty(STDERR_FILENO) != 0;
    if (is_watched) {
        fputs("\r  building the program that compares ", stderr);
        given->asked.progress = show_progress;
    }
    const proof *found = proof_run(folder, &given->asked);
    if (is_watched)
        fputs("\r\033[K", stderr);
    if (found->failed != NULL) {
        fprintf(stderr, "tenon: %s\n", found->failed);
        return EXIT_WRONG_USE;
    }
    proof_print(plan, found, &given->asked);
    if (given->json != NULL && !write_json(given->json, proof_json(plan, found, &given->asked)))
        return EXIT_WRONG_USE;
    return proof_objection(found, &given->asked) == NULL ? EXIT_DONE : EXIT_FOUND;
}

static int bridge(bridge_options *given) {
    if (!is_sensible(given))
        return EXIT_WRONG_USE;
    /* What can be compared at all comes first: a candidate of nothing needs no better file. */
    const plan_library *plan = plan_contract(&given->contract);
    if (plan == NULL || !has_operation(plan, given->contract.headers[0], given->only) || !read_asked(given))
        return EXIT_WRONG_USE;
    const char *work = work_folder(given->work, "tenon-bridge-XXXXXX", "--work");
    if (work == NULL)
        return EXIT_WRONG_USE;
    package *files = package_new();
    proof_generate(plan, files);
    const char *folder = arena_printf("%s/driver", work);
    int status = write_runnable(files, folder) ? prove(given, plan, folder) : EXIT_WRONG_USE;
    if (given->work == NULL)
        remove_folder(work);
    return status;
}

static const char summary[] = "Compare a candidate, which implements functions of a contract anew (`tenon "
                              "build --lang c-impl,rust-impl` "
                              "begins one),\nwith the library itself: versions and layouts first, then the "
                              "same calls to both, in a process of "
                              "their own.\nEvery difference refuses it, and the smallest input that shows it "
                              "is kept. docs/bridges.md explains."
                              "\n\nExit status: 0 where everything that it implements is equal, 1 where it "
                              "is refused, 2 where that cannot be "
                              "said.";

int command_bridge(int count, char **arguments) {
    bridge_options given = {0};
    const GOptionEntry own[] = {
        {"candidate", 0, 0, G_OPTION_ARG_FILENAME, &given.candidate, "The shared library to compare",
         "LIB.so"},
        {"calls", 0, 0, G_OPTION_ARG_INT64, &given.calls, "Calls that are made up, per function (10,000)",
         "N"},
        {"seed", 0, 0, G_OPTION_ARG_INT64, &given.seed, "Make the calls of an earlier run again", "S"},
        {"vectors", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &given.vectors,
         "Also make the calls of FILE; repeatable", "FILE"},
        {"recorded", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &given.recorded,
         "Also make the calls that tenon_bridge_record() wrote; repeatable", "FILE"},
        {"floor", 0, 0, G_OPTION_ARG_DOUBLE, &given.floor,
         "Refuse what takes more than RATIO times as long as the library", "RATIO"},
        {"only", 0, 0, G_OPTION_ARG_STRING, &given.only, "Only this function", "FUNCTION"},
        {"keep", 0, 0, G_OPTION_ARG_FILENAME, &given.keep,
         "Keep the smallest failing inputs in DIR (the current folder)", "DIR"},
        {"timeout", 0, 0, G_OPTION_ARG_INT, &given.timeout, "Milliseconds that one call may take (10,000)",
         "MS"},
        {"work", 0, 0, G_OPTION_ARG_FILENAME, &given.work,
         "Build the program that compares in DIR, and leave it there for the next time", "DIR"},
        {"json", 0, 0, G_OPTION_ARG_FILENAME, &given.json, "Also write what was found to FILE", "FILE"},
        G_OPTION_ENTRY_NULL,
    };
    int status = EXIT_WRONG_USE;
    if (parse_options(&count, &arguments, summary, TAKES_NOTHING, own, &given.contract))
        status = bridge(&given);
    free_options(&given.contract);
    char *texts[] = {given.candidate, given.only, given.keep, given.work, given.json};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    g_strfreev(given.vectors);
    g_strfreev(given.recorded);
    return status;
}
