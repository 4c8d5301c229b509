module tenon.example/rank

go 1.24

require tenon.example/graph v0.0.0
