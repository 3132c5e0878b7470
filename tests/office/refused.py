#!/usr/bin/env python3
"""What import refused goes into NAME-拒收.xlsx: only those rows, and when they are mended there the file is imported as it is.

    refused.py --program build/test/gongshi [NAME...]
    refused.py --self-test --program …       sees rows that are lost, rows too many and values that changed

The measure is the table itself, mended by its clerk: the records of the first import and those of the mended refusals together are its
records. Refusals that nobody mended stay refused, all of them.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile

import openpyxl

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import importlib  # noqa: E402

CODES, HEAD = (getattr(importlib.import_module("import"), name) for name in ("CODES", "HEAD"))
YELLOW = "FFFFFF00"
LAST = "发现问题已责令改正"


# Tables: each gives {sheet: rows}, merged areas of the first sheet, and what is mended: {object: {column: value}}. The object is unique.

def bare_dates():
    """Dates without a year, task ids merged down over good and bad rows, a warned row that is good."""
    rows = [["虚构县2024年抽查结果"], ["填报单位：虚构县"], HEAD, [1, "T1", "甲厂", CODES[0], "5月6日", "合格"], [2, None, "乙厂", CODES[1], "5月32日", "合格"], [3, None, "丙厂", CODES[2], "5月8日", None],
            [4, None, "丁厂", "", "5月9日", "合格"], ["合计", None, "4 家"], ["填报人：（签字）"]]
    return {"结果": rows}, ["A1:F1", "A2:F2", "B4:B7"], {"乙厂": {"E": "5月31日"}, "丙厂": {"F": LAST}}


def merged_bad():
    """The bad value itself is merged down: it stands in each row then."""
    rows = [["2024年抽查结果"], HEAD, [1, "T1", "甲厂", CODES[0], "5月32日", "合格"], [2, "T1", "乙厂", CODES[1], None, "合格"], [3, "T1", "丙厂", CODES[2], "5月8日", "合格"]]
    return {"结果": rows}, ["E3:E4"], {"甲厂": {"E": "5月31日"}, "乙厂": {"E": "5月31日"}}


def grouped():
    """A header of two lines with cells merged across and down."""
    rows = [["虚构县2024年抽查结果"], [], ["序号", "任务编号", "检查对象", None, "检查情况", None], [None, None, "企业名称", "统一社会\n信用代码", "检查时间", "抽查结果"],
            [1, "T1", "甲厂", CODES[0], "5月6日", "合格"], [2, None, "乙厂", 911405250000123456, "5月7日", "合格"], [3, None, "丙厂", CODES[2], "5月8日", "合格"]]
    return {"结果": rows}, ["A1:F1", "A3:A4", "B3:B4", "C3:D3", "E3:F3", "B5:B7"], {"乙厂": {"D": CODES[1]}}


def by_groups():
    """Columns that only the lines together name: the one that is meant by the group is not its first."""
    rows = [["序号", "任务编号", "检查对象基本情况", None, "检查", None], [None, None, "统一社会信用代码", "名称", "结果", "日期"], [1, "T1", CODES[0], "甲厂", "合格", "2024年5月6日"],
            [2, "T1", CODES[1], "乙厂", "合格", "明天"]]
    return {"结果": rows}, ["A1:A2", "B1:B2", "C1:D1", "E1:F1"], {"乙厂": {"F": "2024年5月7日"}}


def three_lines():
    """A header of three lines with cells merged both ways."""
    rows = [["虚构县2024年第二季度部门联合抽查结果汇总"], ["序号", "检查\n部门", "检查对象基本情况", None, None, "检查情况", None, None, "备注"], [None, None, "名称", "统一社会信用代码（18位）", "所在乡镇", "实施", None, "结果"],
            [None, None, None, None, None, "检查日期\n（年/月/日）", "抽查事项\n（项）", "检查结果\n（按8类填写）"], [1, "虚构县住建局", "甲厂", CODES[0], "东河镇", "5月6日", "工程质量", "合格"],
            [2, None, "乙厂", CODES[1], "西岭镇", "5月32日", "工程质量", "合格", "无"], [3, "虚构县应急局", "丙厂", CODES[2], "东河镇", "5月8日", "安全生产", None]]
    areas = ["A1:I1", "A2:A4", "B2:B4", "C2:E2", "F2:H2", "I2:I4", "C3:C4", "D3:D4", "E3:E4", "F3:G3", "B5:B6"]
    return {"汇总": rows}, areas, {"乙厂": {"F": "5月31日"}, "丙厂": {"H": LAST}}


def two_tables():
    """One sheet, two headers, each with its own order of columns, and one that is printed once more."""
    turned = [5, 4, 3, 2, 1, 0]
    second = [[row[i] for i in turned] for row in ([HEAD, [3, "T1", "丙厂", CODES[2], "2024-05-08", None], [4, "T1", "丁厂", "", "2024-05-32", "合格"]])]
    rows = [["2024年抽查结果"], HEAD, [1, "T1", "甲厂", CODES[0], "5月6日", "合格"], HEAD, [2, "T1", "乙厂", CODES[1], "5月32日", "合格"], ["小计", None, 2], *second]
    return {"结果": rows}, [], {"乙厂": {"E": "5月7日"}, "丙厂": {"A": LAST}, "丁厂": {"B": "2024-05-09"}}


def year_between():
    """A line between the rows says another year: below it a date without one is refused, here and there."""
    rows = [["虚构县2024年抽查结果"], HEAD, [1, "T1", "甲厂", CODES[0], "5月6日", "合格"], ["2025年补充抽查"], [2, "T1", "乙厂", CODES[1], "5月7日", "合格"], [3, "T1", "丙厂", CODES[2], "2025-05-08", None]]
    return {"结果": rows}, [], {"乙厂": {"E": "2025年5月7日"}, "丙厂": {"F": "合格"}}


def two_sheets():
    first = [["2024年4月"], HEAD, [1, "T1", "甲厂", CODES[0], "4月6日", "合格"], [2, "T1", "乙厂", CODES[1], "4月31日", "合格"]]
    second = [["2023年5月"], HEAD, [1, "T1", "丙厂", CODES[2], "5月6日", None]]
    third = [["2023年6月"], HEAD, [1, "T1", "丁厂", "", "6月6日", "合格"]]
    return {"4月": first, "5月": second, "6月": third}, [], {"乙厂": {"E": "4月30日"}, "丙厂": {"F": "合格"}}


def numbers():
    """What went through a number, an error, and a formula that was never calculated: refused for the same reason until it is mended."""
    head = [*HEAD, "违法事实"]
    rows = [head, [1, "T1", "甲厂", 9.11405e17, "2024-05-06", "合格"], [2, "T1", "乙厂", CODES[1], 20241, "合格"], [3, "T1", "丙厂", CODES[2], "2024-05-08", "合格", "#N/A"],
            [4, "T1", "丁厂", "", "2024-05-09", "合格", "=A1"], [5, "T1", "戊厂", "", "2024-05-09", "合格", 0.25]]
    return {"结果": rows}, [], {"甲厂": {"D": CODES[0]}, "乙厂": {"E": "2024-05-07"}, "丙厂": {"G": "无"}, "丁厂": {"G": "台账不全"}}


TABLES = [bare_dates, merged_bad, grouped, by_groups, three_lines, two_tables, year_between, two_sheets, numbers]


def book_of(table):
    sheets, areas, _ = table
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    for area in areas:
        book.worksheets[0].merge_cells(area)
    return book


def mend(book, mends, only_marked):
    """Types the good values in; in the refusals only where a mark is."""
    missed = dict(mends)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                for column, value in mends.get(cell.value, {}).items() if isinstance(cell.value, str) else ():
                    wrong = sheet[f"{column}{cell.row}"]
                    if type(wrong).__name__ == "MergedCell":
                        area = next(a for a in sheet.merged_cells.ranges if wrong.coordinate in a)
                        wrong = sheet.cell(area.min_row, area.min_col)
                    if not only_marked or (wrong.fill.fill_type and wrong.fill.fgColor.rgb == YELLOW):
                        missed.pop(cell.value, None)
                        wrong.value = value
    return missed


def all_digits(path):
    """Some programs write a large number without an exponent: it is a number all the same."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name).replace(b"<v>9.11405e+17</v>", b"<v>911405000000000012</v>") for name in file.namelist()}
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)


def run(program, path, into, folder):
    done = subprocess.run([program, "import", path, "--into", into, "--accept-refusals", "--task", "T1"], capture_output=True, text=True, check=False, timeout=60, cwd=folder,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})
    records = []
    if os.path.exists(into):
        with open(into, encoding="utf-8") as file:
            records = [json.loads(line) for line in file]
    counts = re.search(r"in all: (\d+) records, (\d+) rows refused", done.stdout)
    named = re.search(r"refused rows are in ([^\s;]+)", done.stdout)
    return records, int(counts[2]) if counts else -1, named and named[1], done


def by_name(records):
    return sorted(json.dumps(record, ensure_ascii=False, sort_keys=True) for record in records)


def differences(program, folder, name, table, spoil=None):
    """spoil(workbook): a fault that is planted into the refusals."""
    path = lambda ending: os.path.join(folder, name + ending)
    mends = table[2]
    book = book_of(table)
    book.save(path(".xlsx"))
    all_digits(path(".xlsx"))
    mend(book, mends, False)
    book.save(path("-whole.xlsx"))
    good, refused, named, done = run(program, path(".xlsx"), path(".ndjson"), folder)
    if done.returncode != 0 or not named:
        return [f"exit status {done.returncode}: {done.stderr[-300:]}"]
    whole = run(program, path("-whole.xlsx"), path("-whole.ndjson"), folder)
    found = [f"the mended table itself is not good: {whole[3].stderr[-300:]}"] if whole[1] != 0 else []
    if refused != len(mends):
        found.append(f"{refused} rows were refused, not {len(mends)}")
    # As it is: all is refused once more.
    same = run(program, named, path("-same.ndjson"), folder)
    if same[0] or same[1] != refused:
        found.append(f"not mended, {len(same[0])} records, {same[1]} refused: {same[3].stderr[-500:]}")
    refusals = openpyxl.load_workbook(named)
    if spoil:
        spoil(refusals)
    missed = mend(refusals, mends, True)
    found += [f"{wrong} is not marked in its row" for wrong in missed]
    refusals.save(path("-mended.xlsx"))
    mended = run(program, path("-mended.xlsx"), path("-mended.ndjson"), folder)
    if mended[1] != 0:
        found.append(f"mended, and refused: {mended[3].stderr[-500:]}")
    if len(mended[0]) != refused:
        found.append(f"{len(mended[0])} records of {refused} refused rows")
    if by_name([*good, *mended[0]]) != by_name(whole[0]):
        found.append(f"records: {by_name([*good, *mended[0]])}, not {by_name(whole[0])}")
    return found


def names_of_files(program, folder):
    """A second run leaves what is there alone, but writes nothing twice."""
    place = os.path.join(folder, "names")
    os.mkdir(place)
    table = bare_dates()
    book = book_of(table)
    source = os.path.join(place, "表.xlsx")
    book.save(source)
    one = lambda into: os.path.basename(run(program, source, os.path.join(place, into), place)[2] or "")
    found = []
    if one("表.ndjson") != "表-拒收.xlsx" or one("表.ndjson") != "表-拒收.xlsx":
        found.append("the same refusals were written twice")
    first = os.path.join(place, "表-拒收.xlsx")
    half = openpyxl.load_workbook(first)
    half.worksheets[0]["H9"] = "改了一半"
    half.save(first)
    with open(first, "rb") as file:
        before = file.read()
    if one("表.ndjson") != "表-拒收-2.xlsx":
        found.append("the second one is not called -2")
    os.remove(os.path.join(place, "表.ndjson"))
    book.worksheets[0]["E4"] = "明天"
    book.save(source)
    if one("表.ndjson") != "表-拒收-3.xlsx":
        found.append("the third one is not called -3")
    with open(first, "rb") as file:
        if file.read() != before:
            found.append("the first one was changed")
    return found


def of_csv(program, folder):
    """The title of a CSV file says the year too; a row with text behind a quote is refused as a whole."""
    place = os.path.join(folder, "csv")
    os.mkdir(place)
    path = os.path.join(place, "表.csv")
    with open(path, "w", encoding="gb18030") as file:
        file.write('2024年抽查结果,,,,\n' + ",".join(HEAD[1:]) + f'\nT1,甲厂,{CODES[0]},5月6日,合格\nT1,乙厂,{CODES[1]},5月7日,\nT1,"丙"厂,{CODES[2]},5月8日,合格\n')
    good, refused, named, done = run(program, path, os.path.join(place, "表.ndjson"), place)
    if refused != 2 or not named:
        return [f"{refused} refused: {done.stderr[-300:]}"]
    book = openpyxl.load_workbook(named)
    if [row[1].value for row in book.worksheets[0].iter_rows()][2:] != ["乙厂", "丙厂"]:
        return [f"rows: {[[c.value for c in row] for row in book.worksheets[0].iter_rows()]}"]
    book.worksheets[0]["E3"] = "合格"
    book.save(named)
    records, refused, _, done = run(program, named, os.path.join(place, "二.ndjson"), place)
    days = [record["inspected_on"] for record in good + records]
    return [] if days == ["2024-05-06", "2024-05-07", "2024-05-08"] else [f"{days}: {done.stderr[-300:]}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("names", nargs="*")
    given = parser.parse_args()
    program = os.path.abspath(given.program)
    failed, count = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        if given.self_test:
            def title(book):
                book.worksheets[0]["A1"] = "抽查结果"

            def lost(book):
                book.worksheets[0].delete_rows(book.worksheets[0].max_row)

            def more(book):
                book.worksheets[0].append([9, "T1", "戊厂", "", "2024-05-09", "合格"])

            def value(book):
                book.worksheets[0].cell(book.worksheets[0].max_row, 4).value = CODES[0]
            missed = [spoil.__name__ for n, spoil in enumerate((title, lost, more, value)) if not differences(program, folder, f"spoilt{n}", bare_dates(), spoil)]
            good = not differences(program, folder, "good", bare_dates())
            print(f"faults that were not seen: {missed}" if missed or not good else "all 4 faults seen")
            return 1 if missed or not good else 0
        for name, found in [*((t.__name__, lambda t=t: differences(program, folder, t.__name__, t())) for t in TABLES), ("names_of_files", lambda: names_of_files(program, folder)),
                            ("of_csv", lambda: of_csv(program, folder))]:
            if given.names and name not in given.names:
                continue
            count += 1
            for line in found():
                failed += 1
                print(f"{name}: {line}")
    print(f"{count} tables, {failed} differences")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
