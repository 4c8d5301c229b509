#include <stddef.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

TENON_ADDS(cobol, "more.cob")
TENON_ADDS(node, "more.mjs")
TENON_ADDS(rust, "more.rs")
TENON_ADDS(python, "/opt/more.py")
TENON_ADDS(python, "more.txt")
TENON_ADDS(go, "more.go")

/** Items on sale. */
size_t shop_count(void);

// EXPECT:8:1: TENON_ADDS(cobol, "more.cob") names no language | one of python, node, go, rust
// EXPECT:9:1: TENON_ADDS(node, "more.mjs"): a package for Node.js takes no files of yours | a package of yours that imports this one
// EXPECT:10:1: TENON_ADDS(rust, "more.rs"): a package for Rust takes no files of yours | a crate of yours with a trait that extends this one's types
// EXPECT:11:1: TENON_ADDS("/opt/more.py") is an absolute path | a path relative to the contract
// EXPECT:12:1: TENON_ADDS(python, "more.txt") is no Python file | the path of a file *.py, relative to the contract
// EXPECT:13:1: TENON_ADDS(go, "more.go") is no Go file | the path of a file *.go, relative to the contract
