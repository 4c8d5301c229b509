/* Values that are none. */
#include <stdlib.h>
#include <string.h>

#include "count.h"
#include "liar.h"

static const char *const no_text = "\xff";

void liar_out_bool(uint8_t byte, bool *value) {
    memcpy(value, &byte, 1);
}

void liar_maybe_number(uint8_t byte, int32_t *number, bool *given) {
    *number = 5;
    memcpy(given, &byte, 1);
}

liar_status liar_bools(uint8_t byte, bool **values, size_t *count) {
    *values = liar_allocate(3);
    (*values)[0] = true;
    memcpy(&(*values)[2], &byte, 1);
    *count = 3;
    return LIAR_OK;
}

void liar_bools_free(bool *values) {
    liar_release(values);
}

static char *skewed;

liar_status liar_skewed(bool lies, double **values, size_t *count) {
    skewed = liar_allocate(2 * sizeof(double));
    *values = (double *)(void *)(skewed + (lies ? 1 : 0));
    *count = 1;
    return LIAR_OK;
}

void liar_skewed_free(double *values) {
    (void)values;
    liar_release(skewed);
}

const liar_card *liar_top_card(bool lies) {
    static const liar_card top = {LIAR_COLOUR_BLUE, 12};
    return lies ? NULL : &top;
}

bool liar_said_text(bool lies, char **text) {
    if (!lies) {
        *text = liar_allocate(2);
        (*text)[0] = 't';
    }
    return true;
}

void liar_write_label(int32_t lie, liar_label *label) {
    *label = (liar_label){.has_card = true, .card = {LIAR_COLOUR_RED, 1}, .text = "label"};
    if (lie == 1)
        memset(&label->has_card, 3, 1);
    if (lie == 2)
        memset(&label->card.colour, 7, sizeof label->card.colour);
    if (lie == 3)
        label->text = no_text;
    if (lie == 4) { /* no lie: what is not there may be anything */
        memset(&label->card, 7, sizeof label->card);
        label->has_card = false;
    }
}

liar_status liar_label_and_text(bool lies, liar_label *label, const char **text) {
    liar_write_label(0, label);
    *text = lies ? no_text : "text";
    return LIAR_OK;
}

liar_status liar_relabel(int32_t lie, liar_label *first, liar_label *second, bool *there) {
    first->text = lie == 1 ? no_text : "first";
    *there = !*there;
    *second = (liar_label){.text = lie == 2 ? no_text : "second"};
    return lie == 3 ? LIAR_CAUGHT : LIAR_OK;
}

liar_status liar_texts_and_numbers(bool lies, char ***texts, size_t *texts_count, double **values,
                                   size_t *values_count) {
    *texts = liar_allocate(2 * sizeof(char *));
    (*texts)[0] = liar_allocate(2);
    (*texts)[0][0] = 'a';
    *texts_count = 1;
    *values = NULL;
    *values_count = lies ? 1 : 0;
    return LIAR_OK;
}

void liar_texts_free(char **texts) {
    for (size_t i = 0; texts[i] != NULL; i++)
        liar_release(texts[i]);
    liar_release(texts);
}

liar_status liar_value_and_text(bool lies, tenon_value **value, const char **text) {
    *value = tenon_value_new_text("value", 5);
    *text = lies ? no_text : "text";
    return *value != NULL ? LIAR_OK : LIAR_CAUGHT;
}

tenon_value *liar_no_value(bool lies) {
    return lies ? NULL : tenon_value_new_null();
}
