module tenon.example/use

go 1.24

require tenon.example/yamlcpp v0.0.0
