/* What happens where several calls want the same object. */

#include <stdlib.h>

#include "calling.h"
#include "gate.h"

struct calling_counter {
    int64_t count;
};

calling_counter *calling_counter_new(void) {
    return calloc(1, sizeof(calling_counter));
}

void calling_counter_free(calling_counter *counter) {
    free(counter);
}

int64_t calling_counter_add_at(calling_counter *counter, const calling_gate *gate, int64_t number) {
    calling_gate_reached(gate, NULL);
    return counter->count += number;
}

int64_t calling_counter_add(calling_counter *counter, int64_t number) {
    return counter->count += number;
}

int64_t calling_counter_count(const calling_counter *counter) {
    return counter->count;
}

int64_t calling_counter_settled(const calling_counter *counter) {
    return counter->count;
}

int64_t calling_counter_glance(const calling_counter *counter) {
    return counter->count;
}

int64_t calling_counter_count_if(calling_counter *counter, int64_t last, calling_visitor visit,
                                 void *context) {
    for (int64_t number = 0; number < last; number++)
        counter->count += visit(context, number);
    return counter->count;
}
