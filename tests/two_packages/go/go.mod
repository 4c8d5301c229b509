module tenon.example/two

go 1.24

require (
	tenon.example/graph v0.0.0
	tenon.example/shelf v0.0.0
)
