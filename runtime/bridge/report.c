/**
 * @file
 * What is going on: the state of every slot as a struct, as JSON, as lines, and the log.
 */
#define _POSIX_C_SOURCE 200809L /* gmtime_r, under -std=c11 */

#include <time.h>

#include "bridge_internal.h"

#define NANOSECONDS 1e9

/* ---- The log ---------------------------------------------------------------------------------------------
 */

static void (*log_line)(void *context, const char *text);
static void *log_context;

void tenon_bridge_log_to(void (*line)(void *context, const char *text), void *context) {
    log_line = line;
    log_context = context;
}

void tenon_bridge_log(const char *format, ...) {
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length >= (int)sizeof text)
        memcpy(text + sizeof text - sizeof "...", "...", sizeof "...");
    if (log_line != NULL)
        log_line(log_context, text);
    else
        (void)fprintf(stderr, "tenon: %s\n", text);
}

/* ---- State -----------------------------------------------------------------------------------------------
 */

/* What a report says of an operation besides tenon_bridge_state. */
typedef struct details {
    tenon_bridge_state state;
    int64_t since;
    char difference[256];
    const tenon_candidate *candidate;
} details;

static void add_proofs(const tenon_bridge_runtime *runtime, uint32_t operation, tenon_bridge_state *state) {
    for (const tenon_candidate *at = runtime->candidates; at != NULL; at = at->next) {
        state->checks += at->proofs[operation].checks;
        state->differences += at->proofs[operation].differences;
    }
}

static details details_of(tenon_bridges *bridges, uint32_t operation) {
    details is = {.state = {.operation = bridges->operations[operation].name,
                            .serving = "reference",
                            .calls = tenon_bridge_total(bridges, operation)}};
    const tenon_bridge_runtime *runtime = atomic_load_explicit(&bridges->runtime, memory_order_acquire);
    if (runtime == NULL)
        return is;
    tenon_bridge_lock();
    const tenon_bridge_service *service = tenon_bridge_service_of(bridges, operation);
    const tenon_bridge_history *history = &runtime->histories[operation];
    double saved = 0;
    is.state.mode = service == NULL ? TENON_BRIDGE_REFERENCE : service->mode;
    is.state.candidate_calls = tenon_bridge_served(bridges, operation, &saved);
    is.state.saved_seconds = saved / NANOSECONDS;
    is.candidate = service == NULL ? NULL : service->candidate;
    const tenon_candidate *server = tenon_bridge_server(service);
    if (server != NULL)
        is.state.serving = server->provider->name;
    is.state.compared = atomic_load_explicit(&history->compared, memory_order_relaxed);
    is.state.candidate_calls += is.state.compared;
    is.state.differences = atomic_load_explicit(&history->differences, memory_order_relaxed);
    add_proofs(runtime, operation, &is.state);
    is.since = history->since;
    if (history->difference != NULL)
        (void)snprintf(is.difference, sizeof is.difference, "%s", history->difference);
    tenon_bridge_unlock();
    return is;
}

tenon_bridge_state tenon_bridge_state_of(tenon_bridges *bridges, uint32_t operation) {
    return details_of(bridges, operation).state;
}

size_t tenon_bridge_states(tenon_bridges *bridges, tenon_bridge_state *states, size_t room) {
    for (uint32_t i = 0; i < bridges->operation_count && i < room; i++)
        states[i] = tenon_bridge_state_of(bridges, i);
    return bridges->operation_count;
}

static const char *mode_name(tenon_bridge_mode mode) {
    static const char *const NAMES[] = {"reference", "swapped", "shadowed", "recorded"};
    return NAMES[mode];
}

static const tenon_provider *linked_provider(const tenon_bridges *bridges) {
    return bridges->linked == NULL ? NULL : bridges->linked();
}

static const char *name_of(const tenon_provider *provider) {
    return provider == NULL ? NULL : provider->name;
}

/* ---- JSON ------------------------------------------------------------------------------------------------
 */

static void write_operation(tenon_writer *to, const details *is) {
    const tenon_bridge_state *state = &is->state;
    tenon_write(to, "{\"operation\": ");
    tenon_write_quoted(to, state->operation);
    tenon_write(to, ", \"mode\": \"%s\", \"serving\": ", mode_name(state->mode));
    tenon_write_quoted(to, state->serving);
    tenon_write(to, ", \"candidate\": ");
    tenon_write_quoted(to, is->candidate == NULL ? NULL : is->candidate->provider->name);
    tenon_write(to, ", \"since\": %lld", (long long)is->since);
    tenon_write(to, ", \"calls\": %llu, \"candidate_calls\": %llu", (unsigned long long)state->calls,
                (unsigned long long)state->candidate_calls);
    tenon_write(to, ", \"checks\": %llu, \"compared\": %llu", (unsigned long long)state->checks,
                (unsigned long long)state->compared);
    tenon_write(to, ", \"differences\": %llu, \"difference\": ", (unsigned long long)state->differences);
    tenon_write_quoted(to, is->difference[0] == '\0' ? NULL : is->difference);
    /* Not "%f", whose decimal point is the locale's. */
    long long microseconds = (long long)(state->saved_seconds * 1e6);
    long long whole = microseconds < 0 ? -microseconds : microseconds;
    tenon_write(to, ", \"saved_seconds\": %s%lld.%06lld}", microseconds < 0 ? "-" : "", whole / 1000000,
                whole % 1000000);
}

static void write_candidates(tenon_writer *to, const tenon_bridges *bridges) {
    const tenon_bridge_runtime *runtime = atomic_load_explicit(&bridges->runtime, memory_order_acquire);
    tenon_bridge_lock();
    const tenon_candidate *at = runtime == NULL ? NULL : runtime->candidates;
    tenon_bridge_unlock(); /* candidates stay, and those that come stand in front */
    for (const tenon_candidate *first = at; at != NULL; at = at->next) {
        tenon_write(to, at == first ? "{\"name\": " : ", {\"name\": ");
        tenon_write_quoted(to, at->provider->name);
        tenon_write(to, ", \"build\": ");
        tenon_write_quoted(to, at->provider->build);
        tenon_write(to, ", \"path\": ");
        tenon_write_quoted(to, at->path);
        tenon_write(to, "}");
    }
}

char *tenon_bridge_json(tenon_bridges *bridges) {
    tenon_writer to = {0};
    tenon_write(&to, "{\"library\": ");
    tenon_write_quoted(&to, bridges->library);
    tenon_write(&to, ", \"linked\": ");
    tenon_write_quoted(&to, name_of(linked_provider(bridges)));
    tenon_write(&to, ", \"candidates\": [");
    write_candidates(&to, bridges);
    tenon_write(&to, "], \"operations\": [");
    for (uint32_t i = 0; i < bridges->operation_count; i++) {
        details is = details_of(bridges, i);
        tenon_write(&to, i == 0 ? "" : ", ");
        write_operation(&to, &is);
    }
    tenon_write(&to, "]}");
    if (!to.has_failed)
        return to.text;
    free(to.text);
    return NULL;
}

const char *tenon_bridge_text(tenon_bridges *bridges) {
    char *json = tenon_bridge_json(bridges);
    size_t size = json == NULL ? 0 : strlen(json) + 1;
    char *text = json == NULL ? NULL : tenon_text_memory("", size);
    if (text != NULL)
        memcpy(text, json, size);
    free(json);
    return text;
}

/* ---- Lines -----------------------------------------------------------------------------------------------
 */

static void write_since(tenon_writer *to, int64_t since) {
    struct tm moment;
    char text[32];
    time_t seconds = (time_t)since;
    if (since == 0)
        tenon_write(to, "since the start");
    else if (gmtime_r(&seconds, &moment) != NULL &&
             strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &moment) > 0)
        tenon_write(to, "since %s", text);
}

static void write_line(tenon_writer *to, const details *is) {
    const tenon_bridge_state *state = &is->state;
    tenon_write(to, "  %-40s %s ", state->operation, state->serving);
    write_since(to, is->since);
    tenon_write(to, ", %llu calls", (unsigned long long)state->calls);
    if (state->mode == TENON_BRIDGE_SHADOWED)
        tenon_write(to, ", compared with %s: %llu equal", is->candidate->provider->name,
                    (unsigned long long)state->compared);
    if (state->mode == TENON_BRIDGE_RECORDED)
        tenon_write(to, ", recorded");
    if (is->difference[0] != '\0')
        tenon_write(to, ", differed: %s", is->difference);
    tenon_write(to, "\n");
}

void tenon_bridge_report_lines(tenon_bridges *bridges, FILE *stream) {
    const tenon_provider *linked = linked_provider(bridges);
    tenon_writer to = {0};
    if (linked == NULL)
        tenon_write(&to, "%s: no provider is linked into this program\n", bridges->library);
    else
        tenon_write(&to, "%s: %s (%s) is linked into this program\n", bridges->library, linked->name,
                    linked->build);
    for (uint32_t i = 0; i < bridges->operation_count; i++) {
        details is = details_of(bridges, i);
        write_line(&to, &is);
    }
    (void)fputs(to.text == NULL ? "" : to.text, stream);
    free(to.text);
}
