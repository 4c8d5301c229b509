#include "awaited.h"

#include <stdlib.h>
#include <string.h>

struct awaited_offer {
    uint32_t pieces;
    awaited_money price;
    int64_t since;
};

awaited_offer *awaited_offer_new(uint32_t pieces, awaited_money price, int64_t since) {
    awaited_offer *offer = malloc(sizeof *offer);
    if (offer != NULL)
        *offer = (awaited_offer){.pieces = pieces, .price = price, .since = since};
    return offer;
}

void awaited_offer_free(awaited_offer *offer) {
    free(offer);
}

uint32_t awaited_offer_pieces(const awaited_offer *offer) {
    return offer->pieces;
}

awaited_money awaited_offer_price(const awaited_offer *offer) {
    return offer->price;
}

int64_t awaited_offer_since(const awaited_offer *offer) {
    return offer->since;
}

void awaited_free_texts(char **texts) {
    for (char **text = texts; text != NULL && *text != NULL; text++)
        free(*text);
    free(texts);
}

static char *copy(const char *text, size_t length) {
    char *made = malloc(length + 1);
    if (made != NULL) {
        memcpy(made, text, length);
        made[length] = '\0';
    }
    return made;
}

awaited_status awaited_words(const char *text, char ***words, uint8_t **lengths, size_t *count,
                             size_t *bytes) {
    *bytes = strlen(text);
    *count = 0;
    *words = calloc(*bytes + 1, sizeof **words);
    *lengths = calloc(*bytes + 1, sizeof **lengths);
    bool is_short = *words == NULL || *lengths == NULL;
    while (!is_short && *(text += strspn(text, " ")) != '\0') {
        size_t length = strcspn(text, " ");
        (*words)[*count] = copy(text, length);
        (*lengths)[*count] = (uint8_t)length;
        is_short = (*words)[*count] == NULL;
        *count += !is_short;
        text += length;
    }
    if (!is_short)
        return AWAITED_OK;
    awaited_free_texts(*words);
    free(*lengths);
    return AWAITED_OUT_OF_MEMORY;
}

awaited_status awaited_sizes(const char *text, char ***words, awaited_size **sizes, size_t *count,
                             size_t *longest) {
    uint8_t *lengths = NULL;
    size_t bytes = 0;
    *longest = 0;
    *sizes = NULL;
    awaited_status status = awaited_words(text, words, &lengths, count, &bytes);
    if (status == AWAITED_OK && *count > 0)
        *sizes = calloc(*count, sizeof **sizes);
    for (size_t i = 0; *sizes != NULL && i < *count; i++) {
        (*sizes)[i] = lengths[i] > 2 ? AWAITED_SIZE_LONG : AWAITED_SIZE_SHORT;
        *longest = lengths[i] > *longest ? lengths[i] : *longest;
    }
    if (status != AWAITED_OK)
        return status;
    free(lengths);
    if (*sizes != NULL)
        return AWAITED_OK;
    awaited_free_texts(*words);
    *words = NULL;
    return *count > 0 ? AWAITED_OUT_OF_MEMORY : AWAITED_OK;
}

size_t awaited_letters(const char *const *nicknames, const awaited_person *people, size_t count) {
    size_t letters = 0;
    for (size_t i = 0; nicknames != NULL && i < count; i++)
        letters += strlen(nicknames[i]) + (people[i].name == NULL ? 0 : strlen(people[i].name));
    return letters;
}

const char *const *awaited_list(bool any, size_t *count) {
    static const char *const texts[] = {"a", "bb"};
    *count = any ? 2 : 0;
    return any ? texts : NULL;
}

awaited_status awaited_reversed(const char *const *texts, size_t count, char ***reversed,
                                size_t *reversed_count) {
    *reversed_count = count;
    *reversed = calloc(count + 1, sizeof **reversed);
    for (size_t i = 0; *reversed != NULL && i < count; i++) {
        const char *text = texts[count - 1 - i];
        (*reversed)[i] = copy(text, strlen(text));
        if ((*reversed)[i] == NULL) {
            awaited_free_texts(*reversed);
            *reversed = NULL;
        }
    }
    return *reversed == NULL ? AWAITED_OUT_OF_MEMORY : AWAITED_OK;
}

awaited_money awaited_sum(const char *const *names, const uint8_t *amounts, size_t count, awaited_money start,
                          awaited_mode mode, tenon_int128 extra, int64_t wait) {
    awaited_money sum = start + wait + (int64_t)extra.low;
    for (size_t i = 0; names != NULL && i < count; i++) {
        sum += mode & AWAITED_MODE_NAMES ? (int64_t)strlen(names[i]) : 0;
        sum += mode & AWAITED_MODE_AMOUNTS ? amounts[i] : 0;
    }
    return sum;
}

size_t awaited_known(const uint64_t *numbers, const bool *known, size_t count) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += numbers[i] != 0 && known[i];
    return found;
}

awaited_status awaited_odd(int64_t first, int64_t **numbers, bool **odd, size_t *count) {
    enum { NUMBERS = 3 };
    *count = 0;
    *numbers = NULL;
    *odd = NULL;
    if (first < 0)
        return AWAITED_OK;
    *numbers = calloc(NUMBERS, sizeof **numbers);
    *odd = calloc(NUMBERS, sizeof **odd);
    if (*numbers == NULL || *odd == NULL) {
        free(*numbers);
        free(*odd);
        return AWAITED_OUT_OF_MEMORY;
    }
    *count = NUMBERS;
    for (int i = 0; i < NUMBERS; i++) {
        (*numbers)[i] = first + i;
        (*odd)[i] = (first + i) % 2 == 1;
    }
    return AWAITED_OK;
}

int64_t awaited_moment(int64_t seconds) {
    return seconds;
}

bool awaited_moment_or_none(int64_t milliseconds, int64_t *moment) {
    *moment = milliseconds;
    return milliseconds != 0;
}

bool awaited_twice(tenon_int128 number, bool has_number, tenon_int128 *twice) {
    *twice = tenon_int128_of(tenon_int128_value(number) * 2);
    return has_number;
}
