/* The options of the commands that read a contract, and its plans. */

#include "cli/contracts.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "abuse/standin.h"
#include "backends/backend.h"
#include "memory/arena.h"
#include "provider/provider.h"
#include "reader/reader.h"

void free_options(options *given) {
    g_strfreev(given->include_dirs);
    g_strfreev(given->headers);
    g_free(given->out);
    g_free(given->languages);
}

static int shown_if(bool is_taken) {
    return is_taken ? 0 : G_OPTION_FLAG_HIDDEN;
}

/* As many as the command takes; with a message where there are others. */
static bool has_headers(char **headers, bool takes_two) {
    guint wanted = takes_two ? 2 : 1, found = headers == NULL ? 0 : g_strv_length(headers);
    const char *problem = takes_two        ? "which contracts? Give OLD and NEW"
                          : found < wanted ? "which contract? Give one HEADER"
                                           : "one HEADER at a time";
    if (found != wanted)
        fprintf(stderr, "tenon: %s; `%s --help` explains\n", problem, g_get_prgname());
    return found == wanted;
}

bool parse_options(int *count, char ***arguments, const char *summary, unsigned takes,
                   const GOptionEntry *own, options *given) {
    GOptionEntry entries[] = {
        {"include", 'I', 0, G_OPTION_ARG_FILENAME_ARRAY, &given->include_dirs,
         "Search DIR for headers that the contract includes; repeatable", "DIR"},
        {"out", 'o', shown_if(takes & TAKES_OUT), G_OPTION_ARG_FILENAME, &given->out,
         "Write to DIR/python, DIR/node ..., or DIR/boundary", "DIR"},
        {"lang", 'l', shown_if(takes & TAKES_LANGUAGES), G_OPTION_ARG_STRING, &given->languages,
         (takes & TAKES_PROVIDERS) != 0
             ? "Only these, comma-separated: python, node, go, rust (all four by default), and c-impl, "
               "rust-impl "
               "to implement the contract in"
             : "Only these, comma-separated: python, node, go, rust (all by default)",
         "LANGUAGES"},
        {"stand-in", 0, shown_if(takes & TAKES_VARIATIONS), G_OPTION_ARG_NONE, &given->stand_in,
         "For tests: with a library written from the contract in the place of yours", NULL},
        {"removable", 0, shown_if(takes & TAKES_VARIATIONS), G_OPTION_ARG_NONE, &given->removable,
         "For tests of tests: TENON_REMOVE_STEP=function:step makes the boundary ignore one check", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &given->headers, NULL,
         (takes & TAKES_TWO_HEADERS) != 0 ? "OLD NEW" : "HEADER"},
        G_OPTION_ENTRY_NULL,
    };
    char *name = g_strdup_printf("tenon %s", (*arguments)[0]);
    g_set_prgname(name);
    g_free(name);
    GOptionContext *context = g_option_context_new(NULL);
    g_option_context_set_summary(context, summary);
    g_option_context_add_main_entries(context, entries, NULL);
    if (own != NULL)
        g_option_context_add_main_entries(context, own, NULL);
    GError *error = NULL;
    bool parsed = g_option_context_parse(context, count, arguments, &error);
    g_option_context_free(context);
    if (!parsed) {
        fprintf(stderr, "tenon: %s; `%s --help` lists the options\n", error->message, g_get_prgname());
        g_error_free(error);
    } else {
        parsed = has_headers(given->headers, (takes & TAKES_TWO_HEADERS) != 0);
    }
    return parsed;
}

bool is_wanted(char **languages, const char *name) {
    return languages == NULL || g_strv_contains((const char *const *)languages, name);
}

static void report_unknown(const char *name, bool makes_providers) {
    if (provider_language_named(name) != NULL)
        fprintf(
            stderr,
            "tenon: `%s` is no language that a contract is called from, but one that `tenon build` begins "
            "an implementation in; give any of python, node, go and rust\n",
            name);
    else
        fprintf(stderr, "tenon: no language `%s`; there are python, node, go and rust%s\n", name,
                makes_providers ? ", and c-impl and rust-impl to implement the contract in" : "");
}

/* The languages asked for, null for all of them; false with a message where one is unknown or none is named.
 */
bool read_languages(const char *text, unsigned takes, char ***languages) {
    *languages = text == NULL ? NULL : g_strsplit(text, ",", -1);
    bool known = *languages == NULL || **languages != NULL;
    bool makes_providers = (takes & TAKES_PROVIDERS) != 0;
    if (!known)
        fprintf(stderr, "tenon: which languages? Give --lang one or more of python,node,go,rust%s\n",
                makes_providers ? ",c-impl,rust-impl" : "");
    for (char **language = *languages; language != NULL && *language != NULL && known; language++) {
        g_strstrip(*language);
        known = language_named(*language) != MODEL_LANGUAGES;
        if (!known)
            report_unknown(*language, makes_providers);
    }
    if (!known) {
        g_strfreev(*languages);
        *languages = NULL;
    }
    return known;
}

/* A contract is read several times, and whole: no pipe or device can be one. */
static bool is_readable(const char *header) {
    const char *why = NULL;
    if (g_access(header, R_OK) != 0)
        why = g_strerror(errno);
    else if (g_file_test(header, G_FILE_TEST_IS_DIR))
        why = "it is a directory";
    else if (!g_file_test(header, G_FILE_TEST_IS_REGULAR))
        why = "it is no ordinary file";
    if (why != NULL)
        fprintf(stderr, "tenon: cannot read %s: %s\n", header, why);
    return why == NULL;
}

static const plan_library *plan_one(const options *given, model_language language, findings *all) {
    GPtrArray *include_dirs = arena_array();
    for (char **directory = given->include_dirs; directory != NULL && *directory != NULL; directory++)
        g_ptr_array_add(include_dirs, *directory);
    const model_library *model = (given->is_alone ? read_contract_alone : read_contract)(
        given->headers[0], language, include_dirs, all);
    if (all->list->len > 0)
        return NULL;
    const plan_library *plan = plan_build(model);
    plan = given->stand_in ? standin_plan(plan) : plan;
    return given->removable ? removable_plan(plan) : plan;
}

/* The plan for no language in particular. */
const plan_library *plan_contract(const options *given) {
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
bool plan_contracts(const options *given, char **languages, contract_plans *plans) {
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

bool has_operations(const plan_library *plan, const char *header) {
    bool has_some = provider_operations(plan)->len > 0;
    if (!has_some)
        fprintf(stderr,
                "tenon: %s bridges nothing: write TENON_BRIDGED after the parameters of what others may "
                "implement; docs/bridges.md explains\n",
                header);
    return has_some;
}

bool plan_contracts_alone(const options *given, char *header, char **languages, contract_plans *plans) {
    char *headers[] = {header, NULL};
    options alone = *given;
    alone.headers = headers;
    alone.is_alone = true;
    return plan_contracts(&alone, languages, plans);
}

bool write_json(const char *path, const char *text) {
    GError *error = NULL;
    if (g_file_set_contents(path, text, -1, &error))
        return true;
    fprintf(stderr, "tenon: cannot write %s: %s\n", path, error->message);
    g_error_free(error);
    return false;
}

/* The one with the most functions: what a summary tells. */
const plan_library *largest(const contract_plans *plans) {
    const plan_library *found = NULL;
    for (size_t i = 0; i < MODEL_LANGUAGES; i++) {
        const plan_library *plan = plans->of[i];
        if (plan != NULL && (found == NULL || plan->functions->len > found->functions->len))
            found = plan;
    }
    return found;
}

const char *counted(guint count, const char *what) {
    return arena_printf("%u %s%s", count, what, count == 1 ? "" : strcmp(what, "class") == 0 ? "es" : "s");
}

/* "graph 1.0, 65 functions, 2 classes" */
const char *described(const plan_library *plan) {
    return arena_printf("%s %u.%u, %s, %s", plan->model->name, plan->model->major, plan->model->minor,
                        counted(plan->functions->len, "function"),
                        counted(plan->model->classes->len, "class"));
}
