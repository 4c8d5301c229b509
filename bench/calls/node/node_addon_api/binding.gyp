{
  "targets": [
    {
      "target_name": "tally",
      "sources": ["addon.cc", "../../library/tally.c"],
      "include_dirs": ["../../library", "../../../../include", "<!(node -p \"require('node-addon-api').include_dir\")"],
      "defines": ["NAPI_VERSION=8", "NAPI_CPP_EXCEPTIONS"],
      "cflags": ["-O2", "-fvisibility=hidden", "-Wall", "-Wextra"],
      "cflags_cc": ["-std=gnu++17"],
      "cflags_cc!": ["-fno-exceptions", "-fno-rtti"],
      "conditions": [
        # As the package by Tenon is built.
        ["OS=='linux'", {
          "cflags": ["-U_FORTIFY_SOURCE", "-D_FORTIFY_SOURCE=3", "-fstack-protector-strong", "-fstack-clash-protection"],
          "ldflags": ["-Wl,-z,relro", "-Wl,-z,now", "-Wl,-z,noexecstack"]
        }],
        ["OS=='linux' and (target_arch=='x64' or target_arch=='ia32')", {"cflags": ["-fcf-protection"]}]
      ]
    }
  ]
}
