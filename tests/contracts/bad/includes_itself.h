#include "includes_itself.h"

// EXPECT:1:10: #include nested too deeply | an include guard, and no header that includes itself
