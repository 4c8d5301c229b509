module tenon.example/conformance_test

go 1.24

require tenon.example/bridged v0.0.0

// run.sh puts the package that it is given here.
replace tenon.example/bridged => ./package
