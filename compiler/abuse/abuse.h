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

#include "abuse/kinds.h"
#include "plan/plan.h"

enum { ABUSE_CODES = 4 };

/**
 * One thing to try: call `function` with everything valid but `value`. Where `method` is there, `value` is
 * the callback (or interface) that is passed, and what is wrong is about that method of it: about `part`,
 * which the host gives (callback_lies) or the library passes (lie_...), or about the call as such.
 */
typedef struct abuse_case {
    unsigned number; /**< From 1, in the order of the plan: stable while the contract is. */
    const plan_function *function;
    int value; /**< Index in function->values, or PLAN_NONE. */
    int other; /**< A second index where two are involved (count_differs, same_twice), or PLAN_NONE. */
    const plan_function *method; /**< Of the interface that `value` is; or null. */
    int part;                    /**< Index in method->values, or PLAN_NONE. */
    /** What is called besides, always with the object of `value` as the (first) one of its class. busy: on
     * another thread, and stays in the call meanwhile. in_callback: it is what calls back. view_open, kept:
     * makes the view or child that is open. parent_closed: makes the child from the parent.
     * kept_fails: gets the callback, which works while that call lasts. Or null. */
    const plan_function *helper;
    abuse_kind kind;
    unsigned variant; /**< Which of several ways (made-up handles, bad texts, statuses): from 0. */
    abuse_outcome outcome;
    /** Names of plan_error ("closed", "bad_text"), ended by null where shorter: one of them is what comes.
     * accepted: an error that is right as well. */
    const char *codes[ABUSE_CODES];
    const plan_step *step; /**< The check that must refuse it (or let it pass), of `method` or else of
                              `function`; or null. Each check has at least one case. */
    const char *stand_in;  /**< What TENON_STAND_IN must say meanwhile, or null: any library does. */
    const char *path;      /**< bad_field, lie_field, callback_lies: what in the record; or null. */
} abuse_case;

/** Whose steps case->step is one of: the method's or the function's. */
const plan_function *abuse_step_owner(const abuse_case *tried);

/** Every case of a contract. @return abuse_case, by number. The arena owns them. */
GPtrArray *abuse_cases(const plan_library *plan);

/** "null_object", "bad_utf8" ...: in reports and JSON. */
const char *abuse_name(abuse_kind kind);

/** One sentence on what it is, for reports. */
const char *abuse_summary(abuse_kind kind);

/** "refused", "failed", "accepted", "harmless", "type_error". */
const char *abuse_outcome_name(abuse_outcome outcome);

/**
 * The function that makes an object of a class for the tests: the constructor (or other function) that needs
 * the least. Its arguments are benign values: the default where the contract has one, else 1, true, the first
 * constant, "text", two elements, an object made in the same way, a callback that does nothing.
 * @return Null where only a callback could give one.
 */
const plan_function *abuse_maker(const plan_library *plan, const model_class *class_of);

/** Whether the library forgets a callback that it keeps by itself where the function gets none. */
bool abuse_can_forget(const plan_function *function);

/** A step on the way from a record or variant to what is wrong: one of the two. */
typedef struct abuse_way {
    const model_field *field; /**< Where it has a presence field, that is true. */
    const model_case *chosen; /**< The case of the variant. */
} abuse_way;

/** One thing in a record or variant that can be wrong. */
typedef struct abuse_leaf {
    GPtrArray *way; /**< abuse_way, outermost first. Empty: the value itself (a variant's tag). */
    const model_type *type;
    abuse_wrong wrong;
    const char *path; /**< "place.x:constant": the fields' C names and cases' names, and what is wrong. */
} abuse_leaf;

/**
 * What can be wrong in a record or variant, in order: bad_field and lie_field name one by `variant`.
 * @param is_foreign As for plan_can_be_wrong(): bools can be wrong too. lie_field: true. bad_field: of
 * arrays.
 * @return abuse_leaf
 */
GPtrArray *abuse_leaves(const model_type *type, bool is_foreign);

/** The ways to be no UTF-8: C strings without a NUL inside. */
extern const char *const abuse_bad_texts[ABUSE_BAD_TEXTS];

/** MessagePack that is none: the bytes and their number. */
extern const struct abuse_bytes {
    const char *bytes;
    size_t length;
} abuse_bad_dynamics[ABUSE_BAD_DYNAMICS];

/** The value's name in JSON and TENON_STAND_IN: "return" for the return value. */
const char *abuse_value_name(const plan_function *function, int value);

/**
 * The cases as JSON, for drivers that read rather than are generated and for `tenon test --cases`:
 * {"library": "shelf", "abuses": {"closed": "An object that ..."}, "makers": {"shelf": "shelf_new"}, "cases": [{"number": 1, "function": "shelf_put",
 * "value": "title", "abuse": "bad_utf8", "variant": 0, "outcome": "refused", "codes": ["bad_text"], "step":
 * "check_text", "step_at": 3}]}; where there are any also "other", "method", "part", "helper", "path",
 * "stand_in", "step_of" and "limit" (how many the type of the count can say). `step_at` counts from 0 in the steps of the function, or of the method whose
 * boundary name `step_of` is. Functions and values stand described in `tenon inspect`.
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
