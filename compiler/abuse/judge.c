/* Whether what came back is what must come back. */

#include <string.h>

#include "abuse/trial.h"

static bool is(const char *text, const char *other) {
    return text != NULL && strcmp(text, other) == 0;
}

static bool is_expected_code(const abuse_case *tried, const char *code) {
    for (int i = 0; i < ABUSE_CODES && tried->codes[i] != NULL; i++) {
        if (is(code, tried->codes[i]))
            return true;
    }
    return false;
}

/* An error of the library's own is no matter of the boundary's. */
static bool is_of_library(const plan_library *plan, const char *code) {
    for (guint i = 0; i < plan->errors->len; i++) {
        const plan_error *error = g_ptr_array_index(plan->errors, i);
        if (is(code, error->name))
            return !error->is_boundary;
    }
    return false;
}

static bool is_right_error(const plan_library *plan, const abuse_case *tried, const char *code) {
    switch (tried->outcome) {
    case ABUSE_REFUSED:
    case ABUSE_FAILED:
        return is_expected_code(tried, code);
    case ABUSE_ACCEPTED:
        return is_expected_code(tried, code) || is_of_library(plan, code);
    case ABUSE_HARMLESS:
    case ABUSE_TYPE_ERROR:
        return true;
    }
    return false;
}

/* What a host refuses by itself never crosses; but what is right must not be refused. A callback's wrong
 * value is refused before the library gets it. */
static bool may_host_refuse(const abuse_case *tried) {
    return tried->outcome == ABUSE_REFUSED || tried->outcome == ABUSE_TYPE_ERROR ||
           tried->outcome == ABUSE_HARMLESS || tried->kind == ABUSE_CALLBACK_LIES;
}

trial_verdict trial_judge(const plan_library *plan, const trial_result *result) {
    const abuse_case *tried = result->tried;
    if (is(result->got, "unreachable"))
        return TRIAL_UNREACHABLE;
    if (is(result->got, "inexpressible"))
        return TRIAL_INEXPRESSIBLE;
    if (is(result->got, "compiler"))
        return may_host_refuse(tried) ? TRIAL_COMPILER : TRIAL_WRONG;
    bool is_right = false;
    if (is(result->got, "type_error"))
        is_right = may_host_refuse(tried);
    else if (is(result->got, "accepted"))
        is_right = tried->outcome == ABUSE_ACCEPTED || tried->outcome == ABUSE_HARMLESS;
    else if (is(result->got, "refused") || is(result->got, "failed"))
        is_right = is_right_error(plan, tried, result->code);
    return is_right ? TRIAL_RIGHT : TRIAL_WRONG;
}
