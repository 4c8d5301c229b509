/**
 * @file
 * A hash index from text to place: behind the keys of nodes and the names of columns.
 *
 * It stores places, not texts: the owner has the texts in an array anyway.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

static uint64_t mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    return hash ^ (hash >> 32);
}

static uint64_t read_word(const char *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

static uint64_t read_half_word(const char *bytes) {
    uint32_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/** Eight bytes a step, the last step overlapping: short names are on the path of every get and set. */
static uint64_t hash_of(const char *text) {
    size_t length = strlen(text);
    uint64_t hash = mix(0xD6E8FEB86659FD93u, length);
    if (length >= 8) {
        for (size_t at = 0; at + 8 < length; at += 8) {
            hash = mix(hash, read_word(text + at));
        }
        hash = mix(hash, read_word(text + length - 8));
    } else if (length >= 4) {
        hash = mix(hash, read_half_word(text) << 32 | read_half_word(text + length - 4));
    } else if (length > 0) {
        const unsigned char *bytes = (const unsigned char *)text;
        hash = mix(hash, (uint64_t)bytes[0] << 16 | (uint64_t)bytes[length / 2] << 8 | bytes[length - 1]);
    }
    return mix(hash, hash >> 29);
}

static uint32_t tag_of(uint64_t hash) {
    return (uint32_t)(hash >> 32);
}

/** Where the search for a tag begins; the tag is all that growing and removing know of a text. */
static uint64_t home_of(const graph_text_index *index, uint32_t tag) {
    return tag & (index->slot_count - 1);
}

void graph_text_index_clear(graph_text_index *index) {
    free(index->slots);
    *index = (graph_text_index){0};
}

static void place(graph_text_index *index, graph_text_slot entry) {
    uint64_t mask = index->slot_count - 1;
    uint64_t at = home_of(index, entry.hash);
    while (index->slots[at].item != GRAPH_NONE) {
        at = (at + 1) & mask;
    }
    index->slots[at] = entry;
}

bool graph_text_index_reserve(graph_text_index *index, uint64_t extra) {
    /* At most two thirds full: chains stay short. */
    uint64_t needed = (index->item_count + extra) + (index->item_count + extra) / 2 + 1;
    if (needed <= index->slot_count) {
        return true;
    }
    graph_text_index grown = {.slot_count = 8, .item_count = index->item_count};
    while (grown.slot_count < needed) {
        grown.slot_count *= 2;
    }
    grown.slots = graph_allocate(grown.slot_count, sizeof *grown.slots);
    if (!grown.slots) {
        return false;
    }
    for (uint64_t i = 0; i < grown.slot_count; i++) {
        grown.slots[i] = (graph_text_slot){.hash = 0, .item = GRAPH_NONE};
    }
    for (uint64_t i = 0; i < index->slot_count; i++) {
        if (index->slots[i].item != GRAPH_NONE) {
            place(&grown, index->slots[i]);
        }
    }
    free(index->slots);
    *index = grown;
    return true;
}

uint32_t graph_text_index_find(const graph_text_index *index, char *const *texts, const char *text) {
    if (index->item_count == 0) {
        return GRAPH_NONE;
    }
    uint64_t mask = index->slot_count - 1;
    uint32_t tag = tag_of(hash_of(text));
    for (uint64_t at = home_of(index, tag);; at = (at + 1) & mask) {
        graph_text_slot slot = index->slots[at];
        if (slot.item == GRAPH_NONE) {
            return GRAPH_NONE;
        }
        if (slot.hash == tag && strcmp(texts[slot.item], text) == 0) {
            return slot.item;
        }
    }
}

void graph_text_index_add(graph_text_index *index, const char *text, uint32_t item) {
    place(index, (graph_text_slot){.hash = tag_of(hash_of(text)), .item = item});
    index->item_count++;
}

void graph_text_index_remove(graph_text_index *index, const char *text, uint32_t item) {
    uint64_t mask = index->slot_count - 1;
    uint64_t hole = home_of(index, tag_of(hash_of(text)));
    while (index->slots[hole].item != item) {
        hole = (hole + 1) & mask;
    }
    /* Move later entries of the run back over the hole, so that no search stops short of them. */
    for (uint64_t at = (hole + 1) & mask; index->slots[at].item != GRAPH_NONE; at = (at + 1) & mask) {
        uint64_t home = home_of(index, index->slots[at].hash);
        if (((at - home) & mask) >= ((at - hole) & mask)) {
            index->slots[hole] = index->slots[at];
            hole = at;
        }
    }
    index->slots[hole] = (graph_text_slot){.hash = 0, .item = GRAPH_NONE};
    index->item_count--;
}
