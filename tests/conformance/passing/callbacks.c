#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "passing.h"

static passing_message message_of(const char *text, size_t number, bool has_subject) {
    return (passing_message){.number = (int64_t)number,
                             .text = text,
                             .subject = has_subject ? text : NULL,
                             .place = {(double)number, (double)number}};
}

void passing_deliver(const char *const *texts, size_t count, passing_hear hear, void *context) {
    passing_message before = {0};
    for (size_t i = 0; i < count; i++) {
        passing_message message = message_of(texts[i], i, i % 2 == 1);
        hear(&message, i > 0 ? &before : NULL, context);
        before = message;
    }
}

void passing_deliver_bad(passing_hear hear, void *context) {
    passing_message message = message_of("\xff", 0, false);
    hear(&message, NULL, context);
}

enum { MOST_MESSAGES = 100 };

void passing_deliver_all(const char *const *texts, size_t count, passing_read read, void *context) {
    passing_message messages[MOST_MESSAGES];
    size_t used = count < MOST_MESSAGES ? count : MOST_MESSAGES;
    for (size_t i = 0; i < used; i++)
        messages[i] = message_of(texts[i], i, false);
    read(messages, used, context);
}

size_t passing_happen(int64_t number, const char *text, passing_react react, void *context) {
    const passing_event events[] = {
        {.happening = PASSING_RANG},
        {.happening = PASSING_DIALLED, .what.number = number},
        {.happening = PASSING_SAID, .what.message = message_of(text, 0, false)},
    };
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
        if (react(events[i], context) == PASSING_END)
            return i + 1;
    }
    return sizeof events / sizeof events[0];
}

passing_status passing_ask(int64_t number, passing_invent invent, void *context, passing_way *way,
                           passing_audience *audience, passing_choice *choice) {
    return invent(number, way, audience, choice, context);
}

passing_way passing_turned(const passing_way *way, passing_turn turn, void *context) {
    return turn(way, PASSING_FRIENDS | PASSING_FAMILY, context);
}

passing_money passing_cost(int64_t at, int64_t lasts, tenon_int128 serial, passing_price price,
                           void *context) {
    passing_money first = price(999, at, lasts, serial, context);
    return first + price(1998, at, -lasts, serial, context);
}

int64_t passing_ends(passing_end end, void *context) {
    return end(context);
}

/* ---- Cards ---- */

struct passing_card {
    char text[64];
};

static atomic_size_t cards;

void passing_card_free(passing_card *card) {
    atomic_fetch_sub(&cards, 1);
    free(card);
}

const char *passing_card_text(const passing_card *card) {
    return card->text;
}

size_t passing_cards(void) {
    return atomic_load(&cards);
}

size_t passing_give(const char *const *texts, size_t count, passing_take take, void *context) {
    for (size_t i = 0; i < count; i++) {
        passing_card *card = calloc(1, sizeof *card);
        if (card == NULL)
            return i;
        atomic_fetch_add(&cards, 1);
        size_t length = strlen(texts[i]);
        memcpy(card->text, texts[i], length < sizeof card->text ? length : 0);
        if (!take(card, context))
            return i;
    }
    return count;
}
