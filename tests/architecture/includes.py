#!/usr/bin/env python3
"""Refuses an #include that the plan of the house does not allow.

    includes.py [GENERATOR]     GENERATOR: the folder of CMakeLists.txt and the rooms (default: this repository's)

The plan is the table room(NAME USES ... SOURCES ...) of generator/CMakeLists.txt: a file of a room may include its own room and
those it USES; cli may include all. Own headers are written "room/file.hpp". Other people's headers may stand only where THIRD_PARTY
says. Before the real tree is judged, wrong includes are planted into a copy of it, one at a time: each must be refused.
"""
import os
import re
import shutil
import sys
import tempfile

# Prefix of a header: the rooms or files that may include it.
THIRD_PARTY = {
    "fmt/": None,                               # everywhere
    "nlohmann/": ["formats"],
    "simdjson.h": ["formats/json/quick_lines.cpp"],
    "httplib.h": ["serve"],
    "xlsxwriter": ["formats/workbook/xlsx_writer.cpp"],
    "md4c": ["formats/text/markdown.cpp"],
    "openssl/": ["base/digest.cpp"],
    "xxhash.h": ["base/digest.cpp"],
    "utf8proc.h": ["base/text.cpp"],
    "expat.h": ["formats/package/xml_reader.cpp"],
    "libxml/": ["formats/table/html_sheet.cpp"],
    "zip.h": ["formats/workbook/scratch_file.cpp", "formats/package/zip_reader.cpp"],
    "zlib.h": ["formats/package/zip_stream.cpp"],
    "malloc.h": ["base/memory.cpp"],            # glibc
}
# Headers of the C library and the kernel; those of C++ have neither dot nor slash.
SYSTEM = re.compile(r"(sys|linux|netinet|arpa|net)/\w+\.h|(fcntl|unistd|poll|signal|errno|dirent|iconv|netdb|pwd|time|stdlib|stdio|string|langinfo|locale|pthread|dlfcn|fnmatch|termios)\.h")
SOURCES = (".cpp", ".hpp", ".h")


def table_of(cmake):
    """{room: the rooms it may include}."""
    rooms = {}
    text = re.sub(r"#.*", "", cmake)
    text = re.sub(r"(?s)\bfunction\s*\(room.*?\bendfunction\s*\(\)", "", text)
    for call in re.findall(r"\broom\s*\(([^)]*)\)", text):
        name, *words = call.split()
        uses, part = [], None
        for word in words:
            if word in ("USES", "LINKS", "SOURCES"):
                part = word
            elif part == "USES":
                uses.append(word)
        rooms[name] = {name, *uses}
    for name, uses in rooms.items():
        for unknown in sorted(uses - rooms.keys()):
            raise SystemExit(f"CMakeLists.txt: {name} USES {unknown}, which is no room")
    rooms["cli"] = {"cli", *rooms}
    return rooms


def fault_of(path, room, included, quoted, rooms):
    """Why the file at this path may not include this, or None."""
    if quoted:
        target, slash, rest = included.partition("/")
        if not slash or ".." in included.split("/") or target not in rooms:
            return 'own headers are written "room/file.hpp"'
        if target not in rooms[room]:
            return f"{room} does not use {target}"
        return None
    for prefix, allowed in THIRD_PARTY.items():
        if included.startswith(prefix):
            return None if allowed is None or room in allowed or path in allowed else f"belongs into {', '.join(allowed)}"
    if "." not in included and "/" not in included or SYSTEM.fullmatch(included):
        return None
    return "is not known here: name it, and where it belongs, in THIRD_PARTY of tests/architecture/includes.py"


def faults_in(generator):
    with open(os.path.join(generator, "CMakeLists.txt"), encoding="utf-8") as file:
        rooms = table_of(file.read())
    found, count = [], 0
    for folder, folders, files in os.walk(generator):
        folders.sort()
        for name in sorted(files):
            path = os.path.relpath(os.path.join(folder, name), generator)
            room = path.split(os.sep)[0]
            if not name.endswith(SOURCES):
                continue
            if room not in rooms:
                found.append(f"{path}: {room} is no room of CMakeLists.txt")
                continue
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                for number, line in enumerate(file, 1):
                    if match := re.match(r'\s*#\s*include\s*(["<])([^">]+)', line):
                        count += 1
                        why = fault_of(path, room, match[2], match[1] == '"', rooms)
                        if why:
                            found.append(f"{path}:{number}: {match[2]}: {why}")
                    elif re.match(r"\s*#\s*include\b", line):
                        found.append(f"{path}:{number}: an include that cannot be read")
    return found, count


PLANTED = [("base/planted.cpp", '"model/site.hpp"'), ("rules/planted.cpp", '"formats/text/csv.hpp"'), ("rules/planted.hpp", '"ingest/read.hpp"'),
           ("outputs/planted.cpp", '"rules/assess.hpp"'), ("publish/planted.cpp", '"model/site.hpp"'), ("serve/planted.cpp", '"publish/builder.hpp"'),
           ("model/planted.cpp", '"../formats/text/csv.hpp"'), ("model/planted.cpp", '"planted.hpp"'), ("ingest/planted.cpp", "<nlohmann/json.hpp>"),
           ("publish/planted.cpp", "<httplib.h>"), ("formats/planted.cpp", "<xlsxwriter.h>"), ("formats/planted.cpp", "<md4c.h>"),
           ("base/planted.cpp", "<openssl/evp.h>"), ("base/planted.cpp", "<utf8proc.h>"), ("base/planted.cpp", "<boost/any.hpp>"),
           ("attic/planted.cpp", "<string>")]


def missed_plants(generator):
    with tempfile.TemporaryDirectory() as work:
        copy = os.path.join(work, "generator")
        shutil.copytree(generator, copy)
        for path, included in PLANTED:
            planted = os.path.join(copy, path)
            os.makedirs(os.path.dirname(planted), exist_ok=True)
            with open(planted, "w", encoding="utf-8") as file:
                file.write(f"#include <string>\n#include {included}\n")
            if not any(fault.startswith(path) for fault in faults_in(copy)[0]):
                yield f"planted in {path}, but not refused: #include {included}"
            os.remove(planted)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    generator = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "../../generator"))
    found, count = faults_in(generator)
    missed = list(missed_plants(generator))
    for line in [*missed, *found]:
        print(line)
    if count == 0:
        print("no include was found at all")
    print(f"{count} includes, {len(found)} refused; {len(PLANTED) - len(missed)} of {len(PLANTED)} planted ones refused")
    return 1 if found or missed or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
