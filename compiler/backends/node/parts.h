/**
 * @file
 * How the classes of a large package are spread over files that are loaded when they are needed.
 *
 * V8 reads, compiles and makes everything that a file has, whether the program uses it or not. A package
 * with few classes is one file, index.js. The classes of a large one lie in lib/classes_1.js,
 * lib/classes_2.js
 * ..., each of which is loaded when somebody first asks for one of its classes; only then are the native
 * functions made, too.
 *
 * Files never need each other in circles: classes that name one another, however far around, are in the same
 * one, and a file only needs such as come before it. So what a file needs are constants in it, as all are in
 * one large file.
 */
#ifndef TENON_BACKENDS_NODE_PARTS_H
#define TENON_BACKENDS_NODE_PARTS_H

#include "backends/node/formatter.h"

/** What one file of JavaScript has of the contract. */
typedef struct node_part {
    guint number;         /**< From 1 on: lib/classes_1.js; 0: index.js. */
    GPtrArray *classes;   /**< model_class, in order of the contract. */
    GPtrArray *functions; /**< plan_function: those of the classes, and free ones. */
} node_part;

/** What a part takes from another one. */
typedef struct node_needed {
    const node_part *part;
    GPtrArray *names; /**< char *, in order of the alphabet. */
} node_needed;

/** The parts of a package, index.js first. */
const GPtrArray *node_parts(const node_context *context);

/** The part with a class. */
const node_part *node_part_of(const GPtrArray *parts, const model_class *class_of);

/** "classes_1" */
const char *node_part_file(const node_part *part);

/** What a part takes from those before it: node_needed. */
GPtrArray *node_needed_by(const node_context *context, const GPtrArray *parts, const node_part *part);

/** The enums and classes of exact numbers that defaults of the part's functions name: char *. */
GPtrArray *node_default_names(const node_context *context, const node_part *part);

#endif /* TENON_BACKENDS_NODE_PARTS_H */
