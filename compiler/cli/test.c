/* test: try with the functions of a contract what nobody should do. */

#include <stdio.h>

#include "abuse/abuse.h"
#include "cli/commands.h"
#include "cli/contracts.h"

typedef struct test_options {
    options contract;
    gboolean prints_cases;
} test_options;

int command_test(int count, char **arguments) {
    test_options given = {0};
    const GOptionEntry own[] = {
        {"cases", 0, 0, G_OPTION_ARG_NONE, &given.prints_cases, "Only print what would be tried, as JSON",
         NULL},
        G_OPTION_ENTRY_NULL,
    };
    int status = EXIT_WRONG_USE;
    if (parse_options(&count, &arguments, "Try with every function of a contract what nobody should do.",
                      TAKES_LANGUAGES, own, &given.contract)) {
        const plan_library *plan = plan_contract(&given.contract);
        status = plan == NULL ? EXIT_FOUND : EXIT_DONE;
        if (plan != NULL)
            fputs(abuse_json(plan, abuse_cases(plan)), stdout);
    }
    free_options(&given.contract);
    return status;
}
