/**
 * @file
 * Records and variants in each other, on every way that values go: awaited, in place, in arrays and views,
 * into interfaces and back.
 */
#ifndef NESTING_H
#define NESTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tenon/contract.h>

TENON_LIBRARY(nesting, 1, 0)
TENON_SOURCES("*.c")

#ifdef __cplusplus
extern "C" {
#endif

/** How a call ended. */
typedef enum TENON_STATUS nesting_status {
    NESTING_OK = 0,
    NESTING_REFUSED TENON_KIND(invalid_argument), /**< Nobody wants it. */
} nesting_status;

/** What stands on a label. */
typedef enum nesting_writing {
    NESTING_BLANK,                                   /**< Nothing. */
    NESTING_WRITTEN TENON_NAME(node, "handWritten"), /**< Words. */
    NESTING_PRINTED,                                 /**< A number. */
} nesting_writing;

/** A label: a variant with a text that may be null, and a member that is called like a tag. */
typedef struct nesting_label {
    nesting_writing writing; /**< What stands on it. */
    union {
        const char *words TENON_CASE(NESTING_WRITTEN) TENON_NULLABLE; /**< If they can be read. */
        int32_t kind TENON_CASE(NESTING_PRINTED);                     /**< Of parcel. */
    } TENON_TAGGED_BY(writing);
} nesting_label;

/** How something is measured. */
typedef enum nesting_scale {
    NESTING_PIECES, /**< Counted. */
    NESTING_KILOS,  /**< Weighed. */
} nesting_scale;

/** How much there is: a variant of plain numbers. */
typedef struct nesting_amount {
    nesting_scale scale; /**< How it is measured. */
    union {
        int32_t pieces TENON_CASE(NESTING_PIECES); /**< How many. */
        double kilos TENON_CASE(NESTING_KILOS);    /**< How heavy. */
    } as TENON_TAGGED_BY(scale);                   /**< The number. */
} nesting_amount;

/** A parcel: an optional variant with a text, a text that may be null, and a variant without. */
typedef struct nesting_parcel {
    bool has_label;                                  /**< Whether there is a label. */
    nesting_label label TENON_PRESENT_IF(has_label); /**< What stands on it. */
    const char *sender TENON_NULLABLE;               /**< Who sent it, if anybody said. */
    nesting_amount amount;                           /**< How much is in it. */
} nesting_parcel;

/* ---- awaiting ---- */

/** How many bytes the texts of a parcel have; none has none. */
size_t nesting_bytes(const nesting_parcel *parcel TENON_NULLABLE) TENON_BLOCKING;
/** The same for many. */
size_t nesting_all_bytes(const nesting_parcel *parcels TENON_COUNTED_BY(count), size_t count) TENON_BLOCKING;
/** The parcel unchanged. */
nesting_parcel nesting_same(nesting_parcel parcel) TENON_BLOCKING;
/** The parcel unchanged, or none. */
bool nesting_maybe(const nesting_parcel *parcel TENON_NULLABLE,
                   nesting_parcel *same TENON_OUT TENON_PRESENT_IF(result)) TENON_BLOCKING;
/** Weigh what was counted, a piece being half a kilo: in place. */
void nesting_weigh(nesting_amount *amounts TENON_INOUT TENON_COUNTED_BY(count), size_t count) TENON_BLOCKING;

/* ---- nested_records ---- */

/** Send a parcel back: it comes from "back" then. One with a label is gone. In place, and optional. */
void nesting_turn(nesting_parcel *parcel TENON_INOUT TENON_PRESENT_IF(is_there), bool *is_there TENON_INOUT);
/** A parcel and a label with its sender's name. Not from "nobody".
 * @throws NESTING_REFUSED Nobody sent it. */
nesting_status nesting_relabel(const nesting_parcel *parcel, nesting_parcel *same TENON_OUT,
                               nesting_label *label TENON_OUT);

/* ---- variants ---- */

/** Amounts by turns in pieces and in kilos, from 0 on, each half a kilo or one piece more. */
void nesting_amounts(nesting_amount *amounts TENON_OUT TENON_COUNTED_BY(count), size_t count);

/** A shelf with three amounts. */
typedef struct nesting_shelf nesting_shelf;
/** A shelf. */
TENON_OWNED nesting_shelf *nesting_shelf_new(void);
/** A shelf with a label, which nobody keeps. */
TENON_OWNED nesting_shelf *nesting_shelf_of(const nesting_label *label) TENON_BLOCKING;
/** A shelf, and what was counted is weighed as by nesting_weigh(): both a new object and an array in place. */
TENON_OWNED nesting_shelf *nesting_shelf_weighed(nesting_amount *amounts TENON_INOUT TENON_COUNTED_BY(count), size_t count);
/** The same, for long arrays. */
TENON_OWNED nesting_shelf *nesting_shelf_of_many(nesting_amount *amounts TENON_INOUT TENON_COUNTED_BY(count), size_t count)
    TENON_BLOCKING;
/** How many shelves there are. */
int64_t nesting_shelves(void);
/** Its end. */
void nesting_shelf_free(nesting_shelf *shelf TENON_DESTROYS);
/** Its amounts. */
TENON_VIEW TENON_NONNULL TENON_COUNTED_BY(count) const nesting_amount *nesting_shelf_amounts(
    const nesting_shelf *shelf, size_t *count TENON_OUT);

/* ---- interfaces ---- */

/** Somebody who handles parcels. */
typedef struct TENON_INTERFACE nesting_porter {
    /** Choose one of the amounts for a parcel. @return Whether it is wanted. */
    bool (*choose)(void *context TENON_CONTEXT, const nesting_parcel *parcel,
                   const nesting_amount *amounts TENON_COUNTED_BY(count), size_t count,
                   nesting_amount *chosen TENON_OUT) TENON_ON_ERROR(false);
    /** Say how much a label promises. */
    nesting_status (*promise)(void *context TENON_CONTEXT, nesting_label label,
                              nesting_amount *amount TENON_OUT) TENON_ON_ERROR(NESTING_REFUSED);
    void *context TENON_CONTEXT; /**< The porter. */
} nesting_porter;

/** What a porter chooses of three amounts, and what the label promises; without one, what is in the parcel.
 * @throws NESTING_REFUSED The parcel is not wanted. */
nesting_status nesting_carry(const nesting_parcel *parcel,
                             const nesting_porter *porter TENON_CALLED(during_call),
                             nesting_amount *chosen TENON_OUT,
                             nesting_amount *promised TENON_OUT) TENON_BLOCKING;

#ifdef __cplusplus
}
#endif

#endif /* NESTING_H */
