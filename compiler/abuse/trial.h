/**
 * @file
 * Running a driver, reading its journal, and saying what is right.
 */
#ifndef TENON_COMPILER_TRIAL_H
#define TENON_COMPILER_TRIAL_H

#include "abuse/abuse.h"

/** What a case came to. */
typedef enum trial_verdict {
    TRIAL_NOT_TRIED, /**< The driver did not come to it. */
    TRIAL_RIGHT,
    TRIAL_WRONG,
    TRIAL_CRASH,        /**< The process ended. */
    TRIAL_HANG,         /**< It took too long, and was ended. */
    TRIAL_COMPILER,     /**< The language's compiler refuses it: right. */
    TRIAL_UNREACHABLE,  /**< The rest of the call could not be made. */
    TRIAL_INEXPRESSIBLE /**< Nothing in the language looks like it. */
} trial_verdict;

enum { TRIAL_VERDICTS = TRIAL_INEXPRESSIBLE + 1 };

/** One case as a driver told it. Texts may be null. */
typedef struct trial_result {
    const abuse_case *tried;
    trial_verdict verdict;
    const char *got;
    const char *code;
    const char *type;
    const char *message;
} trial_result;

/** All cases in one language. */
typedef struct trial {
    const char *language; /**< "c", "python" ... */
    GPtrArray *results;   /**< trial_result, as the cases. */
    const char *skipped;  /**< Why it could not be tried here (a tool is missing), or null. */
    const char *failed;   /**< Why the driver could not be built or started, or null. */
    bool has_ended;       /**< The end of the journal was reached. */
    long live;            /**< Objects that nobody closed. */
    long lent;            /**< What the stand-in gave out and did not get back. */
    const char *leaks;    /**< What a sanitizer said of memory at the end, or null. */
} trial;

/** A trial in which nothing was tried yet. */
trial *trial_new(const char *language, const GPtrArray *cases);

/**
 * Run `FOLDER/run PACKAGE JOURNAL FIRST` until every case was tried, starting it again behind a crash or
 * hang. A driver ends with 77 where a tool is missing, having said which as its last line on standard error.
 * @param progress Called with the number of the case that begins; or null.
 */
void trial_run(trial *of, const plan_library *plan, const char *folder, const char *package,
               void (*progress)(const char *language, unsigned number, unsigned last));

/** Whether what came back is what must. */
trial_verdict trial_judge(const plan_library *plan, const trial_result *result);

/** How many results have that verdict. */
unsigned trial_count(const trial *trial, trial_verdict verdict);

/** Whether everything is as it must be; also where it was skipped. */
bool trial_is_right(const trial *trial);

/** For people. @param repeat What repeats one case but for its number: "tenon test x.h --lang c --case". */
void trial_print(const trial *trial, const char *repeat);

/** For programs: every trial, every case. The arena owns it. */
char *trial_json(const plan_library *plan, const GPtrArray *trials);

#endif /* TENON_COMPILER_TRIAL_H */
