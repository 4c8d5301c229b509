module tenon.example/telling

go 1.24

require tenon.example/told v0.0.0
