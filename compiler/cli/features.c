/* features: what a contract can ask, and what each language says to it. */

#include <stdio.h>
#include <string.h>

#include "backends/backend.h"
#include "cli/commands.h"
#include "memory/arena.h"
#include "model/languages.h"

static const char markdown_head[] =
    "# What each language can do\n\n"
    "Every feature of the contract language, and how it looks in each language. `tenon check` and `tenon "
    "build`\n"
    "refuse a contract that asks a language for what it cannot do; `--lang` leaves that language out.\n\n"
    "This page is what `tenon features --markdown` prints: the backends' own declarations.\n";

/* A vertical bar would end the cell. */
static const char *cell(const char *text) {
    GString *safe = g_string_new(text);
    g_string_replace(safe, "|", "\\|", 0);
    return arena_take(g_string_free(safe, FALSE));
}

static void print_markdown(void) {
    fputs(markdown_head, stdout);
    printf("\n| feature |");
    for (model_language language = 0; language < MODEL_LANGUAGES; language++)
        printf(" %s |", language_title(language));
    printf("\n| --- |");
    for (model_language language = 0; language < MODEL_LANGUAGES; language++)
        printf(" --- |");
    for (plan_feature feature = 0; feature < FEATURES; feature++) {
        printf("\n| **%s**: %s |", feature_name(feature), cell(feature_summary(feature)));
        for (model_language language = 0; language < MODEL_LANGUAGES; language++) {
            const feature_support *support = &backends[language]->features[feature];
            printf(" %s%s |", support->is_supported ? "" : "**no**: ", cell(support->note));
        }
    }
    printf("\n");
}

static void print_table(void) {
    printf("%-26s", "");
    for (model_language language = 0; language < MODEL_LANGUAGES; language++)
        printf("%-9s", language_title(language));
    for (plan_feature feature = 0; feature < FEATURES; feature++) {
        printf("\n%-26s", feature_name(feature));
        for (model_language language = 0; language < MODEL_LANGUAGES; language++)
            printf("%-9s", backends[language]->features[feature].is_supported ? "yes" : "no");
    }
    printf("\n\n`tenon features --markdown` says how each looks, and why not.\n");
}

int command_features(int count, char **arguments) {
    bool is_markdown = count == 2 && strcmp(arguments[1], "--markdown") == 0;
    bool wants_help = count == 2 && (strcmp(arguments[1], "--help") == 0 || strcmp(arguments[1], "-h") == 0);
    if (wants_help || (count > 1 && !is_markdown)) {
        fputs("Usage: tenon features [--markdown]\n\nWhat a contract can ask of each language, from the "
              "backends' "
              "own declarations.\n",
              wants_help ? stdout : stderr);
        return wants_help ? EXIT_DONE : EXIT_WRONG_USE;
    }
    if (is_markdown)
        print_markdown();
    else
        print_table();
    return EXIT_DONE;
}
