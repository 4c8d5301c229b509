module tenon.example/@PACKAGE@

go 1.24
