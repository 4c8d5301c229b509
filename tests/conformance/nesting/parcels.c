#include <stdlib.h>
#include <string.h>

#include "nesting.h"

enum { AMOUNTS = 3 };

static size_t length_of(const char *text) {
    return text == NULL ? 0 : strlen(text);
}

/* ---- awaiting ---- */

size_t nesting_bytes(const nesting_parcel *parcel) {
    if (parcel == NULL)
        return 0;
    bool has_words = parcel->has_label && parcel->label.writing == NESTING_WRITTEN;
    return length_of(parcel->sender) + (has_words ? length_of(parcel->label.words) : 0);
}

size_t nesting_all_bytes(const nesting_parcel *parcels, size_t count) {
    size_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += nesting_bytes(&parcels[i]);
    return sum;
}

nesting_parcel nesting_same(nesting_parcel parcel) {
    return parcel;
}

bool nesting_maybe(const nesting_parcel *parcel, nesting_parcel *same) {
    if (parcel != NULL)
        *same = *parcel;
    return parcel != NULL;
}

void nesting_weigh(nesting_amount *amounts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (amounts[i].scale == NESTING_PIECES)
            amounts[i] =
                (nesting_amount){.scale = NESTING_KILOS, .as = {.kilos = amounts[i].as.pieces / 2.0}};
    }
}

/* ---- nested_records ---- */

void nesting_turn(nesting_parcel *parcel, bool *is_there) {
    if (!*is_there)
        return;
    parcel->sender = "back";
    *is_there = !parcel->has_label;
}

nesting_status nesting_relabel(const nesting_parcel *parcel, nesting_parcel *same, nesting_label *label) {
    if (parcel->sender != NULL && strcmp(parcel->sender, "nobody") == 0)
        return NESTING_REFUSED;
    *same = *parcel;
    *label = (nesting_label){.writing = NESTING_WRITTEN, .words = parcel->sender};
    return NESTING_OK;
}

/* ---- variants ---- */

void nesting_amounts(nesting_amount *amounts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i % 2 == 0)
            amounts[i] = (nesting_amount){.scale = NESTING_PIECES, .as = {.pieces = (int32_t)i}};
        else
            amounts[i] = (nesting_amount){.scale = NESTING_KILOS, .as = {.kilos = (double)i / 2}};
    }
}

struct nesting_shelf {
    nesting_amount amounts[AMOUNTS];
};

static _Atomic int64_t shelves;

nesting_shelf *nesting_shelf_new(void) {
    nesting_shelf *shelf = malloc(sizeof *shelf);
    if (shelf != NULL) {
        nesting_amounts(shelf->amounts, AMOUNTS);
        shelves++;
    }
    return shelf;
}

nesting_shelf *nesting_shelf_weighed(nesting_amount *amounts, size_t count) {
    nesting_weigh(amounts, count);
    return nesting_shelf_new();
}

nesting_shelf *nesting_shelf_of_many(nesting_amount *amounts, size_t count) {
    return nesting_shelf_weighed(amounts, count);
}

int64_t nesting_shelves(void) {
    return shelves;
}

nesting_shelf *nesting_shelf_of(const nesting_label *label) {
    (void)label;
    return nesting_shelf_new();
}

void nesting_shelf_free(nesting_shelf *shelf) {
    free(shelf);
    shelves--;
}

const nesting_amount *nesting_shelf_amounts(const nesting_shelf *shelf, size_t *count) {
    *count = AMOUNTS;
    return shelf->amounts;
}

/* ---- interfaces ---- */

nesting_status nesting_carry(const nesting_parcel *parcel, const nesting_porter *porter,
                             nesting_amount *chosen, nesting_amount *promised) {
    nesting_amount amounts[AMOUNTS];
    nesting_amounts(amounts, AMOUNTS);
    if (!porter->choose(porter->context, parcel, amounts, AMOUNTS, chosen))
        return NESTING_REFUSED;
    *promised = parcel->amount;
    if (!parcel->has_label)
        return NESTING_OK;
    return porter->promise(porter->context, parcel->label, promised);
}
