/* What happens where memory runs out: the linker puts these two in the place of the C library's. */
#include "support.h"

#include "tenon/callback.h"

static bool no_memory;
static int mallocs_left; /* before no_memory counts */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);

void *__wrap_malloc(size_t size) {
    return no_memory && mallocs_left-- <= 0 ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size) {
    return no_memory ? NULL : __real_calloc(count, size);
}

/* The thread has links at hand for its next errors, which would need no memory: out of the way with them. */
enum { AT_HAND = 16 };

static const tenon_error *held[32 * AT_HAND];
static size_t held_count;

static void hold_links_at_hand(void) {
    const tenon_error *before = tenon_error_take();
    for (int i = 0; i < AT_HAND; i++) {
        tenon_fail(3, "held");
        assert_true(held_count < sizeof held / sizeof held[0]);
        held[held_count++] = tenon_error_take();
    }
    tenon_error_restore(before);
}

static int free_held(void **state) {
    (void)state;
    while (held_count > 0)
        tenon_error_free(held[--held_count]);
    return 0;
}

static void exhaust(int mallocs) {
    hold_links_at_hand();
    mallocs_left = mallocs;
    no_memory = true;
}

static void fail__no_memory__then_static_error_and_code_kept(void **state) {
    (void)state;
    tenon_fail(3, "before");
    exhaust(0);
    int32_t code = tenon_fail(3, "message %d", 1);
    tenon_in_function(0, "graph_new"); /* must not write to the static link */
    no_memory = false;
    assert_int_equal(code, 3);
    const tenon_error *error = tenon_error_take();
    assert_int_equal(error->code, TENON_OUT_OF_MEMORY);
    assert_int_equal(error->kind, TENON_KIND_OUT_OF_MEMORY);
    assert_string_equal(error->function, "");
    tenon_error_free(error);
    tenon_error_free(error); /* it is nobody's */
}

static void fail_because__on_static_error__then_it_is_the_cause(void **state) {
    (void)state;
    exhaust(0);
    tenon_fail(3, "lost");
    no_memory = false;
    tenon_fail_because(4, "outer");
    assert_int_equal(tenon_error_peek()->cause->code, TENON_OUT_OF_MEMORY);
    for (int index = 0; index < 20; index++)
        tenon_fail_because(4, "outer");
    tenon_error_clear();
}

static void fail__no_memory_for_long_message__then_static_error(void **state) {
    (void)state;
    char text[600];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    for (int mallocs = 0; mallocs < 2; mallocs++) {
        exhaust(mallocs);
        tenon_fail(3, "%s", text);
        no_memory = false;
        assert_int_equal(tenon_error_peek()->code, TENON_OUT_OF_MEMORY);
    }
}

static void status_failed__no_memory__then_out_of_memory(void **state) {
    (void)state;
    static const tenon_status_entry TABLE[] = {{3, TENON_KIND_IO, "X_IO", ""}};
    exhaust(0);
    int32_t status = tenon_status_failed(TABLE, 1, 3);
    no_memory = false;
    expect_error(status, TENON_OUT_OF_MEMORY, "out of memory");
}

/* Runs first, while the table has no chunk. */
static void wrap__no_memory_for_the_table__then_object_destroyed(void **state) {
    (void)state;
    thing *object = new_thing(9);
    tenon_handle handle;
    exhaust(1);
    int32_t status = tenon_wrap(&GRAPH, object, NULL, &handle);
    no_memory = false;
    expect_error(status, TENON_OUT_OF_MEMORY, "graph");
    assert_int_equal(last_destroyed, 9);
    tenon_handle next = wrap(&GRAPH, 1);
    assert_int_equal(tenon_drop(next), 0);
}

static int freed;

static void count_free(void *data) {
    (void)data;
    freed++;
}

static void wrap_array__no_memory__then_data_freed(void **state) {
    (void)state;
    int data = 0;
    tenon_block block;
    exhaust(0);
    int32_t status = tenon_wrap_array(&data, 1, count_free, &block);
    no_memory = false;
    expect_error(status, TENON_OUT_OF_MEMORY, "memory");
    assert_int_equal(freed, 1);
    assert_int_equal(block.handle, 0);
}

static void text__no_memory__then_refused(void **state) {
    (void)state;
    char bytes[2 * TENON_TERMINATED_INLINE]; /* more than any text that needs no memory */
    memset(bytes, 'x', sizeof bytes);
    tenon_text text;
    tenon_terminated copy;
    const tenon_text_view view = {bytes, sizeof bytes};
    const char *const *array;
    exhaust(0);
    int32_t statuses[] = {tenon_text_copy(bytes, sizeof bytes, "it", &text),
                          tenon_terminate(bytes, sizeof bytes, "it", &copy),
                          tenon_terminate_array(&view, 1, "it", &array)};
    no_memory = false;
    for (int index = 0; index < 3; index++)
        assert_int_equal(statuses[index], -TENON_KIND_OUT_OF_MEMORY);
    tenon_text_free(&text);
    tenon_terminated_free(&copy);
    tenon_terminated_array_free(array);
}

static void token__no_memory__then_none_and_later_one(void **state) {
    (void)state;
    exhaust(0);
    tenon_handle token = tenon_token_new();
    no_memory = false;
    assert_true(token == 0);
    assert_int_equal(tenon_error_peek()->code, TENON_OUT_OF_MEMORY);
    tenon_error_clear();
    token = tenon_token_new();
    assert_true(token != 0);
    assert_int_equal(tenon_drop(token), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        RUNTIME_TEST(wrap__no_memory_for_the_table__then_object_destroyed),
        RUNTIME_TEST(fail__no_memory__then_static_error_and_code_kept),
        RUNTIME_TEST(fail_because__on_static_error__then_it_is_the_cause),
        RUNTIME_TEST(fail__no_memory_for_long_message__then_static_error),
        RUNTIME_TEST(status_failed__no_memory__then_out_of_memory),
        RUNTIME_TEST(wrap_array__no_memory__then_data_freed),
        RUNTIME_TEST(text__no_memory__then_refused),
        RUNTIME_TEST(token__no_memory__then_none_and_later_one),
    };
    return cmocka_run_group_tests(tests, NULL, free_held);
}
