/*
 * What the bridged functions of sample.h take and give, as tenon writes it for a contract.
 */
#include "bridges_sample.h"

#include <stdlib.h>

static const tenon_bridge_type type_u8 = {
    .kind = TENON_BRIDGE_BYTE, .name = "uint8_t", .size = 1, .alignment = 1};
static const tenon_bridge_type type_u32 = {
    .kind = TENON_BRIDGE_UNSIGNED, .name = "uint32_t", .size = 4, .alignment = 4};
static const tenon_bridge_type type_i32 = {
    .kind = TENON_BRIDGE_SIGNED, .name = "int32_t", .size = 4, .alignment = 4};
static const tenon_bridge_type type_u64 = {
    .kind = TENON_BRIDGE_UNSIGNED, .name = "uint64_t", .size = 8, .alignment = 8};
static const tenon_bridge_type type_double = {
    .kind = TENON_BRIDGE_FLOAT, .name = "double", .size = 8, .alignment = 8};
static const tenon_bridge_type type_text = {
    .kind = TENON_BRIDGE_TEXT, .name = "char *", .size = sizeof(char *), .alignment = _Alignof(char *)};
static const tenon_bridge_type type_tally = {.kind = TENON_BRIDGE_OBJECT,
                                             .name = "sample_tally",
                                             .size = sizeof(void *),
                                             .alignment = _Alignof(void *),
                                             .class_index = 0};

static const int32_t status_constants[] = {SAMPLE_OK, SAMPLE_BAD_SIZE, SAMPLE_NO_MEMORY};
static const tenon_bridge_type type_status = {.kind = TENON_BRIDGE_ENUM,
                                              .name = "sample_status",
                                              .size = sizeof(sample_status),
                                              .alignment = _Alignof(sample_status),
                                              .constant_count = 3,
                                              .constants = status_constants};

static const tenon_bridge_field point_fields[] = {
    {.name = "x", .type = &type_i32, .offset = offsetof(sample_point, x), .count = 1, .present_if = -1},
    {.name = "y", .type = &type_double, .offset = offsetof(sample_point, y), .count = 1, .present_if = -1},
};
static const tenon_bridge_type type_point = {.kind = TENON_BRIDGE_RECORD,
                                             .name = "sample_point",
                                             .size = sizeof(sample_point),
                                             .alignment = _Alignof(sample_point),
                                             .field_count = 2,
                                             .fields = point_fields};

#define VALUE(the_name, the_form, the_direction, the_type, at)                                               \
    .name = (the_name), .form = TENON_BRIDGE_##the_form, .direction = TENON_BRIDGE_##the_direction,          \
    .type = &(the_type), .parameter = (at), .present_if = -1

static const tenon_bridge_parameter parameters_of_mix[] = {{.name = "value", .size = sizeof(uint64_t)}};
static const tenon_bridge_value values_of_mix[] = {
    {VALUE("value", VALUE, IN, type_u64, 0), .count = -1},
    {VALUE("result", VALUE, OUT, type_u64, -1), .count = -1},
};

static void invoke_mix(tenon_any_function function, void *const *arguments, void *result) {
    *(uint64_t *)result = ((__typeof__(sample_mix) *)function)(*(uint64_t *)arguments[0]);
}

static uint64_t watch_mix(uint64_t value) {
    void *const arguments[] = {&value};
    uint64_t result = 0;
    tenon_bridge_watch(&bridges_sample, BRIDGED_SAMPLE_MIX, arguments, &result);
    return result;
}

static const tenon_bridge_parameter parameters_of_scramble[] = {
    {.name = "data", .size = sizeof(uint8_t *)},
    {.name = "out", .size = sizeof(uint8_t *), .direction = TENON_BRIDGE_OUT},
    {.name = "size", .size = sizeof(size_t), .is_count = true, .type = &type_u64},
};
static const tenon_bridge_value values_of_scramble[] = {
    {VALUE("data", ARRAY, IN, type_u8, 0), .count = 2},
    {VALUE("out", ARRAY, OUT, type_u8, 1), .count = 2},
    {VALUE("result", VALUE, OUT, type_status, -1), .count = -1},
};

static void invoke_scramble(tenon_any_function function, void *const *arguments, void *result) {
    *(sample_status *)result = ((__typeof__(sample_scramble) *)function)(
        *(const uint8_t **)arguments[0], *(uint8_t **)arguments[1], *(size_t *)arguments[2]);
}

static sample_status watch_scramble(const uint8_t *data, uint8_t *out, size_t size) {
    void *const arguments[] = {&data, &out, &size};
    sample_status result = (sample_status)0;
    tenon_bridge_watch(&bridges_sample, BRIDGED_SAMPLE_SCRAMBLE, arguments, &result);
    return result;
}

static const tenon_bridge_parameter parameters_of_move[] = {
    {.name = "point", .size = sizeof(sample_point *), .direction = TENON_BRIDGE_INOUT},
    {.name = "steps", .size = sizeof(uint32_t *), .direction = TENON_BRIDGE_INOUT},
};
static const tenon_bridge_value values_of_move[] = {
    {VALUE("point", POINTER, INOUT, type_point, 0), .count = -1},
    {VALUE("steps", POINTER, INOUT, type_u32, 1), .count = -1},
};

static void invoke_move(tenon_any_function function, void *const *arguments, void *result) {
    (void)result;
    ((__typeof__(sample_move) *)function)(*(sample_point **)arguments[0], *(uint32_t **)arguments[1]);
}

static void watch_move(sample_point *point, uint32_t *steps) {
    void *const arguments[] = {&point, &steps};
    tenon_bridge_watch(&bridges_sample, BRIDGED_SAMPLE_MOVE, arguments, NULL);
}

static const tenon_bridge_parameter parameters_of_capitals[] = {{.name = "text", .size = sizeof(char *)}};
static const tenon_bridge_value values_of_capitals[] = {
    {VALUE("text", VALUE, IN, type_text, 0), .count = -1},
    {VALUE("result", BLOCK, OUT, type_text, -1), .count = -1, .nullable = true, .freed_by = free},
};

static void invoke_capitals(tenon_any_function function, void *const *arguments, void *result) {
    *(char **)result = ((__typeof__(sample_capitals) *)function)(*(const char **)arguments[0]);
}

static char *watch_capitals(const char *text) {
    void *const arguments[] = {&text};
    char *result = NULL;
    tenon_bridge_watch(&bridges_sample, BRIDGED_SAMPLE_CAPITALS, arguments, &result);
    return result;
}

static const tenon_bridge_parameter parameters_of_tally_new[] = {{.name = "start", .size = sizeof(uint64_t)}};
static const tenon_bridge_value values_of_tally_new[] = {
    {VALUE("start", VALUE, IN, type_u64, 0), .count = -1},
    {VALUE("result", VALUE, OUT, type_tally, -1), .count = -1, .nullable = true},
};

static void invoke_tally_new(tenon_any_function function, void *const *arguments, void *result) {
    *(sample_tally **)result = ((__typeof__(sample_tally_new) *)function)(*(uint64_t *)arguments[0]);
}

static sample_tally *watch_tally_new(uint64_t start) {
    void *const arguments[] = {&start};
    sample_tally *result = NULL;
    tenon_bridge_watch(&bridges_sample, BRIDGED_SAMPLE_TALLY_NEW, arguments, &result);
    return result;
}

static const tenon_bridge_parameter parameters_of_tally_add[] = {
    {.name = "tally", .size = sizeof(sample_tally *)}, {.name = "number", .size = sizeof(uint64_t)}};
static const tenon_bridge_value values_of_tally_add[] = {
    {VALUE("tally", VALUE, IN, type_tally, 0), .count = -1},
    {VALUE("number", VALUE, IN, type_u64, 1), .count = -1},
    {VALUE("result", VALUE, OUT, type_u64, -1), .count = -1},
};

static void invoke_tally_add(tenon_any_function function, void *const *arguments, void *result) {
    *(uint64_t *)result =
        ((__typeof__(sample_tally_add) *)function)(*(sample_tally **)arguments[0], *(uint64_t *)arguments[1]);
}

static uint64_t watch_tally_add(sample_tally *tally, uint64_t number) {
    void *const arguments[] = {&tally, &number};
    uint64_t result = 0;
    tenon_bridge_watch(&bridges_sample, BRIDGED_SAMPLE_TALLY_ADD, arguments, &result);
    return result;
}

static const tenon_bridge_parameter parameters_of_tally_free[] = {
    {.name = "tally", .size = sizeof(sample_tally *)}};
static const tenon_bridge_value values_of_tally_free[] = {
    {VALUE("tally", VALUE, IN, type_tally, 0), .count = -1, .nullable = true, .consumes = true}};

static void invoke_tally_free(tenon_any_function function, void *const *arguments, void *result) {
    (void)result;
    ((__typeof__(sample_tally_free) *)function)(*(sample_tally **)arguments[0]);
}

static void watch_tally_free(sample_tally *tally) {
    void *const arguments[] = {&tally};
    tenon_bridge_watch(&bridges_sample, BRIDGED_SAMPLE_TALLY_FREE, arguments, NULL);
}

#define OPERATION(it)                                                                                        \
    .name = "sample_" #it, .reference = (tenon_any_function)sample_##it,                                     \
    .watched = (tenon_any_function)watch_##it, .invoke = invoke_##it,                                        \
    .parameter_count = sizeof parameters_of_##it / sizeof parameters_of_##it[0],                             \
    .parameters = parameters_of_##it, .value_count = sizeof values_of_##it / sizeof values_of_##it[0],       \
    .values = values_of_##it

static const tenon_bridge_operation operations[] = {
    {OPERATION(mix), .result_size = sizeof(uint64_t), .class_index = -1},
    {OPERATION(scramble), .result_size = sizeof(sample_status), .returns_status = true, .class_index = -1},
    {OPERATION(move), .class_index = -1},
    {OPERATION(capitals), .result_size = sizeof(char *), .class_index = -1},
    {OPERATION(tally_new), .result_size = sizeof(sample_tally *), .class_index = 0},
    {OPERATION(tally_add), .result_size = sizeof(uint64_t), .class_index = 0},
    {OPERATION(tally_free), .class_index = 0},
};

static const tenon_bridge_class classes[] = {
    {.name = "sample_tally", .destructor = BRIDGED_SAMPLE_TALLY_FREE}};

static const tenon_provider_field point_layout[] = {
    {.name = "x", .offset = offsetof(sample_point, x), .size = sizeof(int32_t)},
    {.name = "y", .offset = offsetof(sample_point, y), .size = sizeof(double)},
};
static const tenon_provider_layout layouts[] = {
    {.name = "sample_point",
     .size = sizeof(sample_point),
     .alignment = _Alignof(sample_point),
     .field_count = 2,
     .fields = point_layout},
};

tenon_bridge_slot bridges_sample_slots[] = {
    {.serving = (tenon_any_function)sample_mix},       {.serving = (tenon_any_function)sample_scramble},
    {.serving = (tenon_any_function)sample_move},      {.serving = (tenon_any_function)sample_capitals},
    {.serving = (tenon_any_function)watch_tally_new},  {.serving = (tenon_any_function)sample_tally_add},
    {.serving = (tenon_any_function)watch_tally_free},
};

_Thread_local uint64_t *bridges_sample_counts __attribute__((tls_model("initial-exec")));

/* Null where no provider is linked into the program. */
extern const tenon_provider *tenon_provider_sample(void) __attribute__((weak));

tenon_bridges bridges_sample = {
    .library = "sample",
    .fingerprint = SAMPLE_FINGERPRINT,
    .operation_count = BRIDGED_SAMPLE_COUNT,
    .operations = operations,
    .slots = bridges_sample_slots,
    .class_count = 1,
    .classes = classes,
    .layout_count = 1,
    .layouts = layouts,
    .linked = tenon_provider_sample,
};
