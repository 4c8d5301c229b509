/* Arrow streams: who owns them at every moment. */
#include "boundary_tables.h"
#include "support.h"

HOST_WITHOUT_THREADS
#if TENON_HOST_SERIALIZES
void tenon_host_drop(tenon_handle handle) {
    assert_int_equal(tenon_drop(handle), 0);
}
#endif

static void expect_all_released(void) {
    int64_t live = -1;
    expect_ok(boundary_tables_live(&live));
    assert_int_equal(live, 0);
}

static struct ArrowArrayStream table_of(size_t rows, size_t batch) {
    struct ArrowArrayStream table = {0};
    expect_ok(boundary_tables_make(rows, batch, &table));
    assert_non_null(table.release);
    return table;
}

static void sum__stream_moves_in__then_released(void **state) {
    (void)state;
    struct ArrowArrayStream table = table_of(10, 4);
    double sum = 0;
    expect_ok(boundary_tables_sum(&table, TEXT("id"), &sum));
    assert_true(sum > 44.9 && sum < 45.1);
    assert_null(table.release);
    expect_all_released();
}

static void sum__call_fails_early_or_late__then_released_all_the_same(void **state) {
    (void)state;
    double sum = 0;
    struct ArrowArrayStream table = table_of(3, 1);
    expect_error(boundary_tables_sum(&table, TEXT("a\0b"), &sum), TENON_BAD_TEXT, "tables_sum", "column");
    assert_null(table.release);
    table = table_of(3, 1);
    expect_error(boundary_tables_sum(&table, TEXT("none"), &sum), TABLES_NO_COLUMN, "tables_sum", "");
    table = table_of(3, 1);
    expect_error(boundary_tables_refuse(&table), TABLES_BAD_STREAM, "tables_refuse", "");
    assert_null(table.release);
    expect_all_released();
}

static void sum__stream_missing_or_used__then_bad_value(void **state) {
    (void)state;
    double sum = 0;
    struct ArrowArrayStream used = {0};
    expect_error(boundary_tables_sum(NULL, TEXT("id"), &sum), TENON_BAD_VALUE, "tables_sum",
                 "table: the stream is missing");
    expect_error(boundary_tables_sum(&used, TEXT("id"), &sum), TENON_BAD_VALUE, "tables_sum",
                 "table: the stream was used already");
}

static void shape__no_stream__then_nothing(void **state) {
    (void)state;
    uint64_t rows = 9, batches = 9;
    expect_ok(boundary_tables_shape(NULL, &rows, &batches));
    assert_true(rows == 0 && batches == 0);
    struct ArrowArrayStream table = table_of(10, 4);
    expect_ok(boundary_tables_shape(&table, &rows, &batches));
    assert_true(rows == 10 && batches == 3);
    expect_all_released();
}

static void pass__stream_through__then_the_callers_again(void **state) {
    (void)state;
    struct ArrowArrayStream table = table_of(2, 2), same = {0};
    void *data = table.private_data;
    expect_ok(boundary_tables_pass(&table, &same));
    assert_null(table.release);
    assert_ptr_equal(same.private_data, data);
    same.release(&same);
    expect_all_released();
}

static void failing__in_the_middle__then_library_says_so(void **state) {
    (void)state;
    struct ArrowArrayStream column = {0};
    double sum = 0;
    expect_ok(boundary_tables_failing(2, &column));
    expect_error(boundary_tables_sum(&column, TEXT("value"), &sum), TABLES_BAD_STREAM, "tables_sum", "");
    expect_all_released();
}

static void broken__no_functions__then_broken_contract(void **state) {
    (void)state;
    struct ArrowArrayStream table = {0};
    expect_error(boundary_tables_broken(&table), TENON_BROKEN_CONTRACT, "tables_broken",
                 "table: the library gave a stream");
    assert_null(table.release);
}

static void make__fails__then_nothing_is_given(void **state) {
    (void)state;
    struct ArrowArrayStream table;
    expect_error(boundary_tables_make(1, 0, &table), TABLES_BAD_STREAM, "tables_make", "");
    assert_null(table.release);
}

static void store__stream_outlives_it__then_still_read(void **state) {
    (void)state;
    struct ArrowArrayStream table = table_of(5, 2);
    tenon_handle store = 0;
    double sum = 0;
    expect_ok(boundary_tables_store_read(&table, &store));
    expect_ok(boundary_tables_store_stream(store, &table));
    expect_ok(tenon_drop(store));
    expect_ok(boundary_tables_sum(&table, TEXT("active"), &sum));
    assert_true(sum > 2.9 && sum < 3.1);
    expect_all_released();
}

static void series_stream__open__then_series_cannot_change(void **state) {
    (void)state;
    tenon_handle series = 0;
    struct ArrowArrayStream column = {0};
    struct ArrowArray batch = {0};
    uint64_t address = 0;
    expect_ok(boundary_tables_series_new(3, &series));
    expect_ok(boundary_tables_series_stream(series, &column));
    expect_ok(boundary_tables_series_address(series, &address));
    assert_int_equal(column.get_next(&column, &batch), 0);
    column.release(&column);
    assert_int_equal((uintptr_t)batch.buffers[1], address);
    expect_error(boundary_tables_series_append(series, 1), TENON_BUSY, "tables_series_append", "");
    batch.release(&batch);
    expect_ok(boundary_tables_series_append(series, 1));
    expect_ok(tenon_drop(series));
    expect_all_released();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        BOUNDARY_TEST(sum__stream_moves_in__then_released),
        BOUNDARY_TEST(sum__call_fails_early_or_late__then_released_all_the_same),
        BOUNDARY_TEST(sum__stream_missing_or_used__then_bad_value),
        BOUNDARY_TEST(shape__no_stream__then_nothing),
        BOUNDARY_TEST(pass__stream_through__then_the_callers_again),
        BOUNDARY_TEST(failing__in_the_middle__then_library_says_so),
        BOUNDARY_TEST(broken__no_functions__then_broken_contract),
        BOUNDARY_TEST(make__fails__then_nothing_is_given),
        BOUNDARY_TEST(series_stream__open__then_series_cannot_change),
        BOUNDARY_TEST(store__stream_outlives_it__then_still_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
