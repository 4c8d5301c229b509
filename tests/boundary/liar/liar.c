#include "liar.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "count.h"
#include "tenon/error.h"

struct liar_box {
    int content;
};

static atomic_llong boxes;
static atomic_llong memory;
static liar_box kept; /* never freed: a failing call's results stay the library's */

void *liar_allocate(size_t size) {
    void *data = calloc(size, 1);
    if (data == NULL)
        abort();
    atomic_fetch_add(&memory, 1);
    return data;
}

void liar_release(void *data) {
    atomic_fetch_sub(&memory, 1);
    free(data);
}

static char *new_text(char first) {
    char *text = liar_allocate(2);
    text[0] = first;
    return text;
}

static double *new_numbers(size_t count) {
    return liar_allocate((count + 1) * sizeof(double));
}

liar_box *liar_box_new(bool fails, bool says_why) {
    if (says_why)
        tenon_fail(LIAR_CAUGHT, "no box today");
    if (fails)
        return NULL;
    liar_box *box = calloc(1, sizeof(*box));
    if (box == NULL)
        return NULL;
    atomic_fetch_add(&boxes, 1);
    return box;
}

void liar_box_free(liar_box *box) {
    if (box == &kept)
        abort();
    atomic_fetch_sub(&boxes, 1);
    free(box);
}

int64_t liar_live_boxes(void) {
    return atomic_load(&boxes);
}

int64_t liar_live_memory(void) {
    return atomic_load(&memory);
}

void liar_text_free(char *text) {
    liar_release(text);
}

void liar_numbers_free(double *values) {
    liar_release(values);
}

liar_status liar_two_boxes(bool lies, liar_box **first, liar_box **second) {
    *first = liar_box_new(false, false);
    *second = lies ? NULL : liar_box_new(false, false);
    return LIAR_OK;
}

liar_status liar_two_texts(bool lies, char **first, char **second) {
    *first = new_text('a');
    *second = new_text(lies ? '\xff' : 'b');
    return LIAR_OK;
}

liar_status liar_mixture(bool lies, const char **text, double **values, size_t *count, liar_box **box) {
    *text = lies ? "\xff" : "text";
    *values = new_numbers(2);
    *count = 2;
    *box = liar_box_new(false, false);
    return LIAR_OK;
}

liar_status liar_numbers(bool lies, int32_t length, double **values, int32_t *count) {
    *values = lies ? NULL : new_numbers(length > 0 ? (size_t)length : 0);
    *count = length;
    return LIAR_OK;
}

liar_status liar_fill(size_t claim, uint32_t *numbers, size_t *count) {
    for (size_t i = 0; i < *count; i++)
        numbers[i] = (uint32_t)i;
    *count = claim;
    return LIAR_OK;
}

liar_status liar_fail_with_results(liar_box **box, double *number) {
    *box = &kept;
    *number = 7;
    return LIAR_CAUGHT;
}

liar_colour liar_paint(int32_t number) {
    return (liar_colour)number;
}

void liar_repaint(liar_colour *colour, int32_t number) {
    *colour = (liar_colour)number;
}

void liar_deal(int32_t colour, liar_card *card) {
    card->colour = (liar_colour)colour;
    card->number = 7;
}

void liar_mark(liar_card *card, int32_t colour) {
    card->colour = (liar_colour)colour;
}

size_t liar_count_red(const liar_card *cards, size_t count) {
    size_t red = 0;
    for (size_t i = 0; i < count; i++)
        red += cards[i].colour == LIAR_COLOUR_RED ? 1 : 0;
    return red;
}

uint32_t liar_shared_length(const double *a, const double *b, const double *c, uint32_t length) {
    double sum = 0;
    for (uint32_t i = 0; i < length; i++)
        sum += (a != NULL ? a[i] : 0) + (b != NULL ? b[i] : 0) + (c != NULL ? c[i] : 0);
    return sum >= 0 ? length : 0;
}

void liar_swallow(liar_box *box, liar_box *other) {
    liar_box_free(box);
    if (other != NULL)
        liar_box_free(other);
}

int32_t liar_hide(int32_t status, int32_t outcome, int32_t box, int32_t release, int32_t freed) {
    return status + 10 * outcome + 100 * box + 1000 * release + 10000 * freed;
}

void liar_comment(void) {
}
