/**
 * @file
 * The version handshake: comparing what the native code was built for with what the binding expects.
 */
#include "debug.h"

enum { DIGITS_LIMIT = 9, SHOWN_LIMIT = 200 };

static const tenon_sides OF_PACKAGES = {
    .built = "native library", .expected = "binding", .renew = "generate the binding again"};

/* A piece of a fingerprint, not ended by a NUL. */
typedef struct piece {
    const char *data;
    size_t length;
} piece;

typedef struct fingerprint {
    piece name;
    uint32_t major;
    uint32_t minor;
    uint32_t runtime;
    const char *items; /* the lines after the first */
} fingerprint;

typedef struct item {
    piece name; /* length 0: there is none */
    piece hash;
} item;

/* For "%.*s": garbage must not make an endless message. */
static int shown(piece text) {
    return text.length > SHOWN_LIMIT ? SHOWN_LIMIT : (int)text.length;
}

/* In byte order, a prefix before what it begins. */
static int compare(piece left, piece right) {
    size_t common = left.length < right.length ? left.length : right.length;
    int order = common == 0 ? 0 : memcmp(left.data, right.data, common);
    if (order != 0)
        return order;
    return left.length < right.length ? -1 : left.length > right.length;
}

/* ---- Reading ---------------------------------------------------------------------------------------------
 */

static bool read_number(const char **at, uint32_t *number) {
    int digits = 0;
    *number = 0;
    for (; **at >= '0' && **at <= '9' && digits <= DIGITS_LIMIT; digits++, (*at)++)
        *number = *number * 10 + (uint32_t)(**at - '0');
    return digits > 0 && digits <= DIGITS_LIMIT;
}

static bool read_char(const char **at, char expected) {
    if (**at != expected)
        return false;
    (*at)++;
    return true;
}

static bool read_fingerprint(const char *text, fingerprint *result) {
    if (text == NULL)
        return false;
    size_t name_length = strcspn(text, " \n");
    const char *at = text + name_length;
    result->name = (piece){text, name_length};
    bool read = name_length > 0 && read_char(&at, ' ') && read_number(&at, &result->major) &&
                read_char(&at, '.') && read_number(&at, &result->minor) && read_char(&at, ' ') &&
                read_number(&at, &result->runtime) && read_char(&at, '\n');
    result->items = at;
    return read;
}

/* The next line "item hash"; the last word is the hash. */
static item next_item(const char **at) {
    while (**at == '\n')
        (*at)++;
    size_t length = strcspn(*at, "\n");
    size_t name_length = length;
    for (size_t index = length; index > 0 && name_length == length; index--) {
        if ((*at)[index - 1] == ' ')
            name_length = index - 1;
    }
    item result = {.name = {*at, name_length}, .hash = {*at + name_length, length - name_length}};
    *at += length;
    return result;
}

/* ---- Comparing -------------------------------------------------------------------------------------------
 */

typedef struct difference {
    piece name;
    const char *what; /* null where there is none */
    const char *side; /* who lacks it; "" where nobody does */
} difference;

static difference first_difference(const tenon_sides *sides, const fingerprint *built,
                                   const fingerprint *expected) {
    const char *built_at = built->items;
    const char *expected_at = expected->items;
    for (;;) {
        item ours = next_item(&built_at);
        item theirs = next_item(&expected_at);
        if (ours.name.length == 0 && theirs.name.length == 0)
            return (difference){.name = {"", 0}, .what = NULL, .side = ""};
        int order = compare(ours.name, theirs.name);
        if (ours.name.length == 0 || (theirs.name.length != 0 && order > 0))
            return (difference){.name = theirs.name, .what = "missing from the ", .side = sides->built};
        if (theirs.name.length == 0 || order < 0)
            return (difference){.name = ours.name, .what = "unknown to the ", .side = sides->expected};
        if (compare(ours.hash, theirs.hash) != 0)
            return (difference){.name = ours.name, .what = "changed", .side = ""};
    }
}

/* Below 0 where the native library is older. */
static int compare_age(const fingerprint *built, const fingerprint *expected) {
    if (built->major != expected->major)
        return built->major < expected->major ? -1 : 1;
    if (built->minor != expected->minor)
        return built->minor < expected->minor ? -1 : 1;
    if (built->runtime != expected->runtime)
        return built->runtime < expected->runtime ? -1 : 1;
    return 0;
}

/* ---- Refusing --------------------------------------------------------------------------------------------
 */

static int32_t refuse_same_version(const tenon_sides *sides, const fingerprint *built, difference found) {
    piece name = built->name;
    if (found.what == NULL)
        return tenon_refuse(TENON_VERSION_MISMATCH,
                            "%.*s: the contract fingerprints of %s and %s differ only in form; one is "
                            "damaged: rebuild both",
                            shown(name), name.data, sides->expected, sides->built);
    return tenon_refuse(
        TENON_VERSION_MISMATCH,
        "%.*s: the %s and the %s both say contract %u.%u, but were generated from different ones; first "
        "difference: %.*s (%s%s); rebuild both from one contract, and change its version when it changes",
        shown(name), name.data, sides->expected, sides->built, (unsigned)built->major, (unsigned)built->minor,
        shown(found.name), found.name.data, found.what, found.side);
}

static int32_t refuse_runtime(const tenon_sides *sides, const fingerprint *built, const fingerprint *expected,
                              int age) {
    piece name = built->name;
    return tenon_refuse(TENON_VERSION_MISMATCH,
                        "%.*s: the %s was generated for contract %u.%u on runtime interface %u%s, the %s "
                        "implements %u.%u on runtime interface %u%s; rebuild the %s",
                        shown(name), name.data, sides->expected, (unsigned)expected->major,
                        (unsigned)expected->minor, (unsigned)expected->runtime, age > 0 ? " (older)" : "",
                        sides->built, (unsigned)built->major, (unsigned)built->minor,
                        (unsigned)built->runtime, age < 0 ? " (older)" : "",
                        age < 0 ? sides->built : sides->expected);
}

static int32_t refuse_version(const tenon_sides *sides, const fingerprint *built, const fingerprint *expected,
                              int age, difference found) {
    piece name = built->name;
    bool is_known = found.what != NULL;
    return tenon_refuse(TENON_VERSION_MISMATCH,
                        "%.*s: the %s was generated for contract %u.%u%s, the %s implements %u.%u%s; first "
                        "difference: %.*s%s%s%s%s; rebuild the %s",
                        shown(name), name.data, sides->expected, (unsigned)expected->major,
                        (unsigned)expected->minor, age > 0 ? " (older)" : "", sides->built,
                        (unsigned)built->major, (unsigned)built->minor, age < 0 ? " (older)" : "",
                        shown(found.name), found.name.data, is_known ? " (" : "the version",
                        is_known ? found.what : "", found.side, is_known ? ")" : "",
                        age < 0 ? sides->built : sides->expected);
}

int32_t tenon_compare_fingerprints(const tenon_sides *sides, const char *built, const char *expected) {
    fingerprint ours;
    fingerprint theirs;
    if (!read_fingerprint(built, &ours))
        return tenon_refuse(TENON_VERSION_MISMATCH,
                            "the %s's contract fingerprint is missing or damaged: rebuild the library",
                            sides->built);
    if (!read_fingerprint(expected, &theirs))
        return tenon_refuse(TENON_VERSION_MISMATCH, "the %s's contract fingerprint is missing or damaged: %s",
                            sides->expected, sides->renew);
    if (strcmp(built, expected) == 0)
        return 0;
    if (compare(ours.name, theirs.name) != 0)
        return tenon_refuse(TENON_VERSION_MISMATCH,
                            "the %s was generated for the library %.*s, the %s is %.*s", sides->expected,
                            shown(theirs.name), theirs.name.data, sides->built, shown(ours.name),
                            ours.name.data);
    int age = compare_age(&ours, &theirs);
    if (ours.runtime != theirs.runtime)
        return refuse_runtime(sides, &ours, &theirs, age);
    difference found = first_difference(sides, &ours, &theirs);
    if (age == 0)
        return refuse_same_version(sides, &ours, found);
    return refuse_version(sides, &ours, &theirs, age, found);
}

int32_t tenon_handshake(const char *built, const char *expected) {
    if (built != NULL)
        tenon_debug_name(built);
    int32_t understood = tenon_debug_check();
    return understood != 0 ? understood : tenon_compare_fingerprints(&OF_PACKAGES, built, expected);
}
