/* Statuses, causes, several results and the version handshake. */
#define _POSIX_C_SOURCE 200809L /* strdup */
#include "boundary_conformance.h"
#include "support.h"

HOST_WITHOUT_THREADS

static void fail__every_status__then_its_kind_and_name(void **state) {
    (void)state;
    for (int32_t code = CONFORMANCE_NO_SUCH_ITEM; code <= CONFORMANCE_DEFECT; code++) {
        int32_t status = boundary_conformance_fail(code, TEXT("because"), 0);
        assert_int_equal(status, -code); /* this contract's statuses are in the order of the kinds */
        expect_error(status, code, "conformance_fail", "because");
    }
    expect_ok(boundary_conformance_fail(0, TEXT("never said"), 3));
}

static void fail__with_causes__then_the_whole_chain(void **state) {
    (void)state;
    int32_t status = boundary_conformance_fail(CONFORMANCE_TOO_LATE, TEXT("late"), 2);
    assert_int_equal(status, -TENON_KIND_TIMEOUT);
    const tenon_error *error = tenon_error_take();
    assert_string_equal(error->message, "late (2)");
    assert_string_equal(error->cause->message, "late (1)");
    assert_string_equal(error->cause->cause->message, "late");
    assert_null(error->cause->cause->cause);
    assert_string_equal(error->cause->cause->name, "CONFORMANCE_TOO_LATE");
    assert_string_equal(error->cause->cause->function, "conformance_fail");
    tenon_error_free(error);
}

static void fail_silently__after_another_error__then_that_one_is_forgotten(void **state) {
    (void)state;
    int32_t status = boundary_conformance_fail(CONFORMANCE_TOO_LATE, TEXT("late"), 0);
    assert_true(status < 0);
    status = boundary_conformance_fail_silently(CONFORMANCE_FORBIDDEN);
    const tenon_error *error = tenon_error_take();
    assert_int_equal(status, -TENON_KIND_PERMISSION);
    assert_int_equal(error->code, CONFORMANCE_FORBIDDEN);
    assert_null(error->cause);
    tenon_error_free(error);
}

static void fail_silently__unknown_status__then_broken_contract(void **state) {
    (void)state;
    int32_t status = boundary_conformance_fail_silently(99);
    expect_error(status, TENON_BROKEN_CONTRACT, "conformance_fail_silently", "99");
}

static void divide__two_results__then_both_or_neither(void **state) {
    (void)state;
    int64_t quotient = 9;
    int64_t remainder = 9;
    expect_ok(boundary_conformance_divide(-7, 2, &quotient, &remainder));
    assert_true(quotient == -3 && remainder == -1);
    int32_t status = boundary_conformance_divide(7, 0, &quotient, &remainder);
    expect_error(status, CONFORMANCE_BAD_ARGUMENT, "conformance_divide", "zero");
    assert_true(quotient == 0 && remainder == 0);
}

static void parse_and_increment__results_of_both_sorts__then_all(void **state) {
    (void)state;
    double number = 0;
    bool is_number = false;
    uint32_t counter = 5;
    uint32_t before = 0;
    expect_ok(boundary_conformance_parse(TEXT("2.5"), &number, &is_number));
    assert_true(is_number && number == 2.5);
    expect_ok(boundary_conformance_parse(TEXT("two"), &number, &is_number));
    assert_false(is_number);
    expect_ok(boundary_conformance_increment(&counter, 3, &before));
    assert_int_equal(counter, 8);
    assert_int_equal(before, 5);
}

static void handshake__same_contract__then_ok(void **state) {
    (void)state;
    expect_ok(boundary_conformance_handshake(boundary_conformance_contract()));
}

static void handshake__other_contract__then_first_difference_is_named(void **state) {
    (void)state;
    char *other = strdup(boundary_conformance_contract());
    assert_non_null(other);
    char *item = strstr(other, "\nconformance_divide ");
    assert_non_null(item);
    char *digit = item + strlen("\nconformance_divide ");
    *digit = *digit == '0' ? '1' : '0';
    int32_t status = boundary_conformance_handshake(other);
    expect_error(status, TENON_VERSION_MISMATCH, "", "conformance_divide");
    status = boundary_conformance_handshake("something else");
    expect_error(status, TENON_VERSION_MISMATCH, "", "");
    free(other);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        BOUNDARY_TEST(fail__every_status__then_its_kind_and_name),
        BOUNDARY_TEST(fail__with_causes__then_the_whole_chain),
        BOUNDARY_TEST(fail_silently__after_another_error__then_that_one_is_forgotten),
        BOUNDARY_TEST(fail_silently__unknown_status__then_broken_contract),
        BOUNDARY_TEST(divide__two_results__then_both_or_neither),
        BOUNDARY_TEST(parse_and_increment__results_of_both_sorts__then_all),
        BOUNDARY_TEST(handshake__same_contract__then_ok),
        BOUNDARY_TEST(handshake__other_contract__then_first_difference_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
