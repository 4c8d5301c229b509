"""The benchmark's report: what all parts measured, merged, compared, printed and drawn."""
