/* check, build and inspect: the commands that read a contract. */

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "backends/backend.h"
#include "cli/commands.h"
#include "inspect/inspect.h"
#include "memory/arena.h"
#include "reader/reader.h"

static const backend *const backends[] = {&backend_python, &backend_node, &backend_go, &backend_rust};

/* What these commands have in common. */
typedef struct options {
    char **include_dirs;
    char **headers;
    char *out;
    char *languages;
} options;

static void free_options(options *given) {
    g_strfreev(given->include_dirs);
    g_strfreev(given->headers);
    g_free(given->out);
    g_free(given->languages);
}

static bool parse(int *count, char ***arguments, const char *summary, bool builds, options *given) {
    GOptionEntry entries[] = {
        {"include", 'I', 0, G_OPTION_ARG_FILENAME_ARRAY, &given->include_dirs,
         "Search DIR for headers that the contract includes; repeatable", "DIR"},
        {"out", 'o', builds ? 0 : G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &given->out,
         "Write the packages to DIR/python, DIR/node, DIR/go and DIR/rust", "DIR"},
        {"lang", 'l', builds ? 0 : G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &given->languages,
         "Only these, comma-separated: python, node, go, rust (all by default)", "LANGUAGES"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &given->headers, NULL, "HEADER"},
        G_OPTION_ENTRY_NULL,
    };
    char *name = g_strdup_printf("tenon %s", (*arguments)[0]);
    g_set_prgname(name);
    g_free(name);
    GOptionContext *context = g_option_context_new(NULL);
    g_option_context_set_summary(context, summary);
    g_option_context_add_main_entries(context, entries, NULL);
    GError *error = NULL;
    bool parsed = g_option_context_parse(context, count, arguments, &error);
    g_option_context_free(context);
    if (!parsed) {
        fprintf(stderr, "tenon: %s; `%s --help` lists the options\n", error->message, g_get_prgname());
        g_error_free(error);
    } else if (given->headers == NULL || given->headers[1] != NULL) {
        fprintf(stderr, "tenon: %s; `%s --help` explains\n",
                given->headers == NULL ? "which contract? Give one HEADER" : "one HEADER at a time",
                g_get_prgname());
        parsed = false;
    }
    return parsed;
}

/* The plan of the contract, or null with its findings printed. */
static const plan_library *plan_contract(const options *given) {
    GPtrArray *include_dirs = arena_array();
    for (char **directory = given->include_dirs; directory != NULL && *directory != NULL; directory++)
        g_ptr_array_add(include_dirs, *directory);
    if (g_access(given->headers[0], R_OK) != 0 || g_file_test(given->headers[0], G_FILE_TEST_IS_DIR)) {
        fprintf(stderr, "tenon: cannot read %s: %s\n", given->headers[0],
                g_file_test(given->headers[0], G_FILE_TEST_IS_DIR) ? "it is a directory" : g_strerror(errno));
        return NULL;
    }
    findings *all = findings_new();
    const model_library *model = read_contract(given->headers[0], include_dirs, all);
    if (all->list->len > 0) {
        findings_print(all, stderr);
        return NULL;
    }
    return plan_build(model);
}

int command_check(int count, char **arguments) {
    options given = {0};
    int status = EXIT_WRONG_USE;
    if (parse(&count, &arguments,
              "Say everything that is wrong or unsaid in a contract, and what to write instead.", false,
              &given)) {
        const plan_library *plan = plan_contract(&given);
        status = plan == NULL ? EXIT_FOUND : EXIT_DONE;
        if (plan != NULL)
            printf("%s: %s %u.%u, %u functions, %u classes: nothing is left unsaid\n", given.headers[0],
                   plan->model->name, plan->model->major, plan->model->minor, plan->functions->len,
                   plan->model->classes->len);
    }
    free_options(&given);
    return status;
}

int command_inspect(int count, char **arguments) {
    options given = {0};
    int status = EXIT_WRONG_USE;
    if (parse(&count, &arguments, "Print the model and the call plan of a contract as canonical JSON.", false,
              &given)) {
        const plan_library *plan = plan_contract(&given);
        status = plan == NULL ? EXIT_FOUND : EXIT_DONE;
        if (plan != NULL)
            fputs(inspect_json(plan), stdout);
    }
    free_options(&given);
    return status;
}

/* Whether the backend's name is among the wanted ones. */
static bool is_wanted(const char *languages, const char *name) {
    if (languages == NULL)
        return true;
    char **wanted = g_strsplit(languages, ",", -1);
    bool found = g_strv_contains((const char *const *)wanted, name);
    g_strfreev(wanted);
    return found;
}

static bool are_known(const char *languages) {
    char **wanted = g_strsplit(languages == NULL ? "" : languages, ",", -1);
    bool known = true;
    for (char **language = wanted; *language != NULL && known; language++) {
        bool found = languages == NULL;
        for (size_t i = 0; i < G_N_ELEMENTS(backends); i++)
            found = found || strcmp(backends[i]->name, *language) == 0;
        if (!found)
            fprintf(stderr, "tenon: no language `%s`; there are python, node, go and rust\n", *language);
        known = found;
    }
    g_strfreev(wanted);
    return known;
}

static bool build_one(const backend *language, const plan_library *plan, const char *out) {
    package *files = package_new();
    language->generate(plan, files);
    char *directory = g_build_filename(out, language->name, NULL);
    bool written = package_write(files, directory);
    if (written) {
        GString *install = g_string_new(language->install);
        g_string_replace(install, "%s", directory, 1);
        g_string_replace(install, "LIBRARY", plan->model->name, 1);
        printf("  %-8s %s\n", language->title, install->str);
        g_string_free(install, TRUE);
    }
    g_free(directory);
    return written;
}

static int build(const options *given) {
    if (given->out == NULL) {
        fprintf(stderr, "tenon: where to? Give --out DIR\n");
        return EXIT_WRONG_USE;
    }
    if (!are_known(given->languages))
        return EXIT_WRONG_USE;
    const plan_library *plan = plan_contract(given);
    if (plan == NULL)
        return EXIT_FOUND;
    printf("%s %u.%u: %u functions, %u classes. To install:\n", plan->model->name, plan->model->major,
           plan->model->minor, plan->functions->len, plan->model->classes->len);
    for (size_t i = 0; i < G_N_ELEMENTS(backends); i++) {
        if (is_wanted(given->languages, backends[i]->name) && !build_one(backends[i], plan, given->out))
            return EXIT_FOUND;
    }
    return EXIT_DONE;
}

int command_build(int count, char **arguments) {
    options given = {0};
    int status = EXIT_WRONG_USE;
    if (parse(&count, &arguments,
              "Make the packages of a contract: one folder per language, each installable by itself.", true,
              &given))
        status = build(&given);
    free_options(&given);
    return status;
}
