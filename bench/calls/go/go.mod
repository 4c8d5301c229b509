module tenon.example/bench

go 1.25.0

require (
	github.com/ebitengine/purego v0.11.3
	tenon.example/tally v0.0.0
)

replace tenon.example/tally => ../tally/go
