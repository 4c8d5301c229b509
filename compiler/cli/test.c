/* test: try with the functions of a contract what nobody should do. */

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "abuse/abuse.h"
#include "abuse/c_driver.h"
#include "abuse/trial.h"
#include "backends/backend.h"
#include "cli/commands.h"
#include "cli/contracts.h"
#include "cli/folders.h"
#include "memory/arena.h"

typedef struct test_options {
    options contract;
    gboolean prints_cases;
    gint only; /* the number of one case */
    bool has_only;
    char *keep;
    char *write;
    char *json;
    char **languages; /* asked for; null for all */
} test_options;

/* C is no language of the packages, but it is one to be tried in. */
static const char C_LANGUAGE[] = "c";

/* ---- What is asked for ---- */

/* Takes "c" out of the list, which the packages' languages know nothing of. @return Whether it was there. */
static bool take_c(char **languages) {
    bool found = false;
    char **to = languages;
    for (char **from = languages; from != NULL && *from != NULL; from++) {
        g_strstrip(*from);
        if (strcmp(*from, C_LANGUAGE) == 0) {
            found = true;
            g_free(*from);
        } else {
            *to++ = *from;
        }
    }
    if (languages != NULL)
        *to = NULL;
    return found;
}

/* False with a message where a language is unknown. `tries_c` says whether C is wanted. */
static bool read_wanted(test_options *given, bool *tries_c) {
    const char *text = given->contract.languages;
    *tries_c = text == NULL;
    if (text == NULL)
        return true;
    char **list = g_strsplit(text, ",", -1);
    *tries_c = take_c(list);
    char *others = g_strjoinv(",", list);
    g_strfreev(list);
    bool known = true;
    if (*tries_c && others[0] == '\0')
        given->languages = g_new0(char *, 1);
    else
        known = read_languages(others, TAKES_LANGUAGES, &given->languages);
    g_free(others);
    return known;
}

/* The cases that apply: lies need the library that tells them. */
static GPtrArray *wanted_cases(const test_options *given, const plan_library *plan) {
    const GPtrArray *all = abuse_cases(plan);
    GPtrArray *wanted = arena_array();
    for (guint i = 0; i < all->len; i++) {
        abuse_case *tried = g_ptr_array_index(all, i);
        bool is_possible = plan->stands_in || tried->stand_in == NULL;
        if (is_possible && (!given->has_only || tried->number == (unsigned)given->only))
            g_ptr_array_add(wanted, tried);
    }
    return wanted;
}

/* Whether there is something of that number; with a message where there is not. */
static bool has_case(const test_options *given, const plan_library *plan) {
    const GPtrArray *all = abuse_cases(plan);
    if (!given->has_only)
        return true;
    const char *why = NULL;
    if (given->only < 1 || (guint)given->only > all->len)
        why = arena_printf("there are %u", all->len);
    else if (wanted_cases(given, plan)->len == 0)
        why = "it is a lie of the library's, which needs --stand-in";
    if (why != NULL)
        fprintf(stderr, "tenon: no case %d: %s; `tenon test HEADER --cases` lists them\n", given->only, why);
    return why == NULL;
}

/* ---- One language ---- */

static void show_progress(const char *language, unsigned number, unsigned last) {
    fprintf(stderr, "\r  %-7s %u of %u ", language, number, last);
    fflush(stderr);
}

static void clear_progress(void) {
    fputs("\r\033[K", stderr);
}

static void run_trial(trial *of, const plan_library *plan, const char *driver, const char *built) {
    bool is_watched = isatty(STDERR_FILENO) != 0;
    trial_run(of, plan, driver, built, is_watched ? show_progress : NULL);
    if (is_watched)
        clear_progress();
}

/* Null with a message where the files could not be written. */
static trial *try_c(const test_options *given, const plan_library *plan, const char *work) {
    GPtrArray *cases = wanted_cases(given, plan);
    trial *of = trial_new(C_LANGUAGE, cases);
    const char *folder = arena_printf("%s/c", work);
    package *files = package_new();
    c_driver_generate(plan, cases, files);
    if (!write_runnable(files, folder))
        return NULL;
    run_trial(of, plan, folder, folder);
    return of;
}

/* The package and its driver below `folder`. */
static bool write_language(const plan_library *plan, const backend *language, const GPtrArray *cases,
                           const char *folder) {
    package *files = package_new(), *driving = package_new();
    language->generate(plan, files);
    language->abuse(plan, cases, driving);
    return package_write(files, arena_printf("%s/package", folder)) &&
           write_runnable(driving, arena_printf("%s/driver", folder));
}

/* A driver builds and installs the package where that is not done yet: an earlier one must not pass for this.
 */
static void forget_earlier(const char *folder) {
    if (g_file_test(arena_printf("%s/package/.tenon-files", folder), G_FILE_TEST_EXISTS))
        remove_folder(folder);
}

static trial *try_language(const test_options *given, const plan_library *plan, const backend *language,
                           const char *work) {
    GPtrArray *cases = wanted_cases(given, plan);
    trial *of = trial_new(language_name(language->language), cases);
    if (language->abuse == NULL) {
        of->skipped = "this version of tenon has no driver for it";
        return of;
    }
    const char *folder = arena_printf("%s/%s", work, of->language);
    forget_earlier(folder);
    if (!write_language(plan, language, cases, folder))
        return NULL;
    run_trial(of, plan, arena_printf("%s/driver", folder), arena_printf("%s/package", folder));
    return of;
}

/* For programs of their own around the drivers: C's, or (--lang) those of languages. @return The exit status.
 */
static int write_drivers(const test_options *given) {
    char **languages = NULL;
    contract_plans plans = {0};
    if (given->contract.languages == NULL) {
        const plan_library *plan = plan_contract(&given->contract);
        package *files = package_new();
        if (plan == NULL)
            return EXIT_FOUND;
        c_driver_generate(plan, wanted_cases(given, plan), files);
        return write_runnable(files, given->write) ? EXIT_DONE : EXIT_FOUND;
    }
    bool is_written = read_languages(given->contract.languages, TAKES_LANGUAGES, &languages) &&
                      plan_contracts(&given->contract, languages, &plans);
    for (size_t i = 0; i < MODEL_LANGUAGES && is_written; i++) {
        const char *name = language_name(backends[i]->language);
        if (is_wanted(languages, name) && backends[i]->abuse != NULL)
            is_written = write_language(plans.of[i], backends[i], wanted_cases(given, plans.of[i]),
                                        arena_printf("%s/%s", given->write, name));
    }
    g_strfreev(languages);
    return is_written ? EXIT_DONE : EXIT_FOUND;
}

/* ---- All of them ---- */

static const char *repeat_of(const test_options *given, const char *language) {
    return arena_printf("tenon test %s%s --lang %s --case", given->contract.headers[0],
                        given->contract.stand_in ? " --stand-in" : "", language);
}

static bool add_trial(const test_options *given, GPtrArray *trials, trial *of) {
    if (of == NULL)
        return false;
    g_ptr_array_add(trials, of);
    trial_print(of, repeat_of(given, of->language));
    fflush(stdout);
    return true;
}

/* The exit status. */
static int try_all(const test_options *given, const contract_plans *plans, bool tries_c, const char *work) {
    GPtrArray *trials = arena_array();
    bool is_written = true;
    printf("%s, with %s:\n", described(largest(plans)),
           given->contract.stand_in ? "a library written from the contract in the place of its own"
                                    : "its own library");
    if (tries_c)
        is_written = add_trial(given, trials, try_c(given, largest(plans), work));
    for (size_t i = 0; i < MODEL_LANGUAGES && is_written; i++) {
        if (plans->of[i] != NULL && is_wanted(given->languages, language_name(backends[i]->language)))
            is_written = add_trial(given, trials, try_language(given, plans->of[i], backends[i], work));
    }
    if (is_written && given->json != NULL)
        is_written = write_json(given->json, trial_json(largest(plans), trials));
    bool is_right = is_written;
    for (guint i = 0; i < trials->len; i++)
        is_right = trial_is_right(g_ptr_array_index(trials, i)) && is_right;
    return is_right ? EXIT_DONE : EXIT_FOUND;
}

static int test(test_options *given) {
    if (given->prints_cases) {
        const plan_library *plan = plan_contract(&given->contract);
        if (plan != NULL)
            fputs(abuse_json(plan, abuse_cases(plan)), stdout);
        return plan == NULL ? EXIT_FOUND : EXIT_DONE;
    }
    if (given->write != NULL)
        return write_drivers(given);
    bool tries_c = false;
    contract_plans plans = {0};
    if (!read_wanted(given, &tries_c))
        return EXIT_WRONG_USE;
    bool is_only_c = given->languages != NULL && given->languages[0] == NULL;
    if (is_only_c)
        plans.of[0] = plan_contract(&given->contract);
    else if (!plan_contracts(&given->contract, given->languages, &plans))
        return EXIT_FOUND;
    if (largest(&plans) == NULL)
        return EXIT_FOUND;
    if (!has_case(given, largest(&plans)))
        return EXIT_WRONG_USE;
    const char *work = work_folder(given->keep, "tenon-test-XXXXXX", "--keep");
    if (work == NULL)
        return EXIT_FOUND;
    int status = try_all(given, &plans, tries_c, work);
    if (given->keep == NULL)
        remove_folder(work);
    return status;
}

int command_test(int count, char **arguments) {
    enum { NO_CASE = G_MININT };
    test_options given = {.only = NO_CASE};
    const GOptionEntry own[] = {
        {"cases", 0, 0, G_OPTION_ARG_NONE, &given.prints_cases, "Only print what would be tried, as JSON",
         NULL},
        {"case", 0, 0, G_OPTION_ARG_INT, &given.only, "Try only the case of this number", "N"},
        {"keep", 0, 0, G_OPTION_ARG_FILENAME, &given.keep, "Work in DIR, and leave everything there", "DIR"},
        {"write", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &given.write,
         "Only write the drivers to DIR: C's, or those of --lang", "DIR"},
        {"json", 0, 0, G_OPTION_ARG_FILENAME, &given.json, "Also write every case and what came back to FILE",
         "FILE"},
        G_OPTION_ENTRY_NULL,
    };
    int status = EXIT_WRONG_USE;
    if (parse_options(
            &count, &arguments,
            "Try with every function of a contract, in every language, what nobody should do: objects "
            "that are closed, foreign or in use, bad text, wrong lengths, callbacks that fail ... and "
            "say what came back. Each must end in an error that names what was wrong, or in nothing "
            "bad. Also tries C itself (--lang c).",
            TAKES_LANGUAGES | TAKES_VARIATIONS, own, &given.contract)) {
        given.has_only = given.only != NO_CASE;
        status = test(&given);
    }
    free_options(&given.contract);
    g_strfreev(given.languages);
    g_free(given.keep);
    g_free(given.write);
    g_free(given.json);
    return status;
}
