"""`tenon diff`: each way in which a contract can change, whom it breaks, and which version it asks for."""

import json
import shutil

import pytest
from conftest import GOOD, LIBRARIES, ROOT, run

HEAD = """#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tenon/cancel.h>
#include <tenon/contract.h>

TENON_LIBRARY(shop, {version})
TENON_SOURCES("nowhere.c")
#ifdef __cplusplus
extern "C" {{
#endif
"""
FOOT = """
#ifdef __cplusplus
}
#endif
"""
TYPES = """
typedef enum TENON_STATUS shop_status { SHOP_OK = 0, SHOP_NONE TENON_KIND(not_found) = 1, SHOP_TWICE TENON_KIND(already_exists) = 2 } shop_status;
typedef enum shop_color { SHOP_COLOR_RED = 0, SHOP_COLOR_BLUE = 1 } shop_color;
typedef struct shop_point { double x; double y; } shop_point;
typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *s TENON_DESTROYS);
"""
EVERYBODY = {"boundary", "c", "python", "node", "go", "rust"}
SOURCES = EVERYBODY - {"boundary"}
HOSTS = SOURCES - {"c"}


def write(path, declarations, version="1, 0", types=TYPES):
    path.write_text(HEAD.format(version=version) + types + declarations + FOOT)
    return path


def compare(folder, old, new, *options):
    done = run("diff", old, new, "--json", folder / "diff.json", *options)
    assert done.returncode in (0, 1), done.stderr
    assert done.stderr == ""
    return done, json.loads((folder / "diff.json").read_text())


def changes_of(found):
    return {
        (change["item"], change["rule"]): (change["effect"], set(change["breaks"]))
        for change in found["changes"]
    }


# What stood there, what stands there now, and per change of which item by which rule: whom it breaks. None: a new minor version is
# enough; "unnoticed" and "documentation": no new version is needed.
CHANGES = {
    "nothing": (
        "size_t shop_size(const shop *s);",
        "size_t shop_size(const shop *s);",
        {},
    ),
    "only spelled otherwise": (
        "typedef uint64_t id; id shop_a(id x);",
        "uint64_t shop_a(uint64_t x);",
        {},
    ),
    # -- functions
    "function added": (
        "",
        "size_t shop_size(const shop *s);",
        {("shop_size", "function_added"): None},
    ),
    "function removed": (
        "size_t shop_size(const shop *s);",
        "",
        {("shop_size", "function_removed"): EVERYBODY},
    ),
    "function renamed": (
        "size_t shop_item_count(const shop *s);",
        "size_t shop_item_total(const shop *s);",
        {("shop_item_total", "function_renamed"): EVERYBODY},
    ),
    "function renamed, but called the same in two languages": (
        'size_t shop_item_count(const shop *s) TENON_NAME(python, "item_count") TENON_NAME(go, "ItemCount");',
        'size_t shop_item_total(const shop *s) TENON_NAME(python, "item_count") TENON_NAME(go, "ItemCount");',
        {("shop_item_total", "function_renamed"): EVERYBODY - {"python", "go"}},
    ),
    "two functions that could be either of two": (
        "size_t shop_one_size(const shop *s); size_t shop_other_size(const shop *s);",
        "size_t shop_first_size(const shop *s); size_t shop_last_size(const shop *s);",
        {
            ("shop_one_size", "function_removed"): EVERYBODY,
            ("shop_other_size", "function_removed"): EVERYBODY,
            ("shop_first_size", "function_added"): None,
            ("shop_last_size", "function_added"): None,
        },
    ),
    "inline function removed": (
        "static inline int32_t shop_one(void) { return 1; }",
        "",
        {("shop_one", "function_removed"): SOURCES},
    ),
    "function becomes inline": (
        "int32_t shop_one(void);",
        "static inline int32_t shop_one(void) { return 1; }",
        {("shop_one", "function_inline_added"): {"boundary"}},
    ),
    "function becomes a static one": (
        "double shop_tax(double price);",
        "double shop_tax(double price) TENON_STATIC(shop);",
        {("shop_tax", "function_role_changed"): HOSTS},
    ),
    "method becomes a property": (
        "size_t shop_size(const shop *s);",
        "size_t shop_size(const shop *s) TENON_PROPERTY(size);",
        {
            ("shop_size", "function_role_changed"): {"python", "node"},
            ("shop_size", "function_property_added"): {"python", "node"},
        },
    ),
    "method becomes a property of another name": (
        "size_t shop_size(const shop *s);",
        "size_t shop_size(const shop *s) TENON_PROPERTY(count);",
        {
            ("shop_size", "function_role_changed"): {"python", "node"},
            ("shop_size", "function_property_added"): {"python", "node"},
            ("shop_size", "function_short_name_changed"): HOSTS,
        },
    ),
    "status returned": (
        "void shop_open(shop *s);",
        "shop_status shop_open(shop *s);",
        {("shop_open", "function_status_added"): {"boundary", "c"}},
    ),
    "status returned where nothing could fail": (
        "void shop_tick(void);",
        "shop_status shop_tick(void);",
        {
            ("shop_tick", "function_status_added"): {"boundary", "c"},
            ("shop_tick", "may_fail_now"): {"go", "rust"},
        },
    ),
    "status not returned any more": (
        "shop_status shop_tick(void);",
        "void shop_tick(void);",
        {
            ("shop_tick", "function_status_removed"): {"boundary", "c"},
            ("shop_tick", "cannot_fail_now"): {"go", "rust"},
        },
    ),
    "becomes blocking": (
        "void shop_wait(shop *s);",
        "void shop_wait(shop *s) TENON_BLOCKING;",
        {("shop_wait", "function_blocking_added"): None},
    ),
    "not blocking any more": (
        "void shop_wait(shop *s) TENON_BLOCKING;",
        "void shop_wait(shop *s);",
        {("shop_wait", "function_blocking_removed"): {"python", "node", "rust"}},
    ),
    "becomes brief": (
        "void shop_wait(shop *s);",
        "void shop_wait(shop *s) TENON_BRIEF;",
        {("shop_wait", "function_brief_added"): "unnoticed"},
    ),
    "becomes bridged": (
        "int32_t shop_round(int32_t cents);",
        "int32_t shop_round(int32_t cents) TENON_BRIDGED;",
        {("shop_round", "function_bridged_added"): None},
    ),
    "may differ between two implementations": (
        "int32_t shop_round(int32_t cents) TENON_BRIDGED;",
        "int32_t shop_round(int32_t cents) TENON_BRIDGED TENON_VARIES;",
        {("shop_round", "function_varies_added"): None},
    ),
    "waits": (
        "void shop_wait(shop *s);",
        "void shop_wait(shop *s) TENON_WAITS(5);",
        {("shop_wait", "function_waits_added"): "unnoticed"},
    ),
    "operator removed": (
        "size_t shop_size(const shop *s) TENON_OPERATOR(length);",
        "size_t shop_size(const shop *s);",
        {("shop_size", "function_operator_removed"): HOSTS},
    ),
    "deprecated": (
        "void shop_wait(shop *s);",
        'void shop_wait(shop *s) TENON_DEPRECATED("use rest");',
        {("shop_wait", "function_deprecated_added"): None},
    ),
    "since": (
        "void shop_wait(shop *s);",
        "void shop_wait(shop *s) TENON_SINCE(0, 9);",
        {("shop_wait", "function_since_added"): "documentation"},
    ),
    "name of one language": (
        "void shop_wait(shop *s);",
        'void shop_wait(shop *s) TENON_NAME(go, "Rest");',
        {("shop_wait", "function_name_changed"): {"go"}},
    ),
    # -- parameters
    "parameter added": (
        "void shop_add(shop *s, uint64_t item);",
        "void shop_add(shop *s, uint64_t item, double weight);",
        {("shop_add", "parameter_added"): EVERYBODY},
    ),
    "parameter with a default added": (
        "void shop_add(shop *s, uint64_t item);",
        "void shop_add(shop *s, uint64_t item, double weight TENON_DEFAULT(1.0));",
        {("shop_add", "parameter_added"): {"boundary", "c", "go", "rust"}},
    ),
    "parameter with a default added before another": (
        "void shop_add(shop *s, uint64_t item TENON_DEFAULT(1));",
        "void shop_add(shop *s, double weight TENON_DEFAULT(1.0), uint64_t item TENON_DEFAULT(1));",
        {("shop_add", "parameter_added"): EVERYBODY},
    ),
    "token added": (
        "shop_status shop_run(shop *s) TENON_BLOCKING;",
        "shop_status shop_run(shop *s, const tenon_cancel *token) TENON_BLOCKING;",
        {
            ("shop_run", "parameter_added"): {"boundary", "c", "go", "rust"},
            ("shop_status", "constant_added"): None,
        },
    ),
    "token added before a result": (
        "shop_status shop_run(shop *s, double *done TENON_OUT) TENON_BLOCKING;",
        "shop_status shop_run(shop *s, const tenon_cancel *token, double *done TENON_OUT) TENON_BLOCKING;",
        {("shop_run", "parameter_added"): {"boundary", "c", "go", "rust"}, ("shop_status", "constant_added"): None},
    ),
    "result becomes a presence": (
        "bool shop_find(const shop *s, double *price TENON_OUT);",
        "bool shop_find(const shop *s, double *price TENON_OUT TENON_PRESENT_IF(result));",
        {("shop_find", "result_role_added"): HOSTS, ("shop_find", "parameter_presence_added"): HOSTS},
    ),
    "parameter removed": (
        "void shop_add(shop *s, uint64_t item, double weight);",
        "void shop_add(shop *s, uint64_t item);",
        {("shop_add", "parameter_removed"): EVERYBODY},
    ),
    "parameter renamed": (
        "void shop_add(shop *s, uint64_t item);",
        "void shop_add(shop *s, uint64_t piece);",
        {("shop_add", "parameter_renamed"): {"python"}},
    ),
    "parameter renamed, but called the same in Python": (
        'void shop_add(shop *s, uint64_t item TENON_NAME(python, "it"));',
        'void shop_add(shop *s, uint64_t piece TENON_NAME(python, "it"));',
        {("shop_add", "parameter_renamed"): "documentation"},
    ),
    "parameter with a default renamed": (
        "void shop_add(shop *s, uint64_t item TENON_DEFAULT(1));",
        "void shop_add(shop *s, uint64_t piece TENON_DEFAULT(1));",
        {("shop_add", "parameter_renamed"): {"python", "go", "rust"}},
    ),
    "length renamed, which only C sees": (
        "double shop_sum(const double *values TENON_COUNTED_BY(n), size_t n);",
        "double shop_sum(const double *values TENON_COUNTED_BY(count), size_t count);",
        {("shop_sum", "parameter_renamed"): "documentation"},
    ),
    "parameters in another order": (
        "void shop_add(shop *s, uint64_t item, double weight);",
        "void shop_add(shop *s, double weight, uint64_t item);",
        {("shop_add", "parameters_reordered"): EVERYBODY},
    ),
    "default added": (
        "void shop_add(shop *s, uint64_t item);",
        "void shop_add(shop *s, uint64_t item TENON_DEFAULT(7));",
        {("shop_add", "default_added"): {"go", "rust"}},
    ),
    "default removed": (
        "void shop_add(shop *s, uint64_t item TENON_DEFAULT(7));",
        "void shop_add(shop *s, uint64_t item);",
        {("shop_add", "default_removed"): HOSTS},
    ),
    "default changed": (
        "void shop_add(shop *s, uint64_t item TENON_DEFAULT(7));",
        "void shop_add(shop *s, uint64_t item TENON_DEFAULT(8));",
        {("shop_add", "default_changed"): HOSTS},
    ),
    "default written otherwise": (
        "void shop_add(shop *s, uint64_t item TENON_DEFAULT(8));",
        "void shop_add(shop *s, uint64_t item TENON_DEFAULT(2 * 4));",
        {("shop_add", "fingerprint_changed"): None},
    ),
    "number that goes in becomes wider": (
        "void shop_add(shop *s, int32_t item);",
        "void shop_add(shop *s, int64_t item);",
        {("shop_add", "parameter_type_changed"): {"boundary", "go", "rust"}},
    ),
    "number that goes in becomes narrower": (
        "void shop_add(shop *s, int32_t item);",
        "void shop_add(shop *s, int16_t item);",
        {("shop_add", "parameter_type_changed"): EVERYBODY},
    ),
    "number that goes in loses its sign": (
        "void shop_add(shop *s, int32_t item);",
        "void shop_add(shop *s, uint32_t item);",
        {("shop_add", "parameter_type_changed"): EVERYBODY},
    ),
    "result becomes wider": (
        "int16_t shop_x(void);",
        "int32_t shop_x(void);",
        {("shop_x", "result_type_changed"): {"boundary", "c", "go", "rust"}},
    ),
    "result becomes a bigint": (
        "int32_t shop_x(void);",
        "int64_t shop_x(void);",
        {("shop_x", "result_type_changed"): EVERYBODY - {"python"}},
    ),
    "array of other elements": (
        "double shop_sum(const float *values TENON_COUNTED_BY(n), size_t n);",
        "double shop_sum(const double *values TENON_COUNTED_BY(n), size_t n);",
        {("shop_sum", "parameter_type_changed"): EVERYBODY},
    ),
    "number becomes text": (
        "void shop_add(shop *s, uint64_t item);",
        "void shop_add(shop *s, const char *item);",
        {("shop_add", "parameter_type_changed"): EVERYBODY},
    ),
    "changes what it only read": (
        "size_t shop_size(const shop *s);",
        "size_t shop_size(shop *s);",
        {("shop_size", "parameter_type_changed"): {"c", "rust"}},
    ),
    "only reads what it changed": (
        "size_t shop_size(shop *s);",
        "size_t shop_size(const shop *s);",
        {("shop_size", "parameter_type_changed"): None},
    ),
    "text may be null": (
        "void shop_add(shop *s, const char *item);",
        "void shop_add(shop *s, const char *item TENON_NULLABLE);",
        {("shop_add", "parameter_nullable_added"): {"go", "rust"}},
    ),
    "object may be null": (
        "bool shop_same(const shop *s, const shop *other);",
        "bool shop_same(const shop *s, const shop *other TENON_NULLABLE);",
        {("shop_same", "parameter_nullable_added"): {"rust"}},
    ),
    "text may not be null any more": (
        "void shop_add(shop *s, const char *item TENON_NULLABLE);",
        "void shop_add(shop *s, const char *item);",
        {("shop_add", "parameter_nullable_removed"): SOURCES},
    ),
    "result may be null": (
        "TENON_BORROWED TENON_NONNULL const char *shop_motto(const shop *s);",
        "TENON_BORROWED TENON_NULLABLE const char *shop_motto(const shop *s);",
        {("shop_motto", "result_nullable_added"): SOURCES},
    ),
    "result may not be null any more": (
        "TENON_BORROWED TENON_NULLABLE const char *shop_motto(const shop *s);",
        "TENON_BORROWED TENON_NONNULL const char *shop_motto(const shop *s);",
        {("shop_motto", "result_nullable_removed"): {"go", "rust"}},
    ),
    "text owned by another": (
        "TENON_BORROWED TENON_NONNULL const char *shop_motto(const shop *s);",
        "TENON_OWNED TENON_NONNULL TENON_FREED_BY(free) const char *shop_motto(const shop *s);",
        {
            ("shop_motto", "result_ownership_changed"): {"c"},
            ("shop_motto", "result_freed_by_added"): {"c"},
        },
    ),
    "takes an object over": (
        "shop_status shop_absorb(shop *s, shop *other);",
        "shop_status shop_absorb(shop *s, shop *other TENON_CONSUMES);",
        {("shop_absorb", "parameter_ownership_changed"): SOURCES},
    ),
    "result added": (
        "void shop_open(shop *s);",
        "int32_t shop_open(shop *s);",
        {("shop_open", "result_added"): {"boundary", "go", "rust"}},
    ),
    "result through a pointer added": (
        "shop_status shop_find(const shop *s, uint64_t id);",
        "shop_status shop_find(const shop *s, uint64_t id, double *price TENON_OUT);",
        {("shop_find", "parameter_added"): EVERYBODY},
    ),
    "read and written rather than written": (
        "void shop_count(uint32_t *counter TENON_OUT);",
        "void shop_count(uint32_t *counter TENON_INOUT);",
        {("shop_count", "parameter_role_changed"): SOURCES},
    ),
    "means something else": (
        "void shop_rest(shop *s, int64_t time TENON_DURATION(seconds));",
        "void shop_rest(shop *s, int64_t time TENON_DURATION(milliseconds));",
        {("shop_rest", "parameter_means_changed"): EVERYBODY},
    ),
    # -- records
    "field added to what only comes out": (
        "typedef struct shop_size { double w; } shop_size; shop_size shop_measure(const shop *s);",
        "typedef struct shop_size { double w; double h; } shop_size; shop_size shop_measure(const shop *s);",
        {("shop_size", "field_added"): {"boundary", "rust"}},
    ),
    "field added to what goes in": (
        "typedef struct shop_size { double w; } shop_size; void shop_cut(shop *s, shop_size to);",
        "typedef struct shop_size { double w; double h; } shop_size; void shop_cut(shop *s, shop_size to);",
        {("shop_size", "field_added"): {"boundary", "python", "node", "rust"}},
    ),
    "optional field added": (
        "typedef struct shop_size { double w; } shop_size; void shop_cut(shop *s, shop_size to);",
        (
            "typedef struct shop_size { double w; bool has_h; double h TENON_PRESENT_IF(has_h); } shop_size; "
            "void shop_cut(shop *s, shop_size to);"
        ),
        {("shop_size", "field_added"): {"boundary", "rust"}},
    ),
    "field removed": (
        "typedef struct shop_size { double w; double h; } shop_size; void shop_cut(shop *s, shop_size to);",
        "typedef struct shop_size { double w; } shop_size; void shop_cut(shop *s, shop_size to);",
        {("shop_size", "field_removed"): EVERYBODY},
    ),
    "field renamed": (
        "typedef struct shop_size { double w; } shop_size; void shop_cut(shop *s, shop_size to);",
        "typedef struct shop_size { double width; } shop_size; void shop_cut(shop *s, shop_size to);",
        {("shop_size", "field_renamed"): SOURCES},
    ),
    "field of another type": (
        "typedef struct shop_size { float w; } shop_size; void shop_cut(shop *s, shop_size to);",
        "typedef struct shop_size { double w; } shop_size; void shop_cut(shop *s, shop_size to);",
        {("shop_size", "field_type_changed"): {"boundary", "go", "rust"}},
    ),
    "fields in another order": (
        "typedef struct shop_size { float w; double h; } shop_size; void shop_cut(shop *s, shop_size to);",
        "typedef struct shop_size { double h; float w; } shop_size; void shop_cut(shop *s, shop_size to);",
        {("shop_size", "fields_reordered"): {"boundary", "c", "python"}},
    ),
    "record added": (
        "",
        "typedef struct shop_size { double w; } shop_size;",
        {("shop_size", "record_added"): None},
    ),
    # -- enums, constants, classes
    "constant added to an enum": (
        "typedef enum shop_way { SHOP_WAY_UP } shop_way;",
        "typedef enum shop_way { SHOP_WAY_UP, SHOP_WAY_DOWN } shop_way;",
        {("shop_way", "constant_added"): {"rust"}},
    ),
    "flag added": (
        "typedef enum TENON_FLAGS shop_may { SHOP_MAY_READ = 1 } shop_may;",
        "typedef enum TENON_FLAGS shop_may { SHOP_MAY_READ = 1, SHOP_MAY_WRITE = 2 } shop_may;",
        {("shop_may", "constant_added"): None},
    ),
    "constant removed from an enum": (
        "typedef enum shop_way { SHOP_WAY_UP, SHOP_WAY_DOWN } shop_way;",
        "typedef enum shop_way { SHOP_WAY_UP } shop_way;",
        {("shop_way", "constant_removed"): SOURCES},
    ),
    "constant of an enum has another value": (
        "typedef enum shop_way { SHOP_WAY_UP = 1 } shop_way;",
        "typedef enum shop_way { SHOP_WAY_UP = 2 } shop_way;",
        {("shop_way", "constant_value_changed"): {"boundary"}},
    ),
    "constant of an enum renamed": (
        "typedef enum shop_way { SHOP_WAY_UP = 1, SHOP_WAY_OFF = 2 } shop_way;",
        "typedef enum shop_way { SHOP_WAY_UP = 1, SHOP_WAY_GONE = 2 } shop_way;",
        {("shop_way", "constant_renamed"): SOURCES},
    ),
    "constants become flags": (
        "typedef enum shop_way { SHOP_WAY_UP = 1 } shop_way;",
        "typedef enum TENON_FLAGS shop_way { SHOP_WAY_UP = 1 } shop_way;",
        {("shop_way", "enum_flags_added"): HOSTS},
    ),
    "named number has another value": (
        "#define SHOP_PAGE 20\n",
        "#define SHOP_PAGE 30\n",
        {("SHOP_PAGE", "constant_value_changed"): None},
    ),
    "named number becomes text": (
        "#define SHOP_PAGE 20\n",
        '#define SHOP_PAGE "twenty"\n',
        {
            ("SHOP_PAGE", "constant_value_changed"): None,
            ("SHOP_PAGE", "constant_type_changed"): HOSTS,
        },
    ),
    "named number removed": (
        "#define SHOP_PAGE 20\n",
        "",
        {("SHOP_PAGE", "constant_removed"): SOURCES},
    ),
    "class for one thread": (
        "typedef struct shop_till shop_till; void shop_till_free(shop_till *t TENON_DESTROYS);",
        "typedef struct shop_till shop_till TENON_THREADS(one); void shop_till_free(shop_till *t TENON_DESTROYS);",
        {("shop_till", "class_threads_changed"): HOSTS},
    ),
    "class for any thread": (
        "typedef struct shop_till shop_till TENON_THREADS(one); void shop_till_free(shop_till *t TENON_DESTROYS);",
        "typedef struct shop_till shop_till; void shop_till_free(shop_till *t TENON_DESTROYS);",
        {("shop_till", "class_threads_changed"): None},
    ),
    "exact number of other units": (
        "typedef int64_t shop_euros TENON_EXACT(2); void shop_pay(shop *s, shop_euros amount);",
        "typedef int64_t shop_euros TENON_EXACT(4); void shop_pay(shop *s, shop_euros amount);",
        {("shop_euros", "exact_type_changed"): EVERYBODY},
    ),
    "package has another name": (
        "",
        'TENON_PACKAGE(rust, "corner-shop")',
        {("shop", "package_name_changed"): {"rust"}},
    ),
    # -- what a host implements
    "interface gets a function": (
        (
            "typedef struct TENON_INTERFACE shop_ear { void (*hear)(void *context TENON_CONTEXT); void *context TENON_CONTEXT; } shop_ear;"
            "void shop_tell(shop *s, const shop_ear *ear TENON_CALLED(during_call));"
        ),
        (
            "typedef struct TENON_INTERFACE shop_ear { void (*hear)(void *context TENON_CONTEXT); void (*ring)(void *context TENON_CONTEXT);"
            " void *context TENON_CONTEXT; } shop_ear; void shop_tell(shop *s, const shop_ear *ear TENON_CALLED(during_call));"
        ),
        {("shop_ear", "method_added"): EVERYBODY},
    ),
    "callback is passed more": (
        (
            "typedef void (*shop_visit)(uint64_t item, void *context TENON_CONTEXT);"
            "void shop_each(shop *s, shop_visit visit TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(visit));"
        ),
        (
            "typedef void (*shop_visit)(uint64_t item, double price, void *context TENON_CONTEXT);"
            "void shop_each(shop *s, shop_visit visit TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(visit));"
        ),
        {
            ("shop_visit.call", "parameter_added"): EVERYBODY - {"node"},
            ("shop_visit", "method_context_at_changed"): {"boundary", "c"},
        },
    ),
    "callback's parameter renamed": (
        (
            "typedef void (*shop_visit)(uint64_t item, void *context TENON_CONTEXT);"
            "void shop_each(shop *s, shop_visit visit TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(visit));"
        ),
        (
            "typedef void (*shop_visit)(uint64_t it, void *context TENON_CONTEXT);"
            "void shop_each(shop *s, shop_visit visit TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(visit));"
        ),
        {("shop_visit.call", "parameter_renamed"): "documentation"},
    ),
    "callback is called later": (
        (
            "typedef void (*shop_visit)(uint64_t item, void *context TENON_CONTEXT);"
            "void shop_each(shop *s, shop_visit visit TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(visit));"
        ),
        (
            "typedef void (*shop_visit)(uint64_t item, void *context TENON_CONTEXT);"
            "void shop_each(shop *s, shop_visit visit TENON_CALLED(once), void *context TENON_CONTEXT_OF(visit));"
        ),
        {("shop_each", "parameter_called_changed"): {"c", "rust"}},
    ),
    # -- documentation
    "documentation": (
        "/** How many. */ size_t shop_size(const shop *s);",
        "/** How many items. */ size_t shop_size(const shop *s);",
        {("shop_size", "documentation_changed"): "documentation"},
    ),
}
CANCELLED = TYPES.replace(
    "SHOP_TWICE", "SHOP_CANCELLED TENON_KIND(cancelled) = 3, SHOP_TWICE"
)


@pytest.mark.parametrize("name", CHANGES)
def test_diff__one_change__then_whom_it_breaks_and_which_version(name, tmp_path):
    before, after, expected = CHANGES[name]
    old = write(tmp_path / "old.h", before)
    new = write(
        tmp_path / "new.h", after, types=CANCELLED if "tenon_cancel" in after else TYPES
    )
    done, found = compare(tmp_path, old, new)
    wanted = {}
    for key, breaks in expected.items():
        if isinstance(breaks, set):
            wanted[key] = ("breaks", breaks)
        else:
            wanted[key] = (breaks or "compatible", set())
    assert changes_of(found) == wanted
    effects = {effect for effect, _ in wanted.values()}
    needed = (
        "2.0" if "breaks" in effects else "1.1" if "compatible" in effects else "1.0"
    )
    assert found["needed"] == needed
    assert (done.returncode, found["suffices"]) == (
        (0, True) if needed == "1.0" else (1, False)
    )
    assert sum(change["sentence"] in done.stdout for change in found["changes"]) == len(
        found["changes"]
    )
    if needed != "1.0":
        major, minor = needed.split(".")
        assert (
            f"these changes need {needed}: write TENON_LIBRARY(shop, {major}, {minor})\n"
            in done.stdout
        )


@pytest.mark.parametrize("name", CHANGES)
def test_diff__lock_in_the_place_of_the_old_one__then_the_same_but_for_docs(
    name, tmp_path
):
    before, after, expected = CHANGES[name]
    (tmp_path / "nowhere.c").write_text("")
    old = write(tmp_path / "shop.h", before)
    assert run("lock", old).returncode == 0
    write(old, after, types=CANCELLED if "tenon_cancel" in after else TYPES)
    _, found = compare(tmp_path, tmp_path / "shop.h.lock", old)
    assert set(changes_of(found)) == {
        key for key in expected if key[1] != "documentation_changed"
    }


def test_diff__sentence__then_reads_well(tmp_path):
    old = write(tmp_path / "old.h", "void shop_add(shop *s, uint64_t item);\n")
    new = write(
        tmp_path / "new.h", "void shop_add(shop *s, uint64_t item, double weight);\n"
    )
    done = run("diff", old, new)
    line = (
        new.read_text()
        .split("\n")
        .index("void shop_add(shop *s, uint64_t item, double weight);")
        + 1
    )
    assert done.stdout == (
        f"shop 1.0 ({old}) -> 1.0 ({new}): 8 items compared, 1 change\n"
        "\nbreaks (1):\n"
        f"  {new}:{line}:46: shop_add: parameter `weight` added (double, no default): every caller breaks\n"
        "\nversion: 1.0 is written; these changes need 2.0: write TENON_LIBRARY(shop, 2, 0)\n"
    )


@pytest.mark.parametrize(
    ("was", "now", "change", "status", "said"),
    [
        ("1, 4", "1, 4", "", 0, "1.4 is written, and suffices"),
        (
            "1, 4",
            "1, 5",
            "",
            0,
            "1.5 is written after 1.4, and suffices (1.4 would, too)",
        ),
        ("1, 4", "1, 5", "added", 0, "1.5 is written after 1.4, and suffices"),
        (
            "1, 4",
            "1, 4",
            "added",
            1,
            "1.4 is written; these changes need 1.5: write TENON_LIBRARY(shop, 1, 5)",
        ),
        (
            "1, 4",
            "1, 5",
            "broken",
            1,
            "1.5 is written; these changes need 2.0: write TENON_LIBRARY(shop, 2, 0)",
        ),
        ("1, 4", "2, 0", "broken", 0, "2.0 is written after 1.4, and suffices"),
        (
            "1, 4",
            "3, 1",
            "broken",
            0,
            "3.1 is written after 1.4, and suffices (2.0 would, too)",
        ),
        (
            "1, 4",
            "1, 3",
            "",
            1,
            "1.3 is written, which is before 1.4: write TENON_LIBRARY(shop, 1, 4)",
        ),
        ("0, 4", "0, 5", "broken", 0, "0.5 is written after 0.4, and suffices"),
        (
            "0, 4",
            "0, 4",
            "broken",
            1,
            "0.4 is written; these changes need 0.5: write TENON_LIBRARY(shop, 0, 5)",
        ),
        ("0, 4", "0, 4", "added", 1, "0.4 is written; these changes need 0.5"),
    ],
)
def test_diff__versions__then_rule(was, now, change, status, said, tmp_path):
    before = "" if change == "added" else "void shop_x(void);"
    after = "" if change == "broken" else "void shop_x(void);"
    done = run(
        "diff",
        write(tmp_path / "old.h", before, was),
        write(tmp_path / "new.h", after, now),
    )
    assert (done.returncode, done.stderr) == (status, "")
    assert f"version: {said}" in done.stdout


@pytest.mark.parametrize("header", GOOD + LIBRARIES, ids=lambda path: path.stem)
def test_diff__contract_with_itself_and_its_lock__then_nothing(header, tmp_path):
    _, found = compare(tmp_path, header, header)
    assert found["changes"] == []
    assert found["compared"] > 0
    if header.name == "graph.h":
        return  # its lock stands beside it: test_locks.py
    copied = shutil.copytree(header.parent, tmp_path / "copied") / header.name
    assert run("lock", copied).returncode == 0
    _, found = compare(tmp_path, f"{copied}.lock", copied)
    assert found["changes"] == []


def test_diff__two_libraries__then_status_2(tmp_path):
    other = write(tmp_path / "other.h", "")
    other.write_text(
        other.read_text().replace("TENON_LIBRARY(shop", "TENON_LIBRARY(kiosk")
    )
    done = run("diff", write(tmp_path / "old.h", ""), other)
    assert (done.returncode, done.stdout) == (2, "")
    assert "only versions of one library can be compared" in done.stderr


@pytest.mark.parametrize("arguments", [[], ["a.h"], ["a.h", "b.h", "c.h"]])
def test_diff__not_two_contracts__then_status_2(arguments, tmp_path):
    done = run("diff", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Give OLD and NEW" in done.stderr


@pytest.mark.parametrize("which", [0, 1])
def test_diff__contract_with_findings__then_told_and_status_2(which, tmp_path):
    paths = [write(tmp_path / "old.h", ""), write(tmp_path / "new.h", "")]
    write(paths[which], "void shop_x(const double *values);\n")
    done = run("diff", *paths)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{paths[which]}:" in done.stderr
    assert "1 finding" in done.stderr


def test_diff__file_is_missing__then_status_2(tmp_path):
    done = run("diff", tmp_path / "none.h", write(tmp_path / "new.h", ""))
    assert done.returncode == 2
    assert "none.h: No such file or directory" in done.stderr


def test_diff__change_for_one_language__then_breaks_only_that(tmp_path):
    only = "#ifndef TENON_LANGUAGE_GO\nvoid shop_x(void);\n#endif\n"
    everywhere = "/* TENON_LANGUAGE_GO */ void shop_x(void);\n"
    old, new = write(tmp_path / "old.h", everywhere), write(tmp_path / "new.h", only)
    done, found = compare(tmp_path, old, new)
    assert changes_of(found) == {("shop_x", "function_removed"): ("breaks", {"go"})}
    assert found["changes"][0]["languages"] == ["go"]
    assert (
        "shop_x (in the contract of Go): function removed: callers in Go break"
        in done.stdout
    )
    _, found = compare(tmp_path, old, new, "--lang", "python,rust")
    assert found["changes"] == []


def test_diff__some_languages__then_only_their_callers(tmp_path):
    old = write(tmp_path / "old.h", "void shop_add(shop *s, uint64_t item);")
    new = write(tmp_path / "new.h", "void shop_add(shop *s, uint64_t piece);")
    _, found = compare(tmp_path, old, new, "--lang", "go,node")
    assert changes_of(found) == {
        ("shop_add", "parameter_renamed"): ("compatible", set())
    }


def test_diff__contracts_of_this_repository__then_the_old_one_can_lie_anywhere(
    tmp_path,
):
    graph = ROOT / "libraries/graph/include/graph/graph.h"
    (tmp_path / "old.h").write_bytes(graph.read_bytes())
    _, found = compare(tmp_path, tmp_path / "old.h", graph)
    assert found["changes"] == []
