/* Which classes share a file: those that name one another, and as many more as a file should have. */

#include "backends/node/parts.h"

#include <string.h>

#include "backends/node/meanings.h"
#include "backends/node/scripts.h"
#include "memory/arena.h"

/* How many functions the classes of one file have, but for classes that cannot be parted. Loading a file
 * takes Node.js as long as making three classes of ten functions: with a few it is filled up in any case. */
enum { PART_FUNCTIONS = 50, FEW_FUNCTIONS = 10 };

/* ---- What names what ---- */

/* The class that a value's crossing names: of an object that is passed, or made around a result. */
static const model_class *class_named(const plan_value *value) {
    return value->form == PLAN_OBJECT && !value->is_self && !value->is_view ? value->type.class_of : NULL;
}

typedef void (*with_class)(const model_class *class_of, const plan_value *value, void *data);

static void each_class_named(const plan_function *function, with_class call, void *data) {
    for (guint i = 0; i < function->values->len; i++) {
        const plan_value *value = g_ptr_array_index(function->values, i);
        const model_class *class_of = class_named(value);
        if (class_of != NULL)
            call(class_of, value, data);
    }
}

/* ---- Classes that name one another: Tarjan's strongly connected components ---- */

typedef struct search {
    const node_context *context;
    GHashTable *lowest; /* model_class -> the first one that can be reached again; DONE in a group */
    GPtrArray *open;    /* model_class: found, and in no group yet */
    GPtrArray *groups;  /* array of model_class: after those that they name */
} search;

#define DONE G_MAXUINT

typedef struct visit {
    search *in;
    const model_class *from;
} visit;

static guint number_in(GHashTable *table, const model_class *class_of) {
    return GPOINTER_TO_UINT(g_hash_table_lookup(table, class_of));
}

static void set_number(GHashTable *table, const model_class *class_of, guint number) {
    g_hash_table_insert(table, (gpointer)(uintptr_t)class_of, GUINT_TO_POINTER(number));
}

static void find_from(search *in, const model_class *class_of);

static void follow(const model_class *class_of, const plan_value *value, void *data) {
    (void)value;
    visit *one = data;
    GHashTable *lowest = one->in->lowest;
    if (number_in(lowest, class_of) == 0)
        find_from(one->in, class_of);
    set_number(lowest, one->from, MIN(number_in(lowest, one->from), number_in(lowest, class_of)));
}

static void close_group(search *in, const model_class *first) {
    GPtrArray *group = arena_array();
    const model_class *last = NULL;
    while (last != first) {
        last = g_ptr_array_steal_index(in->open, in->open->len - 1);
        g_ptr_array_add(group, (gpointer)(uintptr_t)last);
        set_number(in->lowest, last, DONE);
    }
    g_ptr_array_add(in->groups, group);
}

static void find_from(search *in, const model_class *class_of) {
    guint number = g_hash_table_size(in->lowest) + 1;
    set_number(in->lowest, class_of, number);
    g_ptr_array_add(in->open, (gpointer)(uintptr_t)class_of);
    visit one = {.in = in, .from = class_of};
    const GPtrArray *functions = plan_functions_of(in->context->plan, class_of);
    for (guint i = 0; i < functions->len; i++)
        each_class_named(g_ptr_array_index(functions, i), follow, &one);
    if (number_in(in->lowest, class_of) == number)
        close_group(in, class_of);
}

static GPtrArray *groups_of(const node_context *context) {
    search in = {.context = context, .lowest = arena_table(), .open = arena_array(), .groups = arena_array()};
    for (guint i = 0; i < context->model->classes->len; i++) {
        const model_class *class_of = g_ptr_array_index(context->model->classes, i);
        if (number_in(in.lowest, class_of) == 0)
            find_from(&in, class_of);
    }
    return in.groups;
}

/* ---- Parts ---- */

static guint functions_of(const node_context *context, const GPtrArray *classes) {
    guint count = 0;
    for (guint i = 0; i < classes->len; i++)
        count += plan_functions_of(context->plan, g_ptr_array_index(classes, i))->len;
    return count;
}

static node_part *add_part(GPtrArray *parts) {
    node_part *part = ARENA_NEW(node_part);
    part->number = parts->len;
    part->classes = arena_array();
    part->functions = arena_array();
    g_ptr_array_add(parts, part);
    return part;
}

/* Each class with the number of its part; without any, where all would be in the same one. */
static GHashTable *spread(const node_context *context, GPtrArray *parts) {
    GHashTable *numbers = arena_table();
    const GPtrArray *groups = groups_of(context);
    guint count = 0;
    for (guint i = 0; i < groups->len; i++) {
        const GPtrArray *group = g_ptr_array_index(groups, i);
        guint more = functions_of(context, group);
        if (i == 0 || (count > FEW_FUNCTIONS && count + more > PART_FUNCTIONS)) {
            (void)add_part(parts);
            count = 0;
        }
        count += more;
        for (guint j = 0; j < group->len; j++)
            set_number(numbers, g_ptr_array_index(group, j), parts->len - 1);
    }
    if (parts->len > 2)
        return numbers;
    g_ptr_array_set_size(parts, 1);
    return arena_table();
}

typedef struct latest {
    GHashTable *numbers;
    guint number;
} latest;

static void take_latest(const model_class *class_of, const plan_value *value, void *data) {
    (void)value;
    latest *last = data;
    last->number = MAX(last->number, number_in(last->numbers, class_of));
}

/* Free functions are with the last of the classes that they name, and in index.js where they name none. */
static guint number_of(GHashTable *numbers, const plan_function *function) {
    latest last = {.numbers = numbers};
    if (function->function->owner != NULL)
        take_latest(function->function->owner, NULL, &last);
    else
        each_class_named(function, take_latest, &last);
    return last.number;
}

const GPtrArray *node_parts(const node_context *context) {
    const model_library *model = context->model;
    GPtrArray *parts = arena_array();
    (void)add_part(parts);
    GHashTable *numbers = spread(context, parts);
    for (guint i = 0; i < model->classes->len; i++) {
        model_class *class_of = g_ptr_array_index(model->classes, i);
        node_part *part = g_ptr_array_index(parts, number_in(numbers, class_of));
        g_ptr_array_add(part->classes, class_of);
    }
    for (guint i = 0; i < context->plan->functions->len; i++) {
        plan_function *function = g_ptr_array_index(context->plan->functions, i);
        node_part *part = g_ptr_array_index(parts, number_of(numbers, function));
        g_ptr_array_add(part->functions, function);
    }
    return parts;
}

const node_part *node_part_of(const GPtrArray *parts, const model_class *class_of) {
    for (guint i = 0; i < parts->len; i++) {
        const node_part *part = g_ptr_array_index(parts, i);
        if (g_ptr_array_find(part->classes, class_of, NULL))
            return part;
    }
    g_assert_not_reached();
}

const char *node_part_file(const node_part *part) {
    return arena_printf("classes_%u", part->number);
}

/* ---- What a part takes from elsewhere ---- */

typedef struct gathering {
    const node_context *context;
    const node_part *part;
    GHashTable *own;   /* model_class: those of the part */
    GHashTable *names; /* model_class -> array of char * */
} gathering;

static gint by_alphabet(gconstpointer left, gconstpointer right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void add_name(GPtrArray *names, const char *name) {
    if (!g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
        g_ptr_array_add(names, (gpointer)(uintptr_t)name);
}

static void gather(const model_class *class_of, const plan_value *value, void *data) {
    gathering *in = data;
    if (g_hash_table_contains(in->own, class_of))
        return;
    GPtrArray *names = g_hash_table_lookup(in->names, class_of);
    if (names == NULL) {
        names = arena_array();
        g_hash_table_insert(in->names, (gpointer)(uintptr_t)class_of, names);
    }
    add_name(names, value->direction == PLAN_OUT
                        ? node_name(in->context, class_of)
                        : node_handle_getter(in->context, class_of, value->nullable));
}

GPtrArray *node_needed_by(const node_context *context, const GPtrArray *parts, const node_part *part) {
    gathering in = {.context = context, .part = part, .own = arena_table(), .names = arena_table()};
    for (guint i = 0; i < part->classes->len; i++)
        g_hash_table_add(in.own, g_ptr_array_index(part->classes, i));
    for (guint i = 0; i < part->functions->len; i++)
        each_class_named(g_ptr_array_index(part->functions, i), gather, &in);
    GPtrArray *needed = arena_array();
    for (guint i = 1; i < part->number && g_hash_table_size(in.names) > 0; i++) {
        const node_part *other = g_ptr_array_index(parts, i);
        node_needed *one = ARENA_NEW(node_needed);
        one->part = other;
        one->names = arena_array();
        for (guint j = 0; j < other->classes->len; j++) {
            GPtrArray *names = g_hash_table_lookup(in.names, g_ptr_array_index(other->classes, j));
            for (guint k = 0; names != NULL && k < names->len; k++)
                g_ptr_array_add(one->names, g_ptr_array_index(names, k));
        }
        g_ptr_array_sort(one->names, by_alphabet);
        if (one->names->len > 0)
            g_ptr_array_add(needed, one);
    }
    return needed;
}

GPtrArray *node_default_names(const node_context *context, const node_part *part) {
    GPtrArray *names = arena_array();
    for (guint i = 0; i < part->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(part->functions, i);
        for (guint j = 0; j < function->inputs->len; j++) {
            const plan_value *value = g_ptr_array_index(function->inputs, j);
            const char *usual = value->is_self ? NULL : node_default(context, value);
            if (usual == NULL)
                continue;
            if (value->form == PLAN_ENUM)
                add_name(names, node_name(context, value->type.enumeration));
            else if (value->form == PLAN_SCALAR && value->type.meaning == MODEL_EXACT)
                add_name(names, node_name(context, value->type.exact));
        }
    }
    g_ptr_array_sort(names, by_alphabet);
    return names;
}
