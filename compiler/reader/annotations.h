/**
 * @file
 * The annotations of one declaration, as read from libclang.
 */
#ifndef TENON_COMPILER_ANNOTATIONS_H
#define TENON_COMPILER_ANNOTATIONS_H

#include <clang-c/Index.h>

#include "reader/reader_internal.h"

/** Where an annotation may stand. */
typedef enum annotation_place {
    ON_FUNCTION = 1,
    ON_PARAMETER = 2,
    ON_ENUM = 4,
    ON_ENUM_CONSTANT = 8,
    ON_TYPEDEF = 16,
    ON_STRUCT = 32, /**< The struct or union itself, rather than its typedef. */
    ON_FIELD = 64,
    ON_VARIABLE = 128,
    ON_DECLARATION = 256, /**< The hidden declarations behind TENON_LIBRARY and its like. */
    ON_CALLBACK = 512,    /**< The typedef of a function pointer: what is said of its result, too. */
    ON_METHOD = 1024,     /**< A function of an interface: likewise. */
    ON_CONTEXT = 2048     /**< Another member of an interface. */
} annotation_place;

/** What is said; a text is null where its annotation is absent. */
typedef struct annotations {
    bool status, owned, borrowed, destroys, consumes, view, nullable, nonnull, out, inout, brief, blocking,
        ignore, interface, context, drop, progress, next, reads, writes, flags, bridged, varies;
    const char *kind, *freed_by, *counted_by, *keeps, *freezes, *property, *threads;
    const char *called, *context_of, *drop_of, *on_error, *waits, *present_if, *default_value, *keyed_by,
        *instant, *duration, *exact, *tagged_by, *case_of, *operation, *static_of, *deprecated, *since;
    const char *names[MODEL_LANGUAGES]; /**< TENON_NAME, by language. */
    const char *library, *sources, *includes, *links, *package, *adds, *exceptions, *jumps;
} annotations;

/** Read them; an annotation that does not belong at `place`, or stands twice, is a finding. */
annotations annotations_of(reader *in, CXCursor cursor, annotation_place place);

/** Whether a declaration has that annotation ("interface"), wherever it belongs; finds nothing wrong. */
bool annotation_stands(CXCursor cursor, const char *key);

/** Whether there is such an annotation ("TENON_OWNED"), and whether it has an argument. */
bool annotation_known(const char *macro, bool *has_argument);

/** The annotation closest in spelling to a misspelled one ("TENON_OWEND" -> "TENON_OWNED"), or null. */
const char *annotation_like(const char *misspelled);

#endif /* TENON_COMPILER_ANNOTATIONS_H */
