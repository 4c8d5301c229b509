module @MODULE@

go 1.24@REQUIRED@
