#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/cancel.h>
#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum TENON_STATUS shop_status {
    SHOP_OK = 0,
    SHOP_CLOSED TENON_KIND(invalid_state),
} shop_status;
typedef struct shop shop;
void shop_free(shop *object TENON_DESTROYS);
void shop_free_text(char *text) TENON_IGNORE;
typedef struct shop_note {
    const char *text;
} shop_note;
typedef void (*shop_called)(void *context TENON_CONTEXT);

typedef void (*shop_borrows)(shop *object, void *context TENON_CONTEXT);
typedef void (*shop_owns_const)(const shop *object TENON_OWNED, void *context TENON_CONTEXT);
typedef shop *(*shop_makes)(void *context TENON_CONTEXT) TENON_OWNED TENON_ON_ERROR(NULL);
typedef void (*shop_calls)(shop_called call, void *context TENON_CONTEXT);
typedef void (*shop_stops)(const tenon_cancel *cancel, void *context TENON_CONTEXT);
typedef void (*shop_changes)(int32_t *value TENON_INOUT, void *context TENON_CONTEXT);
typedef void (*shop_lists)(double **values TENON_OUT TENON_OWNED TENON_FREED_BY(free) TENON_NONNULL TENON_COUNTED_BY(count), size_t *count TENON_OUT, void *context TENON_CONTEXT);
typedef const char *(*shop_lends)(void *context TENON_CONTEXT) TENON_BORROWED TENON_NONNULL TENON_ON_ERROR(NULL);
typedef char *(*shop_frees)(void *context TENON_CONTEXT) TENON_OWNED TENON_FREED_BY(shop_free_text) TENON_NONNULL TENON_ON_ERROR(NULL);
typedef void (*shop_unsaid)(char **text TENON_OUT TENON_OWNED TENON_FREED_BY(free), void *context TENON_CONTEXT);
typedef void (*shop_counts)(char **text TENON_OUT TENON_OWNED TENON_FREED_BY(free) TENON_NONNULL TENON_COUNTED_BY(length), size_t *length TENON_OUT, void *context TENON_CONTEXT);
typedef void (*shop_defaults)(int32_t value TENON_DEFAULT(1), void *context TENON_CONTEXT);
typedef void (*shop_scopes)(int32_t value TENON_CALLED(once), void *context TENON_CONTEXT);
typedef shop_note (*shop_notes)(void *context TENON_CONTEXT) TENON_ON_ERROR({0});
typedef void (*shop_maybe)(const int32_t *value TENON_NULLABLE, void *context TENON_CONTEXT);
typedef void (*shop_fails)(shop_status status, void *context TENON_CONTEXT);
typedef void (*shop_points)(const int32_t *value, void *context TENON_CONTEXT);
typedef void (*shop_nameless)(int32_t, void *context TENON_CONTEXT);
typedef struct shop_term { int64_t ends TENON_INSTANT(seconds); } shop_term;
typedef void (*shop_moments)(int64_t *moments TENON_OUT TENON_INSTANT(seconds) TENON_COUNTED_BY(count), size_t count, void *context TENON_CONTEXT);
typedef void (*shop_terms)(shop_term *terms TENON_OUT TENON_COUNTED_BY(count), size_t count, void *context TENON_CONTEXT);

// EXPECT:23:36: object of shop_borrows: an object that the library keeps owning cannot be handed out: two handles would name it | TENON_OWNED where the callback gets it for good, or what it needs of it: texts, numbers, records
// EXPECT:24:45: object of shop_owns_const: an object that the callback gets for good is neither const nor anything else | a pointer without const, and TENON_OWNED alone
// EXPECT:25:17: the result of shop_makes: a callback cannot give an object to the library | a function of the contract that takes the object, or texts, numbers and records
// EXPECT:26:40: call of shop_calls: a callback cannot get or give another one | a function of the contract that takes it, or an interface with both functions
// EXPECT:27:48: cancel of shop_stops: a token goes from the caller to the library, not to a callback | a bool that says whether to stop
// EXPECT:28:39: value of shop_changes: a callback does not change what it gets | one parameter to read and another with TENON_OUT, or the result
// EXPECT:29:37: values of shop_lists: a callback cannot make an array | an array of the library's that it fills: TENON_OUT TENON_COUNTED_BY(count)
// EXPECT:30:23: the result of shop_lends: nothing says who frees the text that the host gives | TENON_OWNED TENON_FREED_BY(free): the library gets a copy and frees it
// EXPECT:31:17: the result of shop_frees: the text that the host gives is made with malloc() | TENON_FREED_BY(free)
// EXPECT:32:36: text of shop_unsaid: nothing says whether it may be null | TENON_NULLABLE or TENON_NONNULL
// EXPECT:33:36: text of shop_counts: the text that the host gives ends with a NUL | no TENON_COUNTED_BY
// EXPECT:34:39: value of shop_defaults: TENON_DEFAULT does not fit a function that the host implements | no TENON_DEFAULT: what is unsaid is always passed
// EXPECT:35:37: value of shop_scopes: TENON_CALLED does not fit a function that the host implements | no TENON_CALLED: what is unsaid is always passed
// EXPECT:36:21: the result of shop_notes: a callback cannot give texts inside a record | the texts beside it, as parameters of their own
// EXPECT:37:43: value of shop_maybe: a callback always gets and gives its numbers | no TENON_NULLABLE, and a bool beside it that says whether it is there
// EXPECT:38:40: status of shop_fails: the status is only what a function returns | it as the result, or an int32_t or another enum here
// EXPECT:39:44: value of shop_points: nothing says how many elements it has | TENON_COUNTED_BY(parameter) after value, or pass a single value by value, or TENON_NULLABLE for one that may be missing
// EXPECT:40:38: a parameter of shop_nameless has no name | a name: it becomes the parameter's name in every language
// EXPECT:42:39: moments of shop_moments: a callback fills arrays of plain numbers, enums and records of these alone | the whole numbers without TENON_INSTANT or TENON_DURATION, or a callback per element
// EXPECT:43:39: terms of shop_terms: a callback fills arrays of plain numbers, enums and records of these alone | the whole numbers without TENON_INSTANT or TENON_DURATION, or a callback per element
