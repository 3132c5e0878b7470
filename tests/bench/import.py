#!/usr/bin/env python3
"""gongshi import of one table as a workbook and as CSV: 100,000 rows of 15 columns, in turn, five rounds.

    tests/bench/import.py --program build/release/gongshi [--rows 100000] [--rounds 5]

The workbook is written by openpyxl (shared strings, real dates). Figures are medians; the mark is at most 4 times the CSV.
Exits 1 when the mark is missed, or when both do not give the same records.
"""
import argparse
import csv
import datetime
import os
import statistics
import subprocess
import sys
import tempfile
import time

import openpyxl
from peak import finish

HEAD = ["结果编号", "任务编号", "检查对象名称", "统一社会信用代码/注册号", "主体类别", "行政区划", "行业类别", "监管类别", "抽查事项", "检查机关", "检查日期",
        "结果认定日期", "检查结果", "违法事实", "查处结果"]
MARK = 4


def rows(count):
    first = datetime.date(2024, 1, 1)
    for i in range(count):
        day = first + datetime.timedelta(days=i % 300)
        yield [f"R{i}", f"T{i % 40}", f"虚构县第{i}号生产经营有限公司", f"91999901MA{i:08d}", "市场主体", f"虚构镇{i % 12}", "制造业", "一般", "污染防治设施运行情况、台账记录",
               "虚构县生态环境局", day, day + datetime.timedelta(days=2), "未发现问题" if i % 4 else "发现问题已责令改正", "" if i % 4 else f"第{i}号台账记录不完整", "" if i % 4 else "责令改正"]


def make(folder, count):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("结果")
    sheet.append(HEAD)
    with open(os.path.join(folder, "t.csv"), "w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(HEAD)
        for row in rows(count):
            sheet.append(row)
            lines.writerow(row)
    book.save(os.path.join(folder, "t.xlsx"))


def timed(program, folder, name):
    """Seconds, seconds of CPU, and the largest memory, in MB."""
    into = os.path.join(folder, name + ".ndjson")
    if os.path.exists(into):
        os.remove(into)
    start = time.monotonic()
    with subprocess.Popen([program, "import", os.path.join(folder, name), "--into", into], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        used, most = finish(run)
    if run.returncode != 0:
        sys.exit(f"import of {name} ended with {run.returncode}")
    return time.monotonic() - start, used.ru_utime + used.ru_stime, most / 2**20


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        make(folder, given.rows)
        runs = {"t.csv": [], "t.xlsx": []}
        for number in range(given.rounds):
            for name in (list(runs) if number % 2 == 0 else list(runs)[::-1]):
                runs[name].append(timed(given.program, folder, name))
        sizes = {name: os.path.getsize(os.path.join(folder, name)) / 1e6 for name in runs}
        with open(os.path.join(folder, "t.csv.ndjson"), "rb") as a, open(os.path.join(folder, "t.xlsx.ndjson"), "rb") as b:
            same = a.read() == b.read()
    ratios = [statistics.median(x[k] / c[k] for c, x in zip(runs["t.csv"], runs["t.xlsx"])) for k in (0, 1)]
    for name, figures in runs.items():
        wall, busy, peak = (statistics.median(run[k] for run in figures) for k in range(3))
        print(f"{name}: {sizes[name]:.1f} MB, {wall:.2f} s, CPU {busy:.2f} s, {peak:.0f} MB of memory")
    print(f"{given.rows} rows: workbook to CSV {ratios[0]:.2f} (CPU {ratios[1]:.2f}), mark {MARK}; {'the same records' if same else 'OTHER RECORDS'}")
    return 0 if same and ratios[0] <= MARK else 1


if __name__ == "__main__":
    sys.exit(main())
