/* Working formulas out, and showing them. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "internal.h"

typedef struct known_names {
    jumping_lookup lookup; /* null: there are none */
    void *context;
} known_names;

static double work_out(const node *part, const known_names *known) {
    double left = part->left == NULL ? 0 : work_out(part->left, known);
    double right = part->right == NULL ? 0 : work_out(part->right, known);
    switch (part->kind) {
    case NODE_NUMBER:
        return part->number;
    case NODE_NAME:
        if (known->lookup == NULL)
            jump("nobody says what %s is", part->name);
        return known->lookup(part->name, known->context);
    case NODE_ADD:
        return left + right;
    case NODE_SUBTRACT:
        return left - right;
    case NODE_MULTIPLY:
        return left * right;
    case NODE_DIVIDE:
        if (right == 0)
            jump("a division by zero");
        return left / right;
    }
    jump("a part of no kind");
}

double jumping_formula_value(const jumping_formula *formula) {
    const known_names none = {NULL, NULL};
    return work_out(formula->root, &none);
}

double jumping_formula_work_out(const jumping_formula *formula, jumping_lookup lookup, void *context) {
    const known_names known = {lookup, context};
    return work_out(formula->root, &known);
}

/* A text under construction; first without room, to see how long it becomes. */
typedef struct writer {
    char *text;
    size_t room;
    size_t length;
} writer;

static void put(writer *to, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put(writer *to, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *end = to->text == NULL ? NULL : to->text + to->length;
    to->length += (size_t)vsnprintf(end, to->text == NULL ? 0 : to->room - to->length, format, arguments);
    va_end(arguments);
}

static void write_part(writer *to, const node *part) {
    static const char signs[] = {
        [NODE_ADD] = '+', [NODE_SUBTRACT] = '-', [NODE_MULTIPLY] = '*', [NODE_DIVIDE] = '/'};
    if (part->kind == NODE_NUMBER) {
        put(to, "%g", part->number);
    } else if (part->kind == NODE_NAME) {
        put(to, "%s", part->name);
    } else {
        put(to, "(");
        write_part(to, part->left);
        put(to, " %c ", signs[part->kind]);
        write_part(to, part->right);
        put(to, ")");
    }
}

char *jumping_formula_text(const jumping_formula *formula) {
    writer measured = {0};
    write_part(&measured, formula->root);
    writer written = {.text = allocate(measured.length + 1), .room = measured.length + 1};
    write_part(&written, formula->root);
    return written.text;
}

/* ---- Names ---- */

struct jumping_names {
    const char **names;
    size_t count;
    size_t next;
};

/* The nodes stand in a list with the newest first. */
jumping_names *jumping_names_new(const jumping_formula *formula) {
    jumping_names *all = allocate(sizeof(*all));
    for (const node *each = formula->nodes; each != NULL; each = each->next)
        all->count += each->kind == NODE_NAME;
    all->names = allocate((all->count + 1) * sizeof(char *));
    size_t at = all->count;
    for (const node *each = formula->nodes; each != NULL; each = each->next) {
        if (each->kind == NODE_NAME)
            all->names[--at] = each->name;
    }
    return all;
}

void jumping_names_free(jumping_names *names) {
    free(names->names);
    free(names);
}

const char *jumping_names_take(jumping_names *names) {
    if (names->next == names->count)
        jump("there are no more than %zu names", names->count);
    return names->names[names->next++];
}
