#!/usr/bin/env python3
"""Memory that does not grow with the rows: import of a long workbook beside a short one, marking it, a report with many details beside one
with none.

    memory.py --program build/test/gongshi
    memory.py --program … --self-test      sees a program that keeps what it reads

What may grow with each imported row: 16 bytes and their place in a table, by which equal ids are found, and nothing else.
"""
import argparse
import os
import subprocess
import sys
import tempfile

import openpyxl

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "bench")]
from forge import forge
from hostile import CLOSE, HEADER, OPEN, book, many, row
from peak import finish

FEW, MANY, RESULTS, FAULTS = 2_000, 150_000, 20_000, 20
A_ROW = 64          # bytes that an imported row may keep
SLACK = 6 * 2**20   # allocators, tables that double


def peak(*command):
    """Of a run that ends well, in bytes."""
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        _, most = finish(run)
    if run.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit {run.returncode}")
    return most


def table(folder, rows):
    path = os.path.join(folder, f"{rows}.xlsx")
    with open(path, "wb") as file:
        file.write(book(many(OPEN + HEADER, lambda i: row(i + 2, ["T1", f"虚构县第{i}号生产经营有限公司", "发现问题已责令改正"]), rows, CLOSE)))
    return path


def workbook(folder, rows):
    """By openpyxl, with some rows that lack their result."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("结果")
    sheet.append(["任务编号", "检查对象名称", "检查结果"])
    for i in range(rows):
        sheet.append(["T1", f"虚构县第{i}号生产经营有限公司", "合格" if i % (rows // FAULTS) else None])
    path = os.path.join(folder, f"book-{rows}.xlsx")
    book.save(path)
    return path


def grown(words, small, large, most):
    """True where it grew by more."""
    more = large - small
    print(f"{words}: {small / 2**20:.0f} MB, then {more / 2**20:+.1f} MB, at most {most / 2**20:.1f}")
    return more > most


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--self-test", action="store_true")
    given = parser.parse_args()
    program = os.path.abspath(given.program)
    with tempfile.TemporaryDirectory() as folder:
        few, lots = table(folder, FEW), table(folder, MANY)
        if given.self_test:
            keep = "import sys, zipfile; x = [line for line in zipfile.ZipFile(sys.argv[1]).read('xl/worksheets/sheet1.xml').split(b'<row')]"
            seen = grown("a program that keeps all", *(peak(sys.executable, "-c", keep, path) for path in (few, lots)), A_ROW * MANY + SLACK)
            print("seen" if seen else "not seen")
            return 0 if seen else 1
        into = os.path.join(folder, "out.ndjson")
        small, large = (peak(program, "import", path, "--into", into.replace(".ndjson", f"{n}.ndjson")) for n, path in enumerate((few, lots)))
        bad = grown(f"import of {MANY} rows", small, large, A_ROW * MANY + SLACK)
        few, lots = (workbook(folder, rows) for rows in (FEW, MANY))
        small, large = (peak(program, "import", path, "--dry-run", "--accept-refusals", "--annotate", os.path.join(folder, f"marked{n}.xlsx")) for n, path in enumerate((few, lots)))
        bad = grown(f"marking {FAULTS} of {MANY} rows", small, large, A_ROW * MANY + SLACK) or bad
        root = os.path.join(folder, "root")
        forge(root, RESULTS)
        peak(program, "publish", "--root", root)
        small, large = (peak(program, "report", year, "--root", root, "--out", os.path.join(folder, "r.xlsx")) for year in ("2023", "2024"))
        bad = grown(f"report with {RESULTS} details", small, large, SLACK) or bad
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
