/**
 * @file
 * What callbacks get and give besides plain numbers and texts: every kind of value that fits both ways.
 */
#ifndef PASSING_H
#define PASSING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tenon/contract.h>
#include <tenon/int128.h>

TENON_LIBRARY(passing, 1, 0)
TENON_SOURCES("*.c")

#ifdef __cplusplus
extern "C" {
#endif

/** How a call ended. */
typedef enum TENON_STATUS passing_status {
    PASSING_OK = 0,
    PASSING_REFUSED TENON_KIND(invalid_argument), /**< The callback does not want to. */
} passing_status;

/** What to do after a message. */
typedef enum passing_choice {
    PASSING_GO_ON, /**< The next one. */
    PASSING_END,   /**< No more. */
} passing_choice;

/** Who may see a message. */
typedef enum TENON_FLAGS passing_audience {
    PASSING_FRIENDS = 1,   /**< Friends. */
    PASSING_FAMILY = 2,    /**< Family. */
    PASSING_STRANGERS = 4, /**< Everybody else. */
} passing_audience;

/** A place on the map. */
typedef struct passing_place {
    double x; /**< To the right. */
    double y; /**< Upwards. */
} passing_place;

/** A way from one place to another. */
typedef struct passing_way {
    passing_place from; /**< Its beginning. */
    passing_place to;   /**< Its end. */
} passing_way;

/** What somebody said. */
typedef struct passing_message {
    int64_t number;                     /**< Which one. */
    const char *text;                   /**< What. */
    const char *subject TENON_NULLABLE; /**< What about, if anything. */
    passing_place place;                /**< From where. */
} passing_message;

/** What can happen to a line. */
typedef enum passing_happening {
    PASSING_RANG,    /**< It rang. */
    PASSING_DIALLED, /**< A number was dialled. */
    PASSING_SAID,    /**< Something was said. */
} passing_happening;

/** Something that happened to a line. */
typedef struct passing_event {
    passing_happening happening; /**< What. */
    union {
        int64_t number TENON_CASE(PASSING_DIALLED);       /**< Which one. */
        passing_message message TENON_CASE(PASSING_SAID); /**< What exactly. */
    } what TENON_TAGGED_BY(happening);                    /**< In detail. */
} passing_event;

/** Money, in cents. */
typedef int64_t passing_money TENON_EXACT(2);

/** A card that the library makes and gives away. */
typedef struct passing_card passing_card;

/** The end of a card. */
void passing_card_free(passing_card *card TENON_DESTROYS);

/** What stands on it. */
const char *passing_card_text(const passing_card *card) TENON_BORROWED TENON_NONNULL
    TENON_PROPERTY(text) TENON_BRIEF;

/** How many cards there are in the whole process. */
size_t passing_cards(void) TENON_BRIEF;

/* ---- callbacks ---- */

/** Hears a message, and the one before it if there is one. */
typedef void (*passing_hear)(const passing_message *message, const passing_message *before TENON_NULLABLE,
                             void *context TENON_CONTEXT);

/** Deliver one message per text. Its number is its place among them, counted from 0; every second one has a
 * subject: the text, too. It comes from the number's place on both axes. */
void passing_deliver(const char *const *texts TENON_COUNTED_BY(count), size_t count,
                     passing_hear hear TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(hear));

/** Misbehaves as the contract rules out: delivers a message whose text is no UTF-8. */
void passing_deliver_bad(passing_hear hear TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(hear));

/** Reads all messages at once. */
typedef void (*passing_read)(const passing_message *messages TENON_COUNTED_BY(count), size_t count,
                             void *context TENON_CONTEXT);

/** As passing_deliver(), at once and without subjects. At most 100 texts. */
void passing_deliver_all(const char *const *texts TENON_COUNTED_BY(count), size_t count,
                         passing_read read TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(read));

/** Reacts to an event. */
typedef passing_choice (*passing_react)(passing_event event, void *context TENON_CONTEXT)
    TENON_ON_ERROR(PASSING_END);

/** Let a line ring, dial `number`, and say `text`, until one reaction is to end. @return How many there were.
 */
size_t passing_happen(int64_t number, const char *text, passing_react react TENON_CALLED(during_call),
                      void *context TENON_CONTEXT_OF(react));

/** Makes an event of a number. */
typedef passing_status (*passing_invent)(int64_t number, passing_way *way TENON_OUT,
                                         passing_audience *audience TENON_OUT,
                                         passing_choice *choice TENON_OUT, void *context TENON_CONTEXT)
    TENON_ON_ERROR(PASSING_REFUSED);

/** Ask once.
 * @throws PASSING_REFUSED It could not be invented. */
passing_status passing_ask(int64_t number, passing_invent invent TENON_CALLED(during_call),
                           void *context TENON_CONTEXT_OF(invent), passing_way *way TENON_OUT,
                           passing_audience *audience TENON_OUT, passing_choice *choice TENON_OUT);

/** Turns a way around, for some audience. */
typedef passing_way (*passing_turn)(const passing_way *way, passing_audience audience,
                                    void *context TENON_CONTEXT) TENON_ON_ERROR({0});

/** What `turn` makes of a way for friends and family. */
passing_way passing_turned(const passing_way *way, passing_turn turn TENON_CALLED(during_call),
                           void *context TENON_CONTEXT_OF(turn));

/** Says what something costs. */
typedef passing_money (*passing_price)(passing_money usual, int64_t at TENON_INSTANT(milliseconds),
                                       int64_t lasts TENON_DURATION(seconds), tenon_int128 serial,
                                       void *context TENON_CONTEXT) TENON_ON_ERROR(0);

/** The sum of two prices: of one that usually costs 9.99 and one that costs twice as much, which lasts for
 * minus the time. */
passing_money passing_cost(int64_t at TENON_INSTANT(milliseconds), int64_t lasts TENON_DURATION(seconds),
                           tenon_int128 serial, passing_price price TENON_CALLED(during_call),
                           void *context TENON_CONTEXT_OF(price));

/** Says when something ends. */
typedef int64_t (*passing_end)(void *context TENON_CONTEXT) TENON_INSTANT(milliseconds) TENON_ON_ERROR(0);

/** What `end` says. */
int64_t passing_ends(passing_end end TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(end))
    TENON_INSTANT(milliseconds);

/** Takes a card for good. */
typedef bool (*passing_take)(passing_card *card TENON_OWNED, void *context TENON_CONTEXT)
    TENON_ON_ERROR(false);

/** Give a card away for every text, until one is not taken. @return How many were. */
size_t passing_give(const char *const *texts TENON_COUNTED_BY(count), size_t count,
                    passing_take take TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(take));

#ifdef __cplusplus
}
#endif

#endif /* PASSING_H */
