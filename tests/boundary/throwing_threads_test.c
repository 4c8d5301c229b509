/* What a C++ library throws on several of the host's threads: each finds its own; the thread checker watches.
 */
#include "boundary_throwing.h"
#include "host_threads.h"

static bool is_right(tenon_handle pattern, int round) {
    char text[32], match[32];
    int64_t number = 0;
    size_t at = 0;
    snprintf(text, sizeof text, "%d", round);
    snprintf(match, sizeof match, "%*sa", round % 7, "");
    return boundary_throwing_parse(TEXT("none"), &number) < 0 &&
           is_recorded(TENON_INVALID_ARGUMENT, "std::invalid_argument: stoll") &&
           boundary_throwing_parse(text, strlen(text), &number) == 0 && number == round &&
           boundary_throwing_throw_later(THROWING_RUNTIME_ERROR) < 0 &&
           is_recorded(TENON_EXCEPTION, "std::runtime_error: that went wrong") &&
           boundary_throwing_pattern_find(pattern, match, strlen(match), &at) == 0 &&
           at == (size_t)(round % 7);
}

static tenon_handle new_pattern(const char *expression) {
    tenon_handle pattern = 0;
    expect_ok(boundary_throwing_pattern_new(expression, strlen(expression), &pattern));
    return pattern;
}

static void threads__throw_at_once__then_each_its_own_error(void **state) {
    (void)state;
    tenon_handle pattern = new_pattern("a");
    assert_true(use_on_threads(is_right, pattern));
    assert_int_equal(tenon_drop(pattern), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HOST_TEST(threads__throw_at_once__then_each_its_own_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
