#!/usr/bin/env python3
"""Text cases: a small site root, commands, and what they must print.

    run.py [--program build/test/gongshi] [--accept] [--jobs 2] [NAME...]     NAME: a case, or a folder of cases; default: all
    run.py --self-test

A case is one file, GROUP/NAME.txt:

    What this is about, in a sentence or two.
    base: ../zezhou-2024/root

    $ gongshi check --root .
    | what it prints on standard output
    ! what it prints on standard error
    = 1
    $ LANG=zh_CN.UTF-8 gongshi check --root . | tail -n 1
    | ...
    = 0

    -- content/results/2024.csv gb18030 --
    ...the file, up to the next such line...
    -- content/results/old.json removed --

The root is a copy of the base with the files of the case laid over it; every command runs in it by bash, one after the other, with
gongshi on the PATH and an empty home. Without LANG=... before it a command speaks English. Output is compared exactly, line for
line, and so is the exit status after "="; a path to the root is printed as $ROOT. "~" after the last line of an output says that
the line did not end.

base: names a folder, or a .txt file of such sections, seen from the case; "base: none" begins with nothing. Without it the base is
the folder root/ beside the case, else the file base.txt beside it or, failing that, the one beside this script.
After a path may stand an encoding, "base64", "no-newline" (the last line does not end), or "removed".

--accept runs the cases and writes what was printed into them; the diff is then reviewed like any other change.
"""
import argparse
import base64
import concurrent.futures
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SECTION = re.compile(r"^-- (\S.*?)(?: (utf-8|utf-8-sig|utf-16|gb18030|gbk|base64|no-newline|removed))? --$")
LIMIT = 120


class Malformed(Exception):
    pass


class Case:
    """A case file in its parts: `head` (comment and base line), `commands` [(command, printed lines)], `tail` (the files)."""

    def __init__(self, path):
        self.path = path
        with open(path, encoding="utf-8", newline="\n") as file:
            self.lines = file.read().split("\n")
        first = next((i for i, line in enumerate(self.lines) if SECTION.match(line)), len(self.lines))
        self.head, self.tail, self.commands, self.base = [], self.lines[first:], [], None
        for line in self.lines[:first]:
            if line.startswith("$ "):
                self.commands.append((line[2:], []))
            elif line[:1] in ("|", "!", "=", "~") and self.commands:
                self.commands[-1][1].append(line)
            elif not self.commands:
                self.head.append(line)
                if line.startswith("base: "):
                    self.base = line[6:].strip()
            elif line.strip():
                raise Malformed(f'{line!r} is neither a command nor printed by one: lines begin with "$ ", "|", "!" or "="')
        if not self.commands:
            raise Malformed('there is no command ("$ gongshi ...")')

    def text(self, printed):
        """The case with these outputs in place of its own."""
        lines = [*self.head]
        for number, ((command, _), output) in enumerate(zip(self.commands, printed)):
            lines += [""] * (number > 0) + [f"$ {command}", *output]
        tail = self.tail[:-1] if self.tail and not self.tail[-1] else self.tail
        return "\n".join(lines + ([""] + tail if tail else []) + [""])

    def base_path(self):
        folder = os.path.dirname(self.path)
        if self.base:
            return None if self.base == "none" else os.path.normpath(os.path.join(folder, self.base))
        for candidate in (os.path.join(folder, "root"), os.path.join(folder, "base.txt"), os.path.join(HERE, "base.txt")):
            if os.path.exists(candidate):
                return candidate
        raise Malformed("there is no base")


def lay(lines, root):
    """Writes the files of a list of sections into the root."""
    current = None

    def finish():
        if current is None:
            return
        name, form, content = current
        path = os.path.normpath(os.path.join(root, name))
        if os.path.isabs(name) or not path.startswith(root + os.sep):
            raise Malformed(f"{name} is outside the root")
        if form == "removed":
            shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
            return
        text = "\n".join(content)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            if form == "base64":
                file.write(base64.b64decode(text))
            elif form == "no-newline":
                file.write(text.encode())
            else:
                file.write((text + "\n" if content else "").encode(form or "utf-8"))

    lines = lines[:-1] if lines and not lines[-1] else lines        # the end of the file's own last line
    for line in lines:
        if match := SECTION.match(line):
            finish()
            current = (match[1], match[2], [])
        elif current:
            current[2].append(line)
    finish()


def prepare(case, root):
    base = case.base_path()
    os.makedirs(root)
    if base and os.path.isdir(base):
        shutil.copytree(base, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("preview", "public", ".*.gongshi"))
    elif base:
        with open(base, encoding="utf-8", newline="\n") as file:
            lines = file.read().split("\n")
        first = next((i for i, line in enumerate(lines) if SECTION.match(line)), len(lines))
        lay(lines[first:], root)
    lay(case.tail, root)


def marked(output, mark, root):
    text = output.decode("utf-8", "backslashreplace").replace(root, "$ROOT")
    if not text:
        return []
    lines = text.split("\n")
    unfinished = lines.pop()
    found = [f"{mark} {line}" if line else mark for line in lines]
    return found + [f"{mark} {unfinished}", "~"] if unfinished else found


def printed_by(case, program):
    """What each command of the case prints, as it stands in a case."""
    with tempfile.TemporaryDirectory(prefix="gongshi-case-") as work:
        root, programs, home = (os.path.join(work, name) for name in ("root", "bin", "home"))
        os.makedirs(programs)
        os.makedirs(home)
        os.symlink(program, os.path.join(programs, "gongshi"))
        prepare(case, root)
        environment = {"PATH": programs + os.pathsep + os.environ.get("PATH", os.defpath), "HOME": home, "LANG": "C.UTF-8", "TZ": "UTC", "TMPDIR": work,
                       **{key: value for key, value in os.environ.items() if key.endswith("SAN_OPTIONS")}}
        printed = []
        for command, _ in case.commands:
            try:
                done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=root, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=LIMIT)
            except subprocess.TimeoutExpired:
                printed.append([f"! (longer than {LIMIT} s)"])
                continue
            printed.append([*marked(done.stdout, "|", root), *marked(done.stderr, "!", root), f"= {done.returncode}"])
        return printed


def run_one(path, program, accept):
    """(name, what is wrong or None, whether the file was rewritten)."""
    name = os.path.relpath(path, HERE)
    try:
        case = Case(path)
        printed = printed_by(case, program)
    except (Malformed, OSError, ValueError, LookupError) as error:
        return name, f"{type(error).__name__}: {error}", False
    if all(expected == found for (_, expected), found in zip(case.commands, printed)):
        return name, None, False
    if accept:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(case.text(printed))
        return name, None, True
    diff = []
    for (command, expected), found in zip(case.commands, printed):
        if expected != found:
            diff += [f"$ {command}", *difflib.unified_diff(expected, found, "expected", "printed", lineterm="", n=2)]
    return name, "\n".join(diff), False


def cases_in(folder):
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if f != "root")
        yield from (os.path.join(place, name) for name in sorted(files) if name.endswith(".txt") and name != "base.txt")


def run(paths, program, accept, jobs):
    failed = accepted = 0
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:       # the commands are processes of their own
        for name, wrong, rewritten in pool.map(lambda path: run_one(path, program, accept), paths):
            failed += wrong is not None
            accepted += rewritten
            if wrong is not None:
                print(f"FAILED {name}\n{wrong}\n")
            elif rewritten:
                print(f"accepted {name}")
    print(f"{len(paths)} cases, {failed} failed" + (f", {accepted} accepted" if accept else ""))
    return 1 if failed else 0


SELF_TEST = """Whether the runner sees what it is there for; /bin/true stands in for gongshi.
base: none

$ cat given; gongshi
| 一
|
| no end
~
= 0

$ echo wrong >&2; pwd; exit 3
| $ROOT
! wrong
= 3

$ iconv -f gb18030 -t utf-8 table.csv; ls
| 检查结果
| given
| table.csv
= 0

-- given no-newline --
一

no end
-- table.csv gb18030 --
检查结果
"""
FAULTS = [("= 3", "= 0"), ("| 一", "| 二"), ("| 一\n", ""), ("~\n", ""), ("! wrong", "| wrong"), ("! wrong\n", ""), ("检查结果\n| given", "检查结果\n| more\n| given"),
          ("| $ROOT", "| $ROOT/more"), ("gb18030 --", "utf-8 --"), ("base: none", "base: nowhere"), ("-- given ", "-- ../given "), ("\n$ echo", "\nstray\n$ echo")]


def self_test():
    missed = []
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "case.txt")

        def result(text, accept=False):
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            return run_one(path, shutil.which("true"), accept)[1]

        if wrong := result(SELF_TEST):
            missed.append(f"a good case is refused: {wrong}")
        for old, new in FAULTS:
            assert old in SELF_TEST, old
            if not result(SELF_TEST.replace(old, new, 1)):
                missed.append(f"not seen: {new!r} for {old!r}")
        bare = "\n".join(line for line in SELF_TEST.split("\n") if line[:1] not in ("|", "!", "=", "~"))
        result(bare, accept=True)
        with open(path, encoding="utf-8") as file:
            if file.read() != SELF_TEST:
                missed.append("accepting does not write the case as it should be")
    print("\n".join(missed) or f"all {len(FAULTS)} faults seen")
    return 1 if missed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--program", default=os.path.join(HERE, "../../build/test/gongshi"))
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--self-test", action="store_true")
    given = parser.parse_args()
    if given.self_test:
        return self_test()
    program = os.path.abspath(given.program)
    if not os.access(program, os.X_OK):
        raise SystemExit(f"no such program: {program}")
    paths = []
    for name in given.names or [HERE]:
        place = next((p for p in (name, os.path.join(HERE, name), os.path.join(HERE, name + ".txt")) if os.path.exists(p)), None)
        if place is None:
            raise SystemExit(f"no such case: {name}")
        paths += cases_in(place) if os.path.isdir(place) else [os.path.abspath(place)]
    if not paths:
        raise SystemExit("there are no cases")
    return run(paths, program, given.accept, given.jobs)


if __name__ == "__main__":
    sys.exit(main())
