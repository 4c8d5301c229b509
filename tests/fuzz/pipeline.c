#define _GNU_SOURCE /* open_memstream, mkdtemp */
#include "pipeline.h"

#include <jansson.h>
#include <unistd.h>

#include "backends/backend.h"
#include "input.h"
#include "inspect/inspect.h"
#include "lexer.h"
#include "memory/arena.h"
#include "model/languages.h"
#include "package/embedded.h"
#include "reader/reader.h"

/* ---- A folder for the contract, in memory where there is such a place ---- */

/* Deep, so that "../../.." leads nowhere. */
static char folder[64];
static char *header;

static void remove_folder(void) {
    char *command[] = {"rm", "-rf", folder, NULL};
    g_spawn_sync(NULL, command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
    g_free(header);
}

static void write_beside(const char *directory, const char *name, const char *text) {
    char *path = g_build_filename(directory, name, NULL);
    REQUIRE(g_file_set_contents(path, text, -1, NULL), "%s", path);
    g_free(path);
}

static void make_folder(void) {
    static const char *const empty[] = {"shop.c", "thrower.cpp", "more.py", "more.go"};
    snprintf(folder, sizeof folder, "%s/tenon-fuzz-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : g_get_tmp_dir());
    REQUIRE(mkdtemp(folder) != NULL, "%s", folder);
    char *deep = g_build_filename(folder, "a/b/c/d", NULL);
    char *vendor = g_build_filename(deep, "vendor", NULL);
    REQUIRE(g_mkdir_with_parents(vendor, 0700) == 0, "%s", vendor);
    for (size_t i = 0; i < G_N_ELEMENTS(empty); i++)
        write_beside(deep, empty[i], "");
    write_beside(vendor, "foreign.h", "typedef struct foreign foreign;\nint foreign_x(foreign *f);\n");
    header = g_build_filename(deep, "contract.h", NULL);
    g_free(deep);
    g_free(vendor);
    atexit(remove_folder);
    /* A message of GLib's is a defect. */
    g_log_set_always_fatal(G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
}

/* ---- Reading and generating ---- */

struct visit {
    pipeline *made;
    model_language language;
};

static void add_file(const char *path, const char *text, void *data) {
    const struct visit *visit = data;
    pipeline_file *file = ARENA_NEW(pipeline_file);
    *file = (pipeline_file){.language = visit->language, .path = path, .text = text};
    g_ptr_array_add(visit->made->files, file);
}

/* What `tenon inspect` prints is JSON, whoever reads it. */
static void check_inspection(const plan_library *plan, json_t *words) {
    json_error_t error;
    json_t *read = json_loads(inspect_json(plan, words), JSON_REJECT_DUPLICATES, &error);
    REQUIRE(read != NULL, "line %d: %s", error.line, error.text);
    json_decref(read);
}

static void generate(pipeline *made, const plan_library *plan, model_language language) {
    package *files = package_new();
    struct visit visit = {.made = made, .language = language};
    backends[language]->generate(plan, files);
    if (backends[language]->words != NULL)
        check_inspection(plan, backends[language]->words(plan));
    package_each(files, add_file, &visit);
}

static void run_for(pipeline *made, model_language language, findings *all) {
    bool is_for_all = language == MODEL_LANGUAGES;
    const model_library *model = read_contract(header, language, arena_array(), all);
    if (all->list->len > 0)
        return;
    const plan_library *plan = plan_build(model);
    char *only[] = {is_for_all ? NULL : (char *)(uintptr_t)language_name(language), NULL};
    refuse_for_languages(plan, is_for_all ? NULL : only, all);
    if (all->list->len > 0)
        return;
    check_inspection(plan, NULL);
    for (model_language each = 0; each < MODEL_LANGUAGES; each++) {
        if (is_for_all || each == language)
            generate(made, plan, each);
    }
}

static char *printed(const findings *all) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    if (all->list->len > 0)
        findings_print(all, stream);
    fclose(stream);
    return text;
}

pipeline pipeline_run(const char *text, size_t length) {
    if (header == NULL)
        make_folder();
    FILE *file = fopen(header, "wb");
    REQUIRE(file != NULL && fwrite(text, 1, length, file) == length && fclose(file) == 0, "%s", header);
    pipeline made = {.files = arena_array()};
    findings *all = findings_new();
    if (contract_differs(header)) {
        for (model_language language = 0; language < MODEL_LANGUAGES && all->list->len == 0; language++)
            run_for(&made, language, all);
    } else {
        run_for(&made, MODEL_LANGUAGES, all);
    }
    made.findings = printed(all);
    return made;
}

void pipeline_end(pipeline *made) {
    free(made->findings);
    arena_free_all();
}

/* ---- What holds for every file ---- */

/* Whatever changes how the text around it is shown, or ends a line for some and not for others: a reader
 * would see another program than the one that runs. */
static bool is_hidden(gunichar c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029 ||
           c == 0xFEFF || (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
}

static void check_characters(const char *path, const char *text) {
    const char *end = NULL;
    REQUIRE(g_utf8_validate(text, -1, &end), "%s is not UTF-8 at byte %zu", path, (size_t)(end - text));
    unsigned line = 1;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        REQUIRE(!is_hidden(c), "%s:%u: U+%04X", path, line, (unsigned)c);
        line += c == '\n';
    }
}

static bool is_embedded(const char *text) {
    for (size_t i = 0; i < embedded_file_count; i++) {
        if (embedded_files[i].text == text)
            return true;
    }
    return false;
}

static void check_file(const pipeline_file *file) {
    /* What is carried along as it is has tests of its own; the author's files are the author's. */
    if (is_embedded(file->text) || strstr(file->path, "/library/") != NULL)
        return;
    check_characters(file->path, file->text);
    if (g_str_has_suffix(file->path, ".json")) {
        json_error_t error;
        json_t *read = json_loads(file->text, JSON_REJECT_DUPLICATES, &error);
        REQUIRE(read != NULL, "%s:%d: %s", file->path, error.line, error.text);
        json_decref(read);
    }
    if (!can_lex(file->path))
        return;
    lexed pieces = lex_file(file->path, file->text);
    REQUIRE(pieces.problem == NULL, "%s:%u: %s", file->path, pieces.line, pieces.problem);
    lexed_free(&pieces);
}

void pipeline_check(const pipeline *made) {
    check_characters("what is found", made->findings);
    for (guint i = 0; i < made->files->len; i++)
        check_file(g_ptr_array_index(made->files, i));
}
