/* diff and lock: the commands that compare contracts. */

#include "cli/locks.h"

#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "diff/compare.h"
#include "diff/lock.h"
#include "memory/arena.h"

/* Where a contract is the same for all languages, its one plan stands for each. */
static const surface *surface_wanted(contract_plans plans, char **languages) {
    for (model_language language = 0; language < MODEL_LANGUAGES; language++) {
        if (!is_wanted(languages, language_name(language)))
            plans.of[language] = NULL;
    }
    return surface_of_plans(plans.of);
}

/* ---- Locks ---- */

static bool is_one_library(const surface *old, const surface *new) {
    if (strcmp(old->name, new->name) == 0)
        return true;
    fprintf(stderr,
            "tenon: %s is a contract of the library %s, %s one of %s: only versions of one library can be "
            "compared\n",
            old->file, old->name, new->file, new->name);
    return false;
}

/* The first change that asks for another version. */
static const diff_change *first_asking(const diff *found) {
    const diff_change *first = found->changes->len == 0 ? NULL : g_ptr_array_index(found->changes, 0);
    return first != NULL && first->effect <= DIFF_ADDS ? first : NULL;
}

/* In the form of a finding. */
static void refuse_change(const char *header, const char *path, const diff *found) {
    const diff_change *first = first_asking(found);
    const model_location *at =
        first != NULL && first->is != NULL
            ? first->is
            : &((const surface_item *)g_ptr_array_index(found->new->items, 0))->location;
    fprintf(stderr, "%s:%u:%u: error: ", at->file, at->line, at->column);
    if (first == NULL)
        fprintf(stderr, "the version went back from %u.%u, which %s holds, to %u.%u\n", found->old->major,
                found->old->minor, path, found->new->major, found->new->minor);
    else
        fprintf(stderr, "the contract is no longer what %s %u.%u was, and its version does not say so: %s\n",
                found->old->name, found->old->major, found->old->minor, diff_sentence(found, first));
    fprintf(stderr,
            "       = write: TENON_LIBRARY(%s, %u, %u); `tenon diff %s %s` lists every change; `tenon lock "
            "%s` renews "
            "the lock then\n",
            found->new->name, found->major, found->minor, path, header, header);
}

bool lock_allows(const char *header, const contract_plans *plans) {
    const char *path = lock_path(header);
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return true;
    const surface *locked = lock_read(path);
    if (locked == NULL)
        return false;
    const surface *now = surface_of_plans(plans->of);
    if (!is_one_library(locked, now))
        return false;
    const diff *found = diff_surfaces(locked, now);
    if (!found->suffices)
        refuse_change(header, path, found);
    return found->suffices;
}

static int write_lock(const char *path, const surface *now) {
    GError *error = NULL;
    if (!g_file_set_contents(path, lock_text(now), -1, &error)) {
        fprintf(stderr, "tenon: cannot write %s: %s\n", path, error->message);
        g_error_free(error);
        return EXIT_FOUND;
    }
    printf("%s holds %s %u.%u, %u items: commit it. A change of the contract without a change of its version "
           "fails from now on\n",
           path, now->name, now->major, now->minor, now->items->len);
    return EXIT_DONE;
}

static int lock(const options *given) {
    char **languages = NULL;
    contract_plans plans = {0};
    if (!read_languages(given->languages, TAKES_LANGUAGES, &languages))
        return EXIT_WRONG_USE;
    const char *path = lock_path(given->headers[0]);
    int status = EXIT_FOUND;
    if (plan_contracts(given, languages, &plans) && lock_allows(given->headers[0], &plans))
        status = write_lock(path, surface_wanted(plans, languages));
    g_strfreev(languages);
    return status;
}

int command_lock(int count, char **arguments) {
    options given = {0};
    int status = EXIT_WRONG_USE;
    if (parse_options(
            &count, &arguments,
            "Keep what a contract says in HEADER.lock, beside it. From then on `tenon check` and `tenon "
            "build` refuse a\ncontract that says something else without another version. After a change of "
            "version, renew the lock\nwith the same command. docs/versions.md explains which change needs "
            "which version.",
            TAKES_LANGUAGES, NULL, &given))
        status = lock(&given);
    free_options(&given);
    return status;
}

/* ---- diff ---- */

/* A contract, or a lock of one. Null with its findings printed. */
static const surface *read_surface(const options *given, char *path, char **languages) {
    if (lock_is_one(path))
        return lock_read(path);
    contract_plans plans = {0};
    return plan_contracts_alone(given, path, languages, &plans) ? surface_wanted(plans, languages) : NULL;
}

static int diff_both(const options *given, const char *json) {
    char **languages = NULL;
    if (!read_languages(given->languages, TAKES_LANGUAGES, &languages))
        return EXIT_WRONG_USE;
    const surface *old = read_surface(given, given->headers[0], languages);
    const surface *new = old == NULL ? NULL : read_surface(given, given->headers[1], languages);
    g_strfreev(languages);
    if (old == NULL || new == NULL || !is_one_library(old, new))
        return EXIT_WRONG_USE;
    const diff *found = diff_surfaces(old, new);
    diff_print(found);
    if (json != NULL && !write_json(json, diff_json(found)))
        return EXIT_WRONG_USE;
    return found->suffices ? EXIT_DONE : EXIT_FOUND;
}

int command_diff(int count, char **arguments) {
    options given = {0};
    char *json = NULL;
    const GOptionEntry own[] = {
        {"json", 0, 0, G_OPTION_ARG_FILENAME, &json, "Also write every change to FILE", "FILE"},
        G_OPTION_ENTRY_NULL,
    };
    int status = EXIT_WRONG_USE;
    if (parse_options(
            &count, &arguments,
            "Say what changed between two versions of a contract, whom each change breaks (the native "
            "boundary, callers\nin C and in each language), and what the version must become. OLD and NEW "
            "are headers, or locks that\n`tenon lock` wrote. The library's sources need not be there.\n\n"
            "Exit status: 0 where the version written in NEW suffices, 1 where it does not, 2 where that "
            "cannot be said.",
            TAKES_LANGUAGES | TAKES_TWO_HEADERS, own, &given))
        status = diff_both(&given, json);
    free_options(&given);
    g_free(json);
    return status;
}
