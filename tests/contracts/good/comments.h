/** @file
 * The styles of doc comments that people write.
 *
 * A second paragraph about the shop.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/** One line. */
int32_t shop_a(void);
/// Three slashes
/// over two lines.
int32_t shop_b(void);
//! The style of Qt.
int32_t shop_c(void);
/*! Qt's other style. */
int32_t shop_d(void);
/**
 * \brief Backslashes.
 *
 * Details in a paragraph
 * of two lines.
 *
 * - first
 * - second
 *
 * \param[in] in What goes in,
 *               on two lines.
 * \param [out] out  What comes out.
 * @return The result
 *         on two lines.
 * @note Mind the \p in parameter.
 */
int32_t shop_e(int32_t in, int32_t *out TENON_OUT);
/** All in one line. @param x The only one. @return Twice it. */
int32_t shop_f(int32_t x);
/* A plain comment documents nothing. */
int32_t shop_g(void);
// Nor does this.
int32_t shop_h(void);
/** Levels. */
typedef enum shop_level {
    SHOP_LOW,  /**< Behind, starred. */
    SHOP_MID,  ///< Behind, slashed.
    SHOP_HIGH, //!< Behind, Qt.
    SHOP_TOP,  /*!< Behind, Qt's other. */
    /** Before. */
    SHOP_OVER,
    SHOP_PLAIN, /* nothing */
} shop_level;
/** Hostile: *\/ """ ``` </script> `${x}` 'quote' \\ @unknown command and an e-mail@example.org. */
int32_t shop_i(void);
