/* Reading formulas, by recursive descent. A jump leaves the formula that is being read behind, so jump()
 * frees it. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

static _Thread_local jumping_formula *unfinished;

void forget_unfinished(void) {
    jumping_formula_free(unfinished);
    unfinished = NULL;
}

typedef struct input {
    const char *text;
    const char *at;
    jumping_formula *formula;
} input;

static node *read_sum(input *from);

static node *add_node(input *from, node_kind kind, node *left, node *right) {
    node *added = allocate(sizeof(*added));
    *added = (node){.kind = kind, .left = left, .right = right, .next = from->formula->nodes};
    from->formula->nodes = added;
    from->formula->size++;
    return added;
}

static void skip_blanks(input *from) {
    while (isspace((unsigned char)*from->at))
        from->at++;
}

static bool take(input *from, char wanted) {
    skip_blanks(from);
    if (*from->at != wanted)
        return false;
    from->at++;
    return true;
}

static node *read_name(input *from) {
    const char *start = from->at;
    while (isalnum((unsigned char)*from->at) || *from->at == '_')
        from->at++;
    size_t length = (size_t)(from->at - start);
    node *name = add_node(from, NODE_NAME, NULL, NULL);
    name->name = allocate(length + 1);
    memcpy(name->name, start, length);
    return name;
}

static node *read_number(input *from) {
    char *end = NULL;
    double number = strtod(from->at, &end);
    if (end == from->at)
        jump("at %td: a number, a name or ( was expected", from->at - from->text);
    from->at = end;
    node *read = add_node(from, NODE_NUMBER, NULL, NULL);
    read->number = number;
    return read;
}

static node *read_operand(input *from) {
    skip_blanks(from);
    if (isalpha((unsigned char)*from->at) || *from->at == '_')
        return read_name(from);
    if (!take(from, '('))
        return read_number(from);
    node *inner = read_sum(from);
    if (!take(from, ')'))
        jump("at %td: ) was expected", from->at - from->text);
    return inner;
}

static node *read_product(input *from) {
    node *left = read_operand(from);
    for (;;) {
        if (take(from, '*'))
            left = add_node(from, NODE_MULTIPLY, left, read_operand(from));
        else if (take(from, '/'))
            left = add_node(from, NODE_DIVIDE, left, read_operand(from));
        else
            return left;
    }
}

static node *read_sum(input *from) {
    node *left = read_product(from);
    for (;;) {
        if (take(from, '+'))
            left = add_node(from, NODE_ADD, left, read_product(from));
        else if (take(from, '-'))
            left = add_node(from, NODE_SUBTRACT, left, read_product(from));
        else
            return left;
    }
}

jumping_formula *jumping_formula_parse(const char *text) {
    jumping_formula *formula = allocate(sizeof(*formula));
    unfinished = formula;
    input from = {.text = text, .at = text, .formula = formula};
    formula->root = read_sum(&from);
    skip_blanks(&from);
    if (*from.at != '\0')
        jump("at %td: the end was expected", from.at - text);
    unfinished = NULL;
    return formula;
}

void jumping_formula_free(jumping_formula *formula) {
    if (formula == NULL)
        return;
    for (node *each = formula->nodes; each != NULL;) {
        node *next = each->next;
        free(each->name);
        free(each);
        each = next;
    }
    free(formula);
}

size_t jumping_formula_size(const jumping_formula *formula) {
    return formula->size;
}
