#include <stdlib.h>
#include <string.h>

#include "bridged.h"

typedef struct counted {
    char *word;
    uint64_t count;
} counted;

struct bridged_tally {
    uint32_t limit;
    uint32_t size;
    counted *words;
};

bridged_tally *bridged_tally_new(uint32_t limit) {
    bridged_tally *tally = calloc(1, sizeof *tally);
    if (tally != NULL)
        tally->limit = limit;
    return tally;
}

void bridged_tally_free(bridged_tally *tally) {
    if (tally == NULL)
        return;
    for (uint32_t i = 0; i < tally->size; i++)
        free(tally->words[i].word);
    free(tally->words);
    free(tally);
}

static counted *find(const bridged_tally *tally, const char *word, size_t length) {
    for (uint32_t i = 0; i < tally->size; i++) {
        counted *one = &tally->words[i];
        if (strlen(one->word) == length && memcmp(one->word, word, length) == 0)
            return one;
    }
    return NULL;
}

static bridged_status add(bridged_tally *tally, const char *word, size_t length, uint64_t times) {
    counted *known = find(tally, word, length);
    if (known != NULL) {
        known->count += times;
        return BRIDGED_OK;
    }
    if (tally->size >= tally->limit)
        return BRIDGED_FULL;
    counted *words = realloc(tally->words, (tally->size + (size_t)1) * sizeof(counted));
    if (words == NULL)
        return BRIDGED_OUT_OF_MEMORY;
    tally->words = words;
    char *copy = malloc(length + 1);
    if (copy == NULL)
        return BRIDGED_OUT_OF_MEMORY;
    memcpy(copy, word, length);
    copy[length] = '\0';
    words[tally->size++] = (counted){copy, times};
    return BRIDGED_OK;
}

bridged_status bridged_tally_of(const char *text, uint32_t limit, bridged_tally **tally) {
    static const char blanks[] = " \t\n";
    bridged_tally *made = bridged_tally_new(limit);
    if (made == NULL)
        return BRIDGED_OUT_OF_MEMORY;
    bridged_status status = BRIDGED_OK;
    for (text += strspn(text, blanks); *text != '\0' && status == BRIDGED_OK; text += strspn(text, blanks)) {
        size_t length = strcspn(text, blanks);
        status = add(made, text, length, 1);
        text += length;
    }
    if (status != BRIDGED_OK) {
        bridged_tally_free(made);
        return status;
    }
    *tally = made;
    return BRIDGED_OK;
}

bridged_status bridged_tally_count(bridged_tally *tally, const char *word) {
    return add(tally, word, strlen(word), 1);
}

uint64_t bridged_tally_of_word(const bridged_tally *tally, const char *word) {
    const counted *known = find(tally, word, strlen(word));
    return known != NULL ? known->count : 0;
}

uint32_t bridged_tally_size(const bridged_tally *tally) {
    return tally->size;
}

uint32_t bridged_tally_limit(const bridged_tally *tally) {
    return tally->limit;
}

void bridged_tally_set_limit(bridged_tally *tally, uint32_t limit) {
    tally->limit = limit;
}

bridged_status bridged_tally_merge(bridged_tally *tally, const bridged_tally *other) {
    for (uint32_t i = 0; i < other->size; i++) {
        const counted *one = &other->words[i];
        bridged_status status = add(tally, one->word, strlen(one->word), one->count);
        if (status != BRIDGED_OK)
            return status;
    }
    return BRIDGED_OK;
}

const char *bridged_tally_top(const bridged_tally *tally) {
    const counted *top = NULL;
    for (uint32_t i = 0; i < tally->size; i++) {
        if (top == NULL || tally->words[i].count > top->count)
            top = &tally->words[i];
    }
    return top != NULL ? top->word : NULL;
}

bridged_tally *bridged_tally_copy(const bridged_tally *tally) {
    bridged_tally *made = bridged_tally_new(UINT32_MAX);
    if (made != NULL && bridged_tally_merge(made, tally) != BRIDGED_OK) {
        bridged_tally_free(made);
        return NULL;
    }
    if (made != NULL)
        made->limit = tally->limit;
    return made;
}

uint64_t bridged_tally_finish(bridged_tally *tally) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < tally->size; i++)
        sum += tally->words[i].count;
    bridged_tally_free(tally);
    return sum;
}
