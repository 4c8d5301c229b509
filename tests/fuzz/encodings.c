/**
 * @file
 * What the runtime reads byte by byte: UTF-8, lists of texts, MessagePack and the text of the handshake, each
 * against a second opinion.
 */
#include <glib.h>
#include <math.h>

#include "input.h"
#include "tenon/callback.h"
#include "tenon/value.h"

static int32_t code_of(int32_t status) {
    const tenon_error *error = tenon_error_peek();
    REQUIRE((status == 0) == (error == NULL), "status %d", (int)status);
    if (error == NULL)
        return 0;
    REQUIRE(g_utf8_validate(error->message, -1, NULL), "the message is not UTF-8");
    REQUIRE(status == -error->kind, "status %d", (int)status);
    int32_t code = error->code;
    tenon_error_clear();
    return code;
}

/* GLib also refuses what ends in the middle, and nothing else of RFC 3629; but it stops at a NUL. */
static bool is_utf8(const char *text, size_t length) {
    while (length > 0) {
        const char *end = text;
        bool is_valid = g_utf8_validate(text, (gssize)length, &end);
        size_t seen = (size_t)(end - text);
        if (is_valid)
            return true;
        if (*end != '\0')
            return false;
        text = end + 1;
        length -= seen + 1;
    }
    return true;
}

/* ---- Texts ---- */

static void check_terminated(const char *text, size_t length) {
    tenon_terminated copy;
    REQUIRE(tenon_terminate(text, length, "x", &copy) == 0, "no memory?");
    REQUIRE(memcmp(copy.text, text, length) == 0 && copy.text[length] == '\0', "another text");
    tenon_terminated_free(&copy);
}

static void try_text(input *from) {
    size_t length;
    char *text = take_copy(from, from->left, &length);
    bool is_right = is_utf8(text, length);
    bool has_nul = memchr(text, '\0', length) != NULL;
    REQUIRE(tenon_is_utf8(text, length) == is_right, "%zu bytes", length);
    REQUIRE(code_of(tenon_check_text(text, length, false, "x")) == (is_right ? 0 : TENON_BAD_TEXT), "text");
    REQUIRE(code_of(tenon_check_text(text, length, true, "x")) == (is_right && !has_nul ? 0 : TENON_BAD_TEXT),
            "text with a NUL");
    tenon_text out;
    int32_t code = code_of(tenon_text_copy(text, length, "x", &out));
    REQUIRE(code == (is_right ? 0 : TENON_BROKEN_CONTRACT), "%d", (int)code);
    REQUIRE(code != 0 || (out.length == length && memcmp(tenon_text_data(&out), text, length) == 0), "copy");
    tenon_text_free(&out);
    check_terminated(text, length);
    free(text);
}

enum { MOST_TEXTS = 8 };

static void try_lists(input *from) {
    char *texts[MOST_TEXTS] = {NULL};
    size_t count = take_below(from, MOST_TEXTS);
    tenon_text_view views[MOST_TEXTS];
    int32_t foretold = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length;
        char *bytes = take_copy(from, take_byte(from), &length);
        views[i] = (tenon_text_view){.data = bytes, .length = length};
        texts[i] = bytes[0] == '!' && length > 0 ? NULL : g_strndup(bytes, length);
        if (texts[i] == NULL || !g_utf8_validate(texts[i], -1, NULL))
            foretold = TENON_BROKEN_CONTRACT;
    }
    tenon_texts copy;
    int32_t code = code_of(tenon_texts_copy((const char *const *)texts, count, "x", &copy));
    REQUIRE(code == foretold, "%d", (int)code);
    for (size_t i = 0; i < copy.count; i++)
        REQUIRE(strcmp(copy.texts[i].data, texts[i]) == 0, "text %zu", i);
    tenon_texts_free(&copy);
    tenon_text_view *seen;
    REQUIRE(code_of(tenon_texts_view((const char *const *)texts, count, false, "x", &seen)) == foretold,
            "view");
    free(seen);
    const char *const *terminated;
    REQUIRE(tenon_terminate_array(views, count, "x", &terminated) == 0, "no memory?");
    for (size_t i = 0; i < count; i++)
        REQUIRE(memcmp(terminated[i], views[i].data, views[i].length) == 0, "text %zu", i);
    REQUIRE(terminated[count] == NULL, "the list does not end");
    tenon_terminated_array_free(terminated);
    for (size_t i = 0; i < count; i++) {
        g_free(texts[i]);
        free((void *)(uintptr_t)views[i].data);
    }
}

/* ---- MessagePack: a reader that only says whether the bytes are one value ---- */

enum { DEEPEST = 64 };

static bool take_length(input *from, size_t width, uint64_t *length) {
    if (from->left < width)
        return false;
    *length = 0;
    for (size_t i = 0; i < width; i++)
        *length = *length << 8 | take_byte(from);
    return true;
}

/* A text, with a copy of it in `text`. */
static bool is_text(input *from, unsigned first, GString *text) {
    uint64_t length = first & 0x1f;
    const uint8_t *bytes;
    if (first >= 0xd9 && first <= 0xdb) {
        if (!take_length(from, (size_t)1 << (first - 0xd9), &length))
            return false;
    } else if (first < 0xa0 || first > 0xbf) {
        return false;
    }
    if (length > from->left)
        return false;
    take_bytes(from, (size_t)length, &bytes);
    g_string_append_len(text, (const char *)bytes, (gssize)length);
    return memchr(bytes, '\0', (size_t)length) == NULL &&
           g_utf8_validate((const char *)bytes, (gssize)length, NULL);
}

static bool is_value(input *from, int depth);

static bool is_map(input *from, uint64_t count, int depth) {
    GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool is_right = depth <= DEEPEST;
    for (uint64_t i = 0; i < count && is_right; i++) {
        GString *key = g_string_new(NULL);
        is_right = from->left > 0 && is_text(from, take_byte(from), key);
        is_right = g_hash_table_add(keys, g_string_free(key, FALSE)) && is_right && is_value(from, depth);
    }
    g_hash_table_unref(keys);
    return is_right;
}

static bool is_list(input *from, uint64_t count, int depth) {
    bool is_right = depth <= DEEPEST;
    for (uint64_t i = 0; i < count && is_right; i++)
        is_right = is_value(from, depth);
    return is_right;
}

static bool skip(input *from, uint64_t count) {
    const uint8_t *bytes;
    return count <= from->left && take_bytes(from, (size_t)count, &bytes) == count;
}

static bool is_value(input *from, int depth) {
    /* By first byte: how many bytes follow a number, or how wide a length is. */
    static const struct {
        uint8_t first;
        uint8_t width;
        char what;
    } forms[] = {
        {0xc0, 0, 'n'}, {0xc2, 0, 'n'}, {0xc3, 0, 'n'}, {0xc4, 1, 'b'}, {0xc5, 2, 'b'},
        {0xc6, 4, 'b'}, {0xca, 4, 'n'}, {0xcb, 8, 'n'}, {0xcc, 1, 'n'}, {0xcd, 2, 'n'},
        {0xce, 4, 'n'}, {0xcf, 8, 'n'}, {0xd0, 1, 'n'}, {0xd1, 2, 'n'}, {0xd2, 4, 'n'},
        {0xd3, 8, 'n'}, {0xdc, 2, 'l'}, {0xdd, 4, 'l'}, {0xde, 2, 'm'}, {0xdf, 4, 'm'},
    };
    if (from->left == 0)
        return false;
    uint8_t first = take_byte(from);
    if (first <= 0x7f || first >= 0xe0)
        return true;
    if (first <= 0x8f)
        return is_map(from, first & 0xf, depth + 1);
    if (first <= 0x9f)
        return is_list(from, first & 0xf, depth + 1);
    GString *text = g_string_new(NULL);
    bool found = is_text(from, first, text);
    g_string_free(text, TRUE);
    for (size_t i = 0; i < G_N_ELEMENTS(forms) && !found; i++) {
        uint64_t length;
        if (forms[i].first != first)
            continue;
        if (forms[i].what == 'n')
            return skip(from, forms[i].width);
        if (!take_length(from, forms[i].width, &length))
            return false;
        return forms[i].what == 'b'   ? skip(from, length)
               : forms[i].what == 'l' ? is_list(from, length, depth + 1)
                                      : is_map(from, length, depth + 1);
    }
    return found;
}

/* ---- ... and what becomes of a value that is read, written and read again ---- */

static bool are_equal(const tenon_value *a, const tenon_value *b) {
    size_t length_a, length_b;
    if (tenon_value_kind_of(a) != tenon_value_kind_of(b) || tenon_value_count(a) != tenon_value_count(b))
        return false;
    for (size_t i = 0; i < tenon_value_count(a); i++) {
        if (g_strcmp0(tenon_value_key(a, i), tenon_value_key(b, i)) != 0 ||
            !are_equal(tenon_value_at(a, i), tenon_value_at(b, i)))
            return false;
    }
    double number_a = tenon_value_number(a, 0), number_b = tenon_value_number(b, 0);
    const void *bytes_a = tenon_value_bytes(a, &length_a), *bytes_b = tenon_value_bytes(b, &length_b);
    return tenon_value_integer(a, 7) == tenon_value_integer(b, 7) &&
           tenon_value_unsigned(a, 7) == tenon_value_unsigned(b, 7) &&
           tenon_value_bool(a, false) == tenon_value_bool(b, false) &&
           (!(number_a < number_b || number_a > number_b) || (isnan(number_a) && isnan(number_b))) &&
           g_strcmp0(tenon_value_text(a, NULL, NULL), tenon_value_text(b, NULL, NULL)) == 0 &&
           length_a == length_b && (length_a == 0 || memcmp(bytes_a, bytes_b, length_a) == 0);
}

static void encode_again(const tenon_value *value) {
    tenon_block once, twice;
    tenon_value *again;
    REQUIRE(code_of(tenon_value_encode(value, "x", &once)) == 0, "a value that was read is not written");
    REQUIRE(code_of(tenon_value_decode(once.data, once.count, "x", &again)) == 0,
            "what was written is not read");
    REQUIRE(are_equal(value, again), "another value");
    REQUIRE(code_of(tenon_value_encode(again, "x", &twice)) == 0, "it is not written twice");
    REQUIRE(once.count == twice.count && memcmp(once.data, twice.data, once.count) == 0, "other bytes");
    tenon_value_free(again);
    tenon_drop(once.handle);
    tenon_drop(twice.handle);
}

static void try_value(input *from) {
    size_t length;
    char *bytes = take_copy(from, from->left, &length);
    tenon_value *value;
    int32_t code = code_of(tenon_value_decode((const uint8_t *)bytes, length, "x", &value));
    input again = {.bytes = (const uint8_t *)bytes, .left = length};
    bool is_right = is_value(&again, 0) && again.left == 0;
    REQUIRE((code == 0) == is_right, "%d for %zu bytes", (int)code, length);
    REQUIRE(code == 0 || (code == TENON_BAD_VALUE && value == NULL), "%d", (int)code);
    if (code == 0)
        encode_again(value);
    tenon_value_free(value);
    free(bytes);
}

/* Values as a library makes them: what cannot be put into another is freed, nothing twice. */
static void build_value(input *from) {
    enum { MOST = 12 };
    tenon_value *open[MOST] = {tenon_value_new_list()};
    size_t count = 1;
    while (from->left > 0) {
        size_t length, at = take_below(from, (unsigned)count);
        char *text = take_copy(from, take_below(from, 20), &length);
        char *key = g_strndup(text, length);
        tenon_value *made[] = {tenon_value_new_null(),
                               tenon_value_new_integer((int64_t)take_number(from)),
                               tenon_value_new_unsigned(take_number(from)),
                               tenon_value_new_number((double)take_byte(from) / 4),
                               tenon_value_new_text(text, length),
                               tenon_value_new_bytes(text, length),
                               tenon_value_new_list(),
                               tenon_value_new_map()};
        size_t chosen = take_below(from, G_N_ELEMENTS(made));
        for (size_t i = 0; i < G_N_ELEMENTS(made); i++) {
            if (i != chosen)
                tenon_value_free(made[i]);
        }
        bool is_list = tenon_value_kind_of(open[at]) == TENON_VALUE_LIST;
        size_t before = tenon_value_count(open[at]);
        bool is_container = chosen >= 6;
        if (is_container && count < MOST) {
            open[count++] = made[chosen];
        } else if (is_list) {
            REQUIRE(tenon_list_add(open[at], made[chosen]) == (made[chosen] != NULL), "list");
        } else {
            bool is_set = tenon_map_set(open[at], key, made[chosen]);
            REQUIRE(!is_set || tenon_value_get(open[at], key) == made[chosen], "map");
            REQUIRE(is_set == (made[chosen] != NULL && g_utf8_validate(key, -1, NULL)), "map of \"%s\"", key);
        }
        REQUIRE(tenon_value_count(open[at]) <= before + 1, "%zu values", before);
        g_free(key);
        free(text);
    }
    for (size_t i = count - 1; i > 0; i--) {
        if (tenon_value_kind_of(open[i - 1]) == TENON_VALUE_LIST)
            tenon_list_add(open[i - 1], open[i]);
        else
            tenon_map_set(open[i - 1], "next", open[i]);
    }
    encode_again(open[0]);
    tenon_value_free(open[0]);
}

/* ---- The handshake ---- */

/* A well-formed fingerprint: "name 1.2 3\n" and whatever. */
static bool is_fingerprint(const char *text) {
    static GRegex *form;
    if (form == NULL)
        form = g_regex_new("\\A[^ \\n]+ [0-9]{1,9}\\.[0-9]{1,9} [0-9]{1,9}\\n", G_REGEX_RAW, 0, NULL);
    return g_regex_match(form, text, 0, NULL);
}

static void try_handshake(input *from) {
    size_t length;
    char *bytes = take_copy(from, from->left, &length);
    char *second = memchr(bytes, '\x01', length);
    char *built = g_strndup(bytes, second == NULL ? length : (size_t)(second - bytes));
    char *expected =
        second == NULL ? g_strdup(built) : g_strndup(second + 1, length - (size_t)(second + 1 - bytes));
    bool is_right = is_fingerprint(built) && strcmp(built, expected) == 0;
    int32_t code = code_of(tenon_handshake(built, expected));
    REQUIRE(code == (is_right ? 0 : TENON_VERSION_MISMATCH), "%d", (int)code);
    g_free(built);
    g_free(expected);
    free(bytes);
}

static void (*const parsers[])(input *from) = {try_text, try_lists, try_value, build_value, try_handshake};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    input from = {.bytes = bytes, .left = size};
    tenon_error_clear();
    parsers[take_below(&from, G_N_ELEMENTS(parsers))](&from);
    REQUIRE(tenon_live_count() == 0, "something lives on");
    return 0;
}
