/**
 * @file
 * What lib/diagnostics.js asks, and what the debug runtime is told of Node.js: the line of JavaScript that
 * runs.
 */
#include <stdio.h>
#include <string.h>

#include "tn_node.h"

#include "tenon/diagnostics.h"

/* Each environment has a thread of its own. Null where none is there (any more). */
static _Thread_local napi_env here;

/* Where the package lies: its own lines are nobody's concern. */
static char root[512];

static void end_here(void *unused) {
    (void)unused;
    here = NULL;
}

/* The text of a stack trace, or null; nothing is thrown. */
static char *read_stack(napi_env env) {
    napi_value message = NULL;
    napi_value error = NULL;
    napi_value stack = NULL;
    size_t length = 0;
    if (napi_create_string_utf8(env, "", 0, &message) != napi_ok ||
        napi_create_error(env, NULL, message, &error) != napi_ok ||
        napi_get_named_property(env, error, "stack", &stack) != napi_ok ||
        napi_get_value_string_utf8(env, stack, NULL, 0, &length) != napi_ok)
        return NULL;
    char *text = malloc(length + 1);
    if (text != NULL && napi_get_value_string_utf8(env, stack, text, length + 1, &length) != napi_ok) {
        free(text);
        return NULL;
    }
    return text;
}

/* The first line that is not the package's own: "main (/home/me/app.js:12:3)". */
static bool find_line(const char *stack, char *text, size_t room) {
    static const char at[] = "    at ";
    for (const char *line = strchr(stack, '\n'); line != NULL; line = strchr(line + 1, '\n')) {
        if (strncmp(line + 1, at, sizeof at - 1) != 0)
            continue;
        const char *start = line + sizeof at;
        size_t length = strcspn(start, "\n");
        const char *own = root[0] == '\0' ? NULL : strstr(start, root);
        if (own != NULL && own < start + length)
            continue;
        (void)snprintf(text, room, "%.*s", (int)length, start);
        return true;
    }
    return false;
}

static bool place_of_node(char *text, size_t room) {
    napi_env env = here;
    napi_handle_scope scope = NULL;
    bool is_pending = true;
    if (env == NULL || napi_is_exception_pending(env, &is_pending) != napi_ok || is_pending ||
        napi_open_handle_scope(env, &scope) != napi_ok)
        return false;
    char *stack = read_stack(env);
    bool is_found = stack != NULL && find_line(stack, text, room);
    free(stack);
    (void)napi_close_handle_scope(env, scope);
    return is_found;
}

static napi_value watch_from(napi_env env, napi_callback_info info) {
    napi_value argument = NULL;
    size_t length = 0;
    if (!tn_arguments(env, info, 1, &argument) || !tenon_is_monitored())
        return NULL;
    (void)napi_get_value_string_utf8(env, argument, root, sizeof root, &length);
    here = env;
    (void)napi_add_env_cleanup_hook(env, end_here, NULL);
    tenon_set_host(place_of_node, NULL);
    return NULL;
}

napi_value tn_given_json(napi_env env, const char *text) {
    napi_value value = NULL;
    if (text == NULL || napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, &value) != napi_ok)
        (void)tn_fail(env);
    tenon_text_memory_free(text);
    return value;
}

static napi_value ledger(napi_env env, napi_callback_info info) {
    (void)info;
    return tn_given_json(env, tenon_ledger_json());
}

bool tn_export_diagnostics(napi_env env, napi_value exports) {
    static const tn_function functions[] = {{"$ledger", ledger}, {"$watchFrom", watch_from}};
    return tn_export(env, exports, functions, sizeof functions / sizeof *functions);
}
