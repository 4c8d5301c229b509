{
  "targets": [
    {
      "target_name": "marks",
      "sources": ["marks.c", "../../../count/bench_marks.c"],
      "include_dirs": ["../../../count"],
      "defines": ["NAPI_VERSION=8"],
      "cflags": ["-std=gnu11", "-O2", "-Wall", "-Wextra"]
    }
  ]
}
