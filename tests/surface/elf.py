"""What the loader sees of a file, and what anybody sees who looks for text in it."""

import pathlib
import re

from elftools.elf.constants import P_FLAGS
from elftools.elf.dynamic import DynamicSection
from elftools.elf.elffile import ELFFile
from elftools.elf.sections import SymbolTableSection

NOW = 0x8  # DF_BIND_NOW
NOW_1 = 0x1  # DF_1_NOW
PIE_1 = 0x08000000  # DF_1_PIE


class Module:
    """A shared library or a program."""

    def __init__(self, path: pathlib.Path) -> None:
        self.path = path
        with path.open("rb") as file:
            elf = ELFFile(file)
            self.machine = elf.get_machine_arch()
            self.segments = [(segment["p_type"], segment["p_flags"]) for segment in elf.iter_segments()]
            dynamic = next(section for section in elf.iter_sections() if isinstance(section, DynamicSection))
            self.tags = {tag.entry.d_tag: tag.entry.d_val for tag in dynamic.iter_tags()}
            table = elf.get_section_by_name(".dynsym")
            assert isinstance(table, SymbolTableSection)
            symbols = list(table.iter_symbols())
        self.imports = {symbol.name for symbol in symbols if symbol["st_shndx"] == "SHN_UNDEF"}
        local = {symbol.name for symbol in symbols if symbol["st_info"]["bind"] == "STB_LOCAL"}
        self.exports = {symbol.name for symbol in symbols} - self.imports - local

    def flags(self, tag: str) -> int:
        return self.tags.get(tag, 0)

    def faults(self) -> list[str]:
        """What of the hardening is missing."""
        stack = [flags for kind, flags in self.segments if kind == "PT_GNU_STACK"]
        loaded = [flags for kind, flags in self.segments if kind == "PT_LOAD"]
        found = {
            "its stack can be executed": len(stack) != 1 or stack[0] & P_FLAGS.PF_X != 0,
            "memory is both written and executed": any(
                flags & P_FLAGS.PF_W and flags & P_FLAGS.PF_X for flags in loaded
            ),
            "no RELRO": all(kind != "PT_GNU_RELRO" for kind, _ in self.segments),
            "not bound at load": not (self.flags("DT_FLAGS") & NOW and self.flags("DT_FLAGS_1") & NOW_1),
            "relocations in its code": "DT_TEXTREL" in self.tags,
            "a search path of its own": "DT_RPATH" in self.tags or "DT_RUNPATH" in self.tags,
            "no stack protector": "__stack_chk_fail" not in self.imports,
            "not fortified": not any(name.endswith("_chk") for name in self.imports),
        }
        return [fault for fault, is_found in found.items() if is_found]

    def is_position_independent_program(self) -> bool:
        return bool(self.flags("DT_FLAGS_1") & PIE_1)


def paths_in(path: pathlib.Path, *folders: pathlib.Path | str) -> list[str]:
    """Text in a file that names one of these folders."""
    sought = re.compile(b"|".join(re.escape(str(folder).encode()) + rb"/" for folder in folders))
    return [
        text.decode() for text in re.findall(rb"[\x20-\x7e]{4,}", path.read_bytes()) if sought.search(text)
    ]
