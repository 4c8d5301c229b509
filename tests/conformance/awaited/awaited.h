/**
 * @file
 * Every kind of value in calls that may take long: what goes in must live as long as the call, wherever it
 * runs, and what comes out is made when it is over.
 */
#ifndef AWAITED_H
#define AWAITED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tenon/contract.h>
#include <tenon/int128.h>

TENON_LIBRARY(awaited, 1, 0)
TENON_SOURCES("*.c")

#ifdef __cplusplus
extern "C" {
#endif

/** How a call ended. */
typedef enum TENON_STATUS awaited_status {
    AWAITED_OK = 0,
    AWAITED_OUT_OF_MEMORY TENON_KIND(out_of_memory), /**< Memory is used up. */
} awaited_status;

/** How to count. */
typedef enum TENON_FLAGS awaited_mode {
    AWAITED_MODE_NAMES = 1,   /**< The letters of the names. */
    AWAITED_MODE_AMOUNTS = 2, /**< The amounts. */
} awaited_mode;

/** Money, in cents. */
typedef int64_t awaited_money TENON_EXACT(2);

/** How long a word is. */
typedef enum awaited_size {
    AWAITED_SIZE_SHORT, /**< Up to two bytes. */
    AWAITED_SIZE_LONG,  /**< More. */
} awaited_size;

/** Somebody. */
typedef struct awaited_person {
    const char *name TENON_NULLABLE; /**< If it is known. */
    uint8_t age;                     /**< In years. */
} awaited_person;

/** A price and since when it is asked. */
typedef struct awaited_offer awaited_offer;

/** An offer. */
TENON_OWNED awaited_offer *awaited_offer_new(uint32_t pieces TENON_DEFAULT(7),
                                             awaited_money price TENON_DEFAULT(250),
                                             int64_t since TENON_INSTANT(seconds)
                                                 TENON_DEFAULT(60)) TENON_BLOCKING;
/** End of the offer. */
void awaited_offer_free(awaited_offer *offer TENON_DESTROYS);
/** How many there are. */
uint32_t awaited_offer_pieces(const awaited_offer *offer) TENON_PROPERTY(pieces);
/** What one costs. */
awaited_money awaited_offer_price(const awaited_offer *offer) TENON_PROPERTY(price);
/** Since when. */
int64_t awaited_offer_since(const awaited_offer *offer) TENON_INSTANT(seconds) TENON_PROPERTY(since);

/* ---- awaited_values ---- */

/** Frees what awaited_words() gives. */
void awaited_free_texts(char **texts) TENON_IGNORE;

/** The lengths of the words of a text, and how many bytes it has in all. */
awaited_status
awaited_words(const char *text,
              char ***words TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(awaited_free_texts)
                  TENON_COUNTED_BY(count),
              uint8_t **lengths TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free)
                  TENON_COUNTED_BY(count) TENON_KEYED_BY(words),
              size_t *count TENON_OUT, size_t *bytes TENON_OUT) TENON_BLOCKING;
/** How long the words of a text are, and how many bytes the longest has; no sizes without a word. */
awaited_status
awaited_sizes(const char *text,
              char ***words TENON_OUT TENON_OWNED TENON_NULLABLE TENON_FREED_BY(awaited_free_texts)
                  TENON_COUNTED_BY(count),
              awaited_size **sizes TENON_OUT TENON_OWNED TENON_NULLABLE TENON_FREED_BY(free)
                  TENON_COUNTED_BY(count) TENON_KEYED_BY(words),
              size_t *count TENON_OUT, size_t *longest TENON_OUT) TENON_BLOCKING;
/** How many bytes all names have, and what the people are called besides. */
size_t awaited_letters(const char *const *nicknames TENON_COUNTED_BY(count) TENON_NULLABLE,
                       const awaited_person *people TENON_COUNTED_BY(count) TENON_KEYED_BY(nicknames)
                           TENON_NULLABLE,
                       size_t count) TENON_BLOCKING;
/** Two texts, or none: a list that the library keeps. */
TENON_BORROWED TENON_NULLABLE TENON_COUNTED_BY(count) const
    char *const *awaited_list(bool any, size_t *count TENON_OUT) TENON_BLOCKING;
/** The texts, the last one first. */
awaited_status
awaited_reversed(const char *const *texts TENON_COUNTED_BY(count), size_t count,
                 char ***reversed TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(awaited_free_texts)
                     TENON_COUNTED_BY(reversed_count),
                 size_t *reversed_count TENON_OUT) TENON_BLOCKING;
/** The sum of what the mode says, of `start`, of `extra` and of `wait`. */
awaited_money awaited_sum(const char *const *names TENON_COUNTED_BY(count) TENON_NULLABLE,
                          const uint8_t *amounts TENON_COUNTED_BY(count) TENON_KEYED_BY(names) TENON_NULLABLE,
                          size_t count, awaited_money start TENON_DEFAULT(-5),
                          awaited_mode mode TENON_DEFAULT(AWAITED_MODE_NAMES | AWAITED_MODE_AMOUNTS),
                          tenon_int128 extra TENON_DEFAULT(3),
                          int64_t wait TENON_DURATION(milliseconds) TENON_DEFAULT(0)) TENON_BLOCKING;
/** How many of the numbers are known. */
size_t awaited_known(const uint64_t *numbers TENON_COUNTED_BY(count),
                     const bool *known TENON_COUNTED_BY(count) TENON_KEYED_BY(numbers),
                     size_t count) TENON_BLOCKING;
/** Which of the three numbers from `first` on are odd; none where that is negative. */
awaited_status awaited_odd(int64_t first,
                           int64_t **numbers TENON_OUT TENON_OWNED TENON_NULLABLE TENON_FREED_BY(free)
                               TENON_COUNTED_BY(count),
                           bool **odd TENON_OUT TENON_OWNED TENON_NULLABLE TENON_FREED_BY(free)
                               TENON_COUNTED_BY(count) TENON_KEYED_BY(numbers),
                           size_t *count TENON_OUT) TENON_BLOCKING;
/** A moment that many seconds after 1970 began. */
int64_t awaited_moment(int64_t seconds) TENON_INSTANT(seconds) TENON_BLOCKING;
/** The same in milliseconds; none for 0. */
bool awaited_moment_or_none(int64_t milliseconds, int64_t *moment TENON_OUT TENON_INSTANT(milliseconds)
                                                      TENON_PRESENT_IF(result)) TENON_BLOCKING;
/** Twice the number, as far as there is one. */
bool awaited_twice(tenon_int128 number TENON_PRESENT_IF(has_number), bool has_number,
                   tenon_int128 *twice TENON_OUT TENON_PRESENT_IF(result)) TENON_BLOCKING;

#ifdef __cplusplus
}
#endif

#endif /* AWAITED_H */
