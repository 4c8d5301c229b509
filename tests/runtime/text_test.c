#include "support.h"

typedef struct utf8_case {
    const char *bytes;
    size_t length;
    size_t valid; /* bytes before the first that is wrong */
} utf8_case;

#define WELL(text)                                                                                           \
    { text, sizeof text - 1, sizeof text - 1 }
#define BAD(text, valid_bytes)                                                                               \
    { text, sizeof text - 1, valid_bytes }

/* After Markus Kuhn's "UTF-8 decoder capability and stress test". */
static const utf8_case CASES[] = {
    WELL(""),
    WELL("plain"),
    WELL("a\0b"),
    WELL("\xCE\xBA\xE1\xBD\xB9\xCF\x83\xCE\xBC\xCE\xB5"), /* kosme */
    WELL("\x7F"),
    WELL("\xC2\x80"),
    WELL("\xDF\xBF"),
    WELL("\xE0\xA0\x80"),
    WELL("\xED\x9F\xBF"), /* before the surrogates */
    WELL("\xEE\x80\x80"), /* after them */
    WELL("\xEF\xBF\xBD"),
    WELL("\xEF\xBF\xBF"), /* a noncharacter is well-formed all the same */
    WELL("\xF0\x90\x80\x80"),
    WELL("\xF4\x8F\xBF\xBF"),
    WELL("01234567\xC3\xA9"
         "01234567"),
    BAD("\x80", 0), /* continuation bytes alone */
    BAD("\xBF", 0),
    BAD("a\x80"
        "b",
        1),
    BAD("01234567\x80", 8),
    BAD("0123456\xFF"
        "89abcdef",
        7),
    BAD("\xC0 ", 0), /* first bytes alone */
    BAD("\xC3", 0),
    BAD("\xC3 ", 0),
    BAD("\xE1\x80", 0),
    BAD("\xE1\x80 ", 0),
    BAD("\xF1\x80\x80", 0),
    BAD("\xF1\x80\x80 ", 0),
    BAD("abc\xE2\x82", 3),
    BAD("\xFE", 0), /* impossible bytes */
    BAD("\xFF", 0),
    BAD("\xC0\xAF", 0), /* overlong */
    BAD("\xC1\xBF", 0),
    BAD("\xE0\x80\xAF", 0),
    BAD("\xE0\x9F\xBF", 0),
    BAD("\xF0\x80\x80\xAF", 0),
    BAD("\xF0\x8F\xBF\xBF", 0),
    BAD("\xC0\x80", 0),
    BAD("\xED\xA0\x80", 0), /* surrogates */
    BAD("\xED\xBF\xBF", 0),
    BAD("\xED\xA0\x80\xED\xB0\x80", 0),
    BAD("\xF4\x90\x80\x80", 0), /* beyond U+10FFFF */
    BAD("\xF5\x80\x80\x80", 0),
    BAD("\xF8\x88\x80\x80\x80", 0), /* five and six bytes */
    BAD("\xFC\x84\x80\x80\x80\x80", 0),
};

static void utf8__table__then_each_judged(void **state) {
    (void)state;
    for (size_t index = 0; index < sizeof CASES / sizeof CASES[0]; index++) {
        const utf8_case *it = &CASES[index];
        /* A copy of exactly this size, so that the address checker sees a read past the end. */
        char *copy = malloc(it->length == 0 ? 1 : it->length);
        assert_non_null(copy);
        memcpy(copy, it->bytes, it->length);
        if (tenon_utf8_prefix(copy, it->length) != it->valid)
            fail_msg("case %zu: %zu bytes are valid, %zu expected", index,
                     tenon_utf8_prefix(copy, it->length), it->valid);
        assert_int_equal(tenon_is_utf8(copy, it->length), it->valid == it->length);
        free(copy);
    }
}

/* Written differently from the product: decode, then encode again. */
static bool is_utf8_by_the_book(const unsigned char *bytes, size_t length) {
    for (size_t at = 0; at < length;) {
        unsigned char lead = bytes[at];
        size_t count = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : lead >> 3 == 30 ? 4 : 0;
        if (count == 0 || at + count > length)
            return false;
        uint32_t point = count == 1 ? lead : lead & (0x7Fu >> count);
        for (size_t next = 1; next < count; next++) {
            if (bytes[at + next] >> 6 != 2)
                return false;
            point = point << 6 | (bytes[at + next] & 0x3Fu);
        }
        static const uint32_t LEAST[] = {0, 0, 0x80, 0x800, 0x10000};
        if (point < LEAST[count] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
            return false;
        at += count;
    }
    return true;
}

static void utf8__all_three_byte_texts__then_agrees_with_the_definition(void **state) {
    (void)state;
    for (uint32_t bits = 0; bits < (1u << 24); bits++) {
        const unsigned char bytes[3] = {(unsigned char)(bits >> 16), (unsigned char)(bits >> 8),
                                        (unsigned char)bits};
        if (tenon_is_utf8((const char *)bytes, 3) != is_utf8_by_the_book(bytes, 3))
            fail_msg("differs for %06x", (unsigned)bits);
    }
}

static void utf8__four_byte_edges__then_agrees_with_the_definition(void **state) {
    (void)state;
    static const unsigned char EDGES[] = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
    const size_t count = sizeof EDGES;
    for (unsigned lead = 0; lead < 256; lead++) {
        for (size_t rest = 0; rest < count * count * count; rest++) {
            const unsigned char bytes[4] = {(unsigned char)lead, EDGES[rest / (count * count)],
                                            EDGES[rest / count % count], EDGES[rest % count]};
            if (tenon_is_utf8((const char *)bytes, 4) != is_utf8_by_the_book(bytes, 4))
                fail_msg("differs for %02x %02x %02x %02x", bytes[0], bytes[1], bytes[2], bytes[3]);
        }
    }
}

/* Words, blocks and long blocks, and every place in them. */
static void utf8__one_odd_byte_anywhere__then_found_there(void **state) {
    (void)state;
    static const unsigned char ODD[] = {0x00, 0x01, 0x7F, 0x80, 0xC3, 0xFF};
    for (size_t length = 1; length <= 300; length++) {
        char *text = malloc(length);
        assert_non_null(text);
        memset(text, 'a', length);
        assert_true(tenon_is_text(text, length));
        for (size_t at = 0; at < length; at++) {
            for (size_t odd = 0; odd < sizeof ODD; odd++) {
                text[at] = (char)ODD[odd];
                size_t valid = ODD[odd] < 0x80 ? length : at;
                if (tenon_utf8_prefix(text, length) != valid)
                    fail_msg("%02x at %zu of %zu: %zu", ODD[odd], at, length,
                             tenon_utf8_prefix(text, length));
                if (tenon_is_text(text, length) != (valid == length && ODD[odd] != 0))
                    fail_msg("%02x at %zu of %zu is judged wrong", ODD[odd], at, length);
            }
            text[at] = 'a';
        }
        free(text);
    }
}

static void utf8__two_bytes_anywhere__then_text(void **state) {
    (void)state;
    for (size_t length = 2; length <= 300; length++) {
        char *text = malloc(length);
        assert_non_null(text);
        memset(text, 'a', length);
        for (size_t at = 0; at + 1 < length; at++) {
            text[at] = '\xC3';
            text[at + 1] = '\xA9';
            assert_true(tenon_is_text(text, length));
            assert_int_equal(tenon_utf8_prefix(text, length - 1), at + 2 == length ? at : length - 1);
            text[at] = 'a';
            assert_int_equal(tenon_utf8_prefix(text, length), at + 1);
            text[at + 1] = 'a';
        }
        free(text);
    }
}

static void check_text__bad_byte__then_position_and_offset_named(void **state) {
    (void)state;
    int32_t status = tenon_check_text("abc\xFF", 4, true, "key");
    assert_int_equal(status, -TENON_KIND_INVALID_ARGUMENT);
    expect_error(status, TENON_BAD_TEXT, "key: the text is not UTF-8 at byte 3");
}

static void check_text__embedded_nul__then_only_terminated_text_refused(void **state) {
    (void)state;
    expect_error(tenon_check_text("ab\0c", 4, true, "key"), TENON_BAD_TEXT,
                 "key: the text holds a NUL at byte 2");
    assert_int_equal(tenon_check_text("ab\0c", 4, false, "key"), 0);
}

static void check_text__null__then_only_with_length_refused(void **state) {
    (void)state;
    assert_int_equal(tenon_check_text(NULL, 0, true, "key"), 0);
    assert_int_equal(tenon_check_text("", 0, true, "key"), 0);
    expect_error(tenon_check_text(NULL, 3, true, "key"), TENON_BAD_TEXT, "null");
}

static void text_copy__each_length_around_inline__then_same_bytes(void **state) {
    (void)state;
    char bytes[2 * TENON_TEXT_INLINE];
    memset(bytes, 'x', sizeof bytes);
    for (size_t length = 0; length <= sizeof bytes; length++) {
        tenon_text text;
        assert_int_equal(tenon_text_copy(bytes, length, "result", &text), 0);
        assert_int_equal(text.length, length);
        assert_int_equal(text.is_inline, length <= TENON_TEXT_INLINE);
        assert_non_null(tenon_text_data(&text));
        assert_memory_equal(tenon_text_data(&text), bytes, length);
        tenon_text moved = text; /* a text may be moved: nothing points into it */
        assert_int_equal(tenon_text_data(&moved) == moved.inline_data, moved.is_inline);
        tenon_text_free(&moved);
        assert_null(tenon_text_data(&moved));
    }
}

/* Long enough for every step that text is looked through in, and for two of the largest. */
enum { LOOKED_THROUGH = 300 };

static void utf8__one_byte_wrong_anywhere__then_found_there(void **state) {
    (void)state;
    for (size_t length = 1; length <= LOOKED_THROUGH; length += length < 40 ? 1 : 13) {
        char *text = malloc(length); /* exactly this size: see above */
        assert_non_null(text);
        memset(text, 'x', length);
        assert_int_equal(tenon_utf8_prefix(text, length), length);
        for (size_t at = 0; at < length; at++) {
            text[at] = '\xFF';
            assert_int_equal(tenon_utf8_prefix(text, length), at);
            text[at] = 'x';
        }
        free(text);
    }
}

static void utf8__two_bytes_anywhere__then_well_formed_but_not_ascii(void **state) {
    (void)state;
    char text[LOOKED_THROUGH];
    memset(text, 'x', sizeof text);
    for (size_t at = 0; at + 1 < sizeof text; at++) {
        memcpy(text + at, "\xC3\xA9", 2);
        assert_true(tenon_is_utf8(text, sizeof text));
        assert_int_equal(tenon_utf8_prefix(text, at + 1), at); /* cut in two */
        bool is_ascii = true;
        assert_int_equal(tenon_utf8_prefix_of(text, sizeof text, &is_ascii), sizeof text);
        assert_false(is_ascii);
        memset(text + at, 'x', 2);
    }
}

static void text_lend__text__then_the_very_bytes(void **state) {
    (void)state;
    static const char ascii[] = "plain", other[] = "na\xC3\xAFve";
    tenon_text text;
    assert_int_equal(tenon_text_lend(ascii, sizeof ascii - 1, "result", &text), 0);
    assert_ptr_equal(tenon_text_data(&text), ascii);
    assert_true(text.is_lent && text.is_ascii);
    tenon_text_free(&text); /* not the library's own */
    assert_int_equal(tenon_text_lend(other, sizeof other - 1, "result", &text), 0);
    assert_true(text.is_lent && !text.is_ascii);
    expect_error(tenon_text_lend("ab\xC0", 3, "result", &text), TENON_BROKEN_CONTRACT, "at byte 2");
    assert_null(tenon_text_data(&text));
    assert_false(text.is_lent);
}

static void text_copy__null__then_no_text(void **state) {
    (void)state;
    tenon_text text;
    assert_int_equal(tenon_text_copy(NULL, 0, "result", &text), 0);
    assert_null(tenon_text_data(&text));
    tenon_text_free(&text);
}

static void text_copy__not_utf8__then_the_library_is_blamed(void **state) {
    (void)state;
    tenon_text text;
    int32_t status = tenon_text_copy("ab\xC0", 3, "result", &text);
    expect_error(status, TENON_BROKEN_CONTRACT,
                 "result: the library returned text that is not UTF-8 at byte 2");
    assert_null(tenon_text_data(&text));
    tenon_text_free(&text);
}

static void terminate__each_length_around_inline__then_ended_by_nul(void **state) {
    (void)state;
    char bytes[2 * TENON_TERMINATED_INLINE];
    memset(bytes, 'y', sizeof bytes);
    for (size_t length = 0; length <= sizeof bytes; length++) {
        tenon_terminated copy;
        assert_int_equal(tenon_terminate(bytes, length, "key", &copy), 0);
        assert_int_equal(strlen(copy.text), length);
        assert_int_equal(copy.allocated == NULL, length < TENON_TERMINATED_INLINE);
        tenon_terminated_free(&copy);
    }
}

static void terminate__null_or_endless__then_null_or_refused(void **state) {
    (void)state;
    tenon_terminated copy;
    assert_int_equal(tenon_terminate(NULL, 0, "key", &copy), 0);
    assert_null(copy.text);
    tenon_terminated_free(&copy);
    expect_error(tenon_terminate("x", SIZE_MAX, "key", &copy), TENON_OUT_OF_MEMORY, "key");
    tenon_terminated_free(&copy);
}

static void terminate_array__texts_and_nulls__then_copied_in_order(void **state) {
    (void)state;
    const tenon_text_view texts[] = {{"one!", 3}, {NULL, 0}, {"", 0}, {"\xC3\xA9", 2}};
    const char *const *result;
    assert_int_equal(tenon_terminate_array(texts, 4, "keys", &result), 0);
    assert_string_equal(result[0], "one");
    assert_null(result[1]);
    assert_string_equal(result[2], "");
    assert_string_equal(result[3], "\xC3\xA9");
    assert_null(result[4]);
    tenon_terminated_array_free(result);
    assert_int_equal(tenon_terminate_array(NULL, 0, "keys", &result), 0);
    assert_null(result[0]);
    tenon_terminated_array_free(result);
    tenon_terminated_array_free(NULL);
}

static void terminate_array__sizes_that_overflow__then_refused(void **state) {
    (void)state;
    const tenon_text_view texts[] = {{"x", SIZE_MAX - 40}, {"x", 100}};
    const char *const *result;
    expect_error(tenon_terminate_array(texts, 2, "keys", &result), TENON_OUT_OF_MEMORY, "keys");
    assert_null(result);
    expect_error(tenon_terminate_array(texts, SIZE_MAX / 4, "keys", &result), TENON_OUT_OF_MEMORY, "keys");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        RUNTIME_TEST(utf8__table__then_each_judged),
        RUNTIME_TEST(utf8__all_three_byte_texts__then_agrees_with_the_definition),
        RUNTIME_TEST(utf8__four_byte_edges__then_agrees_with_the_definition),
        RUNTIME_TEST(utf8__one_odd_byte_anywhere__then_found_there),
        RUNTIME_TEST(utf8__two_bytes_anywhere__then_text),
        RUNTIME_TEST(check_text__bad_byte__then_position_and_offset_named),
        RUNTIME_TEST(check_text__embedded_nul__then_only_terminated_text_refused),
        RUNTIME_TEST(check_text__null__then_only_with_length_refused),
        RUNTIME_TEST(text_copy__each_length_around_inline__then_same_bytes),
        RUNTIME_TEST(utf8__one_byte_wrong_anywhere__then_found_there),
        RUNTIME_TEST(utf8__two_bytes_anywhere__then_well_formed_but_not_ascii),
        RUNTIME_TEST(text_lend__text__then_the_very_bytes),
        RUNTIME_TEST(text_copy__null__then_no_text),
        RUNTIME_TEST(text_copy__not_utf8__then_the_library_is_blamed),
        RUNTIME_TEST(terminate__each_length_around_inline__then_ended_by_nul),
        RUNTIME_TEST(terminate__null_or_endless__then_null_or_refused),
        RUNTIME_TEST(terminate_array__texts_and_nulls__then_copied_in_order),
        RUNTIME_TEST(terminate_array__sizes_that_overflow__then_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
