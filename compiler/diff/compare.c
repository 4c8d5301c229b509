#include "diff/compare.h"

#include <string.h>

#include "diff/rules.h"
#include "memory/arena.h"
#include "model/languages.h"

/* One language's contracts being compared. */
typedef struct comparing {
    const surface *old;
    const surface *new;
    GPtrArray *changes; /* diff_change */
} comparing;

/* ---- Collecting ---- */

static const model_location *place_of(const surface_item *item) {
    return item == NULL ? NULL : &item->location;
}

static void add_change(comparing *in, const rule_pair *pair, rule_verdict found) {
    diff_change *change = ARENA_NEW(diff_change);
    *change = (diff_change){.effect = found.effect,
                            .breaks = found.breaks,
                            .rule = found.rule,
                            .item = pair->path,
                            .text = found.text,
                            .note = found.note,
                            .was = place_of(pair->was),
                            .is = place_of(pair->is)};
    g_ptr_array_add(in->changes, change);
}

/* ---- Facts ---- */

/* The parts of two versions of an item that are the same one. */
typedef struct matching {
    const surface_item *was;
    const surface_item *is;
    GHashTable *names; /* what a part was called -> what it is called now */
} matching;

/* "context of visit", where `visit` is called otherwise now */
static const char *in_new_words(const matching *of, const char *key, const char *value) {
    if (value == NULL || of == NULL || !rule_names_a_part(key))
        return value;
    const char *space = strrchr(value, ' ');
    const char *name = space == NULL ? value : space + 1;
    const char *now = g_hash_table_lookup(of->names, name);
    if (now == NULL || strcmp(now, name) == 0)
        return value;
    return space == NULL ? now : arena_printf("%.*s%s", (int)(name - value), value, now);
}

static void compare_fact(comparing *in, const rule_pair *pair, const matching *of, const char *key) {
    const char *was = in_new_words(of, key, surface_fact_of(pair->was, key));
    const char *is = surface_fact_of(pair->is, key);
    if (!rule_is_derived(key) && g_strcmp0(was, is) != 0)
        add_change(in, pair, rule_fact(pair, key, was, is));
}

static void compare_facts(comparing *in, const rule_pair *pair, const matching *of) {
    for (guint i = 0; i < pair->was->facts->len; i++)
        compare_fact(in, pair, of, ((const surface_fact *)g_ptr_array_index(pair->was->facts, i))->key);
    for (guint i = 0; i < pair->is->facts->len; i++) {
        const surface_fact *fact = g_ptr_array_index(pair->is->facts, i);
        if (surface_fact_of(pair->was, fact->key) == NULL)
            compare_fact(in, pair, of, fact->key);
    }
}

/* ---- Parts ---- */

static void compare_items(comparing *in, const rule_pair *pair, const matching *of);

static bool same_but_for_names(const surface_item *left, const surface_item *right) {
    if (strcmp(left->kind, right->kind) != 0 || g_strcmp0(left->said, right->said) != 0)
        return false;
    for (int side = 0; side < 2; side++) {
        const surface_item *a = side == 0 ? left : right, *b = side == 0 ? right : left;
        for (guint i = 0; i < a->facts->len; i++) {
            const surface_fact *fact = g_ptr_array_index(a->facts, i);
            bool is_said_by_both = surface_fact_of(b, fact->key) != NULL;
            if (rule_names_a_part(fact->key) ? !is_said_by_both
                                             : g_strcmp0(fact->value, surface_fact_of(b, fact->key)) != 0)
                return false;
        }
    }
    return true;
}

/* What stands at the same place, is the same and is known to neither by its name: another name. */
static const surface_item *renamed_part(const rule_pair *pair, guint at) {
    const surface_item *was = g_ptr_array_index(pair->was->parts, at);
    if (at >= pair->is->parts->len || pair->was->parts->len != pair->is->parts->len)
        return NULL;
    const surface_item *is = g_ptr_array_index(pair->is->parts, at);
    bool is_new = surface_part(pair->was, is->kind, is->name) == NULL;
    return is_new && same_but_for_names(was, is) && was->parts->len == 0 ? is : NULL;
}

static const surface_item *match_part(const rule_pair *pair, guint at) {
    const surface_item *was = g_ptr_array_index(pair->was->parts, at);
    const surface_item *same = surface_part(pair->is, was->kind, was->name);
    return same != NULL ? same : renamed_part(pair, at);
}

static bool is_reordered(const rule_pair *pair, const GPtrArray *matches) {
    guint last = 0;
    bool has_order = strcmp(pair->is->kind, "enum") != 0 && strcmp(pair->is->kind, "status") != 0 &&
                     strcmp(pair->is->kind, "variant") != 0;
    for (guint i = 0; i < matches->len && has_order; i++) {
        guint at = 0;
        if (g_ptr_array_index(matches, i) == NULL ||
            !g_ptr_array_find(pair->is->parts, g_ptr_array_index(matches, i), &at))
            continue;
        if (at < last)
            return true;
        last = at;
    }
    return false;
}

static rule_pair part_pair(const rule_pair *pair, const surface_item *was, const surface_item *is) {
    bool is_method = strcmp(pair->is->kind, "method") == 0;
    return (rule_pair){.old = pair->old,
                       .new = pair->new,
                       .was = was,
                       .is = is,
                       .owner_was = pair->was,
                       .owner_is = pair->is,
                       .path = is_method ? arena_printf("%s.%s", pair->path, pair->is->name) : pair->path,
                       .is_implemented = pair->is_implemented || is_method};
}

static void compare_added_parts(comparing *in, const rule_pair *pair, GPtrArray *matches) {
    for (guint i = 0; i < pair->is->parts->len; i++) {
        const surface_item *is = g_ptr_array_index(pair->is->parts, i);
        if (g_ptr_array_find(matches, is, NULL))
            continue;
        bool at_end = true;
        for (guint j = i + 1; j < pair->is->parts->len; j++)
            at_end = at_end && !(g_ptr_array_find(matches, g_ptr_array_index(pair->is->parts, j), NULL) &&
                                 rule_is_passed(g_ptr_array_index(pair->is->parts, j)));
        rule_pair added = part_pair(pair, NULL, is);
        add_change(in, &added, rule_added(&added, at_end));
    }
}

static void compare_parts(comparing *in, const rule_pair *pair) {
    GPtrArray *matches = arena_array();
    matching of = {.was = pair->was, .is = pair->is, .names = g_hash_table_new(g_str_hash, g_str_equal)};
    for (guint i = 0; i < pair->was->parts->len; i++) {
        const surface_item *was = g_ptr_array_index(pair->was->parts, i), *is = match_part(pair, i);
        g_ptr_array_add(matches, (gpointer)(uintptr_t)is);
        if (is != NULL)
            g_hash_table_insert(of.names, (gpointer)(uintptr_t)was->name, (gpointer)(uintptr_t)is->name);
    }
    for (guint i = 0; i < matches->len; i++) {
        rule_pair part =
            part_pair(pair, g_ptr_array_index(pair->was->parts, i), g_ptr_array_index(matches, i));
        if (part.is == NULL) {
            add_change(in, &part, rule_removed(&part));
            continue;
        }
        if (strcmp(part.was->name, part.is->name) != 0)
            add_change(in, &part, rule_renamed(&part));
        compare_items(in, &part, &of);
    }
    compare_added_parts(in, pair, matches);
    if (is_reordered(pair, matches))
        add_change(in, pair, rule_reordered(pair));
    g_hash_table_unref(of.names);
}

/* ---- Items ---- */

/* Whether a call can fail follows from the rest, and is only told where nothing else broke that language. */
static void compare_fallible(comparing *in, const rule_pair *pair, guint first) {
    unsigned broken = 0;
    for (guint i = first; i < in->changes->len; i++) {
        const diff_change *change = g_ptr_array_index(in->changes, i);
        broken |= change->breaks;
    }
    for (model_language language = 0; language < MODEL_LANGUAGES; language++) {
        const char *key = arena_printf("fails %s", language_name(language));
        const char *was = surface_fact_of(pair->was, key), *is = surface_fact_of(pair->is, key);
        if (g_strcmp0(was, is) != 0 && (broken & (4u << language)) == 0)
            add_change(in, pair, rule_fact(pair, key, was, is));
    }
}

/* What packages compare when they are loaded differs, though nothing that is said does: a default or a value
 * is written otherwise. */
static void compare_fingerprints(comparing *in) {
    for (guint i = 0; i < in->old->items->len && in->old->runtime == in->new->runtime; i++) {
        const surface_item *was = g_ptr_array_index(in->old->items, i);
        const surface_item *is = surface_find(in->new, was->kind, was->name, was->languages);
        rule_pair pair = {.was = was, .is = is, .path = was->name};
        const char *before = surface_fact_of(was, "fingerprint");
        if (is != NULL && before != NULL && g_strcmp0(before, surface_fact_of(is, "fingerprint")) != 0)
            add_change(
                in, &pair,
                (rule_verdict){.effect = DIFF_ADDS,
                               .rule = "fingerprint_changed",
                               .text = "is written otherwise, which packages see when they are loaded"});
    }
}

static bool asks_for_a_version(const GPtrArray *changes) {
    for (guint i = 0; i < changes->len; i++) {
        if (((const diff_change *)g_ptr_array_index(changes, i))->effect <= DIFF_ADDS)
            return true;
    }
    return false;
}

static void compare_items(comparing *in, const rule_pair *pair, const matching *of) {
    guint first = in->changes->len;
    if (g_strcmp0(pair->was->said, pair->is->said) != 0)
        add_change(in, pair, rule_said(pair));
    compare_facts(in, pair, of);
    compare_parts(in, pair);
    compare_fallible(in, pair, first);
    if (in->old->has_docs && in->new->has_docs &&g_strcmp0(pair->was->doc, pair->is->doc) != 0)
        add_change(in, pair,
                   (rule_verdict){.effect = DIFF_DOCUMENTS,
                                  .rule = "documentation_changed",
                                  .text = pair->owner_is == NULL ? "documentation changed"
                                                                 : arena_printf("%s: documentation changed",
                                                                                rule_part_name(pair))});
}

/* ---- Renamed items ---- */

/* Names that share a word, or docs that are the same: something that says that it is no coincidence. */
static bool looks_renamed(const comparing *in, const surface_item *was, const surface_item *is) {
    bool has_docs = in->old->has_docs && in->new->has_docs && was->doc != NULL &&strlen(was->doc) > 16;
    if (has_docs)
        return g_strcmp0(was->doc, is->doc) == 0;
    char **words = g_strsplit(was->name, "_", -1), **others = g_strsplit(is->name, "_", -1);
    bool is_alike = false;
    for (size_t i = 1; words[0] != NULL && words[i] != NULL; i++)
        is_alike =
            is_alike || (strlen(words[i]) > 2 && g_strv_contains((const char *const *)others, words[i]));
    g_strfreev(words);
    g_strfreev(others);
    return is_alike;
}

/* The only one that it can be, or null. */
static const surface_item *only_like(const comparing *in, const surface_item *item, const GPtrArray *others,
                                     bool is_old) {
    const surface_item *found = NULL;
    for (guint i = 0; i < others->len; i++) {
        const surface_item *other = g_ptr_array_index(others, i);
        if (!surface_same_body(item, other) ||
            !looks_renamed(in, is_old ? item : other, is_old ? other : item))
            continue;
        if (found != NULL)
            return NULL;
        found = other;
    }
    return found;
}

static void compare_unmatched(comparing *in, const GPtrArray *gone, GPtrArray *came) {
    for (guint i = 0; i < gone->len; i++) {
        const surface_item *was = g_ptr_array_index(gone, i), *is = only_like(in, was, came, true);
        rule_pair pair = {.old = in->old, .new = in->new, .was = was, .path = was->name};
        if (is != NULL && only_like(in, is, gone, false) == was) {
            pair.is = is;
            pair.path = is->name;
            add_change(in, &pair, rule_renamed(&pair));
            g_ptr_array_remove(came, (gpointer)(uintptr_t)is);
        } else {
            add_change(in, &pair, rule_removed(&pair));
        }
    }
    for (guint i = 0; i < came->len; i++) {
        const surface_item *is = g_ptr_array_index(came, i);
        rule_pair pair = {.old = in->old, .new = in->new, .is = is, .path = is->name};
        add_change(in, &pair, rule_added(&pair, true));
    }
}

static GPtrArray *compare_language(const surface *old, const surface *new, unsigned language) {
    comparing in = {.old = old, .new = new, .changes = arena_array()};
    GPtrArray *gone = arena_array(), *came = arena_array();
    for (guint i = 0; i < old->items->len; i++) {
        const surface_item *was = g_ptr_array_index(old->items, i);
        if ((was->languages & language) == 0)
            continue;
        rule_pair pair = {.old = old, .new = new, .was = was, .path = was->name};
        pair.is = surface_find(new, was->kind, was->name, language);
        if (pair.is == NULL)
            g_ptr_array_add(gone, (gpointer)(uintptr_t)was);
        else
            compare_items(&in, &pair, NULL);
    }
    for (guint i = 0; i < new->items->len; i++) {
        const surface_item *is = g_ptr_array_index(new->items, i);
        if ((is->languages & language) != 0 && surface_find(old, is->kind, is->name, language) == NULL)
            g_ptr_array_add(came, (gpointer)(uintptr_t)is);
    }
    compare_unmatched(&in, gone, came);
    if (!asks_for_a_version(in.changes))
        compare_fingerprints(&in);
    return in.changes;
}

/* ---- All languages ---- */

static bool is_same_change(const diff_change *a, const diff_change *b) {
    return strcmp(a->rule, b->rule) == 0 && strcmp(a->item, b->item) == 0 && strcmp(a->text, b->text) == 0;
}

static void merge(GPtrArray *into, const GPtrArray *changes, unsigned language) {
    for (guint i = 0; i < changes->len; i++) {
        diff_change *change = g_ptr_array_index(changes, i);
        diff_change *known = NULL;
        for (guint j = 0; j < into->len && known == NULL; j++) {
            if (is_same_change(g_ptr_array_index(into, j), change))
                known = g_ptr_array_index(into, j);
        }
        change->languages = language;
        if (known == NULL) {
            g_ptr_array_add(into, change);
            continue;
        }
        known->languages |= language;
        known->breaks |= change->breaks;
    }
}

/* What only some languages' contracts have concerns nobody else. */
static void narrow(const GPtrArray *changes, unsigned common) {
    for (guint i = 0; i < changes->len; i++) {
        diff_change *change = g_ptr_array_index(changes, i);
        unsigned hosts = 4 * change->languages;
        unsigned others = change->languages == common ? BREAKS_BOUNDARY | BREAKS_C : 0;
        change->breaks &= hosts | others;
        if (change->effect == DIFF_BREAKS && change->breaks == BREAKS_NOBODY)
            change->effect = DIFF_ADDS;
    }
}

static bool is_uniform(const surface *of, unsigned languages) {
    for (guint i = 0; i < of->items->len; i++) {
        const surface_item *item = g_ptr_array_index(of->items, i);
        if ((item->languages & languages) != languages)
            return false;
    }
    return true;
}

static gint compare_changes(gconstpointer a, gconstpointer b) {
    const diff_change *left = *(const diff_change *const *)a, *right = *(const diff_change *const *)b;
    if (left->effect != right->effect)
        return left->effect < right->effect ? -1 : 1;
    const model_location *x = left->is != NULL ? left->is : left->was;
    const model_location *y = right->is != NULL ? right->is : right->was;
    if ((left->is == NULL) != (right->is == NULL))
        return left->is == NULL ? 1 : -1;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    int items = strcmp(left->item, right->item);
    return items != 0 ? items : strcmp(left->text, right->text);
}

/* ---- Versions ---- */

/* Before 1.0 a minor version may break, as semantic versioning has it. */
static void work_out_version(diff *found) {
    const surface *old = found->old, *new = found->new;
    diff_effect worst = DIFF_EFFECTS;
    for (guint i = 0; i < found->changes->len; i++)
        worst = MIN(worst, ((const diff_change *)g_ptr_array_index(found->changes, i))->effect);
    found->major = old->major;
    found->minor = old->minor;
    if (worst == DIFF_BREAKS && old->major > 0) {
        found->major++;
        found->minor = 0;
    } else if (worst == DIFF_BREAKS || worst == DIFF_ADDS) {
        found->minor++;
    }
    found->suffices = new->major > found->major || (new->major == found->major &&new->minor >= found->minor);
}

const diff *diff_surfaces(const surface *old, const surface *new) {
    diff *found = ARENA_NEW(diff);
    *found = (diff){.old = old, .new = new, .changes = arena_array()};
    unsigned common = old->languages & new->languages;
    if (is_uniform(old, common) && is_uniform(new, common)) {
        merge(found->changes, compare_language(old, new, common), common);
    } else {
        for (int i = 0; i < MODEL_LANGUAGES; i++) {
            unsigned language = 1u << i;
            if ((common & language) != 0)
                merge(found->changes, compare_language(old, new, language), language);
        }
    }
    narrow(found->changes, common);
    g_ptr_array_sort(found->changes, compare_changes);
    work_out_version(found);
    return found;
}
