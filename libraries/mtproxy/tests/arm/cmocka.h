/**
 * @file
 * As much of cmocka as test_crc.c uses, for the processor that is only emulated: Debian has no cmocka that its cross compilers could
 * link. The first failure ends the program with status 1.
 */
#ifndef MTPROXY_TESTS_ARM_CMOCKA_H
#define MTPROXY_TESTS_ARM_CMOCKA_H

#include <stdio.h>
#include <stdlib.h>

struct CMUnitTest {
    const char *name;
    void (*run)(void **state);
};

#define cmocka_unit_test(function)                                                                           \
    {                                                                                                        \
        #function, function                                                                                  \
    }
#define fail_msg(...)                                                                                        \
    do {                                                                                                     \
        printf("%s:%d: ", __FILE__, __LINE__);                                                               \
        printf(__VA_ARGS__);                                                                                 \
        printf("\n");                                                                                        \
        exit(1);                                                                                             \
    } while (0)
#define assert_true(condition)                                                                               \
    do {                                                                                                     \
        if (!(condition))                                                                                    \
            fail_msg("not true: %s", #condition);                                                            \
    } while (0)
#define assert_false(condition) assert_true(!(condition))
#define assert_null(pointer) assert_true((pointer) == NULL)
#define assert_non_null(pointer) assert_true((pointer) != NULL)
#define assert_int_equal(left, right) assert_true((left) == (right))
#define assert_ptr_equal(left, right) assert_true((left) == (right))
#define cmocka_run_group_tests(tests, setup, teardown) run_tests(tests, sizeof(tests) / sizeof *(tests))

static int run_tests(const struct CMUnitTest *tests, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        printf("%s\n", tests[at].name);
        tests[at].run(NULL);
    }
    printf("%zu passed, 0 failed\n", count);
    return 0;
}

#endif
