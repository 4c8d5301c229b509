/**
 * @file
 * Examples in doc comments.
 *
 * @code{.py}
 * >>> import shop
 * @endcode
 */
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/**
 * The sum of two prices.
 *
 * What is in an example stays as it is: commands, blanks and empty lines.
 *
 * @code{.py}
 *     >>> shop.add(
 *     ...     1,  # @param a
 *     ...     2,
 *     ... )
 *
 *     3
 * @endcode
 * @code{.go}
 * sum := shop.Add(1, 2) // " @return "
 * if sum == 3 {
 * 	fmt.Println(sum)
 * }
 * // Output: 3
 * @endcode
 *
 * More of the text.
 *
 * @code
 * int64_t sum = shop_add(1, 2); // C is only for those who read the header
 * @endcode
 * @param a One price.
 * @code{.js}
 * add(1n, 2n);
 * @endcode
 * @param b Another.
 * @return The sum.
 */
int64_t shop_add(int64_t a, int64_t b);

/// The difference of two prices.
/// @code{.rs}
/// if true {
///     assert_eq!(shop::subtract(2, 1), 1);
/// }
/// @endcode
/// Never negative.
int64_t shop_subtract(int64_t a, int64_t b);

/**
  Without a star on each line.

  @code{.py}
  >>> for price in (1, 2):
  ...     print(shop.double(price))
  2
  4
  @endcode
*/
int64_t shop_double(int64_t price);
