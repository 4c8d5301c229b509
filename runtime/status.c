/**
 * @file
 * What the boundary does with errors: its own refusals, and completing what a library recorded.
 */
#include "tenon/codes.h"

#include "internal.h"

static const tenon_status_entry *find_entry(const tenon_status_entry *table, size_t count, int32_t code) {
    for (size_t index = 0; index < count; index++) {
        if (table[index].code == code)
            return &table[index];
    }
    return NULL;
}

/* Every error that leaves has a kind: a constant without one is the library's own affair. */
static tenon_link link_for(const tenon_status_entry *entry, int32_t code) {
    tenon_link link = {.code = code, .kind = TENON_KIND_INTERNAL, .name = ""};
    if (entry != NULL) {
        link.name = entry->name;
        if (entry->kind != TENON_KIND_NONE)
            link.kind = entry->kind;
    }
    return link;
}

static const tenon_error *record(tenon_link link, bool keeps_cause, const char *format, ...)
    TENON_PRINTF_LIKE(3, 4);

static const tenon_error *record(tenon_link link, bool keeps_cause, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const tenon_error *recorded = tenon_record(link, keeps_cause, format, arguments);
    va_end(arguments);
    return recorded;
}

tenon_link tenon_link_for(tenon_code code) {
    const size_t count = sizeof TENON_BOUNDARY_CODES / sizeof TENON_BOUNDARY_CODES[0];
    return link_for(find_entry(TENON_BOUNDARY_CODES, count, code), code);
}

int32_t tenon_refuse(tenon_code code, const char *format, ...) {
    tenon_link link = tenon_link_for(code);
    va_list arguments;
    va_start(arguments, format);
    tenon_record(link, false, format, arguments);
    va_end(arguments);
    return -link.kind;
}

static void complete_links(const tenon_status_entry *table, size_t count) {
    for (const tenon_error *error = tenon_own.recorded; error != NULL; error = error->cause) {
        tenon_error *link = tenon_link_of(error);
        if (link == NULL || link->kind != TENON_KIND_NONE)
            continue;
        tenon_link known = link_for(find_entry(table, count, link->code), link->code);
        link->kind = known.kind;
        link->name = known.name;
    }
}

/* What is recorded in the end of a status that the library gave, and of what it has recorded of it itself. */
static const tenon_error *complete(const tenon_status_entry *entry, int32_t status,
                                   const tenon_error *newest) {
    if (entry == NULL)
        return record(tenon_link_for(TENON_BROKEN_CONTRACT), true,
                      "the library returned status %d, which its contract does not name", (int)status);
    if (newest == NULL)
        return entry->summary[0] != '\0'
                   ? tenon_record_constant(link_for(entry, status), true, entry->summary)
                   : record(link_for(entry, status), true, "the library reported %s and no reason",
                            entry->name);
    if (newest->code != status)
        return record(link_for(entry, status), true, "the library reported %s", entry->name);
    return newest;
}

int32_t tenon_status_failed(const tenon_status_entry *table, size_t count, int32_t status) {
    const tenon_error *newest = tenon_own.recorded;
    if (newest != NULL)
        complete_links(table, count);
    return -complete(find_entry(table, count, status), status, newest)->kind;
}

int32_t tenon_in_function(int32_t status, const char *function) {
    for (const tenon_error *error = tenon_own.recorded; error != NULL; error = error->cause) {
        tenon_error *link = tenon_link_of(error);
        if (link != NULL && link->function[0] == '\0')
            tenon_link_name_function(link, function);
    }
    return status;
}
