/**
 * @file
 * Errors of what C++ threw.
 */
#include "tenon/thrown.h"

#include "internal.h"

static void record(tenon_link link, bool has_cause, const char *format, ...) TENON_PRINTF_LIKE(3, 4);

static void record(tenon_link link, bool has_cause, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    tenon_record(link, has_cause, format, arguments);
    va_end(arguments);
}

int32_t tenon_thrown(int32_t code, bool has_cause, const char *type, const char *message) {
    tenon_link link = tenon_link_for((tenon_code)code);
    if (message == NULL)
        record(link, has_cause, "unknown exception (%s)", type);
    else if (strcmp(type, message) == 0) /* std::bad_alloc says no more than its name */
        record(link, has_cause, "%s", type);
    else
        record(link, has_cause, "%s: %s", type, message);
    return -link.kind;
}
