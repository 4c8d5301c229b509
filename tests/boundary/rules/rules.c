#include "rules.h"

#include <stdlib.h>

enum { COUNT = 4 };

struct rules_row {
    int32_t *numbers;
};

rules_row *rules_row_new(void) {
    rules_row *row = malloc(sizeof *row);
    if (row == NULL)
        return NULL;
    row->numbers = calloc(COUNT, sizeof *row->numbers);
    return row;
}

void rules_row_free(rules_row *row) {
    free(row->numbers);
    free(row);
}

int32_t rules_row_first(const rules_row *row) {
    return row->numbers[0];
}

void rules_row_poke(const rules_row *row, int32_t number) {
    row->numbers[0] = number;
}

void rules_row_view(const rules_row *row, const int32_t **numbers, size_t *count) {
    *numbers = row->numbers;
    *count = COUNT;
}

void rules_fill(uint32_t behind, uint32_t before, uint16_t *numbers, size_t count) {
    uint16_t *at = numbers - before;
    for (size_t i = 0; i < before + count + behind; i++)
        at[i] = 7;
}
