/* A library's longjmp() on several of the host's threads: each finds its own frame; the thread checker
 * watches. */
#include "boundary_jumping.h"
#include "locked_host.h"

enum { HOST_THREADS = 4, ROUNDS = 300 };

/* One object that all of them read, and whether one of them saw something wrong. */
typedef struct shared_part {
    tenon_handle formula;
    _Atomic bool is_wrong;
} shared_part;

/* Whether the recorded error says this; it is forgotten. */
static bool is_recorded(const char *message) {
    const tenon_error *error = tenon_error_take();
    bool is_it = error != NULL && error->code == TENON_EXCEPTION && strcmp(error->message, message) == 0;
    tenon_error_free(error);
    return is_it;
}

static bool is_right(tenon_handle formula, int round) {
    char text[32], message[96];
    tenon_handle made = 0;
    double value = 0;
    snprintf(text, sizeof text, "%d +", round);
    snprintf(message, sizeof message, "at %zu: a number, a name or ( was expected", strlen(text));
    return boundary_jumping_formula_parse(text, strlen(text), &made) < 0 && is_recorded(message) &&
           boundary_jumping_formula_value(formula, &value) < 0 && is_recorded("a division by zero") &&
           boundary_jumping_jump_later() < 0 && is_recorded("it is later");
}

static void *use_on_own_thread(void *argument) {
    shared_part *shared = argument;
    for (int round = 0; round < ROUNDS; round++) {
        host_enter();
        if (!is_right(shared->formula, round))
            shared->is_wrong = true;
        host_leave();
    }
    return NULL;
}

static tenon_handle parse(const char *text) {
    tenon_handle formula = 0;
    expect_ok(boundary_jumping_formula_parse(text, strlen(text), &formula));
    return formula;
}

static void threads__jump_at_once__then_each_its_own_error(void **state) {
    (void)state;
    shared_part shared = {parse("1 / (2 - 2)"), false};
    pthread_t threads[HOST_THREADS];
    for (int i = 0; i < HOST_THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, use_on_own_thread, &shared), 0);
    host_leave();
    for (int i = 0; i < HOST_THREADS; i++)
        pthread_join(threads[i], NULL);
    host_enter();
    assert_false(shared.is_wrong);
    assert_int_equal(tenon_drop(shared.formula), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HOST_TEST(threads__jump_at_once__then_each_its_own_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
