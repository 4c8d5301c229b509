/**
 * @file
 * A library that breaks its contract when it is told to, and signatures that are hard on a boundary.
 */
#ifndef LIAR_H
#define LIAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tenon/contract.h>
#include <tenon/value.h>

TENON_LIBRARY(liar, 1, 0)
TENON_SOURCES("*.c")
TENON_INCLUDES(".")

/** How a call ended. */
typedef enum TENON_STATUS liar_status {
    LIAR_OK = 0,
    LIAR_CAUGHT TENON_KIND(invalid_state), /**< It was found out. */
} liar_status;

/** A colour. */
typedef enum liar_colour {
    LIAR_COLOUR_RED = 1, /**< Red. */
    LIAR_COLOUR_BLUE,    /**< Blue. */
} liar_colour;

/** A playing card. */
typedef struct liar_card {
    liar_colour colour; /**< Its colour. */
    uint8_t number;     /**< Its number. */
} liar_card;

/** A box. */
typedef struct liar_box liar_box;

/** A box, or null with or without a reason. */
TENON_OWNED liar_box *liar_box_new(bool fails, bool says_why);
/** End of a box. */
void liar_box_free(liar_box *box TENON_DESTROYS);
/** How many boxes there are. */
int64_t liar_live_boxes(void);
/** How many texts and arrays there are. */
int64_t liar_live_memory(void);

/** Frees a text. */
void liar_text_free(char *text) TENON_IGNORE;
/** Frees an array. */
void liar_numbers_free(double *values) TENON_IGNORE;

/** Two boxes; the second is null where it lies. */
liar_status liar_two_boxes(bool lies, liar_box **first TENON_OUT TENON_OWNED,
                           liar_box **second TENON_OUT TENON_OWNED);
/** Two texts; the second is not UTF-8 where it lies. */
liar_status liar_two_texts(bool lies,
                           char **first TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(liar_text_free),
                           char **second TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(liar_text_free));
/** A text, an array and a box; the text is not UTF-8 where it lies. */
liar_status liar_mixture(bool lies, const char **text TENON_OUT TENON_BORROWED TENON_NONNULL,
                         double **values TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(liar_numbers_free)
                             TENON_COUNTED_BY(count),
                         size_t *count TENON_OUT, liar_box **box TENON_OUT TENON_OWNED);
/** An array of that length; null where it lies. */
liar_status
liar_numbers(bool lies, int32_t length,
             double **values TENON_OUT TENON_OWNED TENON_NULLABLE TENON_FREED_BY(liar_numbers_free)
                 TENON_COUNTED_BY(count),
             int32_t *count TENON_OUT);
/** Claims to have written that many numbers. */
liar_status liar_fill(size_t claim, uint32_t *numbers TENON_OUT TENON_COUNTED_BY(count),
                      size_t *count TENON_INOUT);
/** Fails, but sets its out-parameters. */
liar_status liar_fail_with_results(liar_box **box TENON_OUT TENON_OWNED, double *number TENON_OUT);
/** The number as a colour, checked or not. */
liar_colour liar_paint(int32_t number);
/** Repaint a colour in place. */
void liar_repaint(liar_colour *colour TENON_INOUT, int32_t number);
/** A card of that colour, checked or not. */
void liar_deal(int32_t colour, liar_card *card TENON_OUT);
/** Repaint a card in place. */
void liar_mark(liar_card *card TENON_INOUT, int32_t colour);
/** How many of the cards are red. */
size_t liar_count_red(const liar_card *cards TENON_COUNTED_BY(count), size_t count);
/** The length that reached the function. */
uint32_t liar_shared_length(const double *a TENON_COUNTED_BY(length) TENON_NULLABLE,
                            const double *b TENON_COUNTED_BY(length) TENON_NULLABLE,
                            const double *c TENON_COUNTED_BY(length) TENON_NULLABLE, uint32_t length);
/** Uses both boxes up. */
void liar_swallow(liar_box *box TENON_CONSUMES, liar_box *other TENON_CONSUMES TENON_NULLABLE);
/* ---- Values: in lies_of_values.c ---- */

/** A card with a label, both perhaps missing. */
typedef struct liar_label {
    bool has_card;                             /**< Whether there is a card. */
    liar_card card TENON_PRESENT_IF(has_card); /**< The card. */
    const char *text;                          /**< What it says. */
} liar_label;

/** A bool that is none, through an out-parameter. */
void liar_out_bool(uint8_t byte, bool *value TENON_OUT);
/** A bool that is none says whether there is a number. */
void liar_maybe_number(uint8_t byte, int32_t *number TENON_OUT TENON_PRESENT_IF(given),
                       bool *given TENON_OUT);
/** Bools of the library's, the last of which is that byte. */
liar_status liar_bools(uint8_t byte,
                       bool **values TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(liar_bools_free)
                           TENON_COUNTED_BY(count),
                       size_t *count TENON_OUT);
/** Frees bools. */
void liar_bools_free(bool *values) TENON_IGNORE;
/** Numbers at an address that is not aligned where it lies. */
liar_status liar_skewed(bool lies,
                        double **values TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(liar_skewed_free)
                            TENON_COUNTED_BY(count),
                        size_t *count TENON_OUT);
/** Frees them. */
void liar_skewed_free(double *values) TENON_IGNORE;
/** A card of the library's, or null although that is ruled out. */
TENON_BORROWED TENON_NONNULL const liar_card *liar_top_card(bool lies);
/** A text that is there, or said to be. */
bool liar_said_text(bool lies, char **text TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(liar_text_free)
                                   TENON_PRESENT_IF(result));
/** A label; its parts lie in turn. */
void liar_write_label(int32_t lie, liar_label *label TENON_OUT);
/** A label and then a text that is not UTF-8 where it lies: the label's text must not stay behind. */
liar_status liar_label_and_text(bool lies, liar_label *label TENON_OUT,
                                const char **text TENON_OUT TENON_BORROWED TENON_NONNULL);
/** Write on two labels in place; the second comes where there was none, and the other way round. The first
 * (1) or the second (2) gets a text that is not UTF-8, or it fails (3). */
liar_status liar_relabel(int32_t lie, liar_label *first TENON_INOUT,
                         liar_label *second TENON_INOUT TENON_PRESENT_IF(there), bool *there TENON_INOUT);
/** Texts and then an array of that length. */
liar_status
liar_texts_and_numbers(bool lies,
                       char ***texts TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(liar_texts_free)
                           TENON_COUNTED_BY(texts_count),
                       size_t *texts_count TENON_OUT,
                       double **values TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(liar_numbers_free)
                           TENON_COUNTED_BY(values_count),
                       size_t *values_count TENON_OUT);
/** Frees texts. */
void liar_texts_free(char **texts) TENON_IGNORE;
/** A dynamic value and then a text that is not UTF-8 where it lies. */
liar_status liar_value_and_text(bool lies, tenon_value **value TENON_OUT TENON_OWNED TENON_NONNULL,
                                const char **text TENON_OUT TENON_BORROWED TENON_NONNULL);
/** No value although one is promised. */
TENON_OWNED TENON_NONNULL tenon_value *liar_no_value(bool lies);

/** Names that the boundary itself uses, and that of a type. */
int32_t liar_hide(int32_t status, int32_t outcome, int32_t liar_box, int32_t tenon_release, int32_t free);
/** Comments that end early: *\/ and ??/ */
void liar_comment(void);

#endif /* LIAR_H */
