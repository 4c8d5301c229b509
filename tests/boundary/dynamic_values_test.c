/* Dynamic values: MessagePack in, MessagePack out. */
#include "boundary_values.h"
#include "support.h"

HOST_WITHOUT_THREADS

/* {"a": [1, -2.5, null, true], "b": bytes 00 ff} */
static const uint8_t sample[] = {0x82, 0xa1, 'a', 0x94, 0x01, 0xcb, 0xc0, 0x04, 0,    0,    0,
                                 0,    0,    0,   0xc0, 0xc3, 0xa1, 'b',  0xc4, 0x02, 0x00, 0xff};

static void same_value__every_kind__then_same_bytes(void **state) {
    (void)state;
    tenon_block same;
    expect_ok(boundary_values_same_value(sample, sizeof sample, &same));
    assert_int_equal(same.count, sizeof sample);
    assert_memory_equal(same.data, sample, sizeof sample);
    expect_ok(tenon_drop(same.handle));
}

static void to_json__every_kind__then_what_the_library_saw(void **state) {
    (void)state;
    tenon_text json;
    expect_ok(boundary_values_to_json(sample, sizeof sample, &json));
    expect_text(&json, "{\"a\":[1,-2.5,null,true],\"b\":\"b:00ff\"}");
}

static void every_kind__passed_back__then_json(void **state) {
    (void)state;
    tenon_block value;
    tenon_text json;
    expect_ok(boundary_values_every_kind(&value));
    expect_ok(boundary_values_to_json(value.data, value.count, &json));
    expect_text(&json,
                "{\"null\":null,\"bool\":true,\"integer\":-9223372036854775808,"
                "\"unsigned\":18446744073709551615,\"number\":0.10000000000000001,"
                "\"text\":\"h\xc3\xa9llo\",\"bytes\":\"b:0001ff\",\"list\":[1,\"two\",null],\"map\":{}}");
    expect_ok(tenon_drop(value.handle));
}

static void nested__too_deep__then_refused_both_ways(void **state) {
    (void)state;
    tenon_block value;
    expect_ok(boundary_values_nested(64, &value));
    assert_int_equal(value.count, 64);
    expect_ok(tenon_drop(value.handle));
    int32_t status = boundary_values_nested(65, &value);
    expect_error(status, TENON_BROKEN_CONTRACT, "values_nested", "64");
    assert_true(value.handle == 0);
    uint8_t deep[66];
    size_t count = 0;
    memset(deep, 0x91, sizeof deep);
    deep[65] = 0xc0;
    expect_error(boundary_values_count_values(deep, sizeof deep, &count), TENON_BAD_VALUE,
                 "values_count_values", "64");
}

static void values__missing_or_cut_short__then_bad_value(void **state) {
    (void)state;
    size_t count = 0;
    expect_error(boundary_values_count_values(NULL, 0, &count), TENON_BAD_VALUE, "values_count_values",
                 "value: the value is missing");
    for (size_t length = 0; length < sizeof sample; length++)
        expect_error(boundary_values_count_values(sample, length, &count), TENON_BAD_VALUE,
                     "values_count_values", "value: byte");
}

static void options__left_out__then_otherwise(void **state) {
    (void)state;
    const uint8_t options[] = {0x81, 0xa4, 's', 'i', 'z', 'e', 0x07};
    double size = 0;
    expect_ok(boundary_values_option(TEXT("size"), 1, options, sizeof options, &size));
    assert_true(size > 6.9 && size < 7.1);
    expect_ok(boundary_values_option(TEXT("size"), 1, NULL, 0, &size));
    assert_true(size > 0.9 && size < 1.1);
}

static void lookup__none__then_no_block(void **state) {
    (void)state;
    tenon_block value;
    expect_ok(boundary_values_lookup(sample, sizeof sample, TEXT("c"), &value));
    assert_true(value.handle == 0 && value.data == NULL);
    expect_ok(boundary_values_lookup(sample, sizeof sample, TEXT("b"), &value));
    assert_int_equal(value.count, 4);
    expect_ok(tenon_drop(value.handle));
}

static void holder__attributes__then_copied_each_time(void **state) {
    (void)state;
    tenon_handle holder = 0;
    tenon_block attributes;
    expect_ok(boundary_values_holder_new(&holder));
    expect_ok(boundary_values_holder_attributes(holder, &attributes));
    assert_true(attributes.handle == 0);
    expect_ok(boundary_values_holder_set_attributes(holder, sample, sizeof sample));
    expect_ok(boundary_values_holder_attributes(holder, &attributes));
    expect_ok(boundary_values_holder_set_attributes(holder, NULL, 0));
    assert_memory_equal(attributes.data, sample, sizeof sample);
    expect_ok(tenon_drop(attributes.handle));
    expect_ok(tenon_drop(holder));
}

/* Whatever bytes come, they are refused or make a value that goes out again as it came in. */
static void same_value__random_bytes__then_refused_or_the_same_again(void **state) {
    (void)state;
    static const uint8_t beginnings[] = {0x81, 0x92, 0xc4, 0xc6, 0xd9, 0xdb,
                                         0xdc, 0xdd, 0xde, 0xdf, 0xcb, 0xa3};
    uint64_t random = 88172645463325252u;
    for (int round = 0; round < 20000; round++) {
        uint8_t bytes[24];
        for (size_t i = 0; i < sizeof bytes; i++) {
            random ^= random << 13, random ^= random >> 7, random ^= random << 17;
            bytes[i] = (uint8_t)(random >> 32);
        }
        bytes[0] = round % 2 == 0 ? bytes[0] : beginnings[(size_t)round / 2 % sizeof beginnings];
        tenon_block once, twice;
        size_t length = (size_t)(random % (sizeof bytes + 1));
        if (boundary_values_same_value(bytes, length, &once) != 0) {
            tenon_error_clear();
            continue;
        }
        expect_ok(boundary_values_same_value(once.data, once.count, &twice));
        assert_int_equal(once.count, twice.count);
        assert_memory_equal(once.data, twice.data, once.count);
        expect_ok(tenon_drop(once.handle));
        expect_ok(tenon_drop(twice.handle));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        BOUNDARY_TEST(same_value__every_kind__then_same_bytes),
        BOUNDARY_TEST(to_json__every_kind__then_what_the_library_saw),
        BOUNDARY_TEST(every_kind__passed_back__then_json),
        BOUNDARY_TEST(nested__too_deep__then_refused_both_ways),
        BOUNDARY_TEST(values__missing_or_cut_short__then_bad_value),
        BOUNDARY_TEST(options__left_out__then_otherwise),
        BOUNDARY_TEST(lookup__none__then_no_block),
        BOUNDARY_TEST(holder__attributes__then_copied_each_time),
        BOUNDARY_TEST(same_value__random_bytes__then_refused_or_the_same_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
