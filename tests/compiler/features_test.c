/* A language that lacks a feature is refused by name. The languages of a release may lack none, so the tables
 * are made up. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "memory/arena.h"
#include "plan/features.h"

static const feature_support full[FEATURES] = {
    [FEATURE_CALLBACK] = {true, "a function"},
    [FEATURE_EQUAL] = {true, "`==`"},
};
static const feature_support without_equal[FEATURES] = {
    [FEATURE_CALLBACK] = {true, "a function"},
    [FEATURE_EQUAL] = {false, "nothing can be compared; write `same`"},
};

/* A contract that uses callbacks in line 3 and equality in line 7. */
static plan_library *plan_with_two_features(void) {
    plan_library *plan = ARENA_NEW(plan_library);
    plan->features = arena_array();
    static plan_feature_use uses[] = {
        {FEATURE_CALLBACK, "shop_visit", {"shop.h", 3, 5}},
        {FEATURE_EQUAL, "shop_equal", {"shop.h", 7, 6}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(uses); i++)
        g_ptr_array_add(plan->features, &uses[i]);
    return plan;
}

static findings *refused(const feature_support *python, const feature_support *node,
                         const feature_support *go, const feature_support *rust) {
    const feature_support *tables[MODEL_LANGUAGES] = {
        [MODEL_PYTHON] = python, [MODEL_NODE] = node, [MODEL_GO] = go, [MODEL_RUST] = rust};
    findings *all = findings_new();
    plan_refuse_missing(plan_with_two_features(), tables, all);
    return all;
}

static void features__all_there__then_nothing_is_refused(void **state) {
    (void)state;
    assert_int_equal(refused(full, full, full, full)->list->len, 0);
}

static void features__one_lacks__then_place_language_reason_and_remedy(void **state) {
    (void)state;
    const findings *all = refused(full, full, without_equal, full);
    assert_int_equal(all->list->len, 1);
    const finding *found = g_ptr_array_index(all->list, 0);
    assert_string_equal(found->location.file, "shop.h");
    assert_int_equal(found->location.line, 7);
    assert_int_equal(found->location.column, 6);
    assert_string_equal(found->message,
                        "Go has no equality for shop_equal: nothing can be compared; write `same`");
    assert_string_equal(found->remedy,
                        "the contract without it, or packages only for the others: --lang python,node,rust");
}

static void features__lacking_language_not_asked_for__then_nothing_is_refused(void **state) {
    (void)state;
    assert_int_equal(refused(full, NULL, NULL, full)->list->len, 0);
    assert_int_equal(refused(full, full, NULL, full)->list->len, 0);
}

static void features__only_those_that_lack_asked_for__then_no_lang_in_the_remedy(void **state) {
    (void)state;
    const findings *all = refused(NULL, without_equal, without_equal, NULL);
    assert_int_equal(all->list->len, 2);
    const finding *found = g_ptr_array_index(all->list, 1);
    assert_string_equal(found->remedy, "the contract without it");
}

static void features__each__has_key_name_and_summary(void **state) {
    (void)state;
    for (plan_feature feature = 0; feature < FEATURES; feature++) {
        assert_non_null(feature_key(feature));
        assert_non_null(feature_name(feature));
        assert_non_null(feature_summary(feature));
        for (plan_feature other = 0; other < feature; other++) {
            assert_string_not_equal(feature_key(feature), feature_key(other));
            assert_string_not_equal(feature_name(feature), feature_name(other));
        }
    }
}

static int free_everything(void **state) {
    (void)state;
    arena_free_all();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(features__all_there__then_nothing_is_refused),
        cmocka_unit_test(features__one_lacks__then_place_language_reason_and_remedy),
        cmocka_unit_test(features__lacking_language_not_asked_for__then_nothing_is_refused),
        cmocka_unit_test(features__only_those_that_lack_asked_for__then_no_lang_in_the_remedy),
        cmocka_unit_test(features__each__has_key_name_and_summary),
    };
    return cmocka_run_group_tests(tests, NULL, free_everything);
}
