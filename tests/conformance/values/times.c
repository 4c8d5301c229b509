#include "holder.h"

#define DAY INT64_C(86400000000000)

values_moment values_after(values_moment moment, values_span span) {
    return moment + span * 1000;
}

values_span values_between(values_moment from, values_moment to) {
    return (to - from) / 1000;
}

int64_t values_same_seconds(int64_t moment) {
    return moment;
}

int64_t values_same_milliseconds(int64_t moment) {
    return moment;
}

int64_t values_same_microseconds(int64_t moment) {
    return moment;
}

int64_t values_same_nanoseconds(int64_t moment) {
    return moment;
}

int32_t values_same_span_seconds(int32_t span) {
    return span;
}

uint32_t values_same_span_milliseconds(uint32_t span) {
    return span;
}

int64_t values_same_span_nanoseconds(int64_t span) {
    return span;
}

void values_day(values_moment moment, values_moment *begin, values_moment *end) {
    int64_t since = moment % DAY;
    *begin = moment - (since < 0 ? since + DAY : since);
    *end = *begin + DAY;
}

void values_delay(values_moment *moment, values_span by) {
    *moment = values_after(*moment, by);
}

bool values_earlier(const values_moment *a, values_moment b, bool has_b, values_moment *earlier) {
    if (a == NULL && !has_b)
        return false;
    *earlier = a == NULL || (has_b && b < *a) ? b : *a;
    return true;
}

values_event values_next_day(values_event event) {
    event.begins += DAY;
    event.planned += DAY / 1000000000;
    return event;
}

void values_since_first(const values_moment *moments, int64_t *spans, size_t count) {
    for (size_t i = 0; i < count; i++)
        spans[i] = moments[i] - moments[0];
}

values_moment values_holder_expires(const values_holder *holder) {
    return holder->expires;
}

void values_holder_set_expires(values_holder *holder, values_moment expires) {
    holder->expires = expires;
}

values_span values_holder_patience(const values_holder *holder) {
    return holder->patience;
}

void values_holder_set_patience(values_holder *holder, values_span patience) {
    holder->patience = patience;
}
