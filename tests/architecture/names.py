#!/usr/bin/env python3
"""Refuses two types of one name: the linker takes the inline functions of either for both, and says nothing.

    names.py [FOLDER...]     default: generator and tests/unit of this repository, each linked into one program

Types of an unnamed namespace are a file's own and may share a name. Before the tree is judged, a twin is planted beside a copy of it.
"""
import collections
import os
import re
import sys
import tempfile

NAMESPACE = re.compile(r"namespace\s*([\w:]*)\s*\{\s*$")
END = re.compile(r"\}\s*// namespace")
TYPE = re.compile(r"(?:template <.*>\s*)?(?:struct|class|enum|enum class)\s+(?:\[\[\w+\]\]\s*)?(\w+)\s*(?:final\s*)?(?::[^:].*)?\{")


def types_in(path):
    """(line, qualified name) of each type at namespace scope that other files could see."""
    inside = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if match := NAMESPACE.match(line):
                inside.append(match[1])
            elif END.match(line):
                inside.pop()
            elif (match := TYPE.match(line)) and "" not in inside:
                yield number, "::".join([*inside, match[1]])


def twins_in(folders):
    places = collections.defaultdict(list)
    for top in folders:
        for folder, _, files in os.walk(top):
            for name in sorted(files):
                if name.endswith((".cpp", ".hpp", ".h")):
                    path = os.path.join(folder, name)
                    for number, type_name in types_in(path):
                        places[type_name].append(f"{path}:{number}")
    return [f"{name}: {', '.join(at)}" for name, at in sorted(places.items()) if len(at) > 1], len(places)


def main():
    repository = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
    folders = sys.argv[1:] or [os.path.normpath(os.path.join(repository, part)) for part in ("generator", "tests/unit")]
    twins, count = twins_in(folders)
    with tempfile.TemporaryDirectory() as planted:
        with open(os.path.join(planted, "twin.cpp"), "w", encoding="utf-8") as file:
            file.write("namespace gongshi {\nstruct Assessment {\n};\nnamespace {\nstruct Dataset {\n};\n}  // namespace\n}  // namespace gongshi\n")
        seen = [twin for twin in twins_in([*folders, planted])[0] if twin not in twins]
    good = len(seen) == 1 and seen[0].startswith("gongshi::Assessment:")
    for twin in twins:
        print(twin)
    print(f"{count} types, {len(twins)} names twice; the planted twin was {'seen' if good else 'NOT seen'}")
    return 0 if good and count and not twins else 1


if __name__ == "__main__":
    sys.exit(main())
