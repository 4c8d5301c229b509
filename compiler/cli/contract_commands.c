/* check, build, boundary and inspect: the commands that read a contract. */

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "backends/backend.h"
#include "cli/commands.h"
#include "inspect/inspect.h"
#include "memory/arena.h"
#include "model/languages.h"
#include "reader/reader.h"

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

/* What a command understands besides -I. */
typedef enum command_options { TAKES_NOTHING = 0, TAKES_LANGUAGES = 1, TAKES_OUT = 2 } command_options;

static int shown_if(bool is_taken) {
    return is_taken ? 0 : G_OPTION_FLAG_HIDDEN;
}

static bool parse(int *count, char ***arguments, const char *summary, unsigned takes, options *given) {
    GOptionEntry entries[] = {
        {"include", 'I', 0, G_OPTION_ARG_FILENAME_ARRAY, &given->include_dirs,
         "Search DIR for headers that the contract includes; repeatable", "DIR"},
        {"out", 'o', shown_if(takes & TAKES_OUT), G_OPTION_ARG_FILENAME, &given->out,
         "Write to DIR/python, DIR/node ..., or DIR/boundary", "DIR"},
        {"lang", 'l', shown_if(takes & TAKES_LANGUAGES), G_OPTION_ARG_STRING, &given->languages,
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

static bool is_wanted(char **languages, const char *name) {
    return languages == NULL || g_strv_contains((const char *const *)languages, name);
}

/* The languages asked for, null for all of them; false with a message where one is unknown or none is named.
 */
static bool read_languages(const char *text, char ***languages) {
    *languages = text == NULL ? NULL : g_strsplit(text, ",", -1);
    bool known = *languages == NULL || **languages != NULL;
    if (!known)
        fprintf(stderr, "tenon: which languages? Give --lang one or more of python,node,go,rust\n");
    for (char **language = *languages; language != NULL && *language != NULL && known; language++) {
        g_strstrip(*language);
        known = language_named(*language) != MODEL_LANGUAGES;
        if (!known)
            fprintf(stderr, "tenon: no language `%s`; there are python, node, go and rust\n", *language);
    }
    return known;
}

/* What was read of a contract: per language where it differs between them, else the same for all. */
typedef struct contract_plans {
    const plan_library *of[MODEL_LANGUAGES];
} contract_plans;

static bool is_readable(const char *header) {
    if (g_access(header, R_OK) == 0 && !g_file_test(header, G_FILE_TEST_IS_DIR))
        return true;
    fprintf(stderr, "tenon: cannot read %s: %s\n", header,
            g_file_test(header, G_FILE_TEST_IS_DIR) ? "it is a directory" : g_strerror(errno));
    return false;
}

static const plan_library *plan_one(const options *given, model_language language, findings *all) {
    GPtrArray *include_dirs = arena_array();
    for (char **directory = given->include_dirs; directory != NULL && *directory != NULL; directory++)
        g_ptr_array_add(include_dirs, *directory);
    const model_library *model = read_contract(given->headers[0], language, include_dirs, all);
    return all->list->len > 0 ? NULL : plan_build(model);
}

/* The plan for no language in particular. */
static const plan_library *plan_contract(const options *given) {
    if (!is_readable(given->headers[0]))
        return NULL;
    findings *all = findings_new();
    const plan_library *plan = plan_one(given, MODEL_LANGUAGES, all);
    if (plan == NULL)
        findings_print(all, stderr);
    return plan;
}

/* One language after the other; what is wrong for the first is hardly right for the next. */
static void plan_each(const options *given, char **languages, findings *all, contract_plans *plans) {
    for (model_language language = 0; language < MODEL_LANGUAGES && all->list->len == 0; language++) {
        char *only[] = {(char *)(uintptr_t)language_name(language), NULL};
        if (!is_wanted(languages, only[0]))
            continue;
        plans->of[language] = plan_one(given, language, all);
        if (plans->of[language] != NULL)
            refuse_for_languages(plans->of[language], only, all);
    }
}

/* The plans for the languages asked for, or false with the findings printed. */
static bool plan_contracts(const options *given, char **languages, contract_plans *plans) {
    if (!is_readable(given->headers[0]))
        return false;
    findings *all = findings_new();
    if (contract_differs(given->headers[0])) {
        plan_each(given, languages, all, plans);
    } else {
        const plan_library *plan = plan_one(given, MODEL_LANGUAGES, all);
        if (plan != NULL)
            refuse_for_languages(plan, languages, all);
        for (size_t i = 0; i < MODEL_LANGUAGES; i++)
            plans->of[i] = plan;
    }
    if (all->list->len > 0)
        findings_print(all, stderr);
    return all->list->len == 0;
}

/* The one with the most functions: what a summary tells. */
static const plan_library *largest(const contract_plans *plans) {
    const plan_library *found = NULL;
    for (size_t i = 0; i < MODEL_LANGUAGES; i++) {
        const plan_library *plan = plans->of[i];
        if (plan != NULL && (found == NULL || plan->functions->len > found->functions->len))
            found = plan;
    }
    return found;
}

static const char *counted(guint count, const char *what) {
    return arena_printf("%u %s%s", count, what, count == 1 ? "" : strcmp(what, "class") == 0 ? "es" : "s");
}

/* "graph 1.0, 65 functions, 2 classes" */
static const char *described(const plan_library *plan) {
    return arena_printf("%s %u.%u, %s, %s", plan->model->name, plan->model->major, plan->model->minor,
                        counted(plan->functions->len, "function"),
                        counted(plan->model->classes->len, "class"));
}

static int check(const options *given) {
    char **languages = NULL;
    int status = EXIT_WRONG_USE;
    if (read_languages(given->languages, &languages)) {
        contract_plans plans = {0};
        status = plan_contracts(given, languages, &plans) ? EXIT_DONE : EXIT_FOUND;
        if (status == EXIT_DONE)
            printf("%s: %s: nothing is left unsaid\n", given->headers[0], described(largest(&plans)));
    }
    g_strfreev(languages);
    return status;
}

int command_check(int count, char **arguments) {
    options given = {0};
    int status = EXIT_WRONG_USE;
    if (parse(&count, &arguments,
              "Say everything that is wrong or unsaid in a contract, and what to write instead.",
              TAKES_LANGUAGES, &given))
        status = check(&given);
    free_options(&given);
    return status;
}

static int inspect(const options *given) {
    const plan_library *plan = plan_contract(given);
    if (plan != NULL)
        fputs(inspect_json(plan, NULL), stdout);
    return plan == NULL ? EXIT_FOUND : EXIT_DONE;
}

static int inspect_words(const options *given) {
    model_language language = language_named(given->languages);
    if (language == MODEL_LANGUAGES || backends[language]->words == NULL) {
        fprintf(stderr, "tenon: inspect knows the names of python or node, not of `%s`; give one of them\n",
                given->languages);
        return EXIT_WRONG_USE;
    }
    char *only[] = {given->languages, NULL};
    contract_plans plans = {0};
    if (!plan_contracts(given, only, &plans))
        return EXIT_FOUND;
    const plan_library *plan = plans.of[language];
    fputs(inspect_json(plan, backends[language]->words(plan)), stdout);
    return EXIT_DONE;
}

int command_inspect(int count, char **arguments) {
    options given = {0};
    int status = EXIT_WRONG_USE;
    if (parse(&count, &arguments,
              "Print the model and the call plan of a contract as canonical JSON; with --lang python or node "
              "as that language sees it, and what its package calls everything.",
              TAKES_LANGUAGES, &given))
        status = given.languages == NULL ? inspect(&given) : inspect_words(&given);
    free_options(&given);
    return status;
}

/* How to install one package, for the closing message. */
static const char *install_line(const backend *language, const plan_library *plan, const char *directory) {
    char *absolute = g_canonicalize_filename(directory, NULL);
    GString *install = g_string_new(language->install);
    if (language->module != NULL)
        g_string_replace(install, "MODULE", language->module(plan->model), 0);
    g_string_replace(install, "%s", absolute, 1);
    g_free(absolute);
    return arena_printf("  %-8s %s\n", language_title(language->language),
                        arena_take(g_string_free(install, FALSE)));
}

static int build_languages(const contract_plans *plans, char **languages, const char *out) {
    GString *message = g_string_new(NULL);
    g_string_printf(message, "%s. To install:\n", described(largest(plans)));
    bool written = true;
    for (size_t i = 0; i < MODEL_LANGUAGES && written; i++) {
        if (!is_wanted(languages, language_name(backends[i]->language)))
            continue;
        const plan_library *plan = plans->of[backends[i]->language];
        package *files = package_new();
        backends[i]->generate(plan, files);
        char *directory = g_build_filename(out, language_name(backends[i]->language), NULL);
        written = package_write(files, directory);
        g_string_append(message, install_line(backends[i], plan, directory));
        g_free(directory);
    }
    if (written)
        fputs(message->str, stdout);
    g_string_free(message, TRUE);
    return written ? EXIT_DONE : EXIT_FOUND;
}

static int build(const options *given) {
    if (given->out == NULL || given->out[0] == '\0') {
        fprintf(stderr, "tenon: where to? Give --out DIR\n");
        return EXIT_WRONG_USE;
    }
    char **languages = NULL;
    int status = EXIT_WRONG_USE;
    if (read_languages(given->languages, &languages)) {
        contract_plans plans = {0};
        status = plan_contracts(given, languages, &plans) ? build_languages(&plans, languages, given->out)
                                                          : EXIT_FOUND;
    }
    g_strfreev(languages);
    return status;
}

int command_build(int count, char **arguments) {
    options given = {0};
    int status = EXIT_WRONG_USE;
    if (parse(&count, &arguments,
              "Make the packages of a contract: one folder per language, each installable by itself.",
              TAKES_LANGUAGES | TAKES_OUT, &given))
        status = build(&given);
    free_options(&given);
    return status;
}

/* ---- boundary: for languages that Tenon does not know ---- */

static int write_boundary(const plan_library *plan, const char *out) {
    package *files = package_new();
    const native_code *native = package_add_native(files, plan, "boundary", NATIVE_HOST_WITH_LOCK);
    if (!package_write(files, out))
        return EXIT_FOUND;
    printf("%s. Include %s; compile every C%s file below %s/boundary, with", described(plan),
           native->boundary_header, native->cxx_files->len > 0 ? " and C++" : "", out);
    for (guint i = 0; i < native->include_dirs->len; i++)
        printf(" -I%s/boundary/%s", out, (const char *)g_ptr_array_index(native->include_dirs, i));
    putchar('\n');
    return EXIT_DONE;
}

int command_boundary(int count, char **arguments) {
    options given = {0};
    int status = EXIT_WRONG_USE;
    bool parsed = parse(&count, &arguments,
                        "Write the C boundary of a contract alone, for any language that can call C.",
                        TAKES_OUT, &given);
    if (parsed && (given.out == NULL || given.out[0] == '\0')) {
        fprintf(stderr, "tenon: where to? Give --out DIR\n");
    } else if (parsed) {
        const plan_library *plan = plan_contract(&given);
        status = plan == NULL ? EXIT_FOUND : write_boundary(plan, given.out);
    }
    free_options(&given);
    return status;
}
