#include "holder.h"

#include <stdlib.h>
#include <string.h>

char *holder_copy(const char *text) {
    if (text == NULL)
        return NULL;
    size_t size = strlen(text) + 1;
    char *copy = malloc(size);
    if (copy != NULL)
        memcpy(copy, text, size);
    return copy;
}

values_holder *values_holder_new(void) {
    return calloc(1, sizeof(values_holder));
}

void values_holder_free(values_holder *holder) {
    holder_free_owner(&holder->owner);
    holder_free_shape(&holder->shape);
    values_free_texts(holder->labels);
    tenon_value_free(holder->attributes);
    free(holder);
}
