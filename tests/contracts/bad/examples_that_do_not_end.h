#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/**
 * Opens.
 * @code{.py}
 * >>> open()
 */
void shop_open(void);

/**
 * Shuts.
 * @code{.rb}
 * shut
 * @endcode
 * @code{.go}
 * shop.Shut()
 * @endcode
 * @code{.go}
 * shop.Shut()
 * @endcode
 */
void shop_shut(void);

/// Wipes.
/// @code
/// shop_wipe();
void shop_wipe(void);

// EXPECT:8:4: the example does not end in its comment | @endcode after it
// EXPECT:15:4: @code{.rb} is an example in no language of a package | @code{.py}, @code{.js}, @code{.go} or @code{.rs}; @code alone for C
// EXPECT:21:4: a second example in Go for one declaration | one example that shows both
// EXPECT:28:5: the example does not end in its comment | @endcode after it
