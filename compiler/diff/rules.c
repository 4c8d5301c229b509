#include "diff/rules.h"

#include <string.h>

#include "diff/types.h"
#include "memory/arena.h"
#include "model/languages.h"

static bool is_kind(const surface_item *item, const char *kind) {
    return item != NULL && strcmp(item->kind, kind) == 0;
}

static const surface_item *either(const rule_pair *pair) {
    return pair->is != NULL ? pair->is : pair->was;
}

/* "parameter `weight`", "result", "field `x`"; nothing for what is an item by itself. */
static const char *called(const rule_pair *pair) {
    const surface_item *item = either(pair);
    if (is_kind(item, "result"))
        return "result";
    return arena_printf("%s `%s`", item->kind, item->name);
}

/* The words before what is said of a fact. */
static const char *subject(const rule_pair *pair) {
    if (pair->owner_is == NULL)
        return "";
    return arena_printf("%s: ", called(pair));
}

static rule_verdict verdict(diff_effect effect, unsigned breaks, const char *rule, const char *text) {
    return (rule_verdict){.effect = breaks != BREAKS_NOBODY ? DIFF_BREAKS : effect,
                          .breaks = breaks,
                          .rule = rule,
                          .text = text};
}

/* ---- Facts whose meaning depends on nothing but whether they came or went ---- */

typedef struct plain_rule {
    const char *kind; /* of the item; null for any */
    const char *key;
    unsigned came; /* whom it breaks when it comes, goes or changes */
    unsigned went;
    unsigned changed;
    diff_effect else_came; /* where that is nobody */
    diff_effect else_went;
    diff_effect else_changed;
    const char *came_text; /* null: "KEY is IS now" */
    const char *went_text; /* null: "KEY was WAS" */
} plain_rule;

static const plain_rule plain_rules[] = {
    {"function", "property", BREAKS_PYTHON | BREAKS_NODE, BREAKS_PYTHON | BREAKS_NODE,
     BREAKS_PYTHON | BREAKS_NODE, DIFF_BREAKS, DIFF_BREAKS, DIFF_BREAKS, "is a property now, no method",
     "is a method now, no property"},
    {"function", "short name", BREAKS_HOSTS, BREAKS_HOSTS, BREAKS_HOSTS, DIFF_BREAKS, DIFF_BREAKS,
     DIFF_BREAKS, NULL, NULL},
    {NULL, "status", BREAKS_BOUNDARY | BREAKS_C, BREAKS_BOUNDARY | BREAKS_C, 0, DIFF_BREAKS, DIFF_BREAKS,
     DIFF_BREAKS, "returns the status now", "no longer returns the status"},
    {NULL, "inline", BREAKS_BOUNDARY, 0, 0, DIFF_BREAKS, DIFF_UNNOTICED, DIFF_UNNOTICED,
     "is written in the contract itself now: the library has no such symbol any more",
     "is a symbol of the library now"},
    {NULL, "blocking", 0, BREAKS_PYTHON | BREAKS_NODE | BREAKS_RUST, 0, DIFF_ADDS, DIFF_BREAKS, DIFF_ADDS,
     "is blocking now: it has an awaitable form", "is not blocking any more: its awaitable form is gone"},
    {NULL, "brief", 0, 0, 0, DIFF_UNNOTICED, DIFF_UNNOTICED, DIFF_UNNOTICED, "is brief now",
     "is not brief any more"},
    {NULL, "bridged", 0, 0, 0, DIFF_ADDS, DIFF_ADDS, DIFF_ADDS, "is bridged now", "is not bridged any more"},
    {NULL, "varies", 0, 0, 0, DIFF_ADDS, DIFF_ADDS, DIFF_ADDS,
     "may give other values in each implementation now", "gives the same in each implementation now"},
    {NULL, "waits", 0, 0, 0, DIFF_UNNOTICED, DIFF_UNNOTICED, DIFF_UNNOTICED, NULL,
     "waits for nothing any more"},
    {NULL, "next", BREAKS_HOSTS, BREAKS_HOSTS, 0, DIFF_BREAKS, DIFF_BREAKS, DIFF_BREAKS,
     "is what iterating calls now", "is not what iterating calls any more"},
    {NULL, "operator", 0, BREAKS_HOSTS, BREAKS_HOSTS, DIFF_ADDS, DIFF_BREAKS, DIFF_BREAKS, NULL,
     "is no operator any more"},
    {NULL, "flow", BREAKS_HOSTS, BREAKS_HOSTS, BREAKS_HOSTS, DIFF_BREAKS, DIFF_BREAKS, DIFF_BREAKS, NULL,
     "is no stream any more"},
    {NULL, "on error", 0, 0, 0, DIFF_UNNOTICED, DIFF_UNNOTICED, DIFF_UNNOTICED, NULL, NULL},
    {NULL, "deprecated", 0, 0, 0, DIFF_ADDS, DIFF_DOCUMENTS, DIFF_DOCUMENTS, NULL,
     "is not deprecated any more"},
    {NULL, "since", 0, 0, 0, DIFF_DOCUMENTS, DIFF_DOCUMENTS, DIFF_DOCUMENTS, NULL, NULL},
    {NULL, "freed by", BREAKS_C, BREAKS_C, BREAKS_C, DIFF_BREAKS, DIFF_BREAKS, DIFF_BREAKS, NULL, NULL},
    {NULL, "keeps", 0, 0, 0, DIFF_ADDS, DIFF_ADDS, DIFF_ADDS, NULL, NULL},
    {NULL, "freezes", BREAKS_HOSTS, BREAKS_RUST, BREAKS_HOSTS, DIFF_BREAKS, DIFF_BREAKS, DIFF_BREAKS, NULL,
     NULL},
    {NULL, "called", BREAKS_C | BREAKS_RUST, BREAKS_C | BREAKS_RUST, BREAKS_C | BREAKS_RUST, DIFF_BREAKS,
     DIFF_BREAKS, DIFF_BREAKS, NULL, NULL},
    {NULL, "progress", BREAKS_HOSTS, BREAKS_HOSTS, 0, DIFF_BREAKS, DIFF_BREAKS, DIFF_BREAKS,
     "is a progress now", "is no progress any more"},
    {NULL, "keyed by", BREAKS_HOSTS, BREAKS_HOSTS, BREAKS_HOSTS, DIFF_BREAKS, DIFF_BREAKS, DIFF_BREAKS, NULL,
     NULL},
    {NULL, "counted by", BREAKS_SOURCES, BREAKS_SOURCES, BREAKS_C, DIFF_BREAKS, DIFF_BREAKS, DIFF_BREAKS,
     NULL, NULL},
    {"result", "role", BREAKS_HOSTS, BREAKS_HOSTS, BREAKS_HOSTS, DIFF_BREAKS, DIFF_BREAKS, DIFF_BREAKS, NULL,
     NULL},
    {NULL, "role", BREAKS_SOURCES, BREAKS_SOURCES, BREAKS_SOURCES, DIFF_BREAKS, DIFF_BREAKS, DIFF_BREAKS,
     NULL, NULL},
    {NULL, "means", BREAKS_EVERYBODY, BREAKS_EVERYBODY, BREAKS_EVERYBODY, DIFF_BREAKS, DIFF_BREAKS,
     DIFF_BREAKS, NULL, NULL},
    {"interface", "context", BREAKS_C, BREAKS_C, BREAKS_C, DIFF_BREAKS, DIFF_BREAKS, DIFF_BREAKS, NULL, NULL},
    {"interface", "drop", BREAKS_BOUNDARY | BREAKS_C, BREAKS_BOUNDARY | BREAKS_C, BREAKS_C, DIFF_BREAKS,
     DIFF_BREAKS, DIFF_BREAKS, NULL, NULL},
    {NULL, "context at", 0, 0, BREAKS_BOUNDARY | BREAKS_C, DIFF_BREAKS, DIFF_BREAKS, DIFF_BREAKS, NULL, NULL},
    {"constant", "type", BREAKS_HOSTS, BREAKS_HOSTS, BREAKS_HOSTS, DIFF_BREAKS, DIFF_BREAKS, DIFF_BREAKS,
     NULL, NULL},
    {"constant", "kind", BREAKS_HOSTS, BREAKS_HOSTS, BREAKS_HOSTS, DIFF_BREAKS, DIFF_BREAKS, DIFF_BREAKS,
     NULL, NULL},
    {"enum", "flags", BREAKS_HOSTS, BREAKS_HOSTS, 0, DIFF_BREAKS, DIFF_BREAKS, DIFF_BREAKS,
     "its constants are flags now", "its constants are no flags any more"},
    {"variant", "union", BREAKS_C, BREAKS_C, BREAKS_C, DIFF_BREAKS, DIFF_BREAKS, DIFF_BREAKS, NULL, NULL},
    {"case", "member", BREAKS_EVERYBODY, BREAKS_EVERYBODY, BREAKS_SOURCES, DIFF_BREAKS, DIFF_BREAKS,
     DIFF_BREAKS, NULL, NULL},
    {"package", "throws", 0, 0, 0, DIFF_ADDS, DIFF_UNNOTICED, DIFF_UNNOTICED, NULL, NULL},
    {"package", "jumps", 0, 0, 0, DIFF_ADDS, DIFF_UNNOTICED, DIFF_UNNOTICED, NULL, NULL},
};

static const plain_rule *plain_rule_of(const rule_pair *pair, const char *key) {
    for (size_t i = 0; i < G_N_ELEMENTS(plain_rules); i++) {
        const plain_rule *rule = &plain_rules[i];
        if (strcmp(rule->key, key) == 0 && (rule->kind == NULL || is_kind(either(pair), rule->kind)))
            return rule;
    }
    return NULL;
}

static const char *plain_text(const rule_pair *pair, const plain_rule *rule, const char *key, const char *was,
                              const char *is) {
    const char *said = was == NULL ? rule->came_text : is == NULL ? rule->went_text : NULL;
    if (said != NULL)
        return arena_printf("%s%s", subject(pair), said);
    const char *words = strcmp(key, "kind") == 0 ? "kind of failure" : key;
    if (strcmp(key, "role") == 0) {
        const char *usual = is_kind(either(pair), "result") ? "a result" : "in";
        words = "direction";
        was = was == NULL ? usual : was;
        is = is == NULL ? usual : is;
    }
    if (was == NULL)
        return arena_printf("%s%s: %s now", subject(pair), words, is);
    if (is == NULL)
        return arena_printf("%s%s: no longer %s", subject(pair), words, was);
    return arena_printf("%s%s was %s, is %s now", subject(pair), words, was, is);
}

static const char *rule_name(const rule_pair *pair, const char *key, const char *what) {
    GString *name = g_string_new(NULL);
    g_string_append_printf(name, "%s_%s_%s", either(pair)->kind, key, what);
    for (char *c = name->str; *c != '\0'; c++) {
        if (*c == ' ')
            *c = '_';
    }
    return arena_take(g_string_free(name, FALSE));
}

static rule_verdict plain_verdict(const rule_pair *pair, const plain_rule *rule, const char *key,
                                  const char *was, const char *is) {
    const char *text = plain_text(pair, rule, key, was, is);
    if (was == NULL)
        return verdict(rule->else_came, rule->came, rule_name(pair, key, "added"), text);
    if (is == NULL)
        return verdict(rule->else_went, rule->went, rule_name(pair, key, "removed"), text);
    return verdict(rule->else_changed, rule->changed, rule_name(pair, key, "changed"), text);
}

/* ---- Facts that depend on more ---- */

static unsigned nullable_breaks(const rule_pair *pair, bool came) {
    type_sort sort = type_sort_of(pair->new, pair->is);
    bool is_slice = type_is_array(pair->is) || sort == TYPE_CLASS || sort == TYPE_CALL;
    unsigned typed = is_slice ? BREAKS_RUST : BREAKS_GO | BREAKS_RUST;
    unsigned breaks = BREAKS_NOBODY;
    if (part_goes_in(pair))
        breaks |= came ? typed : BREAKS_SOURCES;
    if (part_goes_out(pair))
        breaks |= came ? BREAKS_SOURCES : typed;
    return breaks;
}

static rule_verdict nullable_verdict(const rule_pair *pair, bool came) {
    return verdict(DIFF_ADDS, nullable_breaks(pair, came),
                   rule_name(pair, "nullable", came ? "added" : "removed"),
                   arena_printf("%smay %s", subject(pair), came ? "be null now" : "not be null any more"));
}

/* What C says with a bool and the other languages with a value that may be missing. */
static rule_verdict present_verdict(const rule_pair *pair, const char *was, const char *is) {
    if (was != NULL && is != NULL)
        return verdict(DIFF_ADDS, BREAKS_C, rule_name(pair, "presence", "changed"),
                       arena_printf("%spresent if %s, was if %s", subject(pair), is, was));
    bool came = was == NULL;
    return verdict(
        DIFF_ADDS, nullable_breaks(pair, came) & ~(unsigned)BREAKS_C,
        rule_name(pair, "presence", came ? "added" : "removed"),
        arena_printf("%s%s", subject(pair), came ? "may be missing now" : "may not be missing any more"));
}

static rule_verdict default_verdict(const rule_pair *pair, const char *was, const char *is) {
    if (was != NULL && is != NULL) {
        rule_verdict changed = verdict(DIFF_BREAKS, BREAKS_HOSTS, "default_changed",
                                       arena_printf("%sdefault was %s, is %s now", subject(pair), was, is));
        changed.note = "whoever leaves it out gets another value, without an error";
        return changed;
    }
    if (is != NULL)
        return verdict(DIFF_ADDS, BREAKS_GO | BREAKS_RUST, "default_added",
                       arena_printf("%smay be left out now: %s", subject(pair), is));
    return verdict(DIFF_BREAKS, BREAKS_HOSTS, "default_removed",
                   arena_printf("%shas no default any more (was %s)", subject(pair), was));
}

static rule_verdict owner_verdict(const rule_pair *pair, const char *was, const char *is) {
    const char *text = arena_printf("%sownership was %s, is %s now", subject(pair),
                                    was == NULL ? "lent" : was, is == NULL ? "lent" : is);
    bool is_text = type_sort_of(pair->new, pair->is) == TYPE_TEXT && !type_is_array(pair->is);
    unsigned breaks = BREAKS_SOURCES;
    if (is_text)
        breaks = BREAKS_C;
    else if (g_strcmp0(was, "consumed") == 0)
        breaks = BREAKS_C | BREAKS_RUST;
    return verdict(DIFF_BREAKS, breaks, rule_name(pair, "ownership", "changed"), text);
}

/* How strict: any < serial < one; of an interface, `one` is the laxer promise to the host. */
static rule_verdict threads_verdict(const rule_pair *pair, const char *was, const char *is) {
    bool is_interface = is_kind(either(pair), "interface");
    bool is_stricter = is != NULL && (was == NULL || strcmp(is, "one") == 0);
    const char *text =
        arena_printf("threads: was %s, is %s now", was == NULL ? "any" : was, is == NULL ? "any" : is);
    return verdict(DIFF_ADDS, is_stricter != is_interface ? BREAKS_HOSTS : BREAKS_NOBODY,
                   rule_name(pair, "threads", "changed"), text);
}

/* "name python" */
static rule_verdict name_verdict(const rule_pair *pair, model_language language, const char *was,
                                 const char *is) {
    const char *text =
        arena_printf("%sis called %s in %s now, was %s", subject(pair), is == NULL ? "as usual" : is,
                     language_title(language), was == NULL ? "as usual" : was);
    bool is_local = is_kind(either(pair), "parameter") && language != MODEL_PYTHON &&
                    surface_fact_of(either(pair), "default") == NULL;
    return verdict(DIFF_DOCUMENTS, is_local || pair->is_implemented ? BREAKS_NOBODY : 4u << language,
                   rule_name(pair, "name", "changed"), text);
}

static rule_verdict fails_verdict(model_language language, bool came) {
    return verdict(DIFF_BREAKS, 4u << language, came ? "may_fail_now" : "cannot_fail_now",
                   came ? "can fail now: it gives an error besides"
                        : "cannot fail any more: it gives no error");
}

static model_language language_of(const char *key, const char *prefix) {
    return g_str_has_prefix(key, prefix) ? language_named(key + strlen(prefix)) : MODEL_LANGUAGES;
}

rule_verdict rule_fact(const rule_pair *pair, const char *key, const char *was, const char *is) {
    model_language named = language_of(key, "name "), fails = language_of(key, "fails ");
    if (named != MODEL_LANGUAGES)
        return name_verdict(pair, named, was, is);
    if (fails != MODEL_LANGUAGES)
        return fails_verdict(fails, was == NULL);
    if (strcmp(key, "nullable") == 0)
        return nullable_verdict(pair, was == NULL);
    if (strcmp(key, "present if") == 0)
        return present_verdict(pair, was, is);
    if (strcmp(key, "default") == 0)
        return default_verdict(pair, was, is);
    if (strcmp(key, "owner") == 0)
        return owner_verdict(pair, was, is);
    if (strcmp(key, "threads") == 0)
        return threads_verdict(pair, was, is);
    const plain_rule *rule = plain_rule_of(pair, key);
    if (rule != NULL)
        return plain_verdict(pair, rule, key, was, is);
    /* Of a lock that another version of tenon wrote. */
    return verdict(DIFF_ADDS, BREAKS_NOBODY, "unknown_fact_changed",
                   arena_printf("%s%s was %s, is %s now", subject(pair), key, was == NULL ? "nothing" : was,
                                is == NULL ? "nothing" : is));
}

bool rule_names_a_part(const char *key) {
    static const char *const keys[] = {"counted by", "keeps", "freezes", "present if",
                                       "keyed by",   "role",  NULL};
    return g_strv_contains(keys, key);
}

bool rule_is_derived(const char *key) {
    return strcmp(key, "fingerprint") == 0 || strcmp(key, "goes") == 0 || g_str_has_prefix(key, "fails ");
}

/* ---- What an item is ---- */

/* In Go and Rust properties are methods like any other. */
enum { LOOSE = BREAKS_PYTHON | BREAKS_NODE };

static bool is_method(const char *role) {
    return g_str_has_prefix(role, "method of ") || g_str_has_prefix(role, "getter of ") ||
           g_str_has_prefix(role, "setter of ");
}

rule_verdict rule_said(const rule_pair *pair) {
    const char *was = pair->was->said == NULL ? "nothing" : pair->was->said;
    const char *is = pair->is->said == NULL ? "nothing" : pair->is->said;
    if (is_kind(pair->is, "function"))
        return verdict(DIFF_BREAKS, is_method(was) && is_method(is) ? LOOSE : BREAKS_HOSTS,
                       "function_role_changed", arena_printf("was a %s, is a %s now", was, is));
    if (is_kind(pair->is, "constant") && pair->owner_is == NULL)
        return verdict(DIFF_ADDS, BREAKS_NOBODY, "constant_value_changed",
                       arena_printf("was %s, is %s now", was, is));
    if (is_kind(pair->is, "constant"))
        return verdict(DIFF_BREAKS, BREAKS_BOUNDARY, "constant_value_changed",
                       arena_printf("%swas %s, is %s now", subject(pair), was, is));
    if (pair->owner_is == NULL)
        return verdict(DIFF_BREAKS, BREAKS_EVERYBODY, rule_name(pair, "type", "changed"),
                       arena_printf("was %s, is %s now", was, is));
    return verdict(DIFF_ADDS, types_break(pair), rule_name(pair, "type", "changed"),
                   arena_printf("%stype was %s, is %s now", subject(pair), was, is));
}

/* ---- Coming, going ---- */

static const char *kind_of(const surface_item *item) {
    return is_kind(item, "interface") && g_strcmp0(item->said, "callback") == 0 ? "callback" : item->kind;
}

bool rule_is_passed(const surface_item *part) {
    const char *role = surface_fact_of(part, "role");
    return !is_kind(part, "result") && (role == NULL || strcmp(role, "in and out") == 0);
}

/* By callers in other languages. */
static bool may_be_left_out(const surface_item *part) {
    return surface_fact_of(part, "default") != NULL || surface_fact_of(part, "progress") != NULL ||
           (part->said != NULL && strstr(part->said, "tenon_cancel") != NULL);
}

/* "(double, no default)" */
static const char *details(const rule_pair *pair) {
    const surface_item *item = either(pair);
    const char *value = surface_fact_of(item, "default"), *role = surface_fact_of(item, "role");
    GString *text = g_string_new(item->said);
    if (is_kind(item, "parameter") && role != NULL)
        g_string_append_printf(text, ", %s", role);
    else if (value == NULL && may_be_left_out(item))
        g_string_append(text, ", may be left out");
    else if (is_kind(item, "parameter") && !pair->is_implemented)
        g_string_append_printf(text, ", %s",
                               value == NULL ? "no default" : arena_printf("default %s", value));
    return arena_take(g_string_free(text, FALSE));
}

/* Lengths, presences, contexts: only C sees them. */
static bool is_hidden(const surface_item *item) {
    const char *role = surface_fact_of(item, "role");
    return role != NULL && strcmp(role, "out") != 0 && strcmp(role, "in and out") != 0;
}

static unsigned parameter_added_breaks(const rule_pair *pair, bool at_end) {
    const surface_item *item = pair->is;
    if (is_hidden(item))
        return BREAKS_BOUNDARY | BREAKS_C;
    if (pair->is_implemented)
        return BREAKS_EVERYBODY & ~(unsigned)BREAKS_NODE;
    if (part_goes_in(pair) && may_be_left_out(item) && at_end)
        return BREAKS_BOUNDARY | BREAKS_C | BREAKS_GO | BREAKS_RUST;
    return BREAKS_EVERYBODY;
}

static unsigned field_added_breaks(const rule_pair *pair, bool at_end) {
    if (is_hidden(pair->is))
        return BREAKS_BOUNDARY;
    bool may_be_missing =
        surface_fact_of(pair->is, "present if") != NULL || surface_fact_of(pair->is, "nullable") != NULL;
    bool is_made = part_goes_in(pair) && !(may_be_missing && at_end);
    bool moves_others = !at_end;
    return BREAKS_BOUNDARY | BREAKS_RUST | (is_made ? BREAKS_PYTHON | BREAKS_NODE : 0) |
           (moves_others ? BREAKS_PYTHON : 0);
}

static unsigned part_added_breaks(const rule_pair *pair, bool at_end) {
    const surface_item *item = pair->is;
    if (is_kind(item, "parameter"))
        return parameter_added_breaks(pair, at_end);
    if (is_kind(item, "field"))
        return field_added_breaks(pair, at_end);
    if (is_kind(item, "method"))
        return BREAKS_EVERYBODY;
    if (is_kind(item, "result"))
        return pair->is_implemented ? BREAKS_EVERYBODY : BREAKS_BOUNDARY | BREAKS_GO | BREAKS_RUST;
    if (is_kind(item, "case"))
        return BREAKS_BOUNDARY | BREAKS_RUST;
    bool is_matched = is_kind(item, "constant") && is_kind(pair->owner_is, "enum") &&
                      surface_fact_of(pair->owner_is, "flags") == NULL;
    return is_matched ? BREAKS_RUST : BREAKS_NOBODY;
}

rule_verdict rule_added(const rule_pair *pair, bool at_end) {
    const surface_item *item = pair->is;
    if (pair->owner_is == NULL)
        return verdict(DIFF_ADDS, BREAKS_NOBODY, arena_printf("%s_added", item->kind),
                       arena_printf("%s added", kind_of(item)));
    const char *shown = details(pair);
    rule_verdict added = verdict(
        DIFF_ADDS, part_added_breaks(pair, at_end), arena_printf("%s_added", item->kind),
        arena_printf("%s added%s", called(pair), shown[0] == '\0' ? "" : arena_printf(" (%s)", shown)));
    if (is_kind(item, "constant") && added.breaks == BREAKS_RUST)
        added.note = "a `match` over all constants no longer covers them all";
    return added;
}

static unsigned removed_breaks(const rule_pair *pair) {
    const surface_item *item = pair->was;
    if (pair->owner_was == NULL)
        return is_kind(item, "function") && surface_fact_of(item, "inline") == NULL ? BREAKS_EVERYBODY
                                                                                    : BREAKS_SOURCES;
    if (is_kind(item, "parameter") && is_hidden(item))
        return BREAKS_BOUNDARY | BREAKS_C;
    if (is_kind(item, "field") && is_hidden(item))
        return BREAKS_BOUNDARY | BREAKS_C;
    if (is_kind(item, "method"))
        return BREAKS_BOUNDARY | BREAKS_C | BREAKS_RUST;
    return is_kind(item, "constant") ? BREAKS_SOURCES : BREAKS_EVERYBODY;
}

const char *rule_part_name(const rule_pair *pair) {
    return called(pair);
}

rule_verdict rule_removed(const rule_pair *pair) {
    const surface_item *item = pair->was;
    const char *text = pair->owner_was == NULL
                           ? arena_printf("%s removed", kind_of(item))
                           : arena_printf("%s removed%s", called(pair),
                                          item->said == NULL ? "" : arena_printf(" (was %s)", item->said));
    return verdict(DIFF_BREAKS, removed_breaks(pair), arena_printf("%s_removed", item->kind), text);
}

/* ---- Other names, another order ---- */

static unsigned without_named(const rule_pair *pair, unsigned breaks) {
    for (model_language language = 0; language < MODEL_LANGUAGES; language++) {
        const char *key = arena_printf("name %s", language_name(language));
        const char *was = surface_fact_of(pair->was, key), *is = surface_fact_of(pair->is, key);
        if (was != NULL && is != NULL && strcmp(was, is) == 0)
            breaks &= ~(4u << language);
    }
    return breaks;
}

static unsigned renamed_breaks(const rule_pair *pair) {
    const surface_item *item = pair->is;
    if (is_kind(item, "parameter")) {
        bool is_option = surface_fact_of(item, "default") != NULL;
        if (is_hidden(item) || pair->is_implemented)
            return BREAKS_NOBODY;
        return part_goes_in(pair) ? BREAKS_PYTHON | (is_option ? BREAKS_GO | BREAKS_RUST : 0)
                                  : (unsigned)BREAKS_NODE;
    }
    if (is_kind(item, "function"))
        return BREAKS_EVERYBODY;
    return is_kind(item, "field") && is_hidden(item) ? BREAKS_C : BREAKS_SOURCES;
}

rule_verdict rule_renamed(const rule_pair *pair) {
    const char *what = pair->owner_is == NULL ? pair->is->kind : called(&(rule_pair){.is = pair->was});
    rule_verdict renamed = verdict(
        DIFF_DOCUMENTS, without_named(pair, renamed_breaks(pair)), arena_printf("%s_renamed", pair->is->kind),
        pair->owner_is == NULL ? arena_printf("%s renamed, was `%s`", what, pair->was->name)
                               : arena_printf("%s renamed to `%s`", what, pair->is->name));
    if (is_kind(pair->is, "parameter") && renamed.breaks == BREAKS_PYTHON)
        renamed.note = "callers that pass it by its name";
    return renamed;
}

rule_verdict rule_reordered(const rule_pair *pair) {
    const char *kind =
        ((const surface_item *)g_ptr_array_index(pair->is->parts, pair->is->parts->len - 1))->kind;
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%ss in another order:", kind);
    for (guint i = 0; i < pair->is->parts->len; i++) {
        const surface_item *part = g_ptr_array_index(pair->is->parts, i);
        if (!is_kind(part, "result"))
            g_string_append_printf(text, "%s %s", text->str[text->len - 1] == ':' ? "" : ",", part->name);
    }
    unsigned breaks = BREAKS_BOUNDARY | BREAKS_C;
    if (strcmp(kind, "parameter") == 0)
        breaks = BREAKS_EVERYBODY;
    else if (strcmp(kind, "field") == 0)
        breaks |= BREAKS_PYTHON;
    return verdict(DIFF_BREAKS, breaks, arena_printf("%ss_reordered", kind),
                   arena_take(g_string_free(text, FALSE)));
}
