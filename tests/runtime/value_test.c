/* Dynamic values, and their MessagePack: vectors of the format's specification, garbage, limits. */

#include "support.h"

#include "tenon/callback.h"
#include "tenon/value.h"

/* ---- Reading and making ---- */

static void value__every_kind__then_reads_as_itself_and_nothing_else(void **state) {
    (void)state;
    tenon_value *integer = tenon_value_new_integer(-5);
    tenon_value *large = tenon_value_new_unsigned(UINT64_MAX);
    tenon_value *small = tenon_value_new_unsigned(7);
    tenon_value *number = tenon_value_new_number(3.0);
    tenon_value *text = tenon_value_new_text("h\xC3\xA9", 3);
    size_t length = 9;
    assert_int_equal(tenon_value_kind_of(NULL), TENON_VALUE_NULL);
    assert_int_equal(tenon_value_kind_of(small), TENON_VALUE_INTEGER);
    assert_true(tenon_value_integer(integer, 0) == -5);
    assert_true(tenon_value_unsigned(integer, 42) == 42);
    assert_true(tenon_value_unsigned(large, 0) == UINT64_MAX);
    assert_true(tenon_value_integer(large, 42) == 42);
    assert_true(tenon_value_integer(number, 0) == 3);
    assert_true(tenon_value_number(integer, 0.0) == -5.0);
    assert_true(tenon_value_bool(integer, true));
    assert_string_equal(tenon_value_text(text, &length, "other"), "h\xC3\xA9");
    assert_int_equal(length, 3);
    assert_string_equal(tenon_value_text(number, &length, "other"), "other");
    assert_int_equal(length, 5);
    assert_null(tenon_value_bytes(text, &length));
    assert_int_equal(length, 0);
    assert_null(tenon_value_at(text, 0));
    assert_null(tenon_value_get(text, "x"));
    tenon_value_free(integer);
    tenon_value_free(large);
    tenon_value_free(small);
    tenon_value_free(number);
    tenon_value_free(text);
    assert_null(tenon_value_new_text("\xFF", 1));
    assert_null(tenon_value_new_text("a\0b", 3));
}

static void number__not_whole_or_too_large__then_otherwise(void **state) {
    (void)state;
    static const double numbers[] = {0.5, 0x1p63, -0x1p63 - 4096.0, 1.0 / 0.0, 0.0 / 0.0};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        tenon_value *value = tenon_value_new_number(numbers[i]);
        assert_true(tenon_value_integer(value, 42) == 42);
        tenon_value_free(value);
    }
}

static void map__key_set_twice__then_the_second_in_the_place_of_the_first(void **state) {
    (void)state;
    tenon_value *map = tenon_value_new_map();
    assert_true(tenon_map_set(map, "a", tenon_value_new_integer(1)));
    assert_true(tenon_map_set(map, "b", tenon_value_new_integer(2)));
    assert_true(tenon_map_set(map, "a", tenon_value_new_integer(3)));
    assert_int_equal(tenon_value_count(map), 2);
    assert_string_equal(tenon_value_key(map, 0), "a");
    assert_true(tenon_value_integer(tenon_value_get(map, "a"), 0) == 3);
    assert_null(tenon_value_get(map, "c"));
    assert_false(tenon_map_set(map, "\xFF", tenon_value_new_integer(4)));
    assert_false(tenon_map_set(map, "d", NULL));
    assert_false(tenon_list_add(map, tenon_value_new_null()));
    assert_false(tenon_map_set(map, "itself", map));
    tenon_value_free(map);
}

static void list__deeper_than_any_stack__then_freed(void **state) {
    (void)state;
    tenon_value *root = tenon_value_new_list();
    for (int i = 0; i < 1000000; i++) {
        tenon_value *outer = tenon_value_new_list();
        assert_true(tenon_list_add(outer, root));
        root = outer;
    }
    tenon_block block;
    expect_error(tenon_value_encode(root, "it", &block), TENON_BROKEN_CONTRACT, "64 deep");
    tenon_value_free(root);
}

/* ---- MessagePack ---- */

/* Decodes to something that encodes to `canonical`. */
static void expect_canonical(const char *bytes, size_t length, const char *canonical,
                             size_t canonical_length) {
    tenon_value *value = NULL;
    tenon_block block;
    assert_int_equal(tenon_value_decode((const uint8_t *)bytes, length, "it", &value), 0);
    assert_int_equal(tenon_value_encode(value, "it", &block), 0);
    assert_int_equal(block.count, canonical_length);
    assert_memory_equal(block.data, canonical, canonical_length);
    assert_int_equal(tenon_drop(block.handle), 0);
    tenon_value_free(value);
}

#define CANONICAL(bytes, canonical)                                                                          \
    expect_canonical(bytes, sizeof(bytes) - 1, canonical, sizeof(canonical) - 1)

static void messagepack__every_form__then_the_shortest(void **state) {
    (void)state;
    CANONICAL("\xC0", "\xC0");
    CANONICAL("\xC2", "\xC2");
    CANONICAL("\xC3", "\xC3");
    CANONICAL("\x7F", "\x7F");
    CANONICAL("\xE0", "\xE0");
    CANONICAL("\xCC\x05", "\x05");
    CANONICAL("\xCC\x80", "\xCC\x80");
    CANONICAL("\xCD\x01\x00", "\xCD\x01\x00");
    CANONICAL("\xCE\x00\x01\x00\x00", "\xCE\x00\x01\x00\x00");
    CANONICAL("\xCF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", "\xCF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
    CANONICAL("\xCF\x00\x00\x00\x01\x00\x00\x00\x00", "\xCF\x00\x00\x00\x01\x00\x00\x00\x00");
    CANONICAL("\xD0\x80", "\xD0\x80");
    CANONICAL("\xD0\xFF", "\xFF");
    CANONICAL("\xD1\xFF\x00", "\xD1\xFF\x00");
    CANONICAL("\xD2\x80\x00\x00\x00", "\xD2\x80\x00\x00\x00");
    CANONICAL("\xD3\x80\x00\x00\x00\x00\x00\x00\x00", "\xD3\x80\x00\x00\x00\x00\x00\x00\x00");
    CANONICAL("\xCA\x3F\xC0\x00\x00", "\xCB\x3F\xF8\x00\x00\x00\x00\x00\x00");
    CANONICAL("\xCB\x40\x09\x21\xFB\x54\x44\x2D\x18", "\xCB\x40\x09\x21\xFB\x54\x44\x2D\x18");
    CANONICAL("\xA1x", "\xA1x");
    CANONICAL("\xD9\x01x", "\xA1x");
    CANONICAL("\xDA\x00\x01x", "\xA1x");
    CANONICAL("\xDB\x00\x00\x00\x01x", "\xA1x");
    CANONICAL("\xC4\x01\xFF", "\xC4\x01\xFF");
    CANONICAL("\xC5\x00\x01\xFF", "\xC4\x01\xFF");
    CANONICAL("\xC6\x00\x00\x00\x01\xFF", "\xC4\x01\xFF");
    CANONICAL("\xC4\x00", "\xC4\x00");
    CANONICAL("\x92\x01\xA1y", "\x92\x01\xA1y");
    CANONICAL("\xDC\x00\x01\x90", "\x91\x90");
    CANONICAL("\xDD\x00\x00\x00\x00", "\x90");
    /* The format's own example: {"compact": true, "schema": 0} */
    CANONICAL("\x82\xA7"
              "compact\xC3\xA6schema\x00",
              "\x82\xA7"
              "compact\xC3\xA6schema\x00");
    CANONICAL("\xDE\x00\x01\xA1k\x01", "\x81\xA1k\x01");
    CANONICAL("\xDF\x00\x00\x00\x01\xD9\x01k\x01", "\x81\xA1k\x01");
}

static void messagepack__long_parts__then_their_lengths(void **state) {
    (void)state;
    static const size_t lengths[] = {15, 16, 31, 32, 255, 256, 65535, 65536};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        char *filler = malloc(lengths[i]);
        memset(filler, 'a', lengths[i]);
        tenon_value *list = tenon_value_new_list();
        assert_true(tenon_list_add(list, tenon_value_new_text(filler, lengths[i])));
        assert_true(tenon_list_add(list, tenon_value_new_bytes(filler, lengths[i])));
        tenon_value *many = tenon_value_new_list();
        for (size_t item = 0; item < lengths[i]; item++)
            assert_true(tenon_list_add(many, tenon_value_new_integer((int64_t)item)));
        assert_true(tenon_list_add(list, many));
        tenon_block block;
        tenon_value *back = NULL;
        size_t length;
        assert_int_equal(tenon_value_encode(list, "it", &block), 0);
        assert_int_equal(tenon_value_decode(block.data, block.count, "it", &back), 0);
        (void)tenon_value_text(tenon_value_at(back, 0), &length, NULL);
        assert_int_equal(length, lengths[i]);
        (void)tenon_value_bytes(tenon_value_at(back, 1), &length);
        assert_int_equal(length, lengths[i]);
        assert_int_equal(tenon_value_count(tenon_value_at(back, 2)), lengths[i]);
        assert_true(tenon_value_integer(tenon_value_at(tenon_value_at(back, 2), lengths[i] - 1), -1) ==
                    (int64_t)lengths[i] - 1);
        assert_int_equal(tenon_drop(block.handle), 0);
        tenon_value_free(list);
        tenon_value_free(back);
        free(filler);
    }
}

#define REFUSED(bytes, part)                                                                                 \
    do {                                                                                                     \
        tenon_value *refused = NULL;                                                                         \
        expect_error(tenon_value_decode((const uint8_t *)(bytes), sizeof(bytes) - 1, "options", &refused),   \
                     TENON_BAD_VALUE, part);                                                                 \
        assert_null(refused);                                                                                \
    } while (0)

static void messagepack__garbage__then_byte_and_reason(void **state) {
    (void)state;
    REFUSED("", "options: byte 0 of the encoded value: it ends in the middle");
    REFUSED("\xC1", "byte 0 of the encoded value: 0xc1 means nothing");
    REFUSED("\xD4\x01\x02", "extension types have no meaning here");
    REFUSED("\x92\x01", "byte 2 of the encoded value: it ends in the middle");
    REFUSED("\x01\x02", "byte 1 of the encoded value: something follows the value");
    REFUSED("\xA1\xFF", "byte 1 of the encoded value: the text is not UTF-8");
    REFUSED("\xA1\x00", "the text holds a NUL character");
    REFUSED("\x81\x01\x02", "byte 1 of the encoded value: the key of a map is no text");
    REFUSED("\x82\xA1k\x01\xA1k\x02", "a map has the key \"k\" twice");
    REFUSED("\xDD\xFF\xFF\xFF\xFF", "it ends in the middle");
    REFUSED("\xC6\xFF\xFF\xFF\xFF", "it ends in the middle");
}

static void messagepack__nested_64_deep__then_the_limit(void **state) {
    (void)state;
    uint8_t bytes[66];
    tenon_value *value = NULL;
    memset(bytes, 0x91, sizeof bytes);
    bytes[64] = 0xC0;
    assert_int_equal(tenon_value_decode(bytes, 65, "it", &value), 0);
    tenon_value_free(value);
    bytes[64] = 0x91;
    bytes[65] = 0xC0;
    expect_error(tenon_value_decode(bytes, 66, "it", &value), TENON_BAD_VALUE, "64 deep");
}

static void messagepack__random_bytes__then_a_value_or_an_error(void **state) {
    (void)state;
    uint64_t random = 88172645463325252u;
    for (int round = 0; round < 200000; round++) {
        uint8_t bytes[24];
        for (size_t i = 0; i < sizeof bytes; i++) {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            bytes[i] = (uint8_t)random;
        }
        size_t length = 1 + (size_t)(random >> 40) % sizeof bytes;
        tenon_value *value = NULL;
        if (tenon_value_decode(bytes, length, "it", &value) == 0) {
            tenon_block block;
            assert_int_equal(tenon_value_encode(value, "it", &block), 0);
            assert_true(block.count <= length + 4 * 24);
            assert_int_equal(tenon_drop(block.handle), 0);
        } else {
            assert_null(value);
        }
        tenon_value_free(value);
    }
}

static void messagepack__none__then_none(void **state) {
    (void)state;
    tenon_value *value = NULL;
    tenon_block block;
    assert_int_equal(tenon_value_decode(NULL, 0, "it", &value), 0);
    assert_null(value);
    assert_int_equal(tenon_value_encode(NULL, "it", &block), 0);
    assert_int_equal(block.handle, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        RUNTIME_TEST(value__every_kind__then_reads_as_itself_and_nothing_else),
        RUNTIME_TEST(number__not_whole_or_too_large__then_otherwise),
        RUNTIME_TEST(map__key_set_twice__then_the_second_in_the_place_of_the_first),
        RUNTIME_TEST(list__deeper_than_any_stack__then_freed),
        RUNTIME_TEST(messagepack__every_form__then_the_shortest),
        RUNTIME_TEST(messagepack__long_parts__then_their_lengths),
        RUNTIME_TEST(messagepack__garbage__then_byte_and_reason),
        RUNTIME_TEST(messagepack__nested_64_deep__then_the_limit),
        RUNTIME_TEST(messagepack__random_bytes__then_a_value_or_an_error),
        RUNTIME_TEST(messagepack__none__then_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
