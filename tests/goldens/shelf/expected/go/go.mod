module tenon.example/shelf

go 1.24
