/**
 * @file
 * `tenon bridge`: whether a candidate does what the library does, asked by a program that holds both.
 */
#ifndef TENON_COMPILER_PROOF_H
#define TENON_COMPILER_PROOF_H

#include "package/package.h"

/** What is asked. */
typedef struct proof_options {
    const char *candidate; /**< Path of the shared library. */
    const char *calls;     /**< As they are handed on: numbers as texts; null: the check's own. */
    const char *seed;
    const char *floor;
    const char *only;   /**< A function of the contract. */
    const char *keep;   /**< Folder for the smallest failing inputs. */
    unsigned timeout;   /**< Milliseconds that one call may take; 0: the check's own. */
    GPtrArray *vectors; /**< char *: files. */
    void (*progress)(const char *operation, unsigned long long done, unsigned long long of); /**< Or null. */
} proof_options;

/** What was found of one function. Texts may be null. */
typedef struct proof_finding {
    const char *operation;
    const char *verdict; /**< tenon_bridge_verdict_name() */
    unsigned long long calls;
    double reference_time; /**< Nanoseconds; 0: not measured. */
    double candidate_time;
    const char *text;
    const char *input; /**< File of the smallest failing input. */
} proof_finding;

/** All of it. */
typedef struct proof {
    const char *candidate; /**< Its own name, or null: it was not opened. */
    const char *build;
    unsigned implements;
    unsigned of;
    unsigned long long seed;
    GPtrArray *findings; /**< proof_finding, in the order of the contract. */
    const char *refused; /**< Why it was not opened: the handshake's words, or how it ended the program. Null:
                            it was. */
    const char *failed;  /**< Why nothing can be said: the program could not be built, a file of vectors is
                            wrong ... */
    bool is_complete;    /**< The check came to its end. */
} proof;

/** Add the program's files: the library, its bridges, the runtime, and `run JOURNAL ...`. */
void proof_generate(const plan_library *plan, package *files);

/** Run it. @param folder Where it was written. */
const proof *proof_run(const char *folder, const proof_options *options);

/** What stands in the way of the candidate; null: nothing, and something was compared. */
const char *proof_objection(const proof *of, const proof_options *options);

/** For people. */
void proof_print(const plan_library *plan, const proof *of, const proof_options *options);

/** For programs. */
char *proof_json(const plan_library *plan, const proof *of, const proof_options *options);

#endif /* TENON_COMPILER_PROOF_H */
