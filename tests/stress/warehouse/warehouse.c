/* Boxes on shelves. Every function says how it uses the shelf; who meets somebody that it must not meet ends
 * the process, and so does who finds a shelf that has ended. */

#include <malloc.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tenon/diagnostics.h> /* a test may look into the runtime that its package brings */

#include "warehouse.h"

enum { FIRST_BOXES = 4, LABEL = 96, ALIVE = 0x51E1F };

struct warehouse_shelf {
    _Atomic int alive;
    _Atomic int readers;
    _Atomic int writers;
    char label[LABEL];
    size_t count;
    double *weights;
    warehouse_visitor watch;
    void *watch_context;
    int signatures;
};

/* ---- Who uses a shelf ---- */

static void die(const char *what) {
    fprintf(stderr, "warehouse: %s\n", what);
    abort();
}

static const warehouse_shelf *begin_read(const warehouse_shelf *shelf) {
    warehouse_shelf *used = (warehouse_shelf *)shelf;
    if (atomic_load(&used->alive) != ALIVE)
        die("a shelf is read that has ended");
    atomic_fetch_add(&used->readers, 1);
    if (atomic_load(&used->writers) != 0)
        die("a shelf is read that is being changed");
    return shelf;
}

static void end_read(const warehouse_shelf *shelf) {
    warehouse_shelf *used = (warehouse_shelf *)shelf;
    if (atomic_load(&used->writers) != 0)
        die("a shelf was changed while it was read");
    atomic_fetch_sub(&used->readers, 1);
}

static void begin_write(warehouse_shelf *shelf) {
    if (atomic_load(&shelf->alive) != ALIVE)
        die("a shelf is changed that has ended");
    if (atomic_fetch_add(&shelf->writers, 1) != 0)
        die("two change a shelf");
    if (atomic_load(&shelf->readers) != 0)
        die("a shelf is changed that is being read");
}

static void end_write(warehouse_shelf *shelf) {
    if (atomic_load(&shelf->readers) != 0)
        die("a shelf was read while it was changed");
    atomic_fetch_sub(&shelf->writers, 1);
}

/* ---- Shelves ---- */

static void set_label(warehouse_shelf *shelf, const char *label) {
    size_t length = strlen(label) < LABEL - 1 ? strlen(label) : LABEL - 1;
    while (length > 0 && ((unsigned char)label[length] & 0xC0) == 0x80) /* not within a character */
        length--;
    memcpy(shelf->label, label, length);
    shelf->label[length] = '\0';
}

warehouse_shelf *warehouse_shelf_new(const char *label) {
    warehouse_shelf *shelf = calloc(1, sizeof *shelf);
    double *weights = malloc(WAREHOUSE_MOST_BOXES * sizeof *weights);
    if (shelf == NULL || weights == NULL) {
        free(shelf);
        free(weights);
        return NULL;
    }
    shelf->weights = weights;
    for (shelf->count = 0; shelf->count < FIRST_BOXES; shelf->count++)
        weights[shelf->count] = (double)shelf->count + 1;
    set_label(shelf, label);
    atomic_store(&shelf->alive, ALIVE);
    return shelf;
}

void warehouse_shelf_free(warehouse_shelf *shelf) {
    begin_write(shelf);
    if (shelf->signatures != 0)
        die("a shelf ends before its clerks");
    atomic_store(&shelf->alive, 0);
    free(shelf->weights);
    free(shelf);
}

size_t warehouse_shelf_size(const warehouse_shelf *shelf) {
    size_t count = begin_read(shelf)->count;
    end_read(shelf);
    return count;
}

const char *warehouse_shelf_label(const warehouse_shelf *shelf) {
    begin_read(shelf);
    end_read(shelf);
    return shelf->label;
}

warehouse_status warehouse_shelf_set_label(warehouse_shelf *shelf, const char *label) {
    begin_write(shelf);
    set_label(shelf, label);
    end_write(shelf);
    return WAREHOUSE_OK;
}

char *warehouse_shelf_describe(const warehouse_shelf *shelf) {
    enum { ROOM = 24 };
    begin_read(shelf);
    char *text = malloc(shelf->count * ROOM + 1);
    size_t length = 0;
    for (size_t at = 0; text != NULL && at < shelf->count; at++)
        length += (size_t)snprintf(text + length, ROOM, "%s%.3g", at == 0 ? "" : ", ", shelf->weights[at]);
    end_read(shelf);
    return text;
}

static warehouse_status add(warehouse_shelf *shelf, double weight) {
    if (shelf->count == WAREHOUSE_MOST_BOXES)
        return WAREHOUSE_FULL;
    shelf->weights[shelf->count++] = weight;
    return WAREHOUSE_OK;
}

warehouse_status warehouse_shelf_add(warehouse_shelf *shelf, double weight) {
    begin_write(shelf);
    warehouse_status status = add(shelf, weight);
    if (status == WAREHOUSE_OK && shelf->watch != NULL)
        shelf->watch(weight, shelf->watch_context);
    end_write(shelf);
    return status;
}

void warehouse_shelf_clear(warehouse_shelf *shelf) {
    begin_write(shelf);
    shelf->count = FIRST_BOXES;
    end_write(shelf);
}

warehouse_status warehouse_shelf_weight(const warehouse_shelf *shelf, size_t at, double *weight) {
    begin_read(shelf);
    bool found = at < shelf->count;
    *weight = found ? shelf->weights[at] : 0;
    end_read(shelf);
    return found ? WAREHOUSE_OK : WAREHOUSE_NO_SUCH_BOX;
}

double *warehouse_shelf_weights(const warehouse_shelf *shelf, size_t *count) {
    begin_read(shelf);
    double *copy = malloc(shelf->count * sizeof *copy);
    if (copy != NULL)
        memcpy(copy, shelf->weights, shelf->count * sizeof *copy);
    *count = shelf->count;
    end_read(shelf);
    return copy;
}

double warehouse_sum(const double *weights, size_t count) {
    double sum = 0;
    for (size_t at = 0; at < count; at++)
        sum += weights[at];
    return sum;
}

void warehouse_shelf_absorb(warehouse_shelf *shelf, warehouse_shelf *other) {
    begin_write(shelf);
    begin_write(other);
    for (size_t at = 0; at < other->count && add(shelf, other->weights[at]) == WAREHOUSE_OK; at++) {
    }
    end_write(other);
    warehouse_shelf_free(other);
    end_write(shelf);
}

/* ---- Views ---- */

const double *warehouse_shelf_look(const warehouse_shelf *shelf, size_t *count) {
    begin_read(shelf);
    *count = shelf->count;
    end_read(shelf);
    return shelf->weights;
}

/* ---- Callbacks ---- */

size_t warehouse_shelf_visit(const warehouse_shelf *shelf, warehouse_visitor visit, void *context) {
    begin_read(shelf);
    size_t shown = 0;
    while (shown < shelf->count && visit(shelf->weights[shown], context))
        shown++;
    end_read(shelf);
    return shown;
}

void warehouse_shelf_watch(warehouse_shelf *shelf, warehouse_visitor watch, void *context) {
    begin_write(shelf);
    shelf->watch = watch;
    shelf->watch_context = context;
    end_write(shelf);
}

/* ---- Calls that take their time ---- */

double warehouse_shelf_audit(const warehouse_shelf *shelf, uint32_t rounds) {
    double sum = 0;
    begin_read(shelf);
    for (uint32_t round = 0; round < rounds; round++)
        sum += warehouse_sum(shelf->weights, shelf->count);
    end_read(shelf);
    return sum;
}

void warehouse_shelf_turn(warehouse_shelf *shelf, uint32_t rounds) {
    begin_write(shelf);
    for (uint32_t round = 0; round < rounds; round++) {
        for (size_t low = 0, high = shelf->count - 1; low < high; low++, high--) {
            double weight = shelf->weights[low];
            shelf->weights[low] = shelf->weights[high];
            shelf->weights[high] = weight;
        }
    }
    end_write(shelf);
}

/* ---- Walks: they read for as long as they live ---- */

struct warehouse_walk {
    const warehouse_shelf *shelf;
    size_t at;
};

warehouse_walk *warehouse_shelf_walk(const warehouse_shelf *shelf) {
    warehouse_walk *walk = malloc(sizeof *walk);
    if (walk != NULL)
        *walk = (warehouse_walk){.shelf = begin_read(shelf)};
    return walk;
}

void warehouse_walk_free(warehouse_walk *walk) {
    end_read(walk->shelf);
    free(walk);
}

bool warehouse_walk_next(warehouse_walk *walk, double *weight) {
    if (walk->at == walk->shelf->count)
        return false;
    *weight = walk->shelf->weights[walk->at++];
    return true;
}

/* ---- Clerks: sign at their shelf when they come and go ---- */

struct warehouse_clerk {
    warehouse_shelf *shelf;
};

warehouse_clerk *warehouse_shelf_hire(warehouse_shelf *shelf) {
    warehouse_clerk *clerk = malloc(sizeof *clerk);
    if (clerk == NULL)
        return NULL;
    *clerk = (warehouse_clerk){.shelf = shelf};
    begin_write(shelf);
    shelf->signatures++;
    end_write(shelf);
    return clerk;
}

void warehouse_clerk_free(warehouse_clerk *clerk) {
    begin_write(clerk->shelf);
    clerk->shelf->signatures--;
    end_write(clerk->shelf);
    free(clerk);
}

warehouse_status warehouse_clerk_add(warehouse_clerk *clerk, double weight) {
    begin_write(clerk->shelf);
    warehouse_status status = add(clerk->shelf, weight);
    end_write(clerk->shelf);
    return status;
}

size_t warehouse_clerk_count(const warehouse_clerk *clerk) {
    size_t count = begin_read(clerk->shelf)->count;
    end_read(clerk->shelf);
    return count;
}

/* ---- Scans ---- */

struct warehouse_scan {
    const warehouse_shelf *shelf;
    size_t at; /* in bytes */
};

warehouse_scan *warehouse_clerk_scan(const warehouse_clerk *clerk) {
    warehouse_scan *scan = malloc(sizeof *scan);
    if (scan != NULL)
        *scan = (warehouse_scan){.shelf = begin_read(clerk->shelf)};
    return scan;
}

void warehouse_scan_free(warehouse_scan *scan) {
    end_read(scan->shelf);
    free(scan);
}

warehouse_status warehouse_scan_read(warehouse_scan *scan, void *buffer, size_t *size) {
    size_t left = scan->shelf->count * sizeof(double) - scan->at;
    if (*size > left)
        *size = left;
    if (*size > 0)
        memcpy(buffer, (const char *)scan->shelf->weights + scan->at, *size);
    scan->at += *size;
    return WAREHOUSE_OK;
}

/* ---- Sheets: whoever writes to one writes all of it ---- */

struct warehouse_sheet {
    size_t count;
    double numbers[];
};

warehouse_sheet *warehouse_sheet_new(size_t count) {
    warehouse_sheet *sheet =
        count > WAREHOUSE_MOST_BOXES ? NULL : calloc(1, sizeof *sheet + count * sizeof(double));
    if (sheet != NULL)
        sheet->count = count;
    return sheet;
}

void warehouse_sheet_free(warehouse_sheet *sheet) {
    if (!warehouse_sheet_is_even(sheet))
        die("a sheet ends while it is written to");
    free(sheet);
}

warehouse_status warehouse_sheet_edit(warehouse_sheet *sheet, double **numbers, size_t *count) {
    *numbers = sheet->numbers;
    *count = sheet->count;
    return WAREHOUSE_OK;
}

const double *warehouse_sheet_look(const warehouse_sheet *sheet, size_t *count) {
    *count = sheet->count;
    return sheet->numbers;
}

void warehouse_sheet_fill(warehouse_sheet *sheet, double number) {
    for (size_t at = 0; at < sheet->count; at++)
        sheet->numbers[at] = number;
}

bool warehouse_sheet_is_even(const warehouse_sheet *sheet) {
    for (size_t at = 1; at < sheet->count; at++) {
        if (sheet->numbers[at] != sheet->numbers[0])
            return false;
    }
    return true;
}

/* ---- What is left ---- */

void warehouse_lose(void) {
    static _Atomic unsigned calls;
    static _Atomic(void *) lost;
    if (atomic_fetch_add(&calls, 1) % 100 == 0)
        atomic_store(&lost, malloc(1)); /* and the one before is nobody's */
}

size_t warehouse_bytes_in_use(void) {
    struct mallinfo2 use = mallinfo2();
    return use.uordblks + use.hblkhd;
}

uint64_t warehouse_live(bool shows) {
    enum { ROOM = 256 };
    tenon_ledger_entry entries[ROOM];
    size_t count = tenon_ledger(entries, ROOM);
    uint64_t live = 0;
    for (size_t at = 0; at < count && at < ROOM; at++) {
        live += entries[at].live;
        if (shows && entries[at].live != 0)
            fprintf(stderr, "warehouse: %llu live of %s %s, made by %s\n",
                    (unsigned long long)entries[at].live, tenon_ledger_kind_name(entries[at].kind),
                    entries[at].type, entries[at].site);
    }
    return live;
}
