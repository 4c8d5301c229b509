#include "backends/backend.h"

#include "model/languages.h"

const backend *const backends[MODEL_LANGUAGES] = {
    [MODEL_PYTHON] = &backend_python,
    [MODEL_NODE] = &backend_node,
    [MODEL_GO] = &backend_go,
    [MODEL_RUST] = &backend_rust,
};

void refuse_missing_features(const plan_library *plan, char *const *languages, findings *all) {
    const feature_support *tables[MODEL_LANGUAGES] = {NULL};
    for (model_language language = 0; language < MODEL_LANGUAGES; language++) {
        const char *name = language_name(language);
        if (languages == NULL || g_strv_contains((const char *const *)languages, name))
            tables[language] = backends[language]->features;
    }
    plan_refuse_missing(plan, tables, all);
}
