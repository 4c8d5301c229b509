module tenon.example/bench

go 1.25.0

require tenon.example/tally v0.0.0

replace tenon.example/tally => ../tally/go
