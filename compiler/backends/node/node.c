/* The Node.js backend: a package that `npm install FOLDER` compiles and installs. */

#include "abuse/reading.h"
#include "backends/backend.h"
#include "backends/node/addon.h"
#include "backends/node/interfaces.h"
#include "backends/node/scripts.h"
#include "backends/node/words.h"
#include "memory/arena.h"
#include "package/hardening.h"
#include "plan/features.h"

/* Strings of JSON, one a line, behind `indent`. */
static const char *json_lines(const GPtrArray *texts, const char *indent) {
    GPtrArray *lines = arena_array();
    for (guint i = 0; i < texts->len; i++)
        g_ptr_array_add(lines, arena_printf("%s%s", indent, node_json_string(g_ptr_array_index(texts, i))));
    return emit_join(lines, ",\n");
}

/* The flags of a group as strings of JSON, on one line. */
static const char *json_flags(hardening_group group) {
    GPtrArray *flags = hardening_flags(group);
    GPtrArray *strings = arena_array();
    for (guint i = 0; i < flags->len; i++)
        g_ptr_array_add(strings, (gpointer)(uintptr_t)node_json_string(g_ptr_array_index(flags, i)));
    return emit_join(strings, ", ");
}

static GPtrArray *prefixed(const char *prefix, const GPtrArray *texts) {
    GPtrArray *result = arena_array();
    for (guint i = 0; i < texts->len; i++)
        g_ptr_array_add(result, arena_printf("%s%s", prefix, (const char *)g_ptr_array_index(texts, i)));
    return result;
}

static void add_all(GPtrArray *to, const GPtrArray *from) {
    for (guint i = 0; i < from->len; i++)
        g_ptr_array_add(to, g_ptr_array_index(from, i));
}

/* Node.js builds its own C++ without exceptions. */
static const char cxx_flags[] =
    "\n"
    "      \"cflags_cc\": [\"-std=gnu++17\", \"-O2\", \"-fvisibility=hidden\", \"-w\"],\n"
    "      \"cflags_cc!\": [\"-fno-exceptions\", \"-fno-rtti\"],";
static const char cxx_settings[] = ",\n"
                                   "        \"CLANG_CXX_LANGUAGE_STANDARD\": \"gnu++17\",\n"
                                   "        \"GCC_ENABLE_CPP_EXCEPTIONS\": \"YES\",\n"
                                   "        \"GCC_ENABLE_CPP_RTTI\": \"YES\"";

static void add_binding(const node_context *context, package *files, const native_code *native) {
    GPtrArray *sources = node_addon_sources(context);
    bool has_cxx = native->cxx_files->len > 0;
    add_all(sources, prefixed("native/", native->c_files));
    add_all(sources, prefixed("native/", native->cxx_files));
    GPtrArray *include_dirs = arena_array();
    g_ptr_array_add(include_dirs, arena_strdup("src"));
    g_ptr_array_add(include_dirs, arena_strdup("src/runtime"));
    add_all(include_dirs, prefixed("native/", native->include_dirs));
    GPtrArray *libraries = prefixed("-l", native->links);
    const char *const pairs[] = {
        "SOURCES",
        json_lines(sources, "        "),
        "INCLUDE_DIRS",
        json_lines(include_dirs, "        "),
        "LIBRARIES",
        json_lines(libraries, ""),
        "ONLY_C",
        has_cxx ? "_c" : "",
        "CXX_FLAGS",
        has_cxx ? cxx_flags : "",
        "CXX_SETTINGS",
        has_cxx ? cxx_settings : "",
        "DEFENCES",
        arena_printf("%s, %s", json_flags(HARDENING_FORTIFIED), json_flags(HARDENING_COMPILED)),
        "INTEL",
        json_flags(HARDENING_X86),
        "LINKED",
        json_flags(HARDENING_LINKED),
        NULL};
    static const char *const exports[] = {"napi_register_module_v1", "node_api_module_get_api_version_v1",
                                          NULL};
    package_add_exports(files, context->banner, exports);
    package_add(files, "binding.gyp", emit_template("backends/node/templates/binding.gyp", pairs));
}

static const char *package_name(const node_context *context) {
    const char *name = context->model->packages[MODEL_NODE];
    return name != NULL ? name : context->model->name;
}

/* Its tables are those of the program: both have to use the same apache-arrow. Who uses no tables does
 * without.
 */
static const char arrow_peer[] = ",\n"
                                 "  \"peerDependencies\": {\n"
                                 "    \"apache-arrow\": \">=21.2.0\"\n"
                                 "  },\n"
                                 "  \"peerDependenciesMeta\": {\n"
                                 "    \"apache-arrow\": {\n"
                                 "      \"optional\": true\n"
                                 "    }\n"
                                 "  }";

static void add_package_json(const node_context *context, package *files) {
    const model_library *model = context->model;
    const char *summary = model->doc->summary;
    const char *description =
        summary[0] != '\0' ? summary : arena_printf("The C library %s for Node.js", model->name);
    const char *const pairs[] = {"NAME",        node_json_string(package_name(context)),
                                 "VERSION",     arena_printf("%u.%u.0", model->major, model->minor),
                                 "DESCRIPTION", node_json_string(description),
                                 "PEERS",       node_has_arrow(context) ? arrow_peer : "",
                                 NULL};
    package_add(files, "package.json", emit_template("backends/node/templates/package.json", pairs));
}

/* What only some packages have to tell. */
static const char *more_sections(const node_context *context) {
    const struct {
        bool is_told;
        const char *name;
    } sections[] = {
        {node_has_callbacks(context), "callbacks"},
        {node_has_awaitables(context), "awaiting"},
        {node_has_streams(context), "streams"},
        {node_has_arrow(context), "arrow"},
    };
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(sections); i++) {
        if (sections[i].is_told)
            g_string_append_printf(
                text, "\n%s",
                emit_template(arena_printf("backends/node/templates/%s.md", sections[i].name),
                              (const char *const[]){NULL}));
    }
    return arena_take(g_string_free(text, FALSE));
}

static bool has_feature(const node_context *context, plan_feature feature) {
    for (guint i = 0; i < context->plan->features->len; i++) {
        if (((const plan_feature_use *)g_ptr_array_index(context->plan->features, i))->feature == feature)
            return true;
    }
    return false;
}

static bool has_missing_fields(const model_library *model) {
    for (guint i = 0; i < model->records->len; i++) {
        const model_record *record = g_ptr_array_index(model->records, i);
        for (guint j = 0; j < record->fields->len; j++) {
            const model_field *field = g_ptr_array_index(record->fields, j);
            if (field->nullable || field->present_if != MODEL_NO_FIELD)
                return true;
        }
    }
    return false;
}

/* What only some packages have to tell of values. */
static const char *more_values(const node_context *context) {
    static const struct {
        plan_feature feature;
        const char *text;
    } items[] = {
        {FEATURE_VARIANT,
         "- Variants are plain objects, too. Their `kind` says which case they are; what comes\n"
         "  with that case is the field beside it, and other fields are refused.\n"},
        {FEATURE_FLAGS, "- Flags are numbers that combine with `|`; `namesOf...()` tells which are set.\n"
                        "  Bits that are no flag are refused.\n"},
        {FEATURE_MAP, "- Maps may be passed as a `Map` or as a plain object, and come as a `Map`.\n"},
        {FEATURE_INSTANT,
         "- Moments are `Date`s where the library counts seconds (what is finer is cut off)\n"
         "  or milliseconds. Where it counts finer units they are a `bigint` of those;\n"
         "  there a `Date` may be passed as well, but no number, which could be\n"
         "  `Date.now()`.\n"},
        {FEATURE_DURATION, "- Spans of time are integers; `index.d.ts` tells their units.\n"},
        {FEATURE_EXACT, "- Exact numbers, such as amounts of money, are objects of classes of their own:\n"
                        "  made of a whole number of units, or by `parse(\"9.99\")`. They are never\n"
                        "  rounded, and calculate with `add()` and its like; operators refuse them.\n"},
        {FEATURE_INT128, "- 128-bit integers come and go as 64-bit ones do.\n"},
    };
    GString *text =
        g_string_new(has_missing_fields(context->model)
                         ? "- A field that may be `null` may be left out, too; it comes as `null`.\n"
                         : "");
    for (size_t i = 0; i < G_N_ELEMENTS(items); i++) {
        if (has_feature(context, items[i].feature))
            g_string_append(text, items[i].text);
    }
    return arena_take(g_string_free(text, FALSE));
}

static void add_readme(const node_context *context, package *files) {
    bool has_arrow = node_has_arrow(context);
    const char *needs =
        has_arrow ? "has no\ndependencies, but for `apache-arrow` where tables are used; installing it\n"
                  : "has no\ndependencies; installing it ";
    const char *const pairs[] = {"BANNER",      context->banner,
                                 "LIBRARY",     context->model->name,
                                 "NAME",        package_name(context),
                                 "ERROR_BASE",  context->error_base,
                                 "MORE_VALUES", more_values(context),
                                 "MORE",        more_sections(context),
                                 "NEEDS",       needs,
                                 NULL};
    package_add(files, "README.md", emit_template("backends/node/templates/README.md", pairs));
}

static json_t *words_of(const plan_library *plan) {
    const node_context *context = node_context_new(plan);
    json_t *words = node_package_words(context, package_name(context));
    node_context_free(context);
    return words;
}

static void add_driver(const plan_library *plan, const GPtrArray *cases, package *files) {
    abuse_add_reading(plan, cases, words_of(plan), "backends/node/abuse/", files);
}

static void generate(const plan_library *plan, package *files) {
    const node_context *context = node_context_new(plan);
    const native_code *native = package_add_native(files, plan, "native", NATIVE_HOST_WITHOUT_LOCK);
    add_package_json(context, files);
    add_binding(context, files, native);
    add_readme(context, files);
    node_add_scripts(context, files);
    node_add_declarations(context, files);
    node_add_addon(context, files, native);
    package_add_additions(files, plan->model, MODEL_NODE, "lib");
    node_context_free(context);
}

static void add_name(gpointer item, gpointer name, gpointer names) {
    g_hash_table_insert(names, item, name);
}

static GHashTable *names_of(const plan_library *plan) {
    const node_context *context = node_context_new(plan);
    GHashTable *names = g_hash_table_ref(context->names);
    g_hash_table_foreach(context->members, add_name, names);
    node_context_free(context);
    return names;
}

const backend backend_node = {
    .language = MODEL_NODE,
    .install = "npm install %s",
    .generate = generate,
    .features = node_features,
    .names = names_of,
    .words = words_of,
    .abuse = add_driver,
};
