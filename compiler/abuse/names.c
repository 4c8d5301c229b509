/* What the abuses are called and what each is. */

#include "abuse/abuse.h"

static const struct {
    const char *name;
    const char *summary;
} kinds[ABUSE_KINDS] = {
    [ABUSE_NULL_OBJECT] = {"null_object", "No object where the contract demands one."},
    [ABUSE_CLOSED] = {"closed", "An object that was closed; its slot free, or another object's by now."},
    [ABUSE_CLOSED_TWICE] = {"closed_twice", "Closing what is closed already."},
    [ABUSE_WRONG_CLASS] = {"wrong_class", "An object of another class, or a token."},
    [ABUSE_FOREIGN] = {"foreign", "An object of another library."},
    [ABUSE_MADE_UP] = {"made_up", "A handle that nobody gave out."},
    [ABUSE_BUSY] = {"busy", "An object that a call on another thread is using."},
    [ABUSE_SAME_TWICE] = {"same_twice", "One object as two arguments."},
    [ABUSE_VIEW_OPEN] = {"view_open", "An object that an open view or a freezing child holds."},
    [ABUSE_KEPT] = {"kept", "Consuming an object that a child keeps alive."},
    [ABUSE_WRONG_THREAD] = {"wrong_thread", "An object of one thread, on another thread."},
    [ABUSE_OTHER_THREAD] = {"other_thread", "An object that any thread may use, on another thread."},
    [ABUSE_IN_CALLBACK] = {"in_callback", "An object, inside a callback of a call that uses it."},
    [ABUSE_PARENT_CLOSED] = {"parent_closed", "A child whose parent was closed before."},
    [ABUSE_NULL_TEXT] = {"null_text", "No text where the contract demands one."},
    [ABUSE_BAD_UTF8] = {"bad_utf8", "Text that is no UTF-8: overlong, a surrogate, cut off, 0xFF."},
    [ABUSE_NUL_IN_TEXT] = {"nul_in_text", "Text with a NUL inside."},
    [ABUSE_TEXT_TOO_LONG] = {"text_too_long", "Text that is longer than its count's type can say."},
    [ABUSE_NULL_ARRAY] = {"null_array", "Elements, but no address."},
    [ABUSE_MISALIGNED] = {"misaligned", "An address that the elements' type does not allow."},
    [ABUSE_READ_ONLY] = {"read_only", "Memory that must not be written where the call writes."},
    [ABUSE_NOT_CONTIGUOUS] = {"not_contiguous", "Elements that do not lie side by side."},
    [ABUSE_COUNT_DIFFERS] = {"count_differs", "Two arrays of different lengths that must have one."},
    [ABUSE_COUNT_TOO_LARGE] = {"count_too_large", "More elements than the count's type can say."},
    [ABUSE_COUNT_OVERFLOWS] = {"count_overflows", "So many elements that their size in bytes overflows."},
    [ABUSE_EMPTY] = {"empty", "No elements, or text of no bytes: which is no mistake."},
    [ABUSE_OUT_OF_RANGE] = {"out_of_range", "A number just outside what the C type holds."},
    [ABUSE_NOT_A_NUMBER] = {"not_a_number", "NaN, the infinities, -0.0."},
    [ABUSE_EXTREME] = {"extreme", "The least and the greatest number of the C type: which is no mistake."},
    [ABUSE_UNKNOWN_CONSTANT] = {"unknown_constant", "A number that none of the enum's constants has."},
    [ABUSE_BAD_BOOL] = {"bad_bool", "A byte that is neither 0 nor 1 where a bool is expected."},
    [ABUSE_NULL_RECORD] = {"null_record", "No record or dynamic value where the contract demands one."},
    [ABUSE_BAD_FIELD] = {"bad_field", "A record or variant with a field that its type rules out."},
    [ABUSE_WRONG_TYPE] = {"wrong_type", "A value of another type altogether."},
    [ABUSE_EVIL_CONVERSION] = {"evil_conversion",
                               "A value whose conversion closes, changes or calls what is in use."},
    [ABUSE_NULL_CALLBACK] = {"null_callback", "No callback where the contract demands one."},
    [ABUSE_CALLBACK_FAILS] = {"callback_fails", "A callback that throws, raises, panics or fails."},
    [ABUSE_KEPT_FAILS] = {"kept_fails", "A callback that the library kept, failing in a later call."},
    [ABUSE_CALLBACK_LIES] = {"callback_lies", "A callback that gives what its contract rules out."},
    [ABUSE_INCOMPLETE_INTERFACE] = {"incomplete_interface", "An interface without one of its methods."},
    [ABUSE_BAD_TOKEN] = {"bad_token", "A token that is closed, made up, or something else."},
    [ABUSE_RELEASED_STREAM] = {"released_stream", "A stream that was used already, or none."},
    [ABUSE_BROKEN_STREAM] = {"broken_stream", "A stream that fails when it is read."},
    [ABUSE_BAD_DYNAMIC] = {"bad_dynamic", "A dynamic value that cannot be one: cut off, too deep, no text."},
    [ABUSE_LIE_NULL] = {"lie_null", "The library gives null, which its contract rules out."},
    [ABUSE_LIE_CONSTANT] = {"lie_constant", "The library gives a number that is no constant of the enum."},
    [ABUSE_LIE_BOOL] = {"lie_bool", "The library writes a byte that is no bool."},
    [ABUSE_LIE_TEXT] = {"lie_text", "The library gives text that is no UTF-8."},
    [ABUSE_LIE_COUNT] = {"lie_count", "The library says a length that cannot be."},
    [ABUSE_LIE_FIELD] = {"lie_field", "The library gives a record with a field that its type rules out."},
    [ABUSE_LIE_AGAIN] = {"lie_again", "The library calls a callback again that is over or has failed."},
    [ABUSE_LIE_LATE] = {"lie_late", "The library calls a callback after the call that it was for."},
    [ABUSE_LIE_THREAD] = {"lie_thread", "The library calls a callback on a thread that it rules out."},
    [ABUSE_FAILS] = {"fails", "The library fails with a status of its contract: the caller gets it."},
    [ABUSE_UNKNOWN_STATUS] = {"unknown_status", "The library returns a status that its contract lacks."},
    [ABUSE_THROWS] = {"throws", "The library throws a C++ exception."},
    [ABUSE_JUMPS] = {"jumps", "The library leaves its function with longjmp()."},
    [ABUSE_AFTER_FORK] = {"after_fork", "An object in a child process that was forked while it lived."},
    [ABUSE_AT_EXIT] = {"at_exit", "An object while the process ends."},
};

const char *const abuse_bad_texts[ABUSE_BAD_TEXTS] = {
    "a\xFFz",          /* no byte of UTF-8 */
    "\xC0\xAF",        /* overlong */
    "\xED\xA0\x80",    /* a surrogate */
    "cut\xE2\x82",     /* ends in the middle */
    "\x80",            /* a continuation of nothing */
    "\xF4\x90\x80\x80" /* behind the last code point */
};

#define BYTES(text)                                                                                          \
    { text, sizeof(text) - 1 }
#define DEEP "\x91\x91\x91\x91\x91\x91\x91\x91\x91\x91"

const struct abuse_bytes abuse_bad_dynamics[ABUSE_BAD_DYNAMICS] = {
    BYTES("\x93\x01"),                                     /* a list of three that ends after one */
    BYTES("\xC1"),                                         /* a byte that means nothing */
    BYTES(DEEP DEEP DEEP DEEP DEEP DEEP DEEP DEEP "\x01"), /* lists in each other, 80 deep */
    BYTES("\x81\x01\x02"),                                 /* a map whose key is a number */
    BYTES("\x01\x02"),                                     /* two values */
    BYTES("\xA2\xC0\xAF"),                                 /* text that is no UTF-8 */
    BYTES("\xD4\x01\x00"),                                 /* an extension */
};

const char *abuse_name(abuse_kind kind) {
    return kinds[kind].name;
}

const char *abuse_summary(abuse_kind kind) {
    return kinds[kind].summary;
}

const char *abuse_outcome_name(abuse_outcome outcome) {
    static const char *const names[] = {[ABUSE_REFUSED] = "refused",
                                        [ABUSE_FAILED] = "failed",
                                        [ABUSE_ACCEPTED] = "accepted",
                                        [ABUSE_HARMLESS] = "harmless",
                                        [ABUSE_TYPE_ERROR] = "type_error"};
    return names[outcome];
}

const char *abuse_value_name(const plan_function *function, int value) {
    const plan_value *found = g_ptr_array_index(function->values, (guint)value);
    return found->is_return ? "return" : found->name;
}
