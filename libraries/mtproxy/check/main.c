/* mtproxy-check: starts as the proxy does, says what serves each operation, and ends. */
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

enum { EXIT_REFUSED = 1, EXIT_WRONG_USE = 2, FILES = 64 };

static const char usage[] =
    "usage: mtproxy-check [OPTION...]\n"
    "Starts as the proxy does: handshake, probes, bridges, configuration. Says what serves each operation.\n"
    "\n"
    "  --provider FILE   a shared library that implements operations; repeatable\n"
    "  --mode MODE       of providers that prove equal: swap (the default), shadow, check, or off\n"
    "  --no-crcs         leave out the CRCs for this processor, which are built in\n"
    "  --calls N         generated calls per operation (10000)\n"
    "  --seed N          of their inputs (from the clock)\n"
    "  --floor RATIO     refuse what takes more than that times the reference's time (no limit)\n"
    "  --timeout MS      what one call may take (10000)\n"
    "  --only OPERATION  check just this one\n"
    "  --vectors FILE    calls to make besides; repeatable\n"
    "  --keep DIR        where the smallest failing input goes (the current folder)\n"
    "  --config FILE     a configuration to read at the end\n"
    "  --json            the state at the end as JSON\n"
    "  --verbose         one line per operation checked\n"
    "\n"
    "Exit status: 0 all is well, 1 something was refused, 2 wrong use.\n";

bool check_refuse(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("mtproxy-check: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    return false;
}

bool check_refuse_for(const char *what) {
    const tenon_error *error = tenon_error_peek();
    return check_refuse("%s: %s", what, error == NULL ? "refused" : error->message);
}

/* ---- The command line ---- */

/* Lists that options fill; static, because they live as long as the program. */
static const char *providers[FILES + 1];
static const char *vectors[FILES + 1];

static bool add(const char **list, const char *file, const char *option) {
    size_t count = 0;
    while (list[count] != NULL)
        count++;
    if (count == FILES)
        return check_refuse("%s more than %d times", option, FILES);
    list[count] = file;
    return true;
}

static bool read_number(const char *text, const char *option, uint64_t *number) {
    char *end = NULL;
    errno = 0;
    *number = strtoull(text, &end, 0);
    if (errno == 0 && end != text && *end == '\0' && text[0] != '-')
        return true;
    return check_refuse("%s %s: not a number", option, text);
}

static bool read_ratio(const char *text, double *ratio) {
    char *end = NULL;
    *ratio = strtod(text, &end);
    if (end != text && *end == '\0' && *ratio > 0)
        return true;
    return check_refuse("--floor %s: not a number above 0", text);
}

static bool read_timeout(const char *text, uint32_t *milliseconds) {
    uint64_t number = 0;
    if (!read_number(text, "--timeout", &number))
        return false;
    *milliseconds = (uint32_t)number;
    return (number > 0 && number <= UINT32_MAX) ||
           check_refuse("--timeout %s: not from 1 to %u", text, UINT32_MAX);
}

static bool read_mode(const char *text, check_mode *mode) {
    static const char *const names[] = {"swap", "shadow", "check", "off"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(text, names[i]) == 0) {
            *mode = (check_mode)i;
            return true;
        }
    }
    return check_refuse("--mode %s: there are swap, shadow, check and off", text);
}

static bool read_operation(const char *name, const char **only) {
    for (uint32_t i = 0; i < bridges_mtproxy.operation_count; i++) {
        if (strcmp(bridges_mtproxy.operations[i].name, name) == 0) {
            *only = name;
            return true;
        }
    }
    return check_refuse("--only %s: there is no such operation; the first is %s", name,
                        bridges_mtproxy.operations[0].name);
}

static bool read_option(int option, const char *text, check_options *given) {
    switch (option) {
    case 'p':
        return add(providers, text, "--provider");
    case 'm':
        return read_mode(text, &given->mode);
    case 'n':
        given->no_crcs = true;
        return true;
    case 'c':
        return read_number(text, "--calls", &given->bridge.calls);
    case 's':
        return read_number(text, "--seed", &given->bridge.seed);
    case 'f':
        return read_ratio(text, &given->bridge.floor);
    case 't':
        return read_timeout(text, &given->bridge.timeout);
    case 'o':
        return read_operation(text, &given->bridge.only);
    case 'v':
        return add(vectors, text, "--vectors");
    case 'k':
        given->bridge.keep = text;
        return true;
    case 'g':
        given->config = text;
        return true;
    case 'j':
        given->prints_json = true;
        return true;
    case 'V':
        given->is_verbose = true;
        return true;
    default:
        return false; /* getopt_long() has said why */
    }
}

static bool read_options(int count, char **arguments, check_options *given) {
    static const struct option names[] = {{"provider", required_argument, NULL, 'p'},
                                          {"mode", required_argument, NULL, 'm'},
                                          {"no-crcs", no_argument, NULL, 'n'},
                                          {"calls", required_argument, NULL, 'c'},
                                          {"seed", required_argument, NULL, 's'},
                                          {"floor", required_argument, NULL, 'f'},
                                          {"timeout", required_argument, NULL, 't'},
                                          {"only", required_argument, NULL, 'o'},
                                          {"vectors", required_argument, NULL, 'v'},
                                          {"keep", required_argument, NULL, 'k'},
                                          {"config", required_argument, NULL, 'g'},
                                          {"json", no_argument, NULL, 'j'},
                                          {"verbose", no_argument, NULL, 'V'},
                                          {"help", no_argument, NULL, 'h'},
                                          {NULL, 0, NULL, 0}};
    *given = (check_options){.providers = providers, .bridge = {.vectors = vectors}};
    for (int option = 0; (option = getopt_long(count, arguments, "", names, NULL)) != -1;) {
        if (option == 'h') {
            fputs(usage, stdout);
            exit(EXIT_SUCCESS);
        }
        if (!read_option(option, optarg, given))
            return false;
    }
    if (optind < count)
        return check_refuse("%s: only options are taken; a provider stands behind --provider",
                            arguments[optind]);
    return true;
}

/* ---- The steps ---- */

static bool start(const check_options *given) {
    check_providers found = {.count = 0};
    return check_handshakes(given, &found) && check_probes(&found) && check_bridges(given, &found) &&
           (given->config == NULL || check_config(given->config));
}

static bool print_json(void) {
    char *json = tenon_bridge_json(&bridges_mtproxy);
    if (json == NULL)
        return check_refuse("memory is used up");
    puts(json);
    free(json);
    return true;
}

int main(int count, char **arguments) {
    check_options given;
    if (!read_options(count, arguments, &given)) {
        fputs("mtproxy-check --help says what it takes\n", stderr);
        return EXIT_WRONG_USE;
    }
    if (!start(&given))
        return EXIT_REFUSED;
    if (given.prints_json)
        return print_json() ? EXIT_SUCCESS : EXIT_REFUSED;
    check_print_serving();
    return EXIT_SUCCESS;
}
