/**
 * @file
 * What the files of the library share.
 */
#ifndef JUMPING_INTERNAL_H
#define JUMPING_INTERNAL_H

#include "jumping.h"

typedef enum node_kind {
    NODE_NUMBER,
    NODE_NAME,
    NODE_ADD,
    NODE_SUBTRACT,
    NODE_MULTIPLY,
    NODE_DIVIDE
} node_kind;

/** A part of a formula. */
typedef struct node {
    node_kind kind;
    double number;
    char *name;
    struct node *left;
    struct node *right;
    struct node *next; /**< In the list of all nodes of the formula, in the order in which they were read. */
} node;

struct jumping_formula {
    node *root;
    node *nodes; /**< The newest first. */
    size_t size;
};

/** Record why, and jump to this thread's frame. */
_Noreturn void jump(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** As malloc(), but jumps where memory is used up. */
void *allocate(size_t size);

/** Free the formula that this thread is reading, if any. */
void forget_unfinished(void);

#endif /* JUMPING_INTERNAL_H */
