/* A library's longjmp() on several of the host's threads: each finds its own frame; the thread checker
 * watches. */
#include "boundary_jumping.h"
#include "host_threads.h"

static bool is_right(tenon_handle formula, int round) {
    char text[32], message[96];
    tenon_handle made = 0;
    double value = 0;
    snprintf(text, sizeof text, "%d +", round);
    snprintf(message, sizeof message, "at %zu: a number, a name or ( was expected", strlen(text));
    return boundary_jumping_formula_parse(text, strlen(text), &made) < 0 &&
           is_recorded(TENON_EXCEPTION, message) && boundary_jumping_formula_value(formula, &value) < 0 &&
           is_recorded(TENON_EXCEPTION, "a division by zero") && boundary_jumping_jump_later() < 0 &&
           is_recorded(TENON_EXCEPTION, "it is later");
}

static tenon_handle parse(const char *text) {
    tenon_handle formula = 0;
    expect_ok(boundary_jumping_formula_parse(text, strlen(text), &formula));
    return formula;
}

static void threads__jump_at_once__then_each_its_own_error(void **state) {
    (void)state;
    tenon_handle formula = parse("1 / (2 - 2)");
    assert_true(use_on_threads(is_right, formula));
    assert_int_equal(tenon_drop(formula), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HOST_TEST(threads__jump_at_once__then_each_its_own_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
