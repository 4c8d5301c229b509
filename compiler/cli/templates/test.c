/* Plain C tests of the library itself, without any binding. */

#include "@NAME@.h"

#include <stdio.h>

static int passed;
static int failed;

static void check(int condition, const char *name) {
    printf("%s %s\n", condition ? "ok  " : "FAIL", name);
    *(condition ? &passed : &failed) += 1;
}

int main(void) {
    const double values[] = {1.0, 2.0, 6.0};
    double mean = 0.0;
    @NAME@_series *series = @NAME@_series_new();
    check(series != NULL, "series__new__then_exists");
    check(@NAME@_series_mean(series, &mean) == @UPPER@_EMPTY, "mean__empty_series__then_fails");
    check(@NAME@_series_append(series, values, 3) == @UPPER@_OK, "append__three_numbers__then_succeeds");
    check(@NAME@_series_size(series) == 3, "size__after_append__then_counts");
    check(@NAME@_series_mean(series, &mean) == @UPPER@_OK && mean == 3.0, "mean__three_numbers__then_is_their_mean");
    @NAME@_series_free(series);
    printf("%d passed, %d failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
}
