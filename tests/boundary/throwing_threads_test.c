/* What a C++ library throws on several of the host's threads: each finds its own; the thread checker watches.
 */
#include "boundary_throwing.h"
#include "locked_host.h"

enum { HOST_THREADS = 4, ROUNDS = 300 };

/* One object that all of them read, and whether one of them saw something wrong. */
typedef struct shared_part {
    tenon_handle pattern;
    _Atomic bool is_wrong;
} shared_part;

/* Whether the recorded error says this; it is forgotten. */
static bool is_recorded(const char *message) {
    const tenon_error *error = tenon_error_take();
    bool is_it = error != NULL && strcmp(error->message, message) == 0;
    tenon_error_free(error);
    return is_it;
}

static bool is_right(tenon_handle pattern, int round) {
    char text[32], match[32];
    int64_t number = 0;
    size_t at = 0;
    snprintf(text, sizeof text, "%d", round);
    snprintf(match, sizeof match, "%*sa", round % 7, "");
    return boundary_throwing_parse(TEXT("none"), &number) < 0 &&
           is_recorded("std::invalid_argument: stoll") &&
           boundary_throwing_parse(text, strlen(text), &number) == 0 && number == round &&
           boundary_throwing_throw_later(THROWING_RUNTIME_ERROR) < 0 &&
           is_recorded("std::runtime_error: that went wrong") &&
           boundary_throwing_pattern_find(pattern, match, strlen(match), &at) == 0 &&
           at == (size_t)(round % 7);
}

static void *use_on_own_thread(void *argument) {
    shared_part *shared = argument;
    for (int round = 0; round < ROUNDS; round++) {
        host_enter();
        if (!is_right(shared->pattern, round))
            shared->is_wrong = true;
        host_leave();
    }
    return NULL;
}

static tenon_handle new_pattern(const char *expression) {
    tenon_handle pattern = 0;
    expect_ok(boundary_throwing_pattern_new(expression, strlen(expression), &pattern));
    return pattern;
}

static void threads__throw_at_once__then_each_its_own_error(void **state) {
    (void)state;
    shared_part shared = {new_pattern("a"), false};
    pthread_t threads[HOST_THREADS];
    for (int i = 0; i < HOST_THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, use_on_own_thread, &shared), 0);
    host_leave();
    for (int i = 0; i < HOST_THREADS; i++)
        pthread_join(threads[i], NULL);
    host_enter();
    assert_false(shared.is_wrong);
    assert_int_equal(tenon_drop(shared.pattern), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HOST_TEST(threads__throw_at_once__then_each_its_own_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
