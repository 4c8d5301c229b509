/* What a program finds linked into it: weak references are not satisfied by an archive that nobody asks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "bridges_sample.h"

#include <cmocka.h> /* after the headers it needs */

/* What the report says, as text. */
static void read_report(char *text, size_t room) {
    FILE *file = tmpfile();
    assert_non_null(file);
    tenon_bridge_report_lines(&bridges_sample, file);
    rewind(file);
    size_t length = fread(text, 1, room - 1, file);
    text[length] = '\0';
    (void)fclose(file);
}

static void link__open_what_is_linked__then_as_the_linker_did(void **state) {
    (void)state;
    tenon_candidate *candidate = NULL;
    int32_t status = tenon_bridge_open(&bridges_sample, NULL, &candidate);
    if (IS_LINKED) {
        assert_int_equal(status, 0);
        assert_true(tenon_candidate_implements(candidate, "sample_mix"));
    } else {
        assert_int_equal(status, TENON_INVALID_ARGUMENT);
        assert_non_null(strstr(tenon_error_peek()->message, "-Wl,-u,tenon_provider_sample"));
        tenon_error_clear();
    }
}

static void link__report__then_says_what_was_really_linked(void **state) {
    (void)state;
    char text[4096];
    read_report(text, sizeof text);
    assert_non_null(strstr(text, IS_LINKED ? "sample: sample once more (release) is linked into this program"
                                           : "sample: no provider is linked into this program"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(link__open_what_is_linked__then_as_the_linker_did),
        cmocka_unit_test(link__report__then_says_what_was_really_linked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
