/* A library's longjmp() becomes an error; nested calls find their own frames again. */
#include "boundary_jumping.h"
#include "callback_host.h"

HOST_WITHOUT_THREADS

static tenon_handle parse(const char *text) {
    tenon_handle formula = 0;
    expect_ok(boundary_jumping_formula_parse(text, strlen(text), &formula));
    return formula;
}

static void jump__out_of_a_call__then_error_with_its_message(void **state) {
    (void)state;
    tenon_handle formula = 77;
    int32_t status = boundary_jumping_formula_parse(TEXT("2 * (3"), &formula);
    assert_int_equal(formula, 0);
    assert_int_equal(status, -TENON_KIND_INTERNAL);
    expect_error(status, TENON_EXCEPTION, "jumping_formula_parse", "at 6: ) was expected");
}

static void jump__then_the_next_call_works(void **state) {
    (void)state;
    tenon_handle formula = parse("6 / (3 - 3)");
    tenon_handle other = parse("2 * (1 + 4)");
    double value = 1;
    for (int round = 0; round < 3; round++) {
        expect_error(boundary_jumping_formula_value(formula, &value), TENON_EXCEPTION,
                     "jumping_formula_value", "a division by zero");
        assert_true(value == 0);
        expect_ok(boundary_jumping_formula_value(other, &value));
        assert_true(value == 10);
    }
    assert_int_equal(tenon_drop(formula), 0);
    assert_int_equal(tenon_drop(other), 0);
}

static void jump__out_of_a_blocking_call__then_error(void **state) {
    (void)state;
    expect_error(boundary_jumping_jump_later(), TENON_EXCEPTION, "jumping_jump_later", "it is later");
}

static void names__jump_behind_the_last__then_parent_usable(void **state) {
    (void)state;
    tenon_handle formula = parse("a + b");
    tenon_handle names = 0;
    tenon_text name;
    expect_ok(boundary_jumping_names_new(formula, &names));
    expect_ok(boundary_jumping_names_take(names, &name));
    expect_text(&name, "a");
    expect_ok(boundary_jumping_names_take(names, &name));
    expect_text(&name, "b");
    expect_error(boundary_jumping_names_take(names, &name), TENON_EXCEPTION, "jumping_names_take",
                 "no more than 2 names");
    expect_no_text(&name);
    assert_int_equal(tenon_drop(formula), 0);
    assert_int_equal(tenon_drop(names), 0);
}

/* ---- Callbacks ---- */

/* The host looks a name up by working another formula out, which may jump itself. */
static int32_t look_up(void *host, const char *name, size_t name_length, double *result) {
    host_part *part = host;
    int32_t status = count_call(part);
    if (status != 0)
        return status;
    tenon_handle inner = 0;
    status = boundary_jumping_formula_parse(name_length == 1 ? "6 / 2" : "6 / 0", 5, &inner);
    if (status == 0)
        status = boundary_jumping_formula_value(inner, result);
    if (status != 0 && name[0] == 'c') { /* caught: the host goes on */
        tenon_error_clear();
        status = 0;
    }
    tenon_drop(inner);
    return status;
}

static const boundary_jumping_lookup LOOKUP = {look_up};

static void callback__calls_the_library_again__then_frames_nest(void **state) {
    (void)state;
    host_part part = {0};
    tenon_callback lookup = callback_of(&LOOKUP, &part);
    double value = 0;
    tenon_handle formula = parse("a + 1 + cc");
    expect_ok(boundary_jumping_formula_work_out(formula, &lookup, &value));
    assert_true(value == 4);
    assert_int_equal(tenon_drop(formula), 0);
    formula = parse("a / 0"); /* jumps after the inner calls: to the outer frame */
    expect_error(boundary_jumping_formula_work_out(formula, &lookup, &value), TENON_EXCEPTION,
                 "jumping_formula_work_out", "a division by zero");
    assert_int_equal(tenon_drop(formula), 0);
    assert_int_equal(part.drops, 2);
}

static void callback__fails__then_its_failure_wins_over_the_jump(void **state) {
    (void)state;
    host_part part = {.fails_at = 1};
    tenon_callback lookup = callback_of(&LOOKUP, &part);
    double value = 0;
    tenon_handle formula = parse("a / 0");
    expect_error(boundary_jumping_formula_work_out(formula, &lookup, &value), TENON_CALLBACK_FAILED,
                 "jumping_formula_work_out", "the host gave up");
    assert_int_equal(tenon_drop(formula), 0);
    formula = parse("bb"); /* an inner call of the callback jumps */
    expect_error(boundary_jumping_formula_work_out(formula, &lookup, &value), TENON_EXCEPTION,
                 "jumping_formula_value", "a division by zero");
    assert_int_equal(tenon_drop(formula), 0);
    assert_int_equal(part.drops, 2);
}

/* A host in C that calls the library past the boundary: the jump leaves the running callback behind. */
static int32_t jump_out(void *host, const char *name, size_t name_length, double *result) {
    (void)name;
    (void)name_length;
    (void)result;
    count_call(host);
    jumping_jump_later();
    return 0;
}

static const boundary_jumping_lookup JUMPER = {jump_out};

static void callback__left_by_a_jump__then_dropped_and_not_leaked(void **state) {
    (void)state;
    host_part part = {0};
    tenon_callback lookup = callback_of(&JUMPER, &part);
    double value = 0;
    tenon_handle formula = parse("1 + a");
    expect_error(boundary_jumping_formula_work_out(formula, &lookup, &value), TENON_EXCEPTION,
                 "jumping_formula_work_out", "it is later");
    assert_int_equal(part.calls, 1);
    assert_int_equal(part.drops, 1);
    assert_int_equal(tenon_drop(formula), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        BOUNDARY_TEST(jump__out_of_a_call__then_error_with_its_message),
        BOUNDARY_TEST(jump__then_the_next_call_works),
        BOUNDARY_TEST(jump__out_of_a_blocking_call__then_error),
        BOUNDARY_TEST(names__jump_behind_the_last__then_parent_usable),
        BOUNDARY_TEST(callback__calls_the_library_again__then_frames_nest),
        BOUNDARY_TEST(callback__fails__then_its_failure_wins_over_the_jump),
        BOUNDARY_TEST(callback__left_by_a_jump__then_dropped_and_not_leaked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
