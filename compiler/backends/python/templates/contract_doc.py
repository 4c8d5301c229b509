"""Which contract these files were generated for: the native module must agree.

This is imported first, so that a native module of another version is refused before
anything of it is used.
"""

from ._native import check_contract

