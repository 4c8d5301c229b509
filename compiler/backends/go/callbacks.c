/* From C to Go: one exported Go function per method of an interface. It finds what the caller passed by its
 * number, turns the arguments into Go values, calls, and turns the results into C values. */

#include "backends/go/callbacks.h"

#include <string.h>

#include "backends/go/calls.h"
#include "backends/go/conversions.h"
#include "backends/go/formatter.h"
#include "backends/go/packaging.h"
#include "backends/go/signature.h"
#include "memory/arena.h"

enum { C_WIDTH = 110 };

bool go_has_callbacks(const go_module *module) {
    return module->plan->interfaces->len > 0;
}

bool go_is_lent(const plan_value *value) {
    return value->form == PLAN_CALLBACK && (value->scope == MODEL_DURING_CALL || value->is_progress);
}

static bool is_kept(const plan_value *value) {
    return value->form == PLAN_CALLBACK && !go_is_lent(value);
}

bool go_keeps_callbacks(const go_module *module) {
    for (guint i = 0; i < module->plan->functions->len; i++) {
        const plan_function *plan = g_ptr_array_index(module->plan->functions, i);
        for (guint j = 0; j < plan->values->len; j++) {
            if (is_kept(go_value(plan, (int)j)))
                return true;
        }
    }
    return false;
}

const char *go_callback_table(const model_interface *interface) {
    return arena_printf("tenon_go_%s", interface->c_name);
}

/* Of all packages of a program no two may export one name. */
static const char *exported(const go_module *module, const char *what) {
    return arena_printf("tenon%s%s", go_exported(module->model->name), what);
}

static const char *exported_method(const go_module *module, const plan_interface *interface,
                                   const plan_function *method) {
    return exported(module, arena_printf("%s%s", go_exported(interface->model->name),
                                         go_exported(method->function->name)));
}

/* ---- One method ---- */

/* A parameter of the exported function. */
struct parameter {
    const plan_slot *slot;
    const plan_value *value;
    const char *name; /**< In Go. */
    const char *go;   /**< "*C.char" */
    const char *c;    /**< "char *": as cgo declares it, without const. */
};

struct method {
    go_module *module;
    const plan_interface *interface;
    const plan_function *plan;
    GPtrArray *parameters; /**< struct parameter */
    GPtrArray *scope;
};

static const char *without_const(const char *c_type) {
    GString *type = g_string_new(c_type);
    g_string_replace(type, "const ", "", 0);
    g_string_replace(type, " const", "", 0);
    return arena_take(g_strstrip(g_string_free(type, FALSE)));
}

static const char *go_slot_type(const char *c_type) {
    size_t length = strcspn(c_type, "*");
    const char *stars = c_type + length;
    const char *base = arena_take(g_strstrip(g_strndup(c_type, length)));
    if (strcmp(base, "void") == 0)
        return "unsafe.Pointer";
    if (g_str_has_prefix(base, "struct "))
        base = arena_printf("struct_%s", base + strlen("struct "));
    return arena_printf("%sC.%s", stars, base);
}

static struct method method_of(go_module *module, const plan_interface *interface,
                               const plan_function *plan) {
    struct method method = {module, interface, plan, arena_array(), go_parameter_scope()};
    static const char *const declared[] = {"host", "status", "unfit"};
    for (size_t i = 0; i < G_N_ELEMENTS(declared); i++)
        go_claim(method.scope, declared[i]);
    for (guint i = 0; i < plan->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(plan->slots, i);
        struct parameter *parameter = ARENA_NEW(struct parameter);
        const char *c = without_const(slot->c_type);
        *parameter = (struct parameter){slot, go_value(plan, slot->value),
                                        go_claim(method.scope, go_local(slot->name)), go_slot_type(c), c};
        g_ptr_array_add(method.parameters, parameter);
    }
    return method;
}

static const char *parameter_of(const struct method *method, const plan_value *value, plan_part part) {
    for (guint i = 0; i < method->parameters->len; i++) {
        const struct parameter *parameter = g_ptr_array_index(method->parameters, i);
        if (parameter->value == value && parameter->slot->part == part)
            return parameter->name;
    }
    g_assert_not_reached();
}

static const char *data_of(const struct method *method, const plan_value *value) {
    return parameter_of(method, value, PLAN_PART_DATA);
}

static const char *length_of(const struct method *method, const plan_value *value) {
    return parameter_of(method, value, PLAN_PART_LENGTH);
}

/* ---- What the library passes ---- */

static const char *element_of(const struct method *method, const plan_value *value) {
    return value->is_bytes ? "byte" : go_element_type(method->module, &value->type);
}

static const char *record_given(const struct method *method, const plan_value *value, const char *data) {
    const char *type = go_element_type(method->module, &value->type);
    bool is_pointed = value->nullable && !go_is_nilable(&value->type);
    if (is_pointed && go_is_flat(&value->type))
        return arena_printf("tenonCopied((*%s)(unsafe.Pointer(%s)))", type, data);
    if (is_pointed)
        return arena_printf("tenonMaybe(%s, tenon%sOf)", data, type);
    if (go_is_flat(&value->type))
        return arena_printf("*(*%s)(unsafe.Pointer(%s))", type, data);
    return arena_printf("tenon%sOf(%s)", type, data);
}

static const char *array_given(const struct method *method, const plan_value *value, const char *data) {
    const char *length = length_of(method, value);
    const char *element = element_of(method, value);
    if (value->is_bytes || go_is_flat(&value->type))
        return arena_printf("tenonCopy[%s](unsafe.Pointer(%s), %s)", element, data, length);
    return arena_printf("tenonCopyEach(%s, %s, %s)", data, length,
                        go_converter(method->module, &value->type, element));
}

/* One value as the host gets it. Arrays that it fills are given as they lie in C to streams alone, whose
 * readers may not keep them. */
static const char *passed(const struct method *method, const plan_value *value) {
    const char *data = data_of(method, value);
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
        if (!value->nullable)
            return go_from_c(method->module, &value->type, data);
        return arena_printf("tenonOptional(bool(%s), %s)", parameter_of(method, value, PLAN_PART_PRESENT),
                            go_from_c(method->module, &value->type, data));
    case PLAN_RECORD:
        return record_given(method, value, data);
    case PLAN_TEXT:
        return arena_printf(value->nullable ? "tenonOptionalBytesString(%s, %s)" : "tenonBytesString(%s, %s)",
                            data, length_of(method, value));
    case PLAN_OBJECT:
        return arena_printf("tenonNew%s(%s)", go_element_type(method->module, &value->type) + 1, data);
    case PLAN_ARRAY:
        return array_given(method, value, data);
    case PLAN_TEXT_ARRAY:
        return arena_printf("tenonViewStrings(%s, %s)", data, length_of(method, value));
    case PLAN_DYNAMIC:
        return arena_printf("tenonDecodeBytes(%s, %s)", data, length_of(method, value));
    case PLAN_BLOCK:
    case PLAN_CALLBACK:
    case PLAN_CANCEL:
    case PLAN_STREAM:
        break;
    }
    g_assert_not_reached();
}

/* ---- What the host gives ---- */

static void write_refusal(emit *out, const struct method *method, const char *function, const char *value) {
    emit_line(out, "return tenonFailed(%s.of(%s, %s))", function, go_string(method->interface->model->c_name),
              go_string(value));
}

static void write_number(emit *out, const struct method *method, const plan_value *value, const char *local) {
    const char *data = data_of(method, value);
    if (go_is_int(value)) {
        emit_open(out, "if %s < 0 {", local);
        emit_line(out, "return tenonFailed(tenonNegative(%s, %s, int64(%s)))",
                  go_string(method->interface->model->c_name), go_string(value->name), local);
        emit_close(out, "}");
    }
    const char *in_c = go_to_c(method->module, &value->type, local, "pins");
    if (!go_may_misfit(&value->type)) {
        emit_line(out, "*%s = %s", data, in_c);
        return;
    }
    const char *converted = go_claim(method->scope, arena_printf("c%s", go_exported(value->name)));
    emit_line(out, "%s, unfit := %s", converted, in_c);
    emit_open(out, "if unfit != nil {");
    write_refusal(out, method, "unfit", value->name);
    emit_close(out, "}");
    emit_line(out, "*%s = %s", data, converted);
}

static void write_optional(emit *out, const struct method *method, const plan_value *value,
                           const char *local) {
    emit_open(out, "if %s != nil {", local);
    emit_line(out, "*%s = true", parameter_of(method, value, PLAN_PART_PRESENT));
    write_number(out, method, value, go_pointed(&value->type, local));
    emit_close(out, "}");
}

static void write_text(emit *out, const struct method *method, const plan_value *value, const char *local,
                       bool is_last) {
    const char *call =
        arena_printf(value->nullable ? "tenonGiveOptionalText(%s, %s)" : "tenonGiveText(%s, %s)", local,
                     data_of(method, value));
    if (is_last) {
        emit_line(out, "return %s", call);
        return;
    }
    emit_open(out, "if status := %s; status < 0 {", call);
    emit_line(out, "return status");
    emit_close(out, "}");
}

static bool is_host_filled(const plan_value *value) {
    return value->form == PLAN_ARRAY && value->direction != PLAN_IN;
}

/* What the host gives for one value; text that is the last thing ends the function. */
static void write_output(emit *out, const struct method *method, const plan_value *value, const char *local,
                         bool is_last) {
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
    case PLAN_RECORD:
        if (value->nullable)
            write_optional(out, method, value, local);
        else
            write_number(out, method, value, local);
        break;
    case PLAN_TEXT:
        write_text(out, method, value, local, is_last);
        break;
    case PLAN_OBJECT:
        emit_line(out, "*%s = %s.tenonGiven()", data_of(method, value), local);
        break;
    case PLAN_ARRAY:
    case PLAN_TEXT_ARRAY:
    case PLAN_BLOCK:
    case PLAN_CALLBACK:
    case PLAN_CANCEL:
    case PLAN_STREAM:
    case PLAN_DYNAMIC:
        g_assert_not_reached();
    }
}

/* ---- The exported function ---- */

static void write_head(emit *out, const struct method *method, const char *name) {
    GPtrArray *names = arena_array();
    GPtrArray *types = arena_array();
    g_ptr_array_add(names, "host");
    g_ptr_array_add(types, "C.uintptr_t");
    for (guint i = 0; i < method->parameters->len; i++) {
        const struct parameter *parameter = g_ptr_array_index(method->parameters, i);
        g_ptr_array_add(names, (gpointer)(uintptr_t)parameter->name);
        g_ptr_array_add(types, (gpointer)(uintptr_t)parameter->go);
    }
    emit_line(out, "//export %s", name);
    emit_list(out, arena_printf("func %s(", name), go_grouped(names, types), ") (status C.int32_t) {", true);
    emit_indent(out);
    emit_line(out, "status = tenonUnfinished");
    emit_line(out, "defer tenonRecover(&status)");
}

static void write_reading(emit *out, const struct method *method) {
    const plan_value *buffer = go_first_filled(method->plan);
    emit_line(out, "reader := tenonHeld(host).(*tenonReader)");
    emit_line(out, "count, err := reader.read(unsafe.Slice((*byte)(%s), int(%s)))", data_of(method, buffer),
              length_of(method, buffer));
    emit_open(out, "if err != nil {");
    emit_line(out, "return tenonFailed(err)");
    emit_close(out, "}");
    emit_line(out, "*%s = C.size_t(count)", parameter_of(method, buffer, PLAN_PART_FILLED));
}

static const plan_value *first_array(const plan_function *plan) {
    for (guint i = 0; i < plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(plan->inputs, i);
        if (value->form == PLAN_ARRAY)
            return value;
    }
    g_assert_not_reached();
}

static void write_writing(emit *out, const struct method *method) {
    const plan_value *data = first_array(method->plan);
    emit_line(out, "writer := tenonHeld(host).(io.Writer)");
    emit_line(out, "err := tenonWrite(writer, unsafe.Slice((*byte)(%s), int(%s)))", data_of(method, data),
              length_of(method, data));
    emit_open(out, "if err != nil {");
    emit_line(out, "return tenonFailed(err)");
    emit_close(out, "}");
}

/* A stream says by a number or a bool that it could: whatever of these there is means success. */
static void write_success(emit *out, const struct method *method) {
    for (guint i = 0; i < method->plan->outputs->len; i++) {
        const plan_value *value = g_ptr_array_index(method->plan->outputs, i);
        if (value->form == PLAN_SCALAR && value->type.scalar == MODEL_BOOL)
            emit_line(out, "*%s = true", data_of(method, value));
    }
}

static void write_streaming(emit *out, const struct method *method) {
    if (method->interface->model->flow == MODEL_READS)
        write_reading(out, method);
    else
        write_writing(out, method);
    write_success(out, method);
    emit_line(out, "return 0");
}

/* Arrays that the host fills: it gets room in Go's memory, which it may keep. @return Per plan value, char *.
 */
static GPtrArray *write_rooms(emit *out, const struct method *method) {
    GPtrArray *rooms = arena_array();
    for (guint i = 0; i < method->plan->values->len; i++) {
        const plan_value *value = go_value(method->plan, (int)i);
        const char *room = NULL;
        if (is_host_filled(value)) {
            room = go_claim(method->scope, arena_printf("%sRoom", go_local(value->name)));
            const char *data = data_of(method, value), *length = length_of(method, value);
            const char *element = element_of(method, value);
            if (value->direction == PLAN_INOUT)
                emit_line(out, "%s := tenonCopy[%s](unsafe.Pointer(%s), %s)", room, element, data, length);
            else
                emit_line(out, "%s := make([]%s, int(%s))", room, element, length);
        }
        g_ptr_array_add(rooms, (gpointer)(uintptr_t)room);
    }
    return rooms;
}

static const char *room_of(const struct method *method, const GPtrArray *rooms, const plan_value *value) {
    guint index = 0;
    g_ptr_array_find(method->plan->values, value, &index);
    return g_ptr_array_index(rooms, index);
}

/* `filled`: how many; null for all. */
static void write_filled(emit *out, const struct method *method, const plan_value *value, const char *room,
                         const char *filled) {
    const char *target =
        arena_printf("unsafe.Slice((*%s)(unsafe.Pointer(%s)), int(%s))", element_of(method, value),
                     data_of(method, value), length_of(method, value));
    if (filled == NULL) {
        emit_line(out, "copy(%s, %s)", target, room);
        return;
    }
    emit_open(out, "if %s < 0 || %s > len(%s) {", filled, filled, room);
    emit_line(out, "return tenonFailed(tenonOverfilled(%s, %s, %s, len(%s)))",
              go_string(method->interface->model->c_name), go_string(value->name), filled, room);
    emit_close(out, "}");
    emit_line(out, "copy(%s, %s[:%s])", target, room, filled);
    emit_line(out, "*%s = C.size_t(%s)", parameter_of(method, value, PLAN_PART_FILLED), filled);
}

static GPtrArray *name_results(const struct method *method, const GPtrArray *results) {
    GPtrArray *names = arena_array();
    for (guint i = 0; i < results->len; i++) {
        const plan_value *value = g_ptr_array_index(results, i);
        const char *name = is_host_filled(value) ? arena_printf("filled%s", go_exported(value->name))
                           : value->is_return    ? "given"
                                                 : arena_printf("given%s", go_exported(value->name));
        g_ptr_array_add(names, (gpointer)(uintptr_t)go_claim(method->scope, name));
    }
    return names;
}

static void write_call(emit *out, const struct method *method, const GPtrArray *rooms,
                       const GPtrArray *names) {
    GPtrArray *arguments = arena_array();
    const GPtrArray *parameters = go_implemented_parameters(method->plan);
    for (guint i = 0; i < parameters->len; i++) {
        const plan_value *value = g_ptr_array_index(parameters, i);
        const char *argument = is_host_filled(value) ? room_of(method, rooms, value) : passed(method, value);
        g_ptr_array_add(arguments, (gpointer)(uintptr_t)argument);
    }
    const model_interface *model = method->interface->model;
    const char *host = arena_printf("tenonHeld(host).(%s)", go_name(method->module, model));
    if (!model->is_callback)
        host = arena_printf("%s.%s", host, go_name(method->module, method->plan->function));
    const char *results = names->len == 0 ? "" : arena_printf("%s, ", emit_join(names, ", "));
    emit_list(out, arena_printf("%serr := %s(", results, host), arguments, ")", true);
    emit_open(out, "if err != nil {");
    emit_line(out, "return tenonFailed(err)");
    emit_close(out, "}");
}

static void write_whole_arrays(emit *out, const struct method *method, const GPtrArray *rooms) {
    for (guint i = 0; i < method->plan->outputs->len; i++) {
        const plan_value *value = g_ptr_array_index(method->plan->outputs, i);
        if (is_host_filled(value) && !value->is_filled_partly)
            write_filled(out, method, value, room_of(method, rooms, value), NULL);
    }
}

static void write_results(emit *out, const struct method *method, const GPtrArray *rooms,
                          const GPtrArray *results, const GPtrArray *names) {
    write_whole_arrays(out, method, rooms);
    for (guint i = 0; i < results->len; i++) {
        const plan_value *value = g_ptr_array_index(results, i);
        const char *name = g_ptr_array_index(names, i);
        bool is_last = i + 1 == results->len;
        if (is_host_filled(value))
            write_filled(out, method, value, room_of(method, rooms, value), name);
        else
            write_output(out, method, value, name, is_last);
        if (is_last && value->form == PLAN_TEXT)
            return;
    }
    emit_line(out, "return 0");
}

static void write_calling(emit *out, const struct method *method) {
    GPtrArray *rooms = write_rooms(out, method);
    GPtrArray *results = go_implemented_results(method->plan);
    GPtrArray *names = name_results(method, results);
    write_call(out, method, rooms, names);
    write_results(out, method, rooms, results, names);
}

static void write_exported(emit *out, go_module *module, const plan_interface *interface,
                           const plan_function *plan) {
    struct method method = method_of(module, interface, plan);
    write_head(out, &method, exported_method(module, interface, plan));
    if (interface->model->flow == MODEL_NO_FLOW)
        write_calling(out, &method);
    else
        write_streaming(out, &method);
    emit_close(out, "}");
    go_gap(out);
}

static void write_ends(emit *out, const go_module *module) {
    const char *end = exported(module, "End");
    emit_line(out, "//export %s", end);
    emit_open(out, "func %s(host C.uintptr_t) {", end);
    emit_line(out, "tenonForget(host)");
    emit_close(out, "}");
    go_gap(out);
    const char *stray = exported(module, "Stray");
    emit_line(out, "//export %s", stray);
    emit_open(out, "func %s(chain *C.tenon_error) {", stray);
    emit_line(out, "tenonStray(chain)");
    emit_close(out, "}");
    go_gap(out);
}

char *go_callbacks(go_module *module) {
    emit *out = go_emit();
    emit_line(out, "// What C calls: each function finds what the caller passed by its number.");
    go_gap(out);
    for (guint i = 0; i < module->plan->interfaces->len; i++) {
        const plan_interface *interface = g_ptr_array_index(module->plan->interfaces, i);
        for (guint j = 0; j < interface->methods->len; j++)
            write_exported(out, module, interface, g_ptr_array_index(interface->methods, j));
    }
    write_ends(out, module);
    return go_file_with_calls(module, emit_finish(out));
}

/* ---- The way there in C ---- */

static void write_trampoline(emit *out, go_module *module, const plan_interface *interface,
                             const plan_function *plan) {
    struct method method = method_of(module, interface, plan);
    const char *name = exported_method(module, interface, plan);
    GPtrArray *declared = arena_array();
    GPtrArray *taken = arena_array();
    GPtrArray *handed = arena_array();
    g_ptr_array_add(declared, "uintptr_t host");
    g_ptr_array_add(taken, "void *tenon_host");
    g_ptr_array_add(handed, "(uintptr_t)tenon_host");
    for (guint i = 0; i < method.parameters->len; i++) {
        const struct parameter *parameter = g_ptr_array_index(method.parameters, i);
        const char *slot = parameter->slot->name;
        bool is_pointer = strchr(parameter->c, '*') != NULL;
        bool is_const = strcmp(parameter->c, parameter->slot->c_type) != 0;
        const char *gap = is_pointer ? "" : " ";
        g_ptr_array_add(declared, arena_printf("%s%s%s", parameter->c, gap, slot));
        g_ptr_array_add(taken, arena_printf("%s%s%s", g_strchomp(arena_strdup(parameter->slot->c_type)),
                                            is_pointer ? "" : " ", slot));
        g_ptr_array_add(handed, is_pointer && is_const ? arena_printf("(%s)%s", parameter->c, slot)
                                                       : (gpointer)(uintptr_t)slot);
    }
    emit_list(out, arena_printf("extern int32_t %s(", name), declared, ");", false);
    go_gap(out);
    emit_list(out,
              arena_printf("static inline int32_t %s_%s(", go_callback_table(interface->model),
                           plan->function->name),
              taken, ") {", false);
    emit_indent(out);
    emit_list(out, arena_printf("return %s(", name), handed, ");", false);
    emit_close(out, "}");
    go_gap(out);
}

static void write_table(emit *out, const plan_interface *interface) {
    const char *table = go_callback_table(interface->model);
    emit_open(out, "static const boundary_%s %s = {", interface->model->c_name, table);
    for (guint i = 0; i < interface->methods->len; i++) {
        const plan_function *method = g_ptr_array_index(interface->methods, i);
        emit_line(out, ".%s = %s_%s,", method->function->name, table, method->function->name);
    }
    emit_close(out, "};");
    go_gap(out);
}

/* cgo was promised that most functions do not call Go, but a defective library may call in any of them what
 * it must not call any more. The boundary refuses that, and Go hears of it on a thread of its own: on this
 * one it would be taken for a broken promise, which leaves no callback usable. */
static void write_stray(emit *out, const go_module *module) {
    const char *head =
        "static inline void tenon_go_stray(const void *functions, void *host, const tenon_error *error) {";
    if (!go_promises(module)) {
        emit_open(out, "%s", head);
        emit_line(out, "(void)functions;");
        emit_line(out, "(void)host;");
        emit_line(out, "%s((tenon_error *)error);", exported(module, "Stray"));
    } else {
        emit_open(out, "static inline void *tenon_go_tell(void *error) {");
        emit_line(out, "%s(error);", exported(module, "Stray"));
        emit_line(out, "return NULL;");
        emit_close(out, "}");
        go_gap(out);
        emit_line(out,
                  "/* On a thread of its own: cgo was promised that the call that runs here does not call "
                  "Go. */");
        emit_open(out, "%s", head);
        emit_line(out, "pthread_t thread;");
        emit_line(out, "(void)functions;");
        emit_line(out, "(void)host;");
        emit_line(out, "if (pthread_create(&thread, NULL, tenon_go_tell, (void *)(uintptr_t)error) == 0)");
        emit_line(out, "    pthread_join(thread, NULL);");
        emit_line(out, "else");
        emit_line(out, "    tenon_error_free(error);");
    }
    emit_close(out, "}");
    go_gap(out);
}

static void write_plumbing(emit *out, const go_module *module) {
    emit_line(out, "extern void %s(uintptr_t host);", exported(module, "End"));
    emit_line(out, "extern void %s(tenon_error *chain);", exported(module, "Stray"));
    go_gap(out);
    emit_line(out, "/* Nobody needs what this number names any more. */");
    emit_open(out, "static inline void tenon_go_end(void *host) {");
    emit_line(out, "%s((uintptr_t)host);", exported(module, "End"));
    emit_close(out, "}");
    go_gap(out);
    emit_line(out, "/* What the boundary takes for something of Go's, and ends. */");
    emit_open(out, "static inline tenon_callback tenon_go_callback(const void *functions, uintptr_t host) {");
    emit_line(out, "return (tenon_callback){functions, (void *)host, tenon_go_end};");
    emit_close(out, "}");
    go_gap(out);
    emit_line(out, "/* The same for one call, which ends it itself: no crossing back for that. */");
    emit_open(out, "static inline tenon_callback tenon_go_lent(const void *functions, uintptr_t host) {");
    emit_line(out, "return (tenon_callback){functions, (void *)host, NULL};");
    emit_close(out, "}");
    go_gap(out);
    emit_line(out, "/* Something of Go's failed; `foreign` is the number of its error. */");
    emit_open(out, "static inline int32_t tenon_go_fail(const char *message, uintptr_t foreign) {");
    emit_line(out, "return tenon_fail_foreign(message, (void *)foreign, tenon_go_end);");
    emit_close(out, "}");
    go_gap(out);
    write_stray(out, module);
    emit_open(out, "static inline void cross_handle_stray(void) {");
    emit_line(out, "tenon_set_unraisable(tenon_go_stray);");
    emit_close(out, "}");
    go_gap(out);
}

char *go_callbacks_header(go_module *module) {
    emit *out = emit_new("    ", C_WIDTH);
    emit_line(out, "/* %s */", module->banner);
    go_gap(out);
    emit_line(out, "/*");
    emit_line(
        out,
        " * How the boundary gets to Go: Go exports one function per callback, and the functions here hand");
    emit_line(out, " * calls on. What a caller passed has a number (tenonHold), which is all that C ever "
                   "sees of it.");
    emit_line(out, " */");
    emit_line(out, "#ifndef CALLBACKS_H");
    emit_line(out, "#define CALLBACKS_H");
    go_gap(out);
    if (go_promises(module)) {
        emit_line(out, "#include <pthread.h>");
        go_gap(out);
    }
    emit_line(out, "#include \"boundary_%s.h\"", module->model->name);
    go_gap(out);
    write_plumbing(out, module);
    for (guint i = 0; i < module->plan->interfaces->len; i++) {
        const plan_interface *interface = g_ptr_array_index(module->plan->interfaces, i);
        for (guint j = 0; j < interface->methods->len; j++)
            write_trampoline(out, module, interface, g_ptr_array_index(interface->methods, j));
        write_table(out, interface);
    }
    emit_line(out, "#endif /* CALLBACKS_H */");
    return emit_finish(out);
}
