/**
 * @file
 * The languages of the packages: what they are called, which words are theirs, and the name that an item has
 * there.
 */
#ifndef TENON_COMPILER_LANGUAGES_H
#define TENON_COMPILER_LANGUAGES_H

#include "model/model.h"

/** "python", "node", "go" or "rust": what `--lang` and TENON_NAME call it. */
const char *language_name(model_language language);

/** "Python", "Node.js", "Go" or "Rust" */
const char *language_title(model_language language);

/** The language of that name, or MODEL_LANGUAGES. */
model_language language_named(const char *name);

/** "python, node, go, rust" */
const char *language_names_joined(void);

/** The words that the language keeps to itself, ended by null: none of them can name anything. In Node.js
 * they can name members, fields and constants of an enum. */
const char *const *language_keywords(model_language language);

/** Whether it is one of them. */
bool language_has_keyword(model_language language, const char *word);

/** What an item is called in a language: the contract's TENON_NAME for it, as it stands there, or `usual`. */
const char *model_name_in(const model_marks *marks, model_language language, const char *usual);

#endif /* TENON_COMPILER_LANGUAGES_H */
