/**
 * @file
 * Running a generated program: `FOLDER/run ARGUMENTS...`, which builds itself where that is not done yet and
 * writes a journal, one line per thing that happened, read while it runs.
 */
#ifndef TENON_COMPILER_RUNNING_H
#define TENON_COMPILER_RUNNING_H

#include <glib.h>
#include <stdbool.h>

/** What a program ends with where a tool is missing; it has said which as its last line on standard error. */
enum { RUNNING_TOOL_MISSING = 77 };

/** One start of a program. */
typedef struct running {
    const char *folder;
    const char *journal;        /**< Where it writes; one of the arguments says so to it. */
    const GPtrArray *arguments; /**< char *: of `run`. */
    unsigned patience; /**< Seconds that may pass between two lines; the first one may take as long as the
                          building does. */
    /** A line of the journal, without its end. It may change `patience`. */
    void (*line)(struct running *run, const char *text);
    void *context;

    int status;    /**< How it ended: of waitpid(). */
    bool has_hung; /**< It had to be ended. */
    /* Of running.c. */
    const char *errors;
    long read;
    bool has_line;
    gint64 last_line;
    int process;
} running;

/** Start it and wait for its end. @return False with errno where it could not be started. */
bool running_program(running *run);

/** Whether it ended with status 0. */
bool running_ended_well(const running *run);

/** The end of what it said on standard error, or its sanitizer's first words about what happened. */
const char *running_last_words(const running *run);

/** The last line of a text. */
const char *running_last_line(const char *text);

#endif /* TENON_COMPILER_RUNNING_H */
