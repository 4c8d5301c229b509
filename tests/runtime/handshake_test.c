#include "support.h"

static const char V1_0[] = "graph 1.0 1\ngraph_add 11\ngraph_degree 22\ngraph_new 33\n";

static void check(const char *built, const char *expected, const char *part) {
    expect_error(tenon_handshake(built, expected), TENON_VERSION_MISMATCH, part);
}

static void handshake__equal__then_passes(void **state) {
    (void)state;
    char copy[sizeof V1_0];
    memcpy(copy, V1_0, sizeof copy);
    assert_int_equal(tenon_handshake(V1_0, copy), 0);
    assert_null(tenon_error_peek());
}

static void handshake__native_older__then_versions_and_first_difference_named(void **state) {
    (void)state;
    check(
        V1_0, "graph 1.1 1\ngraph_add 11\ngraph_degree 23\ngraph_new 33\n",
        "graph: the binding was generated for contract 1.1, the native library implements 1.0 (older); first "
        "difference: graph_degree (changed); rebuild the native library");
}

static void handshake__item_missing_or_unknown__then_named(void **state) {
    (void)state;
    const char *v1_1 = "graph 1.1 1\ngraph_add 11\ngraph_copy 44\ngraph_degree 22\ngraph_new 33\n";
    const char *longer = "graph 1.1 1\ngraph_add 11\ngraph_degree 22\ngraph_new 33\ngraph_z 1\n";
    check(V1_0, v1_1, "first difference: graph_copy (missing from the native library)");
    check(V1_0, longer, "graph_z (missing from the native library)");
    check(v1_1, V1_0,
          "contract 1.0 (older), the native library implements 1.1; first difference: graph_copy "
          "(unknown to the binding); rebuild the binding");
    check(longer, V1_0, "graph_z (unknown to the binding)");
}

static void handshake__versions_alone_differ__then_still_refused(void **state) {
    (void)state;
    check(V1_0, "graph 2.0 1\ngraph_add 11\ngraph_degree 22\ngraph_new 33\n", "contract 2.0");
    check("graph 1.9 1\n", "graph 1.10 1\n", "1.9 (older)");
}

static void handshake__same_version_other_hash__then_says_version_should_change(void **state) {
    (void)state;
    check(V1_0, "graph 1.0 1\ngraph_add 11\ngraph_degree 2\ngraph_new 33\n",
          "both say contract 1.0, but were generated from different ones; first difference: graph_degree "
          "(changed)");
    check(V1_0, "graph 1.0 1\ngraph_add 11\ngraph_degree 2\ngraph_new 33\n", "change its version");
    check("graph 1.0 1\na 1\n", "graph 1.0 1\na 1", "only in form");
}

static void handshake__other_runtime__then_both_named(void **state) {
    (void)state;
    check(V1_0, "graph 1.0 2\n",
          "contract 1.0 on runtime interface 2, the native library implements 1.0 on runtime interface 1 "
          "(older)");
}

static void handshake__other_library__then_both_named(void **state) {
    (void)state;
    check(V1_0, "pdf 1.0 1\n", "generated for the library pdf, the native library is graph");
}

static void handshake__garbage__then_clear_refusal(void **state) {
    (void)state;
    static const char *const GARBAGE[] = {
        NULL,
        "",
        "\n",
        " ",
        "graph",
        "graph 1",
        "graph 1.",
        "graph 1.0",
        "graph 1.0 ",
        "graph 1.0 1",
        "graph x.0 1\n",
        "graph 1.0 x\n",
        " 1.0 1\n",
        "\xFF\xFF",
        "graph -1.0 1\n",
        "graph 99999999999.0 1\n",
    };
    for (size_t index = 0; index < sizeof GARBAGE / sizeof GARBAGE[0]; index++) {
        check(GARBAGE[index], V1_0, "the native library's contract fingerprint is missing or damaged");
        check(V1_0, GARBAGE[index], "the binding's contract fingerprint is missing or damaged");
        check(GARBAGE[index], GARBAGE[index], "missing or damaged");
    }
    check("graph 1.0 1\n\n\n x\nno_hash\n", V1_0, "graph");
    check("graph 1.0 1\nno_hash\n", "graph 1.0 1\nno_hash \n", "no_hash (changed)");
}

static void handshake__endless_names__then_message_is_short_and_utf8(void **state) {
    (void)state;
    char text[5000];
    memset(text, 0xC3, sizeof text);
    memcpy(text + sizeof text - 8, " 1.0 1\n", 8);
    int32_t status = tenon_handshake(text, V1_0);
    size_t length = strlen(tenon_error_peek()->message);
    assert_true(length < 1000);
    assert_true(tenon_is_utf8(tenon_error_peek()->message, length));
    expect_error(status, TENON_VERSION_MISMATCH, "graph");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        RUNTIME_TEST(handshake__equal__then_passes),
        RUNTIME_TEST(handshake__native_older__then_versions_and_first_difference_named),
        RUNTIME_TEST(handshake__item_missing_or_unknown__then_named),
        RUNTIME_TEST(handshake__versions_alone_differ__then_still_refused),
        RUNTIME_TEST(handshake__same_version_other_hash__then_says_version_should_change),
        RUNTIME_TEST(handshake__other_runtime__then_both_named),
        RUNTIME_TEST(handshake__other_library__then_both_named),
        RUNTIME_TEST(handshake__garbage__then_clear_refusal),
        RUNTIME_TEST(handshake__endless_names__then_message_is_short_and_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
