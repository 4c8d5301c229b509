/* init: a new library that builds and passes at once. */

#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "emit/emit.h"
#include "memory/arena.h"
#include "package/package.h"
#include "reader/reader_internal.h"

enum { LONGEST_NAME = 40 };

/* Why a library cannot have this name, or null. */
static const char *problem_of(const char *name) {
    if (!reader_is_plain_name(name))
        return "use lower-case letters, digits and single _, for instance lantern";
    if (strlen(name) > LONGEST_NAME)
        return "it is longer than 40 characters";
    if (reader_is_reserved_library(name))
        return "it is a word or module that some language has already; choose another, for instance lantern";
    return NULL;
}

/* The command that made the library also builds it, wherever it stands. */
static const char *own_path(void) {
    char *path = g_file_read_link("/proc/self/exe", NULL);
    char *found = g_find_program_in_path("tenon");
    bool is_on_path = path != NULL && found != NULL && strcmp(path, found) == 0;
    g_free(found);
    if (path == NULL || is_on_path) {
        g_free(path);
        return "tenon";
    }
    return arena_take(path);
}

static int write_library(const char *name) {
    const char *upper = emit_upper_case(name);
    const char *both[] = {"NAME", name, "UPPER", upper, NULL};
    const char *name_only[] = {"NAME", name, NULL};
    const char *makefile[] = {"NAME", name, "TENON", own_path(), NULL};
    package *files = package_new();
    package_add(files, arena_printf("include/%s.h", name), emit_template("cli/templates/contract.h", both));
    package_add(files, arena_printf("src/%s.c", name), emit_template("cli/templates/source.c", both));
    package_add(files, arena_printf("tests/test_%s.c", name), emit_template("cli/templates/test.c", both));
    package_add(files, arena_printf("tests/test_%s.py", name),
                emit_template("cli/templates/test.py", name_only));
    package_add(files, "Makefile", emit_template("cli/templates/Makefile", makefile));
    package_add(files, "README.md", emit_template("cli/templates/README.md", name_only));
    package_add_embedded(files, ".gitignore", "cli/templates/gitignore");
    if (!package_write(files, name))
        return EXIT_FOUND;
    printf("%s/ is a library that works. Next: cd %s && make test\n", name, name);
    return EXIT_DONE;
}

int command_init(int count, char **arguments) {
    bool wants_help = count == 2 && (strcmp(arguments[1], "--help") == 0 || strcmp(arguments[1], "-h") == 0);
    if (count != 2 || wants_help) {
        fputs("Usage: tenon init NAME\n\nStart a new library in the folder NAME: a contract, its source, "
              "tests and a "
              "Makefile\nthat builds and passes at once. NAME is in lower case, for instance lantern.\n",
              wants_help ? stdout : stderr);
        return wants_help ? EXIT_DONE : EXIT_WRONG_USE;
    }
    const char *name = arguments[1];
    const char *problem = problem_of(name);
    if (problem != NULL) {
        fprintf(stderr, "tenon: `%s` cannot be a library's name: %s\n", name, problem);
        return EXIT_WRONG_USE;
    }
    if (!package_may_begin(name)) {
        fprintf(stderr, "tenon: %s exists already; nothing was changed\n", name);
        return EXIT_FOUND;
    }
    return write_library(name);
}
