#!/usr/bin/env python3
"""Whether every diagnostic has a case: each code that the program knows stands in what some case of this folder prints,
and `gongshi explain` tells of it in both languages.

    every_code.py --program build/test/gongshi
    every_code.py --self-test --program …       sees that a missing and an unknown code are found
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
WITHOUT = {}  # code: why no content is known that raises it


def known_codes(program):
    """code -> name, as the program lists them in SARIF."""
    with tempfile.TemporaryDirectory() as empty:
        done = subprocess.run([program, "check", "--root", empty, "--format", "sarif"], capture_output=True, check=False, timeout=60)
    run, = json.loads(done.stdout)["runs"]
    return {rule["id"]: rule["name"] for rule in run["tool"]["driver"]["rules"]}


def unexplained(program, codes):
    """Those of the codes that `gongshi explain` does not tell of, in both languages, with an example and what to do."""
    out = []
    for code in codes:
        for locale, parts in (("zh_CN.UTF-8", ["说明：", "例子：", "办法："]), ("C", [code])):
            done = subprocess.run([program, "explain", code], capture_output=True, text=True, check=False, timeout=60,
                                  env={**os.environ, "LC_ALL": locale, "LANG": locale})
            if done.returncode != 0 or any(part not in done.stdout for part in parts) or not done.stdout.startswith(code):
                out.append(f"{code} is not explained whole in {locale}")
    return out


def printed_codes(folder):
    """code -> the cases in which it is printed."""
    found = {}
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if f != "root")
        for name in sorted(files):
            if not name.endswith(".txt") or name == "base.txt":
                continue
            path = os.path.join(place, name)
            with open(path, encoding="utf-8", newline="\n") as file:
                for line in file:
                    if line[:1] in ("|", "!"):
                        for code in re.findall(r"\bR\d{4}\b", line):
                            found.setdefault(code, set()).add(os.path.relpath(path, folder))
    return found


def wrong(known, printed, without):
    out = [f"{code} ({name}) has no case" for code, name in known.items() if code not in printed and code not in without]
    out += [f"{code} has a case ({', '.join(sorted(printed[code]))}), but is listed as having none" for code in without if code in printed]
    out += [f"{code} is listed, but the program does not know it" for code in without if code not in known]
    out += [f"{code} is printed in {', '.join(sorted(cases))}, but the program does not know it" for code, cases in printed.items() if code not in known]
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--self-test", action="store_true")
    given = parser.parse_args()
    known, printed = known_codes(given.program), printed_codes(HERE)
    found = wrong(known, printed, WITHOUT)
    if given.self_test:
        some = next(code for code in known if code in printed)
        faults = [wrong(known, {c: v for c, v in printed.items() if c != some}, WITHOUT), wrong({**known, "R9999": "new"}, printed, WITHOUT),
                  wrong(known, {**printed, "R9998": {"x"}}, WITHOUT), wrong(known, printed, {**WITHOUT, some: "x"}), wrong(known, printed, {**WITHOUT, "R9997": "x"})]
        if len(unexplained(given.program, ["R9996"])) != 2:
            print("a code without explanation was not seen")
            return 1
        missed = [number for number, lines in enumerate(faults) if len(lines) != len(found) + 1]
        print(f"faults that were not seen: {missed}" if missed else f"all {len(faults)} faults seen")
        return 1 if missed else 0
    found += unexplained(given.program, known)
    print("\n".join(found) or f"{len(known)} codes, {len(known) - len(WITHOUT)} with cases, {len(WITHOUT)} without for a reason")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
