/**
 * @file
 * What can be done wrong with a contract's functions, worked out from the call plan: the cases that
 * `tenon test` tries in C and in every language.
 *
 * A case names one function, one value of it (or none) and one abuse; everything else of the call is valid.
 * Which abuses there are follows from the plan alone (a check that is a step has the cases that it is there
 * for), so a new contract, a new function and a new step are tried without anybody writing a test. How a case
 * looks in a language, and whether the language's compiler rules it out, is that backend's affair.
 */
#ifndef TENON_COMPILER_ABUSE_H
#define TENON_COMPILER_ABUSE_H

#include "plan/plan.h"

/** What is wrong about the value, or about the moment. */
typedef enum abuse_kind {
    /* objects */
    ABUSE_NULL_OBJECT,  /**< No object where the contract does not allow it. */
    ABUSE_CLOSED,       /**< An object that was closed: its handle is stale, its slot perhaps used again. */
    ABUSE_CLOSED_TWICE, /**< Closing itself: the second time must be harmless, or an error in C. */
    ABUSE_WRONG_CLASS,  /**< An object of another class of this library, or a token. */
    ABUSE_FOREIGN,      /**< An object of another library. */
    ABUSE_MADE_UP,    /**< A handle that nobody gave out (several). Only where handles can be written down. */
    ABUSE_BUSY,       /**< Another thread is in a call that has the object to itself. */
    ABUSE_SAME_TWICE, /**< One object as two arguments of which one is changed. */
    ABUSE_VIEW_OPEN,  /**< Changing or consuming an object while a view or freezing child of it is open. */
    ABUSE_KEPT,       /**< Consuming an object that a child keeps alive. */
    ABUSE_WRONG_THREAD,  /**< An object of a TENON_THREADS(one) class on a thread that did not make it. */
    ABUSE_OTHER_THREAD,  /**< Any other class on another thread: must simply work. */
    ABUSE_IN_CALLBACK,   /**< The object, inside a callback of a call that has it to itself. */
    ABUSE_PARENT_CLOSED, /**< A child whose parent was closed before: must simply work. */
    /* texts */
    ABUSE_NULL_TEXT,
    ABUSE_BAD_UTF8, /**< Overlong, surrogate, cut off, 0xFF: in hosts with their own texts, what comes
                       nearest. */
    ABUSE_NUL_IN_TEXT,
    ABUSE_TEXT_TOO_LONG, /**< Longer than its count's type can say. */
    /* arrays and their counts */
    ABUSE_NULL_ARRAY,
    ABUSE_MISALIGNED,
    ABUSE_READ_ONLY,       /**< A buffer that must not be written where the call writes. Hosts only. */
    ABUSE_NOT_CONTIGUOUS,  /**< Hosts only. */
    ABUSE_COUNT_DIFFERS,   /**< Two arrays that must be of one length are not. */
    ABUSE_COUNT_TOO_LARGE, /**< More elements than the count's type can say. */
    ABUSE_COUNT_OVERFLOWS, /**< So many that their size in bytes overflows. C only. */
    ABUSE_EMPTY, /**< No elements, or a text of no bytes: must simply work, or be the library's error. */
    /* numbers, enums, records, variants */
    ABUSE_OUT_OF_RANGE, /**< One below and one above what the C type holds; a negative for an unsigned. Hosts.
                         */
    ABUSE_NOT_A_NUMBER, /**< NaN, the infinities, -0.0: pass for floats, are refused for integers. */
    ABUSE_EXTREME,      /**< The least and the greatest value of the C type: must not crash. */
    ABUSE_UNKNOWN_CONSTANT,
    ABUSE_BAD_BOOL, /**< A byte that is neither 0 nor 1, in memory that the host lends. */
    ABUSE_NULL_RECORD,
    ABUSE_BAD_FIELD,  /**< A field of a record or case of a variant that is none of its type's values. */
    ABUSE_WRONG_TYPE, /**< A value of another type altogether: text for a number, None, a plain object. Hosts.
                       */
    /* callbacks, interfaces, tokens, streams, dynamic values */
    ABUSE_NULL_CALLBACK,
    ABUSE_CALLBACK_FAILS, /**< It throws, raises, panics or returns an error: that comes out of the call. */
    ABUSE_CALLBACK_LIES,  /**< It gives what the contract rules out. */
    ABUSE_INCOMPLETE_INTERFACE, /**< A method is missing. */
    ABUSE_BAD_TOKEN,            /**< Closed, made up, or an object. */
    ABUSE_RELEASED_STREAM,
    ABUSE_BROKEN_STREAM, /**< Its get_next fails, or gives what its schema rules out. */
    ABUSE_BAD_DYNAMIC,   /**< Bytes that are no MessagePack; too deep; in hosts what cannot become one. */
    /* what a defective library does: only against the stand-in (standin.h) */
    ABUSE_LIE_NULL,
    ABUSE_LIE_CONSTANT,
    ABUSE_LIE_BOOL,
    ABUSE_LIE_TEXT,
    ABUSE_LIE_COUNT,
    ABUSE_LIE_FIELD,
    ABUSE_FAILS, /**< Every status of the contract in turn. No lie: an error that the caller must get. */
    ABUSE_UNKNOWN_STATUS,
    ABUSE_THROWS, /**< A C++ exception (where the contract says so). */
    ABUSE_JUMPS,
    /* moments */
    ABUSE_AFTER_FORK, /**< In a child process forked while the object lived. */
    ABUSE_AT_EXIT,    /**< In an exit handler or finaliser of the host. */
    ABUSE_KINDS
} abuse_kind;

/** What must come back. */
typedef enum abuse_outcome {
    ABUSE_REFUSED,   /**< An error of the package with one of `codes`, and the library was not called. */
    ABUSE_FAILED,    /**< The library was called; the error has one of `codes`. */
    ABUSE_ACCEPTED,  /**< The call works, or fails with an error of the library's own. */
    ABUSE_TYPE_ERROR /**< Before the crossing: the host's own error of type or range, or its compiler refuses.
                      */
} abuse_outcome;

enum { ABUSE_CODES = 4 };

/** One thing to try. */
typedef struct abuse_case {
    unsigned number; /**< From 1, in the order of the plan: stable while the contract is. */
    const plan_function *function;
    int value; /**< Index in function->values, or PLAN_NONE. */
    int other; /**< A second index where two are involved (count_differs, same_twice), or PLAN_NONE. */
    abuse_kind kind;
    unsigned variant; /**< Which of several ways (made-up handles, bad texts, statuses): from 0. */
    abuse_outcome outcome;
    const char
        *codes[ABUSE_CODES]; /**< Names of plan_error ("closed", "bad_text"); ended by null where shorter. */
    const plan_step *step;   /**< The check that must refuse it, or null. Each check has at least one case. */
} abuse_case;

/** Every case of a contract. @return abuse_case, by number. The arena owns them. */
GPtrArray *abuse_cases(const plan_library *plan);

/** "null_object", "bad_utf8" ...: in reports and JSON. */
const char *abuse_name(abuse_kind kind);

/** One sentence on what it is, for reports. */
const char *abuse_summary(abuse_kind kind);

/** "refused", "failed", "accepted", "type_error". */
const char *abuse_outcome_name(abuse_outcome outcome);

/**
 * The function that makes an object of a class for the tests: the constructor (or other function) that needs
 * the least. Its arguments are benign values: the default where the contract has one, else 1, true, the first
 * constant, "text", two elements, an object made in the same way, a callback that does nothing.
 * @return Null where only a callback could give one.
 */
const plan_function *abuse_maker(const plan_library *plan, const model_class *class_of);

/**
 * The cases as JSON, for drivers that read rather than are generated and for `tenon test --cases`:
 * {"library": "shelf", "makers": {"shelf": "shelf_new"}, "cases": [{"number": 1, "function": "shelf_put",
 * "value": "title", "other": null, "abuse": "bad_utf8", "variant": 0, "outcome": "refused", "codes":
 * ["bad_text"], "step": "check_text"}]}. Functions and values stand described in `tenon inspect`.
 */
char *abuse_json(const plan_library *plan, const GPtrArray *cases);

/*
 * A driver tries cases in order of their numbers and writes a journal, one JSON object per line, each line
 * flushed before the next thing happens:
 *   {"begin": 17}                                                before the case is tried
 *   {"case": 17, "got": "refused", "code": "bad_text", "type": "ValueError", "message": "title: ..."}
 *   {"case": 18, "got": "compiler", "message": "E0382"}          the language's compiler refuses it
 *   {"case": 19, "got": "unreachable", "message": "why"}         the valid rest of the call could not be made
 *   {"case": 20, "got": "inexpressible"}                         nothing in the language looks like this
 * abuse
 *   {"end": true, "live": 0, "ledger": {...}}                    after everything was closed
 * "got" is also "accepted", "failed", "type_error", or "wrong" (anything else, with the message). `tenon
 * test` starts a driver as `DRIVER JOURNAL FIRST_CASE`, starts it again behind a case that ended the process
 * (a crash) or took too long (a hang), and compares with what must come back. The environment variable
 * TENON_STAND_IN says what the stand-in library does instead of behaving well (see standin.h).
 */

#endif /* TENON_COMPILER_ABUSE_H */
