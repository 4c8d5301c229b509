{
  "targets": [
    {
      "target_name": "tally",
      "sources": ["addon.c", "class.c", "../../library/tally.c"],
      "include_dirs": ["../../library", "../../../../include"],
      "defines": ["NAPI_VERSION=8"],
      "cflags": ["-std=gnu11", "-O2", "-fvisibility=hidden", "-Wall", "-Wextra", "-Wshadow"],
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
