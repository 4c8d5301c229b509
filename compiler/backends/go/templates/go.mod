module @MODULE@

go @GO@@REQUIRED@
