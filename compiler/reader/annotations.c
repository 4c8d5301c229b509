#include "reader/annotations.h"

#include <stddef.h>
#include <string.h>

#include "memory/arena.h"
#include "model/languages.h"
#include "reader/encoding.h"

enum {
    ON_ITEM = ON_FUNCTION | ON_ENUM | ON_ENUM_CONSTANT | ON_TYPEDEF | ON_STRUCT | ON_FIELD | ON_VARIABLE |
              ON_CALLBACK | ON_METHOD,
    ON_RESULT = ON_FUNCTION | ON_CALLBACK | ON_METHOD, /* where words about a result stand */
};

/* Every annotation, where it may stand, and the member that holds it. */
static const struct {
    const char *key;
    const char *macro;
    unsigned places;
    bool has_value;
    size_t offset;
} known_annotations[] = {
    {"status", "TENON_STATUS", ON_ENUM, false, offsetof(annotations, status)},
    {"kind", "TENON_KIND", ON_ENUM_CONSTANT, true, offsetof(annotations, kind)},
    {"threads", "TENON_THREADS", ON_TYPEDEF | ON_CALLBACK, true, offsetof(annotations, threads)},
    {"owned", "TENON_OWNED", ON_RESULT | ON_PARAMETER, false, offsetof(annotations, owned)},
    {"borrowed", "TENON_BORROWED", ON_RESULT | ON_PARAMETER, false, offsetof(annotations, borrowed)},
    {"freed_by", "TENON_FREED_BY", ON_RESULT | ON_PARAMETER, true, offsetof(annotations, freed_by)},
    {"destroys", "TENON_DESTROYS", ON_PARAMETER, false, offsetof(annotations, destroys)},
    {"consumes", "TENON_CONSUMES", ON_PARAMETER, false, offsetof(annotations, consumes)},
    {"view", "TENON_VIEW", ON_FUNCTION | ON_PARAMETER, false, offsetof(annotations, view)},
    {"keeps", "TENON_KEEPS", ON_FUNCTION | ON_PARAMETER, true, offsetof(annotations, keeps)},
    {"freezes", "TENON_FREEZES", ON_FUNCTION | ON_PARAMETER, true, offsetof(annotations, freezes)},
    {"nullable", "TENON_NULLABLE", ON_RESULT | ON_PARAMETER | ON_FIELD, false,
     offsetof(annotations, nullable)},
    {"nonnull", "TENON_NONNULL", ON_RESULT | ON_PARAMETER, false, offsetof(annotations, nonnull)},
    {"out", "TENON_OUT", ON_PARAMETER, false, offsetof(annotations, out)},
    {"inout", "TENON_INOUT", ON_PARAMETER, false, offsetof(annotations, inout)},
    {"counted_by", "TENON_COUNTED_BY", ON_RESULT | ON_PARAMETER, true, offsetof(annotations, counted_by)},
    {"property", "TENON_PROPERTY", ON_FUNCTION, true, offsetof(annotations, property)},
    {"brief", "TENON_BRIEF", ON_FUNCTION, false, offsetof(annotations, brief)},
    {"blocking", "TENON_BLOCKING", ON_FUNCTION, false, offsetof(annotations, blocking)},
    {"interface", "TENON_INTERFACE", ON_STRUCT, false, offsetof(annotations, interface)},
    {"context", "TENON_CONTEXT", ON_PARAMETER | ON_CONTEXT, false, offsetof(annotations, context)},
    {"drop", "TENON_DROP", ON_METHOD, false, offsetof(annotations, drop)},
    {"progress", "TENON_PROGRESS", ON_PARAMETER, false, offsetof(annotations, progress)},
    {"next", "TENON_NEXT", ON_FUNCTION, false, offsetof(annotations, next)},
    {"reads", "TENON_READS", ON_FUNCTION | ON_CALLBACK, false, offsetof(annotations, reads)},
    {"writes", "TENON_WRITES", ON_FUNCTION | ON_CALLBACK, false, offsetof(annotations, writes)},
    {"flags", "TENON_FLAGS", ON_ENUM, false, offsetof(annotations, flags)},
    {"bridged", "TENON_BRIDGED", ON_FUNCTION, false, offsetof(annotations, bridged)},
    {"varies", "TENON_VARIES", ON_FUNCTION, false, offsetof(annotations, varies)},
    {"called", "TENON_CALLED", ON_PARAMETER, true, offsetof(annotations, called)},
    {"context_of", "TENON_CONTEXT_OF", ON_PARAMETER, true, offsetof(annotations, context_of)},
    {"drop_of", "TENON_DROP_OF", ON_PARAMETER, true, offsetof(annotations, drop_of)},
    {"on_error", "TENON_ON_ERROR", ON_CALLBACK | ON_METHOD, true, offsetof(annotations, on_error)},
    {"waits", "TENON_WAITS", ON_FUNCTION, true, offsetof(annotations, waits)},
    {"present_if", "TENON_PRESENT_IF", ON_PARAMETER | ON_FUNCTION | ON_FIELD, true,
     offsetof(annotations, present_if)},
    {"default", "TENON_DEFAULT", ON_PARAMETER, true, offsetof(annotations, default_value)},
    {"keyed_by", "TENON_KEYED_BY", ON_FUNCTION | ON_PARAMETER, true, offsetof(annotations, keyed_by)},
    {"instant", "TENON_INSTANT", ON_PARAMETER | ON_RESULT | ON_FIELD | ON_TYPEDEF, true,
     offsetof(annotations, instant)},
    {"duration", "TENON_DURATION", ON_PARAMETER | ON_RESULT | ON_FIELD | ON_TYPEDEF, true,
     offsetof(annotations, duration)},
    {"exact", "TENON_EXACT", ON_TYPEDEF, true, offsetof(annotations, exact)},
    {"tagged_by", "TENON_TAGGED_BY", ON_FIELD, true, offsetof(annotations, tagged_by)},
    {"case", "TENON_CASE", ON_FIELD, true, offsetof(annotations, case_of)},
    {"operator", "TENON_OPERATOR", ON_FUNCTION, true, offsetof(annotations, operation)},
    {"static", "TENON_STATIC", ON_FUNCTION, true, offsetof(annotations, static_of)},
    {"deprecated", "TENON_DEPRECATED", ON_ITEM, true, offsetof(annotations, deprecated)},
    {"since", "TENON_SINCE", ON_ITEM, true, offsetof(annotations, since)},
    {"name", "TENON_NAME", ON_ITEM | ON_PARAMETER, true, offsetof(annotations, names)},
    {"ignore", "TENON_IGNORE", ON_FUNCTION | ON_TYPEDEF | ON_ENUM | ON_VARIABLE | ON_CALLBACK, false,
     offsetof(annotations, ignore)},
    {"library", "TENON_LIBRARY", ON_DECLARATION, true, offsetof(annotations, library)},
    {"sources", "TENON_SOURCES", ON_DECLARATION, true, offsetof(annotations, sources)},
    {"includes", "TENON_INCLUDES", ON_DECLARATION, true, offsetof(annotations, includes)},
    {"links", "TENON_LINKS", ON_DECLARATION, true, offsetof(annotations, links)},
    {"package", "TENON_PACKAGE", ON_DECLARATION, true, offsetof(annotations, package)},
    {"adds", "TENON_ADDS", ON_DECLARATION, true, offsetof(annotations, adds)},
    {"exceptions", "TENON_EXCEPTIONS", ON_DECLARATION, true, offsetof(annotations, exceptions)},
    {"jumps", "TENON_JUMPS", ON_DECLARATION, true, offsetof(annotations, jumps)},
};

static const char *place_name(annotation_place place) {
    switch (place) {
    case ON_FUNCTION:
        return "a function";
    case ON_PARAMETER:
        return "a parameter";
    case ON_ENUM:
        return "an enum";
    case ON_ENUM_CONSTANT:
        return "an enum constant";
    case ON_TYPEDEF:
        return "a typedef (after its name)";
    case ON_STRUCT:
        return "a struct";
    case ON_FIELD:
        return "a field";
    case ON_VARIABLE:
        return "a variable";
    case ON_DECLARATION:
        return "a declaration";
    case ON_CALLBACK:
        return "a callback's typedef (after its name)";
    case ON_METHOD:
        return "a function of an interface";
    case ON_CONTEXT:
        return "a pointer in an interface";
    }
    return "a declaration";
}

static const char *places_text(unsigned places) {
    GPtrArray *names = arena_array();
    for (unsigned place = ON_FUNCTION; place <= ON_CONTEXT; place *= 2) {
        if (places & place)
            g_ptr_array_add(names, arena_strdup(place_name((annotation_place)place)));
    }
    g_ptr_array_add(names, NULL);
    return arena_take(g_strjoinv(" or ", (char **)names->pdata));
}

struct collection {
    reader *in;
    CXCursor owner;
    annotation_place place;
    annotations found;
};

/* TENON_NAME stands once per language. */
static void store_name(struct collection *to, const char *value) {
    char **parts = g_strsplit(value, ",", 2);
    model_language language = language_named(parts[0]);
    if (language == MODEL_LANGUAGES)
        reader_find(to->in, to->owner, arena_printf("TENON_NAME(%s, ...) names no language", parts[0]),
                    arena_printf("one of %s", language_names_joined()));
    else if (to->found.names[language] != NULL)
        reader_find(to->in, to->owner, arena_printf("TENON_NAME(%s, ...) stands here twice", parts[0]),
                    arena_printf("one TENON_NAME for %s", language_title(language)));
    else
        to->found.names[language] = arena_strdup(parts[1] == NULL ? "" : parts[1]);
    g_strfreev(parts);
}

static void store(struct collection *to, size_t index, const char *value) {
    char *member = (char *)&to->found + known_annotations[index].offset;
    const char *macro = known_annotations[index].macro;
    const char *problem = encoding_problem(value);
    if (problem != NULL) {
        reader_find(to->in, to->owner, arena_printf("%s %s", macro, problem), "one line of plain text");
        return;
    }
    if ((known_annotations[index].places & (unsigned)to->place) == 0) {
        reader_find(to->in, to->owner, arena_printf("%s does not belong on %s", macro, place_name(to->place)),
                    arena_printf("%s only on %s", macro, places_text(known_annotations[index].places)));
        return;
    }
    if (known_annotations[index].offset == offsetof(annotations, names)) {
        store_name(to, value);
        return;
    }
    bool *flag = (bool *)(void *)member;
    const char **text = (const char **)(void *)member;
    bool has_value = known_annotations[index].has_value;
    if (has_value ? *text != NULL : *flag)
        reader_find(to->in, to->owner, arena_printf("%s stands here twice", macro),
                    arena_printf("one %s", macro));
    else if (has_value)
        *text = arena_strdup(value);
    else
        *flag = true;
}

static enum CXChildVisitResult visit_attribute(CXCursor cursor, CXCursor parent, CXClientData data) {
    (void)parent;
    if (clang_getCursorKind(cursor) != CXCursor_AnnotateAttr)
        return CXChildVisit_Continue;
    const char *text = reader_take(clang_getCursorSpelling(cursor));
    if (!g_str_has_prefix(text, "tenon:"))
        return CXChildVisit_Continue;
    char **parts = g_strsplit(text + strlen("tenon:"), "=", 2);
    for (size_t i = 0; i < G_N_ELEMENTS(known_annotations); i++) {
        if (strcmp(known_annotations[i].key, parts[0]) == 0)
            store(data, i, parts[1] == NULL ? "" : parts[1]);
    }
    g_strfreev(parts);
    return CXChildVisit_Continue;
}

annotations annotations_of(reader *in, CXCursor cursor, annotation_place place) {
    struct collection found = {.in = in, .owner = cursor, .place = place};
    clang_visitChildren(cursor, visit_attribute, &found);
    return found.found;
}

struct search {
    const char *text;
    bool is_found;
};

static enum CXChildVisitResult visit_searched(CXCursor cursor, CXCursor parent, CXClientData data) {
    (void)parent;
    struct search *search = data;
    if (clang_getCursorKind(cursor) == CXCursor_AnnotateAttr &&
        strcmp(reader_take(clang_getCursorSpelling(cursor)), search->text) == 0)
        search->is_found = true;
    return CXChildVisit_Continue;
}

bool annotation_stands(CXCursor cursor, const char *key) {
    struct search search = {.text = arena_printf("tenon:%s", key)};
    clang_visitChildren(cursor, visit_searched, &search);
    return search.is_found;
}

bool annotation_known(const char *macro, bool *has_argument) {
    for (size_t i = 0; i < G_N_ELEMENTS(known_annotations); i++) {
        if (strcmp(known_annotations[i].macro, macro) == 0) {
            *has_argument = known_annotations[i].has_value;
            return true;
        }
    }
    return false;
}

/* Damerau's distance without transposition is enough to catch a slip of the finger. */
static size_t edit_distance(const char *a, const char *b) {
    size_t columns = strlen(b) + 1;
    size_t *row = g_new(size_t, columns);
    for (size_t j = 0; j < columns; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j < columns; j++) {
            size_t replaced = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = MIN(replaced, MIN(row[j], row[j - 1]) + 1);
        }
    }
    size_t distance = row[columns - 1];
    g_free(row);
    return distance;
}

const char *annotation_like(const char *misspelled) {
    const char *best = NULL;
    size_t best_distance = 4;
    for (size_t i = 0; i < G_N_ELEMENTS(known_annotations); i++) {
        size_t distance = edit_distance(misspelled, known_annotations[i].macro);
        if (distance < best_distance) {
            best_distance = distance;
            best = known_annotations[i].macro;
        }
    }
    return best;
}
