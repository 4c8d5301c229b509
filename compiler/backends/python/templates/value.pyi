
_Value: @ALIAS@ = (
    @FLOAT@
    | @STR@
    | @BYTES@
    | bytearray
    | @LIST@[@ANY@]
    | @TUPLE@[@ANY@, ...]
    | @DICT@[@STR@, @ANY@]
    | None
)
