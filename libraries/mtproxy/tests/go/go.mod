module tenon.example/mtproxy_test

go 1.24

require tenon.example/mtproxy v0.0.0

// run.sh puts the package that it is given here.
replace tenon.example/mtproxy => ./package
