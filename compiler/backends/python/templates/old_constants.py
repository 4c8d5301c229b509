

def __getattr__(name: str) -> object:
    advice = _DEPRECATED.get(name)
    if advice is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    warnings.warn(f"{name} is deprecated: {advice}", DeprecationWarning, stacklevel=2)
    return getattr(_native, name)
