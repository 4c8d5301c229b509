#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "holder.h"

values_money values_plus(values_money a, values_money b) {
    return a + b;
}

void values_share(values_money amount, uint32_t parts, values_money *each, values_money *rest) {
    *each = parts > 0 ? amount / (int64_t)parts : 0;
    *rest = amount - *each * (int64_t)parts;
}

void values_add_interest(values_money *amount, int32_t rate) {
    *amount += *amount * rate / 10000;
}

values_money values_price(values_money price) {
    return price;
}

bool values_larger(values_money a, bool has_a, const values_money *b, values_money *larger) {
    if (!has_a && b == NULL)
        return false;
    *larger = b == NULL || (has_a && a > *b) ? a : *b;
    return true;
}

values_money values_cost(const values_item *item) {
    return item->price * item->count;
}

values_item values_two(values_item item) {
    item.count *= 2;
    return item;
}

values_money values_total(const values_money *amounts, size_t count) {
    values_money total = 0;
    for (size_t i = 0; i < count; i++)
        total += amounts[i];
    return total;
}

char *values_weight_text(values_weight weight) {
    enum { SIZE = 40 };
    char *text = malloc(SIZE);
    uint64_t units = weight < 0 ? 0 - (uint64_t)weight : (uint64_t)weight;
    if (text != NULL)
        snprintf(text, SIZE, "%s%" PRIu64 ".%06" PRIu64 " g", weight < 0 ? "-" : "", units / 1000000,
                 units % 1000000);
    return text;
}

values_money values_holder_balance(const values_holder *holder) {
    return holder->balance;
}

void values_holder_set_balance(values_holder *holder, values_money balance) {
    holder->balance = balance;
}
