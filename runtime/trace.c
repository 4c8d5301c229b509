/**
 * @file
 * Where a thread is: the contract's function, the host's line, the native stack.
 */
#define _GNU_SOURCE /* Dl_info */

#include <dlfcn.h>
#include <unwind.h>

#include "monitor.h"

/* Older C libraries have it in a library of its own, which no package is linked with. */
#pragma weak dladdr

static _Atomic(tenon_place_of_host) place_of_host;
static const tenon_function *functions;
static size_t function_count;

void tenon_trace_set_place(tenon_place_of_host place) {
    atomic_store(&place_of_host, place);
}

void tenon_set_functions(const tenon_function *table, size_t count) {
    functions = table;
    function_count = count;
}

/* ---- Taking ----------------------------------------------------------------------------------------------
 */

static const char *name_at(uintptr_t start) {
    for (size_t i = 0; i < function_count; i++) {
        if ((uintptr_t)functions[i].address == start)
            return functions[i].name;
    }
    return NULL;
}

/* Innermost first. A function is known by where it begins, which the tables for unwinding say. */
static _Unwind_Reason_Code visit(struct _Unwind_Context *context, void *argument) {
    tenon_trace *trace = argument;
    if (trace->function[0] == '\0') {
        const char *name = name_at((uintptr_t)_Unwind_GetRegionStart(context));
        trace->function = name != NULL ? name : "";
    }
    if (trace->count < TENON_FRAMES)
        trace->frames[trace->count++] = (uintptr_t)_Unwind_GetIP(context);
    bool is_done = trace->count == TENON_FRAMES && trace->function[0] != '\0';
    return is_done ? _URC_END_OF_STACK : _URC_NO_REASON;
}

void tenon_trace_take(tenon_trace *trace) {
    *trace = (tenon_trace){.function = "", .thread = tenon_thread_id()};
    _Unwind_Backtrace(visit, trace);
    if (!tenon_debug.stacks)
        trace->count = 0;
    tenon_place_of_host place = atomic_load(&place_of_host);
    if (place == NULL || !place(trace->place, sizeof trace->place))
        trace->place[0] = '\0';
}

/* ---- Writing ---------------------------------------------------------------------------------------------
 */

void tenon_trace_write(tenon_writer *to, const tenon_trace *trace) {
    if (trace->function[0] != '\0')
        tenon_write(to, "%s, ", trace->function);
    if (trace->place[0] != '\0')
        tenon_write(to, "%s, ", trace->place);
    tenon_write(to, "thread %llu", (unsigned long long)trace->thread);
}

/* Relative to the file, as addr2line wants it. */
static void write_frame(tenon_writer *to, uintptr_t frame) {
    Dl_info found;
    if (dladdr == NULL || dladdr((const void *)frame, &found) == 0 || found.dli_fname == NULL) {
        tenon_write(to, "0x%llx", (unsigned long long)frame);
        return;
    }
    const char *slash = strrchr(found.dli_fname, '/');
    tenon_write(to, "%s+0x%llx", slash == NULL ? found.dli_fname : slash + 1,
                (unsigned long long)(frame - (uintptr_t)found.dli_fbase));
    if (found.dli_sname != NULL)
        tenon_write(to, " %s", found.dli_sname);
}

void tenon_trace_write_frames(tenon_writer *to, const tenon_trace *trace, const char *before) {
    for (int i = 0; i < trace->count; i++) {
        tenon_write(to, "%s#%d ", before, i);
        write_frame(to, trace->frames[i]);
        tenon_write(to, "\n");
    }
}
