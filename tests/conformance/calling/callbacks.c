/* Callbacks that are called during the call. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "calling.h"
#include "text.h"

size_t calling_each(int64_t from, int64_t to, calling_visitor visit, void *context) {
    size_t visited = 0;
    for (int64_t number = from; number < to; number++) {
        visited++;
        if (!visit(context, number))
            break;
    }
    return visited;
}

double calling_fold(const double *values, size_t count, double start, calling_combine combine,
                    void *context) {
    double sum = start;
    for (size_t i = 0; i < count; i++)
        sum = combine(sum, context, values[i]);
    return sum;
}

char *calling_first(void *context, calling_compare compare, const char *const *texts, size_t count) {
    const char *first = count == 0 ? NULL : texts[0];
    for (size_t i = 1; i < count; i++) {
        if (compare(texts[i], first, context) < 0)
            first = texts[i];
    }
    return first == NULL ? NULL : calling_copy_text(first);
}

uint64_t calling_add_chosen(uint32_t last, calling_decide decide, void *context) {
    uint64_t sum = 0;
    for (uint32_t number = 1; number <= last; number++) {
        calling_choice choice = decide(number, number % 2 == 0 ? CALLING_SKIP : CALLING_GO_ON, context);
        if (choice == CALLING_END)
            break;
        sum += choice == CALLING_GO_ON ? number : 0;
    }
    return sum;
}

calling_point calling_walk(calling_point start, const calling_point *by, uint32_t times, calling_move move,
                           void *context) {
    calling_point place = start;
    for (uint32_t i = 0; i < times; i++)
        place = move(place, by, context);
    return place;
}

calling_status calling_add_numbers(const char *const *names, size_t count, calling_find find, void *context,
                                   int64_t *sum, size_t *mobile) {
    *sum = 0;
    *mobile = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t number = 0;
        bool is_mobile = false;
        calling_status status = find(names[i], &number, &is_mobile, context);
        if (status != CALLING_OK)
            return status;
        if (number < 0)
            return CALLING_BAD_NUMBER;
        *sum += number;
        *mobile += is_mobile;
    }
    return CALLING_OK;
}

enum { MOST_FILLED = 1000, MOST_FETCHED = 100 };

double calling_sum_filled(size_t count, calling_fill fill, void *context) {
    double values[MOST_FILLED] = {0};
    double sum = 0;
    size_t used = count < MOST_FILLED ? count : MOST_FILLED;
    fill(values, used, context);
    for (size_t i = 0; i < used; i++)
        sum += values[i];
    return sum;
}

int64_t calling_sum_fetched(size_t piece, calling_fetch fetch, void *context) {
    int32_t numbers[MOST_FETCHED] = {0};
    int64_t sum = 0;
    for (bool more = true; more;) {
        size_t count = piece < MOST_FETCHED ? piece : MOST_FETCHED;
        more = fetch(numbers, &count, context);
        for (size_t i = 0; i < count; i++)
            sum += numbers[i];
    }
    return sum;
}

char *calling_name_all(int64_t count, calling_name_it name_it, void *context) {
    calling_text all = {0};
    for (int64_t number = 0; number < count; number++) {
        char *name = name_it(number, context);
        if (name != NULL)
            calling_text_add(&all, name);
        free(name);
    }
    return all.text == NULL ? calling_copy_text("") : all.text;
}

calling_status calling_translate_often(const char *text, uint32_t times, calling_translate translate,
                                       void *context, char **result) {
    char *current = calling_copy_text(text);
    for (uint32_t i = 0; i < times; i++) {
        char *translated = NULL;
        calling_status status = translate(current, &translated, context);
        free(current);
        if (status != CALLING_OK)
            return status;
        current = translated;
    }
    *result = current;
    return CALLING_OK;
}

void calling_give_numbers(calling_take_numbers take, void *context) {
    take(true, INT8_MAX, INT16_MAX, INT32_MAX, INT64_MAX, UINT8_MAX, UINT16_MAX, UINT32_MAX, UINT64_MAX,
         SIZE_MAX, 0.5F, 1e300, context);
    take(false, INT8_MIN, INT16_MIN, INT32_MIN, INT64_MIN, 0, 0, 0, 0, 0, -0.5F, -1e300, context);
}

void calling_give_texts(const char *text, calling_take_texts take, void *context) {
    const char *const list[] = {text, text};
    take(text, NULL, text, text[0] == '\0' ? 0 : 1, list, 2, context);
}

enum { MOST_GIVEN = 100 };

void calling_give_arrays(size_t count, calling_take_arrays take, void *context) {
    int64_t numbers[MOST_GIVEN];
    calling_choice choices[MOST_GIVEN];
    calling_point places[MOST_GIVEN];
    uint8_t bytes[MOST_GIVEN];
    size_t used = count < MOST_GIVEN ? count : MOST_GIVEN;
    for (size_t i = 0; i < used; i++) {
        numbers[i] = (int64_t)i;
        choices[i] = (calling_choice)(i % 3);
        places[i] = (calling_point){(double)i, -(double)i};
        bytes[i] = (uint8_t)i;
    }
    take(context, numbers, choices, used, places, used, bytes, used);
}

bool calling_tell_if_any(calling_tell tell, void *context) {
    if (tell != NULL)
        tell(context);
    return tell != NULL;
}

uint32_t calling_tell_both(calling_tell first, void *first_context, calling_tell second,
                           void *second_context) {
    first(first_context);
    second(second_context);
    first(first_context);
    return 3;
}

void calling_give_bad_text(calling_take_texts take, void *context) {
    take("\xff", NULL, "", 0, NULL, 0, context);
}

void calling_give_bad_choice(calling_decide decide, void *context) {
    int32_t none = 17;
    calling_choice choice;
    memcpy(&choice, &none, sizeof choice);
    decide(1, choice, context);
}
