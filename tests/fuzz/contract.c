/**
 * @file
 * The contract reader, and what comes behind it where nothing is wrong: model, plan, every backend.
 *
 * The inputs are headers. What changes them knows what they consist of: it drops, doubles, swaps and mixes
 * declarations, annotations and words, and takes others from what it has seen; only now and then a byte.
 */
#include "input.h"
#include "pipeline.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *first, size_t first_size, const uint8_t *second,
                                 size_t second_size, uint8_t *out, size_t max_size, unsigned seed);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    pipeline made = pipeline_run((const char *)bytes, size);
    REQUIRE((made.findings[0] != '\0') == (made.files->len == 0), "neither files nor findings, or both");
    pipeline_check(&made);
    pipeline_end(&made);
    return 0;
}

/* ---- Mutations ---- */

/* Declarations end with a semicolon, an annotation at file scope or a directive with the line; an annotation
 * in between is one token with its argument, and so are comments and literals. */
typedef enum unit { DECLARATIONS, TOKENS } unit;

static GRegex *pattern_of(unit kind) {
    static GRegex *patterns[2];
    static const char token[] = "TENON_\\w+\\s*\\([^()\\n]*\\)|/\\*(?s:.*?)\\*/|//"
                                "[^\\n]*|\\w+|\"(?:[^\"\\\\\\n]|\\\\.)*\"|\\s+|(?s:.)";
    static const char declaration[] = "[ "
                                      "\\t]*#[^\\n]*\\n|TENON_\\w+\\([^()]*\\)\\s*\\n|(?:/\\*(?s:.*?)\\*/"
                                      "\\s*)?[^;{#]*(?:\\{[^}]*\\}[^;{]*)?;[^\\n]*\\n?|(?s:.)";
    if (patterns[kind] == NULL)
        patterns[kind] =
            g_regex_new(kind == TOKENS ? token : declaration, G_REGEX_RAW | G_REGEX_OPTIMIZE, 0, NULL);
    REQUIRE(patterns[kind] != NULL, "pattern %d", (int)kind);
    return patterns[kind];
}

static GPtrArray *pieces_of(unit kind, const uint8_t *data, size_t size) {
    GPtrArray *pieces = g_ptr_array_new_with_free_func(g_free);
    GMatchInfo *match = NULL;
    GError *error = NULL;
    g_regex_match_full(pattern_of(kind), (const char *)data, (gssize)size, 0, 0, &match, &error);
    for (; g_match_info_matches(match); g_match_info_next(match, NULL))
        g_ptr_array_add(pieces, g_match_info_fetch(match, 0));
    g_match_info_free(match);
    g_clear_error(&error);
    return pieces;
}

static size_t join(const GPtrArray *pieces, uint8_t *out, size_t max_size) {
    size_t size = 0;
    for (guint i = 0; i < pieces->len; i++) {
        const char *piece = g_ptr_array_index(pieces, i);
        size_t length = strlen(piece);
        if (length > max_size - size)
            break;
        memcpy(out + size, piece, length);
        size += length;
    }
    return size;
}

/* Annotations and words of other inputs, as they were seen. */
enum { MEMORY = 4096 };
static char *seen[MEMORY];
static size_t seen_count;

static void remember(GRand *chance, const GPtrArray *pieces) {
    for (guint i = 0; i < pieces->len; i++) {
        const char *piece = g_ptr_array_index(pieces, i);
        if (g_rand_int_range(chance, 0, 8) != 0 || g_ascii_isspace(piece[0]) || strlen(piece) > 400)
            continue;
        size_t place = seen_count < MEMORY ? seen_count++ : (size_t)g_rand_int_range(chance, 0, MEMORY);
        g_free(seen[place]);
        seen[place] = g_strdup(piece);
    }
}

static void replace(GPtrArray *pieces, guint at, char *with) {
    g_free(pieces->pdata[at]);
    pieces->pdata[at] = with;
}

static const char *piece_at(const GPtrArray *pieces, guint at) {
    return g_ptr_array_index(pieces, at);
}

static void change(GRand *chance, GPtrArray *pieces) {
    guint at = (guint)g_rand_int_range(chance, 0, (gint32)pieces->len);
    guint other = (guint)g_rand_int_range(chance, 0, (gint32)pieces->len);
    char *kept = pieces->pdata[at];
    switch (g_rand_int_range(chance, 0, 6)) {
    case 0:
        g_ptr_array_remove_index(pieces, at);
        break;
    case 1:
        g_ptr_array_insert(pieces, (gint)other, g_strdup(kept));
        break;
    case 2:
        pieces->pdata[at] = pieces->pdata[other];
        pieces->pdata[other] = kept;
        break;
    case 3:
        replace(pieces, at, g_strdup(piece_at(pieces, other)));
        break;
    default: {
        const char *taken = seen_count == 0 ? " " : seen[g_rand_int_range(chance, 0, (gint32)seen_count)];
        if (g_rand_boolean(chance))
            replace(pieces, at, g_strdup(taken));
        else
            g_ptr_array_insert(pieces, (gint)at, g_strdup_printf(" %s", taken));
    }
    }
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed) {
    GRand *chance = g_rand_new_with_seed(seed);
    bool is_bytewise = size == 0 || g_rand_int_range(chance, 0, 12) == 0;
    if (!is_bytewise) {
        GPtrArray *pieces = pieces_of(g_rand_boolean(chance) ? DECLARATIONS : TOKENS, data, size);
        remember(chance, pieces);
        for (int left = g_rand_int_range(chance, 1, 4); left > 0 && pieces->len > 0; left--)
            change(chance, pieces);
        size = join(pieces, data, max_size);
        g_ptr_array_unref(pieces);
    }
    g_rand_free(chance);
    return is_bytewise ? LLVMFuzzerMutate(data, size, max_size) : size;
}

/* A few declarations of one in the middle of the other. */
size_t LLVMFuzzerCustomCrossOver(const uint8_t *first, size_t first_size, const uint8_t *second,
                                 size_t second_size, uint8_t *out, size_t max_size, unsigned seed) {
    GRand *chance = g_rand_new_with_seed(seed);
    GPtrArray *into = pieces_of(DECLARATIONS, first, first_size);
    GPtrArray *from = pieces_of(DECLARATIONS, second, second_size);
    remember(chance, from);
    for (int left = from->len == 0 ? 0 : g_rand_int_range(chance, 1, 6); left > 0; left--) {
        gint at = g_rand_int_range(chance, 0, (gint32)into->len + 1);
        g_ptr_array_insert(into, at,
                           g_strdup(piece_at(from, (guint)g_rand_int_range(chance, 0, (gint32)from->len))));
    }
    size_t size = join(into, out, max_size);
    g_ptr_array_unref(into);
    g_ptr_array_unref(from);
    g_rand_free(chance);
    return size;
}
