/**
 * @file
 * A warehouse under stress: every kind of thing that crosses a boundary, and a library that notices when two
 * threads use an object as its contract rules out.
 */
#ifndef WAREHOUSE_H
#define WAREHOUSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tenon/contract.h>

TENON_LIBRARY(warehouse, 1, 0)
TENON_SOURCES("*.c")
TENON_INCLUDES(".")

#ifdef __cplusplus
extern "C" {
#endif

/** How a call ended. */
typedef enum TENON_STATUS warehouse_status {
    WAREHOUSE_OK = 0,
    WAREHOUSE_FULL TENON_KIND(out_of_range),       /**< The shelf takes no more. */
    WAREHOUSE_NO_SUCH_BOX TENON_KIND(not_found),   /**< No box stands there. */
    WAREHOUSE_NO_MEMORY TENON_KIND(out_of_memory), /**< Memory is used up. */
} warehouse_status;

/** How many boxes a shelf takes. */
#define WAREHOUSE_MOST_BOXES 64

/** A shelf of boxes, each of which weighs something. */
typedef struct warehouse_shelf warehouse_shelf;

/** A shelf with four boxes, of 1, 2, 3 and 4. */
TENON_OWNED warehouse_shelf *warehouse_shelf_new(const char *label);
/** End of the shelf. */
void warehouse_shelf_free(warehouse_shelf *shelf TENON_DESTROYS);

/** How many boxes it has. */
size_t warehouse_shelf_size(const warehouse_shelf *shelf) TENON_BRIEF;
/** What is written on it. */
TENON_BORROWED TENON_NONNULL const char *warehouse_shelf_label(const warehouse_shelf *shelf)
    TENON_PROPERTY(label);
/** Write something else on it. */
warehouse_status warehouse_shelf_set_label(warehouse_shelf *shelf, const char *label) TENON_PROPERTY(label);
/** All labels of the boxes, with commas between. */
TENON_OWNED TENON_NONNULL TENON_FREED_BY(free) char *warehouse_shelf_describe(const warehouse_shelf *shelf);
/** Put a box on it. @throws WAREHOUSE_FULL There is no room. */
warehouse_status warehouse_shelf_add(warehouse_shelf *shelf, double weight);
/** Take all boxes but the first four away. */
void warehouse_shelf_clear(warehouse_shelf *shelf);
/** What a box weighs. @throws WAREHOUSE_NO_SUCH_BOX There is none. */
warehouse_status warehouse_shelf_weight(const warehouse_shelf *shelf, size_t at, double *weight TENON_OUT);
/** The weights, copied. */
TENON_OWNED TENON_NONNULL TENON_FREED_BY(free)
    TENON_COUNTED_BY(count) double *warehouse_shelf_weights(const warehouse_shelf *shelf,
                                                            size_t *count TENON_OUT);
/** The sum of some weights. */
double warehouse_sum(const double *weights TENON_COUNTED_BY(count), size_t count);
/** Take the boxes of another shelf, as many as there is room for, and the shelf. */
void warehouse_shelf_absorb(warehouse_shelf *shelf, warehouse_shelf *other TENON_CONSUMES);

/** The weights where they are. */
TENON_VIEW TENON_NONNULL TENON_COUNTED_BY(count) const
    double *warehouse_shelf_look(const warehouse_shelf *shelf, size_t *count TENON_OUT);

/** Is shown a box. @return Whether to go on. */
typedef bool (*warehouse_visitor)(double weight, void *context TENON_CONTEXT) TENON_ON_ERROR(false);

/** Show all boxes. @return How many were shown. */
size_t warehouse_shelf_visit(const warehouse_shelf *shelf, warehouse_visitor visit TENON_CALLED(during_call),
                             void *context TENON_CONTEXT_OF(visit));
/** Show every box that is put on the shelf from now on to this one, instead of the one before. */
void warehouse_shelf_watch(warehouse_shelf *shelf,
                           warehouse_visitor watch TENON_CALLED(until_replaced) TENON_NULLABLE,
                           void *context TENON_CONTEXT_OF(watch));

/** Add up the weights, `rounds` times. */
double warehouse_shelf_audit(const warehouse_shelf *shelf, uint32_t rounds) TENON_BLOCKING;
/** Turn the order of the boxes round, `rounds` times. */
void warehouse_shelf_turn(warehouse_shelf *shelf, uint32_t rounds) TENON_BLOCKING;

/** Goes from box to box of a shelf that nobody changes meanwhile. */
typedef struct warehouse_walk warehouse_walk;
/** A walk along the shelf. */
TENON_OWNED TENON_FREEZES(shelf) warehouse_walk *warehouse_shelf_walk(const warehouse_shelf *shelf);
/** End of the walk. */
void warehouse_walk_free(warehouse_walk *walk TENON_DESTROYS);
/** The next weight. @return Whether there is one. */
bool warehouse_walk_next(warehouse_walk *walk, double *weight TENON_OUT TENON_PRESENT_IF(result)) TENON_NEXT;

/** Somebody who works at a shelf, and signs off there in the end. */
typedef struct warehouse_clerk warehouse_clerk TENON_THREADS(serial);
/** A clerk for the shelf. */
TENON_OWNED TENON_KEEPS(shelf) warehouse_clerk *warehouse_shelf_hire(warehouse_shelf *shelf);
/** The clerk signs off. */
void warehouse_clerk_free(warehouse_clerk *clerk TENON_DESTROYS);
/** Put a box on the clerk's shelf. @throws WAREHOUSE_FULL There is no room. */
warehouse_status warehouse_clerk_add(warehouse_clerk *clerk, double weight);
/** How many boxes are on the clerk's shelf. */
size_t warehouse_clerk_count(const warehouse_clerk *clerk);

/** The weights as bytes, a number each. */
typedef struct warehouse_scan warehouse_scan;
/** Scan the clerk's shelf as it is now. */
TENON_OWNED TENON_FREEZES(clerk) warehouse_scan *warehouse_clerk_scan(const warehouse_clerk *clerk);
/** End of the scan. */
void warehouse_scan_free(warehouse_scan *scan TENON_DESTROYS);
/** Read the next bytes; none at the end. */
warehouse_status warehouse_scan_read(warehouse_scan *scan, void *buffer TENON_OUT TENON_COUNTED_BY(size),
                                     size_t *size TENON_INOUT) TENON_READS;

/** A sheet of numbers that hosts write to where they are. */
typedef struct warehouse_sheet warehouse_sheet;
/** A sheet of zeros. */
TENON_OWNED warehouse_sheet *warehouse_sheet_new(size_t count);
/** End of the sheet. */
void warehouse_sheet_free(warehouse_sheet *sheet TENON_DESTROYS);
/** The numbers where they are, to be changed. */
warehouse_status
warehouse_sheet_edit(warehouse_sheet *sheet,
                     double **numbers TENON_OUT TENON_VIEW TENON_NONNULL TENON_COUNTED_BY(count),
                     size_t *count TENON_OUT);
/** The numbers where they are. */
TENON_VIEW TENON_NONNULL TENON_COUNTED_BY(count) const
    double *warehouse_sheet_look(const warehouse_sheet *sheet, size_t *count TENON_OUT);
/** Set all numbers. */
void warehouse_sheet_fill(warehouse_sheet *sheet, double number);
/** Whether all numbers are the same. */
bool warehouse_sheet_is_even(const warehouse_sheet *sheet);

/** Lose a little memory in every hundredth call, which a test for leaks must notice. */
void warehouse_lose(void) TENON_BRIEF;
/** How many bytes of the process are allocated and not freed, of those that malloc gave. */
size_t warehouse_bytes_in_use(void) TENON_BRIEF;
/** How many objects, views, arrays, callbacks, tokens, texts and errors the package's ledger says are live;
 * what they are goes to standard error where `shows`. */
uint64_t warehouse_live(bool shows) TENON_BRIEF;

#ifdef __cplusplus
}
#endif

#endif /* WAREHOUSE_H */
