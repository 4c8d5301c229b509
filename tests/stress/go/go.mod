module tenon.example/stress

go 1.24

require tenon.example/warehouse v0.0.0

// run.py puts the package that it is given here.
replace tenon.example/warehouse => ./package
