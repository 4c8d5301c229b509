/* check, build, boundary and inspect: the commands that read a contract. */

#include <stdio.h>

#include "backends/backend.h"
#include "cli/commands.h"
#include "cli/contracts.h"
#include "cli/locks.h"
#include "inspect/inspect.h"
#include "memory/arena.h"
#include "provider/provider.h"

static int check(const options *given) {
    char **languages = NULL;
    int status = EXIT_WRONG_USE;
    if (read_languages(given->languages, TAKES_LANGUAGES, &languages)) {
        contract_plans plans = {0};
        bool is_right = plan_contracts(given, languages, &plans) && lock_allows(given->headers[0], &plans);
        status = is_right ? EXIT_DONE : EXIT_FOUND;
        if (status == EXIT_DONE)
            printf("%s: %s: nothing is left unsaid\n", given->headers[0], described(largest(&plans)));
    }
    g_strfreev(languages);
    return status;
}

int command_check(int count, char **arguments) {
    options given = {0};
    int status = EXIT_WRONG_USE;
    if (parse_options(&count, &arguments,
                      "Say everything that is wrong or unsaid in a contract, and what to write instead.",
                      TAKES_LANGUAGES, NULL, &given))
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
    if (parse_options(
            &count, &arguments,
            "Print the model and the call plan of a contract as canonical JSON; with --lang python or node "
            "as that language sees it, and what its package calls everything.",
            TAKES_LANGUAGES, NULL, &given))
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

/* ---- Providers: what implements a contract rather than calls it ---- */

/* Takes those out of the list, which the packages' languages know nothing of. @return provider_language. */
static GPtrArray *take_providers(char **languages) {
    GPtrArray *found = arena_array();
    char **to = languages;
    for (char **from = languages; from != NULL && *from != NULL; from++) {
        const provider_language *language = provider_language_named(g_strstrip(*from));
        if (language == NULL) {
            *to++ = *from;
        } else {
            g_ptr_array_add(found, (gpointer)(uintptr_t)language);
            g_free(*from);
        }
    }
    if (languages != NULL)
        *to = NULL;
    return found;
}

static int build_providers(const options *given, const GPtrArray *providers) {
    const plan_library *plan = plan_contract(given);
    bool written = plan != NULL && has_operations(plan, given->headers[0]);
    for (guint i = 0; i < providers->len && written; i++) {
        const provider_language *language = g_ptr_array_index(providers, i);
        char *directory = g_build_filename(given->out, language->name, NULL);
        package *files = package_new();
        language->generate(plan, files);
        written = package_write(files, directory);
        if (written)
            printf("%s %u.%u, to implement in %s: see %s/README.md\n", plan->model->name, plan->model->major,
                   plan->model->minor, language->title, directory);
        g_free(directory);
    }
    return written ? EXIT_DONE : EXIT_FOUND;
}

static int build_packages(const options *given, char **languages) {
    contract_plans plans = {0};
    bool is_right = plan_contracts(given, languages, &plans) && lock_allows(given->headers[0], &plans);
    return is_right ? build_languages(&plans, languages, given->out) : EXIT_FOUND;
}

static int build(const options *given) {
    if (given->out == NULL || given->out[0] == '\0') {
        fprintf(stderr, "tenon: where to? Give --out DIR\n");
        return EXIT_WRONG_USE;
    }
    char **asked = given->languages == NULL ? NULL : g_strsplit(given->languages, ",", -1);
    GPtrArray *providers = take_providers(asked);
    char *packages = asked == NULL ? NULL : g_strjoinv(",", asked);
    bool has_packages = providers->len == 0 || packages[0] != '\0';
    char **languages = NULL;
    bool is_known = !has_packages || read_languages(packages, TAKES_LANGUAGES | TAKES_PROVIDERS, &languages);
    int status = is_known ? EXIT_DONE : EXIT_WRONG_USE;
    if (is_known && providers->len > 0)
        status = build_providers(given, providers);
    if (status == EXIT_DONE && has_packages)
        status = build_packages(given, languages);
    g_strfreev(languages);
    g_free(packages);
    g_strfreev(asked);
    return status;
}

int command_build(int count, char **arguments) {
    options given = {0};
    int status = EXIT_WRONG_USE;
    if (parse_options(&count, &arguments,
                      "Make the packages of a contract: one folder per language, each installable by itself.",
                      TAKES_LANGUAGES | TAKES_PROVIDERS | TAKES_OUT | TAKES_VARIATIONS, NULL, &given))
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
    bool parsed = parse_options(&count, &arguments,
                                "Write the C boundary of a contract alone, for any language that can call C.",
                                TAKES_OUT | TAKES_VARIATIONS, NULL, &given);
    if (parsed && (given.out == NULL || given.out[0] == '\0')) {
        fprintf(stderr, "tenon: where to? Give --out DIR\n");
    } else if (parsed) {
        const plan_library *plan = plan_contract(&given);
        contract_plans plans = {0};
        for (size_t i = 0; i < MODEL_LANGUAGES; i++)
            plans.of[i] = plan;
        bool is_right = plan != NULL && lock_allows(given.headers[0], &plans);
        status = is_right ? write_boundary(plan, given.out) : EXIT_FOUND;
    }
    free_options(&given);
    return status;
}
