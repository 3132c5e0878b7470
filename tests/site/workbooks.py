#!/usr/bin/env python3
"""Other programs open every workbook of a site: unzip all of them, LibreOffice those of data/, with the rows that results.ndjson has.

    workbooks.py --program GONGSHI
"""
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from sites import *

# Columns that a program could mistake: digits as numbers, dates as numbers, texts with a sign in front.
COLUMNS = {"id": "结果编号", "task_id": "任务编号", "object_name": "检查对象名称", "object_code": "统一社会信用代码/注册号", "inspected_on": "检查日期",
           "published_on": "公示日期", "result": "检查结果", "findings": "违法事实", "ledger": "台账序号", "salt": "盐值", "url": "页面地址"}


def as_csv(workbook, home):
    """The rows of its first sheet, as LibreOffice shows them."""
    done = subprocess.run(["soffice", f"-env:UserInstallation=file://{home}/office", "--headless", "--convert-to",
                           "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", home / "csv", workbook],
                          capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL)
    made = home / "csv" / (workbook.stem + ".csv")
    if not made.exists():
        sys.exit(f"soffice made no table of {workbook}: {done.stdout}{done.stderr}")
    rows = list(csv.DictReader(io.StringIO(read(made).decode("utf-8-sig"))))
    made.unlink()
    return rows


def main():
    options = arguments(__doc__).parse_args()
    program, verdict = Program(options.program), Verdict("workbooks")
    with workplace(options, "workbooks") as home:
        root = copy_root(REPOSITORY, home / "root", published=True)
        program.good("build", "--root", root, "--as-of", "2024-12-31")
        site = root / "site/preview"
        found = [site / path for path in files_of(site) if path.endswith(".xlsx")]
        verdict.expect(found, "there are workbooks")
        for workbook in found:
            done = subprocess.run(["unzip", "-tqq", workbook], capture_output=True, text=True)
            verdict.equal(done.returncode, 0, f"unzip -t {workbook.relative_to(site)} {done.stdout}")
        for workbook in [w for w in found if w.name == "results.xlsx"]:
            name = workbook.relative_to(site)
            wanted = [{column: str(record.get(key, "")) for key, column in COLUMNS.items()}
                      for record in lines_of(workbook.with_suffix(".ndjson"))]
            shown = [{column: row[column] for column in COLUMNS.values()} for row in as_csv(workbook, home)]
            verdict.equal(len(shown), len(wanted), f"{name}: rows")
            for n, (one, other) in enumerate(zip(shown, wanted), 2):
                if not verdict.equal(one, other, f"{name}: row {n}"):
                    break
    return verdict.end()


if __name__ == "__main__":
    sys.exit(main())
