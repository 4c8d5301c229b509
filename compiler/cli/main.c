/* tenon: the command. Each sub-command reads its own options; exit status 0 done, 1 findings or a failure, 2
 * wrong use. */

#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/streams.h"
#include "memory/arena.h"
#include "package/installation.h"

static const struct {
    const char *name;
    const char *arguments;
    const char *summary;
    int (*run)(int count, char **arguments);
} commands[] = {
    {"init", "NAME", "start a new library: contract, source, tests and build files that pass at once",
     command_init},
    {"check", "HEADER", "say everything that is wrong or unsaid in a contract, and what to write",
     command_check},
    {"build", "HEADER --out DIR", "make the packages for Python, Node.js, Go and Rust", command_build},
    {"test", "HEADER", "try with every function what nobody should do, and say what came back", command_test},
    {"bridge", "HEADER", "say whether another implementation does what the library does", command_bridge},
    {"diff", "OLD NEW", "say what changed, whom it breaks, and what the version must become", command_diff},
    {"lock", "HEADER", "keep what this version says: no change of it passes without another version",
     command_lock},
    {"boundary", "HEADER --out DIR", "write the C boundary alone, for any language that can call C",
     command_boundary},
    {"inspect", "HEADER", "print the model and the call plan of a contract as JSON", command_inspect},
    {"features", "", "print what a contract can ask of each language", command_features},
};

static void print_help(FILE *stream) {
    fputs("tenon turns one annotated C header into packages for Python, Node.js, Go and Rust.\n\n"
          "Usage: tenon COMMAND [OPTIONS]\n\nCommands:\n",
          stream);
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        fprintf(stream, "  tenon %-9s%-18s %s\n", commands[i].name, commands[i].arguments,
                commands[i].summary);
    fputs(
        "\nOptions:\n"
        "  --help               this text; `tenon COMMAND --help` for a command's options\n"
        "  --version            the version of tenon\n"
        "  --include-dir        the directory to give your compiler with -I for <tenon/contract.h>\n"
        "  --library            the static library behind <tenon/error.h>, for your own C tests\n\n"
        "First steps:\n"
        "  tenon init lantern && cd lantern && make test   a library that works, to change into yours\n"
        "  tenon check include/lantern.h                   what the contract leaves unsaid\n"
        "  tenon build include/lantern.h --out packages    four packages: pip install packages/python ...\n\n"
        "The annotations are explained in <tenon/contract.h> and docs/contract.md.\n",
        stream);
}

static int run_command(int count, char **arguments) {
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
        if (strcmp(commands[i].name, arguments[1]) == 0)
            return commands[i].run(count - 1, arguments + 1);
    }
    fprintf(stderr, "tenon: no command `%s`; `tenon --help` lists them\n", arguments[1]);
    return EXIT_WRONG_USE;
}

int main(int count, char **arguments) {
    int status = EXIT_DONE;
    streams_begin();
    if (count < 2) {
        print_help(stderr);
        status = EXIT_WRONG_USE;
    } else if (strcmp(arguments[1], "--help") == 0 || strcmp(arguments[1], "-h") == 0 ||
               strcmp(arguments[1], "help") == 0) {
        print_help(stdout);
    } else if (strcmp(arguments[1], "--version") == 0) {
        printf("tenon %s\n", TENON_VERSION);
    } else if (strcmp(arguments[1], "--include-dir") == 0) {
        printf("%s\n", tenon_include_directory());
    } else if (strcmp(arguments[1], "--library") == 0) {
        printf("%s\n", tenon_runtime_library());
    } else {
        status = run_command(count, arguments);
    }
    arena_free_all();
    return streams_end(status);
}
