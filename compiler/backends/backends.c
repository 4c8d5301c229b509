#include "backends/backend.h"

#include "memory/arena.h"
#include "model/languages.h"

const backend *const backends[MODEL_LANGUAGES] = {
    [MODEL_PYTHON] = &backend_python,
    [MODEL_NODE] = &backend_node,
    [MODEL_GO] = &backend_go,
    [MODEL_RUST] = &backend_rust,
};

static bool is_asked_for(char *const *languages, model_language language) {
    return languages == NULL || g_strv_contains((const char *const *)languages, language_name(language));
}

/* "--lang python,rust": those that were asked for and can do it. */
static const char *without_those_that_lack(plan_feature feature, char *const *languages) {
    GPtrArray *able = arena_array();
    for (model_language language = 0; language < MODEL_LANGUAGES; language++) {
        if (is_asked_for(languages, language) && backends[language]->features[feature].is_supported)
            g_ptr_array_add(able, arena_strdup(language_name(language)));
    }
    g_ptr_array_add(able, NULL);
    if (able->len == 1)
        return "the contract without it";
    return arena_printf("the contract without it, or packages only for the others: --lang %s",
                        arena_take(g_strjoinv(",", (char **)able->pdata)));
}

void refuse_missing_features(const plan_library *plan, char *const *languages, findings *all) {
    for (guint i = 0; i < plan->features->len; i++) {
        const plan_feature_use *use = g_ptr_array_index(plan->features, i);
        for (model_language language = 0; language < MODEL_LANGUAGES; language++) {
            const feature_support *support = &backends[language]->features[use->feature];
            if (support->is_supported || !is_asked_for(languages, language))
                continue;
            findings_add(all, use->location,
                         arena_printf("%s has no %s for %s: %s", language_title(language),
                                      feature_name(use->feature), use->item, support->note),
                         without_those_that_lack(use->feature, languages));
        }
    }
}
