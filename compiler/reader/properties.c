/* Properties: which methods may be one, and that getter and setter speak of the same thing. */

#include <string.h>

#include "memory/arena.h"
#include "reader/reader_internal.h"
#include "reader/traffic.h"

void read_property(reader *in, CXCursor cursor, model_function *function, const char *name) {
    if (name == NULL)
        return;
    method_traffic traffic = traffic_of(function);
    bool is_getter = traffic.inputs == 0 && traffic.outputs == 1;
    bool is_setter = traffic.inputs == 1 && traffic.outputs == 0;
    if (function->kind != MODEL_METHOD || (!is_getter && !is_setter)) {
        reader_find(in, cursor, arena_printf("%s is neither a getter nor a setter", function->c_name),
                    "TENON_PROPERTY on a method that only gives one value, or only takes one");
    } else if (!reader_is_plain_name(name)) {
        reader_find(in, cursor, arena_printf("TENON_PROPERTY(%s) is no name in snake_case", name),
                    "TENON_PROPERTY(name), small letters, digits and single underscores");
    } else {
        function->is_property = true;
        function->is_setter = is_setter;
        function->name = arena_strdup(name);
    }
}

static bool is_same_value(const model_function *getter, const model_function *setter) {
    const model_parameter *given = traffic_of(getter).output;
    const model_parameter *taken = traffic_of(setter).input;
    return given->type.kind == taken->type.kind && strcmp(given->type.c_name, taken->type.c_name) == 0 &&
           given->is_array == taken->is_array;
}

static const model_function *getter_of(const model_class *class_of, const char *name) {
    for (guint i = 0; i < class_of->functions->len; i++) {
        const model_function *getter = g_ptr_array_index(class_of->functions, i);
        if (getter->is_property && !getter->is_setter && strcmp(getter->name, name) == 0)
            return getter;
    }
    return NULL;
}

/* The getter names the property, also where a language writes its setter as a method: SetX, set_x. */
static void take_names(reader *in, const model_function *getter, model_function *setter) {
    for (model_language language = 0; language < MODEL_LANGUAGES; language++) {
        if (setter->marks.names[language] != NULL)
            findings_add(in->all, setter->location,
                         arena_printf("the setter %s has a TENON_NAME, but its getter names the property",
                                      setter->c_name),
                         arena_printf("TENON_NAME on %s only", getter->c_name));
    }
    memcpy(setter->marks.names, getter->marks.names, sizeof setter->marks.names);
}

void check_properties(reader *in, const model_class *class_of) {
    for (guint i = 0; i < class_of->functions->len; i++) {
        model_function *setter = g_ptr_array_index(class_of->functions, i);
        if (!setter->is_setter)
            continue;
        const model_function *getter = getter_of(class_of, setter->name);
        if (getter == NULL)
            findings_add(in->all, setter->location,
                         arena_printf("the property %s can be set but not read", setter->name),
                         "a getter with the same TENON_PROPERTY, or no TENON_PROPERTY");
        else if (!is_same_value(getter, setter))
            findings_add(in->all, setter->location,
                         arena_printf("the property %s is set as another type than %s gives", setter->name,
                                      getter->c_name),
                         "the same type in both, or no TENON_PROPERTY");
        if (getter != NULL)
            take_names(in, getter, setter);
    }
}
