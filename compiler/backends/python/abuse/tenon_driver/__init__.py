"""The driver of `tenon test` for Python: see compiler/abuse/abuse.h."""
