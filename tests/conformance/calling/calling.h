/**
 * @file
 * Everything that calls back, iterates, streams, waits or is stopped: an office that measures and calls
 * people.
 *
 * One section per feature, exercised by the test file of that name in every language.
 */
#ifndef CALLING_H
#define CALLING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tenon/cancel.h>
#include <tenon/contract.h>

TENON_LIBRARY(calling, 1, 0)
TENON_SOURCES("*.c")
TENON_INCLUDES(".")
TENON_LINKS("pthread")

#ifdef __cplusplus
extern "C" {
#endif

/** How a call ended. */
typedef enum TENON_STATUS calling_status {
    CALLING_OK = 0,
    CALLING_NO_ANSWER TENON_KIND(not_found),         /**< Nobody answers. */
    CALLING_BAD_NUMBER TENON_KIND(invalid_argument), /**< There is no such number. */
    CALLING_HUNG_UP TENON_KIND(io),                  /**< The one who was called hung up. */
    CALLING_STOPPED TENON_KIND(cancelled),           /**< The caller wanted to stop. */
    CALLING_NO_MEMORY TENON_KIND(out_of_memory),     /**< Memory is used up. */
    CALLING_TOO_LATE TENON_KIND(invalid_state),      /**< It was stopped or used up before. */
} calling_status;

/** What to do after a step. */
typedef enum calling_choice {
    CALLING_GO_ON, /**< Take it and go on. */
    CALLING_SKIP,  /**< Leave it out and go on. */
    CALLING_END,   /**< Leave it out and end. */
} calling_choice;

/** A place on the map. */
typedef struct calling_point {
    double x; /**< To the right. */
    double y; /**< Upwards. */
} calling_point;

/* ---- callbacks: called during the call ---- */

/** Looks at a number. @return Whether to go on. */
typedef bool (*calling_visitor)(void *context TENON_CONTEXT, int64_t number) TENON_ON_ERROR(false);

/** Call for `from`, `from` + 1 ... up to before `to`. @return For how many numbers `visit` was called. */
size_t calling_each(int64_t from, int64_t to, calling_visitor visit TENON_CALLED(during_call),
                    void *context TENON_CONTEXT_OF(visit));

/** Joins a value to what there is. The context stands in the middle. */
typedef double (*calling_combine)(double sum, void *context TENON_CONTEXT, double value) TENON_ON_ERROR(0.0);

/** Join all values to `start`, one after the other. */
double calling_fold(const double *values TENON_COUNTED_BY(count), size_t count, double start,
                    calling_combine combine TENON_CALLED(during_call),
                    void *context TENON_CONTEXT_OF(combine));

/** Which text comes first: negative for `left`, positive for `right`, 0 for neither. */
typedef int32_t (*calling_compare)(const char *left, const char *right, void *context TENON_CONTEXT)
    TENON_ON_ERROR(0);

/** The first text in the order of `compare`; nothing where there are no texts. */
char *calling_first(void *context TENON_CONTEXT_OF(compare),
                    calling_compare compare TENON_CALLED(during_call),
                    const char *const *texts TENON_COUNTED_BY(count), size_t count) TENON_OWNED
    TENON_FREED_BY(calling_free_text) TENON_NULLABLE;

/** Decides about a number. */
typedef calling_choice (*calling_decide)(uint32_t number, calling_choice usual, void *context TENON_CONTEXT)
    TENON_ON_ERROR(CALLING_END);

/** Add up the numbers from 1 to `last` for which `decide` says so. */
uint64_t calling_add_chosen(uint32_t last, calling_decide decide TENON_CALLED(during_call),
                            void *context TENON_CONTEXT_OF(decide));

/** Moves a place. */
typedef calling_point (*calling_move)(calling_point place, const calling_point *by,
                                      void *context TENON_CONTEXT) TENON_ON_ERROR({0});

/** Move a place `times` times by `by`. */
calling_point calling_walk(calling_point start, const calling_point *by, uint32_t times,
                           calling_move move TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(move));

/** Finds a number; fails where there is none. */
typedef calling_status (*calling_find)(const char *name, int64_t *number TENON_OUT, bool *is_mobile TENON_OUT,
                                       void *context TENON_CONTEXT) TENON_ON_ERROR(CALLING_NO_ANSWER);

/** Add up the numbers of all names.
 * @throws CALLING_NO_ANSWER A name has none.
 * @throws CALLING_BAD_NUMBER A number is negative. */
calling_status calling_add_numbers(const char *const *names TENON_COUNTED_BY(count), size_t count,
                                   calling_find find TENON_CALLED(during_call),
                                   void *context TENON_CONTEXT_OF(find), int64_t *sum TENON_OUT,
                                   size_t *mobile TENON_OUT);

/** Fills a whole array. */
typedef void (*calling_fill)(double *values TENON_OUT TENON_COUNTED_BY(count), size_t count,
                             void *context TENON_CONTEXT);

/** The sum of `count` values, at most 1000, that `fill` gives. */
double calling_sum_filled(size_t count, calling_fill fill TENON_CALLED(during_call),
                          void *context TENON_CONTEXT_OF(fill));

/** Fills an array as far as it can. @return Whether there may be more. */
typedef bool (*calling_fetch)(int32_t *numbers TENON_OUT TENON_COUNTED_BY(count), size_t *count TENON_INOUT,
                              void *context TENON_CONTEXT) TENON_ON_ERROR(false);

/** The sum of all numbers that `fetch` gives, in pieces of at most `piece` (1 to 100) numbers. */
int64_t calling_sum_fetched(size_t piece, calling_fetch fetch TENON_CALLED(during_call),
                            void *context TENON_CONTEXT_OF(fetch));

/** Writes a text for a number; nothing: leave it out. */
typedef char *(*calling_name_it)(int64_t number, void *context TENON_CONTEXT)TENON_OWNED
    TENON_FREED_BY(free) TENON_NULLABLE TENON_ON_ERROR(NULL);

/** The names of the numbers from 0 up to before `count`, with blanks between them. */
char *calling_name_all(int64_t count, calling_name_it name_it TENON_CALLED(during_call),
                       void *context TENON_CONTEXT_OF(name_it)) TENON_OWNED
    TENON_FREED_BY(calling_free_text) TENON_NONNULL;

/** Translates a text. */
typedef calling_status (*calling_translate)(const char *text,
                                            char **translated TENON_OUT TENON_OWNED TENON_FREED_BY(free)
                                                TENON_NONNULL,
                                            void *context TENON_CONTEXT) TENON_ON_ERROR(CALLING_HUNG_UP);

/** A text, translated `times` times. @throws CALLING_HUNG_UP It could not be translated. */
calling_status calling_translate_often(const char *text, uint32_t times,
                                       calling_translate translate TENON_CALLED(during_call),
                                       void *context TENON_CONTEXT_OF(translate),
                                       char **result TENON_OUT TENON_OWNED TENON_FREED_BY(calling_free_text)
                                           TENON_NONNULL);

/** Gets one value of every kind of number. */
typedef void (*calling_take_numbers)(bool flag, int8_t i8, int16_t i16, int32_t i32, int64_t i64, uint8_t u8,
                                     uint16_t u16, uint32_t u32, uint64_t u64, size_t size, float f32,
                                     double f64, void *context TENON_CONTEXT);

/** Call once with the largest value of every kind, and once with the smallest. */
void calling_give_numbers(calling_take_numbers take TENON_CALLED(during_call),
                          void *context TENON_CONTEXT_OF(take));

/** Gets texts: one, one that may be missing, one with a length, and a list. */
typedef void (*calling_take_texts)(const char *text, const char *maybe TENON_NULLABLE,
                                   const char *piece TENON_COUNTED_BY(length), size_t length,
                                   const char *const *list TENON_COUNTED_BY(count), size_t count,
                                   void *context TENON_CONTEXT);

/** Call with `text`, without the text that may be missing, with the first byte of `text`, and with a list of
 * it twice. */
void calling_give_texts(const char *text, calling_take_texts take TENON_CALLED(during_call),
                        void *context TENON_CONTEXT_OF(take));

/** Gets arrays. They are valid only during the call. */
typedef void (*calling_take_arrays)(void *context TENON_CONTEXT,
                                    const int64_t *numbers TENON_COUNTED_BY(count),
                                    const calling_choice *choices TENON_COUNTED_BY(count), size_t count,
                                    const calling_point *places TENON_COUNTED_BY(place_count),
                                    size_t place_count, const void *bytes TENON_COUNTED_BY(size),
                                    size_t size);

/** Call with the numbers from 0 up to before `count` (at most 100), their choices in turn, as many places,
 * and as many bytes. */
void calling_give_arrays(size_t count, calling_take_arrays take TENON_CALLED(during_call),
                         void *context TENON_CONTEXT_OF(take));

/** Is told something. */
typedef void (*calling_tell)(void *context TENON_CONTEXT);

/** Call where there is somebody to call. @return Whether there was. */
bool calling_tell_if_any(calling_tell tell TENON_CALLED(during_call) TENON_NULLABLE,
                         void *context TENON_CONTEXT_OF(tell));

/** Call both, `first` twice and `second` once, whatever happens meanwhile. @return How many calls: 3. */
uint32_t calling_tell_both(calling_tell first TENON_CALLED(during_call),
                           void *first_context TENON_CONTEXT_OF(first),
                           calling_tell second TENON_CALLED(during_call),
                           void *second_context TENON_CONTEXT_OF(second));

/** Misbehaves as the contract rules out: hands a text over that is no UTF-8. */
void calling_give_bad_text(calling_take_texts take TENON_CALLED(during_call),
                           void *context TENON_CONTEXT_OF(take));

/** Misbehaves as the contract rules out: hands over a choice that is none. */
void calling_give_bad_choice(calling_decide decide TENON_CALLED(during_call),
                             void *context TENON_CONTEXT_OF(decide));

/* ---- callbacks: on other threads ---- */

/** As calling_each(), but on a thread of its own; returns when that has ended. */
size_t calling_each_elsewhere(int64_t from, int64_t to, calling_visitor visit TENON_CALLED(during_call),
                              void *context TENON_CONTEXT_OF(visit)) TENON_BLOCKING;

/** As calling_each(), spread over `threads` (1 to 16) threads at the same time. @return How many numbers were
 * visited. */
size_t calling_each_spread(int64_t from, int64_t to, uint32_t threads,
                           calling_visitor visit TENON_CALLED(during_call),
                           void *context TENON_CONTEXT_OF(visit)) TENON_BLOCKING;

/** Is only ever told something on the thread that passed it. */
typedef bool (*calling_whisper)(const char *text, void *context TENON_CONTEXT) TENON_ON_ERROR(false)
    TENON_THREADS(one);

/** Whisper on the caller's thread. @return What `whisper` returned. */
bool calling_whisper_here(const char *text, calling_whisper whisper TENON_CALLED(during_call),
                          void *context TENON_CONTEXT_OF(whisper));

/** Misbehaves as the contract rules out: whispers on another thread. @return What `whisper` returned. */
bool calling_whisper_elsewhere(const char *text, calling_whisper whisper TENON_CALLED(during_call),
                               void *context TENON_CONTEXT_OF(whisper)) TENON_BLOCKING;

/** Counts up on a thread of its own, and calls for every number, until it is stopped. */
typedef struct calling_ticker calling_ticker;

/** A ticker that is not started. */
calling_ticker *calling_ticker_new(void) TENON_OWNED;

/** Stops it first. */
void calling_ticker_free(calling_ticker *ticker TENON_DESTROYS);

/** Start.
 * @throws CALLING_TOO_LATE It was started before.
 * @throws CALLING_NO_MEMORY There is no thread. */
calling_status calling_ticker_start(calling_ticker *ticker, calling_visitor visit TENON_CALLED(until_dropped),
                                    void *context TENON_CONTEXT_OF(visit),
                                    void (*drop)(void *context) TENON_DROP_OF(visit));

/** Wait until it has called `count` times, or ended because a call said so. @return How many calls there
 * were. */
uint64_t calling_ticker_wait(const calling_ticker *ticker, uint64_t count) TENON_BLOCKING;

/** Stop; afterwards there are no more calls. Does nothing where it is not running. */
void calling_ticker_stop(calling_ticker *ticker) TENON_BLOCKING;

/** Stop without letting others run meanwhile: a caller that lends its lock to nobody must not hang here. */
void calling_ticker_halt(calling_ticker *ticker);

/* ---- callbacks: kept ---- */

/** A place that measures, and calls those who want to know. */
typedef struct calling_station calling_station;

/** Hears of a level. */
typedef void (*calling_listener)(double level, void *context TENON_CONTEXT);

/** Judges a level. @return What it counts. */
typedef int32_t (*calling_judge)(double level, void *context TENON_CONTEXT) TENON_ON_ERROR(-1);

/** A station that nobody listens to. */
calling_station *calling_station_new(void) TENON_OWNED;

/** A station whose levels `judge` judges, as long as it lives. */
calling_station *calling_station_with_judge(calling_judge judge TENON_CALLED(until_replaced),
                                            void *context TENON_CONTEXT_OF(judge)) TENON_OWNED;

/** Nobody hears of it. */
void calling_station_free(calling_station *station TENON_DESTROYS);

/** Call `alarm`, instead of the one before, for every level above 100. */
void calling_station_on_alarm(calling_station *station,
                              calling_listener alarm TENON_CALLED(until_replaced) TENON_NULLABLE,
                              void *context TENON_CONTEXT_OF(alarm));

/** Judge levels. Refuses where `accepts` is false, and then keeps the judge before.
 * @throws CALLING_BAD_NUMBER It was told to refuse. */
calling_status calling_station_set_judge(calling_station *station, bool accepts,
                                         calling_judge judge TENON_CALLED(until_replaced),
                                         void *context TENON_CONTEXT_OF(judge));

/** Call `heard` for the next level, and then never again. */
void calling_station_on_next(calling_station *station, void *context TENON_CONTEXT_OF(heard),
                             calling_listener heard TENON_CALLED(once),
                             void (*drop)(void *context) TENON_DROP_OF(heard));

/** Call `listener` for every level until it is removed. Refuses the 17th.
 * @return A number to remove it by.
 * @throws CALLING_NO_MEMORY There are too many. */
calling_status calling_station_add(calling_station *station,
                                   calling_listener listener TENON_CALLED(until_dropped),
                                   void *context TENON_CONTEXT_OF(listener),
                                   void (*drop)(void *context) TENON_DROP_OF(listener),
                                   uint32_t *number TENON_OUT);

/** Remove a listener. @throws CALLING_BAD_NUMBER There is none of that number. */
calling_status calling_station_remove(calling_station *station, uint32_t number);

/** Measure: call everybody. @return The sum of what the judge said of all levels so far. */
int64_t calling_station_measure(calling_station *station, double level);

/** Call the judge for a level, and count nothing. @return What the judge said, or 0 without one. */
int32_t calling_station_ask(const calling_station *station, double level);

/** The last level. */
double calling_station_level(const calling_station *station) TENON_PROPERTY(level) TENON_BRIEF;

/** Takes a line of the log. */
typedef void (*calling_logger)(const char *line, void *context TENON_CONTEXT);

/** Log with `logger` instead of the one before; without one, nothing is logged. */
void calling_set_logger(calling_logger logger TENON_CALLED(until_replaced) TENON_NULLABLE,
                        void *context TENON_CONTEXT_OF(logger));

/** Log a line. @return Whether somebody logs. */
bool calling_log(const char *line);

/** Call `done` with the sum of the numbers up to `last`, on a thread that nobody waits for.
 * @throws CALLING_NO_MEMORY There is no thread. */
calling_status calling_add_later(uint32_t last, calling_listener done TENON_CALLED(once),
                                 void *context TENON_CONTEXT_OF(done));

/* ---- interfaces ---- */

/** A book of numbers by name. */
typedef struct TENON_INTERFACE calling_book {
    /** Write a number down. @return Whether it was new. */
    bool (*put)(void *context TENON_CONTEXT, const char *name, int64_t number) TENON_ON_ERROR(false);
    /** Look a number up. */
    calling_status (*get)(const char *name, void *context TENON_CONTEXT, int64_t *number TENON_OUT)
        TENON_ON_ERROR(CALLING_NO_ANSWER);
    /** How many there are. */
    size_t (*count)(void *context TENON_CONTEXT) TENON_ON_ERROR(0);
    /** Forget all. */
    void (*clear)(void *context TENON_CONTEXT);
    void *context TENON_CONTEXT;
    void (*drop)(void *context) TENON_DROP; /**< Nobody looks anything up any more. */
} calling_book;

/** Judges places: has no drop. */
typedef struct TENON_INTERFACE calling_taste {
    void *context TENON_CONTEXT;
    /** Which of two places is nicer. */
    calling_point (*nicer)(void *context TENON_CONTEXT, calling_point left, calling_point right)
        TENON_ON_ERROR({0});
    /** What to do with a place. */
    calling_choice (*choose)(void *context TENON_CONTEXT, const calling_point *place)
        TENON_ON_ERROR(CALLING_END);
    /** A word for a place. */
    char *(*describe)(void *context TENON_CONTEXT, calling_point place)TENON_OWNED
        TENON_FREED_BY(free) TENON_NONNULL TENON_ON_ERROR(NULL);
} calling_taste;

/** Write all names down with the numbers 0, 1 ... @return How many were new. */
size_t calling_write_down(const calling_book *book TENON_CALLED(during_call),
                          const char *const *names TENON_COUNTED_BY(count), size_t count);

/** The nicest of some places, by value: the interface itself is copied.
 * @throws CALLING_BAD_NUMBER There are no places. */
calling_status calling_nicest(calling_taste taste TENON_CALLED(during_call),
                              const calling_point *places TENON_COUNTED_BY(count), size_t count,
                              calling_point *nicest TENON_OUT);

/** Somebody who works with a book. */
typedef struct calling_clerk calling_clerk;

/** A clerk who keeps that book. @throws CALLING_NO_MEMORY Memory is used up. */
calling_status calling_clerk_new(const calling_book *book TENON_CALLED(until_dropped),
                                 calling_clerk **clerk TENON_OUT TENON_OWNED);

/** Closes the book. */
void calling_clerk_free(calling_clerk *clerk TENON_DESTROYS);

/** Take another book; the one before is dropped. */
void calling_clerk_take(calling_clerk *clerk, const calling_book *book TENON_CALLED(until_dropped));

/** Judge places by this taste instead of the one before; without one, none is nice. */
void calling_clerk_set_taste(calling_clerk *clerk,
                             const calling_taste *taste TENON_CALLED(until_replaced) TENON_NULLABLE);

/** The number in the book. @throws CALLING_NO_ANSWER It is not in the book. */
calling_status calling_clerk_look_up(const calling_clerk *clerk, const char *name, int64_t *number TENON_OUT);

/** Write a number into the book. @return Whether it was new. */
bool calling_clerk_note(calling_clerk *clerk, const char *name, int64_t number);

/** How many numbers are in the book. */
size_t calling_clerk_size(const calling_clerk *clerk);

/** Clear the book, on another thread. */
void calling_clerk_clear_elsewhere(calling_clerk *clerk) TENON_BLOCKING;

/** What the taste says of a place, or nothing without a taste or where it says to skip it. */
char *calling_clerk_describe(const calling_clerk *clerk, calling_point place) TENON_OWNED
    TENON_FREED_BY(calling_free_text) TENON_NULLABLE;

/* ---- iterators ---- */

/** The whole numbers from one up to before another. */
typedef struct calling_range calling_range;

/** From `from` up to before `to`. */
calling_range *calling_range_new(int64_t from, int64_t to) TENON_OWNED;

/** The end of it. */
void calling_range_free(calling_range *range TENON_DESTROYS);

/** The next number. @return Whether there is one. */
bool calling_range_next(calling_range *range, int64_t *number TENON_OUT TENON_PRESENT_IF(result)) TENON_NEXT;

/** The words of a text. */
typedef struct calling_words calling_words;

/** The words of `text`, between blanks. */
calling_words *calling_words_new(const char *text) TENON_OWNED;

/** The end of it. */
void calling_words_free(calling_words *words TENON_DESTROYS);

/** The next word, or nothing. */
const char *calling_words_next(calling_words *words) TENON_BORROWED TENON_NULLABLE TENON_NEXT;

/** Steps from one number to the next. */
typedef struct calling_steps calling_steps;

/** From `from` to `to`, one step each. */
calling_steps *calling_steps_new(int64_t from, int64_t to) TENON_OWNED;

/** The end of it. */
void calling_steps_free(calling_steps *steps TENON_DESTROYS);

/** The next step, where it begins and where it ends, and whether that is "even" or "odd".
 * @return Whether there is one. */
bool calling_steps_next(calling_steps *steps, int64_t *from TENON_OUT TENON_PRESENT_IF(result),
                        int64_t *to TENON_OUT TENON_PRESENT_IF(result),
                        const char **kind TENON_OUT TENON_BORROWED TENON_NULLABLE TENON_PRESENT_IF(result))
    TENON_NEXT;

/** A countdown that may fail. */
typedef struct calling_countdown calling_countdown;

/** Count from `from` down to 1, but fail instead of giving `fails_at`. */
calling_countdown *calling_countdown_new(uint32_t from, uint32_t fails_at) TENON_OWNED;

/** The end of it. */
void calling_countdown_free(calling_countdown *countdown TENON_DESTROYS);

/** The next number. @throws CALLING_HUNG_UP It is the number to fail at; the one after it comes next. */
calling_status calling_countdown_next(calling_countdown *countdown,
                                      uint32_t *number TENON_OUT TENON_PRESENT_IF(is_there),
                                      bool *is_there TENON_OUT) TENON_NEXT;

/* ---- streams ---- */

/** Bytes to read. */
typedef struct calling_source calling_source;

/** `size` bytes 0, 1 ... 255, 0 ..., which fail after `fails_after` bytes where that is less. */
calling_source *calling_source_new(uint64_t size, uint64_t fails_after) TENON_OWNED;

/** The end of it. */
void calling_source_free(calling_source *source TENON_DESTROYS);

/** Read the next bytes, at most 4096 at once; none at the end. @throws CALLING_HUNG_UP It fails from here on.
 */
calling_status calling_source_read(calling_source *source, void *buffer TENON_OUT TENON_COUNTED_BY(size),
                                   size_t *size TENON_INOUT) TENON_READS;

/** Keeps the bytes that are written to it. */
typedef struct calling_tank calling_tank;

/** A tank for at most `capacity` bytes. */
calling_tank *calling_tank_new(size_t capacity) TENON_OWNED;

/** The end of it. */
void calling_tank_free(calling_tank *tank TENON_DESTROYS);

/** Write bytes: all, or none. @throws CALLING_NO_MEMORY They do not fit. */
calling_status calling_tank_write(calling_tank *tank, const void *data TENON_COUNTED_BY(size),
                                  size_t size) TENON_WRITES;

/** Count every byte up by one, `rounds` times. */
void calling_tank_stir(calling_tank *tank, uint32_t rounds) TENON_BLOCKING;

/** What was written. */
const void *calling_tank_content(const calling_tank *tank, size_t *size TENON_OUT) TENON_VIEW
    TENON_COUNTED_BY(size) TENON_NONNULL;

/** Reads bytes into a buffer; none at the end. */
typedef calling_status (*calling_read)(void *context TENON_CONTEXT,
                                       void *buffer TENON_OUT TENON_COUNTED_BY(size),
                                       size_t *size TENON_INOUT) TENON_READS TENON_ON_ERROR(CALLING_HUNG_UP);

/** Writes bytes. @return Whether it could. */
typedef bool (*calling_write)(const void *data TENON_COUNTED_BY(size), size_t size,
                              void *context TENON_CONTEXT) TENON_WRITES TENON_ON_ERROR(false);

/** Add up all bytes that `read` gives. @throws CALLING_HUNG_UP Reading failed. */
calling_status calling_add_bytes(calling_read read TENON_CALLED(during_call),
                                 void *context TENON_CONTEXT_OF(read), uint64_t *sum TENON_OUT,
                                 uint64_t *size TENON_OUT);

/** Write the bytes 0, 1 ... 255, 0 ..., `size` of them in pieces of at most 1000. @throws CALLING_HUNG_UP
 * Writing failed. */
calling_status calling_pour(uint64_t size, calling_write write TENON_CALLED(during_call),
                            void *context TENON_CONTEXT_OF(write));

/** Write all that `read` gives to `write`, on another thread. @return How many bytes there were.
 * @throws CALLING_HUNG_UP Reading or writing failed. */
calling_status calling_copy(calling_read read TENON_CALLED(during_call),
                            void *read_context TENON_CONTEXT_OF(read),
                            calling_write write TENON_CALLED(during_call),
                            void *write_context TENON_CONTEXT_OF(write),
                            uint64_t *size TENON_OUT) TENON_BLOCKING;

/* ---- awaiting, cancellation, progress ---- */

/** A gate that calls wait at. */
typedef struct calling_gate calling_gate;

/** A closed gate. */
calling_gate *calling_gate_new(void) TENON_OWNED;

/** Nobody may wait at it. */
void calling_gate_free(calling_gate *gate TENON_DESTROYS);

/** Let everybody through, now and later. */
void calling_gate_open(const calling_gate *gate) TENON_BRIEF;

/** How many calls wait at it. */
size_t calling_gate_waiting(const calling_gate *gate) TENON_BRIEF;

/** Wait until it is open. */
void calling_gate_wait(const calling_gate *gate) TENON_BLOCKING;

/** Wait until it is open, then give `text` back. */
char *calling_gate_pass(const calling_gate *gate, const char *text) TENON_BLOCKING TENON_OWNED
    TENON_FREED_BY(calling_free_text) TENON_NONNULL;

/** Wait until it is open, then fail. @throws CALLING_HUNG_UP Always. */
calling_status calling_gate_fail(const calling_gate *gate) TENON_BLOCKING;

/** Wait until it is open or the caller wants to stop. @throws CALLING_STOPPED The caller wanted to stop. */
calling_status calling_gate_wait_or_stop(const calling_gate *gate, const tenon_cancel *cancel) TENON_BLOCKING;

/** The sum of the numbers up to `last`. */
uint64_t calling_add_up(uint32_t last) TENON_BLOCKING;

/** Hears how far the work is. */
typedef void (*calling_progress)(uint64_t done, uint64_t all, void *context TENON_CONTEXT);

/** The sum of the numbers up to `last`, in steps of `step` numbers; after each, progress is told and the
 * token asked.
 * @param gate Where there is one, the work waits at it before its last step.
 * @throws CALLING_STOPPED The caller wanted to stop.
 * @throws CALLING_BAD_NUMBER The step is 0. */
calling_status calling_add_in_steps(const calling_gate *gate TENON_NULLABLE, uint64_t last, uint64_t step,
                                    const tenon_cancel *cancel, calling_progress progress TENON_PROGRESS,
                                    void *context TENON_CONTEXT_OF(progress),
                                    uint64_t *sum TENON_OUT) TENON_BLOCKING;

/** As calling_add_in_steps() without a gate or token, and not blocking. @return The sum. */
uint64_t calling_add_telling(uint64_t last, calling_progress progress TENON_PROGRESS,
                             void *context TENON_CONTEXT_OF(progress));

/* ---- locks ---- */

/** Counts. */
typedef struct calling_counter calling_counter;

/** A counter at 0. */
calling_counter *calling_counter_new(void) TENON_OWNED;

/** The end of it. */
void calling_counter_free(calling_counter *counter TENON_DESTROYS);

/** Wait at a gate, then add. Nobody else can use the counter meanwhile. @return The new count. */
int64_t calling_counter_add_at(calling_counter *counter, const calling_gate *gate,
                               int64_t number) TENON_BLOCKING;

/** Add at once. @return The new count. */
int64_t calling_counter_add(calling_counter *counter, int64_t number);

/** The count; fails at once where another call uses the counter. */
int64_t calling_counter_count(const calling_counter *counter) TENON_PROPERTY(count);

/** The count, after waiting for calls that use the counter, for at most a minute. */
int64_t calling_counter_settled(const calling_counter *counter) TENON_WAITS(60000);

/** The count, after waiting for calls that use the counter, for hardly any time. */
int64_t calling_counter_glance(const calling_counter *counter) TENON_WAITS(1);

/** Add for every number of `visit` that says true, from 0 up to before `last`. Nobody else can use the
 * counter meanwhile.
 * @return The new count. */
int64_t calling_counter_count_if(calling_counter *counter, int64_t last,
                                 calling_visitor visit TENON_CALLED(during_call),
                                 void *context TENON_CONTEXT_OF(visit));

/* ---- */

/** Frees a text that a function gave. */
void calling_free_text(char *text) TENON_IGNORE;

#ifdef __cplusplus
}
#endif

#endif /* CALLING_H */
