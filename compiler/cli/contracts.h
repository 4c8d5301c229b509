/**
 * @file
 * What the commands that read a contract have in common: their options, and the plans of what they read.
 */
#ifndef TENON_COMPILER_CONTRACTS_H
#define TENON_COMPILER_CONTRACTS_H

#include <glib.h>
#include <stdbool.h>

#include "model/languages.h"
#include "plan/plan.h"

/** What these commands have in common. */
typedef struct options {
    char **include_dirs;
    char **headers;
    char *out;
    char *languages;
    gboolean stand_in;  /**< A library written from the contract in the place of the author's. */
    bool is_alone;      /**< Without the files that the contract names. */
    gboolean removable; /**< Each check of the boundary can be ignored. */
} options;

void free_options(options *given);

/** What a command understands besides -I. */
typedef enum command_options {
    TAKES_NOTHING = 0,
    TAKES_LANGUAGES = 1,
    TAKES_OUT = 2,
    TAKES_VARIATIONS = 4, /**< --stand-in and --removable */
    TAKES_TWO_HEADERS = 8,
    TAKES_PROVIDERS = 16 /**< c-impl and rust-impl are languages, too. */
} command_options;

/** @param own The options of this command alone, ended by an empty entry; or null. @return False with a
 * message printed. */
bool parse_options(int *count, char ***arguments, const char *summary, unsigned takes,
                   const GOptionEntry *own, options *given);

/** Whether a language is among those asked for. @param languages Null for all. */
bool is_wanted(char **languages, const char *name);

/** The languages asked for, null for all of them; false with a message where one is unknown or none is named.
 * Those of providers are never among them. @param takes With TAKES_PROVIDERS the message names those as well.
 */
bool read_languages(const char *text, unsigned takes, char ***languages);

/** What was read of a contract: per language where it differs between them, else the same for all. */
typedef struct contract_plans {
    const plan_library *of[MODEL_LANGUAGES];
} contract_plans;

/** The plan for no language in particular; null with the findings printed. */
const plan_library *plan_contract(const options *given);

/** Whether the contract has functions that others may implement; false with a message printed. */
bool has_operations(const plan_library *plan, const char *header);

/** The plans for the languages asked for, or false with the findings printed. */
bool plan_contracts(const options *given, char **languages, contract_plans *plans);

/** The same for a contract that is only read, wherever the library's own files are. @param header In the
 * place of the one that is given. */
bool plan_contracts_alone(const options *given, char *header, char **languages, contract_plans *plans);

/** Write a report for programs; false with a message where that cannot be done. */
bool write_json(const char *path, const char *text);

/** The one with the most functions: what a summary tells. */
const plan_library *largest(const contract_plans *plans);

/** "graph 1.0, 65 functions, 2 classes" */
const char *described(const plan_library *plan);

/** "1 function", "2 classes" */
const char *counted(guint count, const char *what);

#endif /* TENON_COMPILER_CONTRACTS_H */
