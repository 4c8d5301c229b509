module tenon.example/minimal

go 1.24
