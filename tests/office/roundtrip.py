#!/usr/bin/env python3
"""What the program writes as tables, it reads back to the same records: data/results.xlsx and .csv, 结果明细 of the period reports, and the
检查结果汇总表 of every task → gongshi import → compared with the files of the root, key by key. For the demo, the roots of the five source
documents, and a root that is made here, with values that a table could spoil.

    roundtrip.py --program build/test/gongshi
    roundtrip.py --program … --self-test     sees that a changed cell, a lost row and a row too many are found

The expected records are made by this script alone: it reads the files, lays the corrections over them, and takes out what LEFT_OUT names.
"""
import csv
import datetime
import io
import pathlib
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "site"))
import openpyxl
from sites import *

# What no table carries, and why.
LEFT_OUT = {"inspector_count": "not public", "withheld": "not public, as the whole result is"}
# What the 检查结果汇总表 does not carry: the form of the regulator has no column for it.
NOT_IN_SUMMARY = {"number", "object_kind", "object_type", "district", "industry", "supervision_class", "credit_risk", "completed_on",
                  "uncooperative_ground", "transferred_on", "transferred_to", "penalty", "platform_on", "published_on", "published_via", "reply"}
# Beside that: the department is written out where the source leaves it to the organisation; a person is 姓+某某 without a code; blanks
# around a text, and carriage returns in it, are no part of it.

VOCABULARY = labels(json.loads(read(REPOSITORY / "site/schema/result.schema.json")))
PRIVATE = {"检查人员", "执法人员", "检查人", "联系人", "联系电话", "序号", "备注"}
ROOTS = ["huojia-2023", "lingchuan-2024", "pingdingshan-2020", "wuzhi-2021", "zezhou-2024"]


def table_records(text):
    """The records of a CSV under the headers of the contract."""
    keys = {header: key for key, header in HEADERS["result"].items()}
    for row in csv.DictReader(io.StringIO(text)):
        record = {}
        for head, cell in row.items():
            if not (cell := cell.strip()):
                continue
            key = keys.get(head.strip())
            if key is None:
                if head not in PRIVATE:
                    raise SystemExit(f"this script does not know the column {head}")
            elif key == "items":
                record[key] = [part.strip() for part in SEPARATORS.split(cell) if part.strip()]
            elif key == "reply":
                said = re.fullmatch(r"(.*)（(\d{4}-\d\d-\d\d)）", cell, re.S)
                record[key] = {"text": said[1], "on": said[2]}
            elif key.endswith("_on"):
                year, month, day = map(int, re.findall(r"\d+", cell))
                record[key] = f"{year}-{month:02}-{day:02}"
            else:
                record[key] = VOCABULARY.get(key, {}).get(cell, cell)
        yield record


def load(path):
    text = read(path).decode("utf-8-sig")
    if path.suffix == ".csv":
        return list(table_records(text))
    if path.suffix == ".ndjson":
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    return value if isinstance(value := json.loads(text), list) else [value]


def all_of(folder):
    return [record for path in sorted(folder.rglob("*")) if path.is_file() and "拒收" not in path.name for record in load(path)] if folder.is_dir() else []


def effective(root, as_of):
    """id → record with its corrections until that day; without what was withheld or withdrawn."""
    own = json.loads(read(root / "site/site.json"))["organisation"]["name"]
    records = {}
    for record in all_of(root / "content/results"):
        record.setdefault("id", None)
        record["id"] = record["id"] or derived_id(record)
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", record["id"]):
            record["number"] = record["id"]
            record["id"] = derived_id(record)
        record.setdefault("department", own)
        records[record["id"]] = record
    for correction in sorted(all_of(root / "content/corrections"), key=lambda c: c["approved_on"]):
        record = records.get(correction["result_id"])
        if record is None or correction["approved_on"] > as_of:
            continue
        if correction["kind"] == "withdrawal":
            del records[correction["result_id"]]
        elif correction.get("new") is None:
            record.pop(correction["field"], None)
        else:
            record[correction["field"]] = correction["new"]
    return {name: record for name, record in records.items() if "withheld" not in record}


def plain(value):
    """As a cell has it."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.replace("\r", "").strip() if isinstance(value, str) else value


def expected(record, tasks, shown, without=()):
    record = {key: plain(value) for key, value in record.items() if key not in LEFT_OUT and key not in without}
    if record.get("object_type") == "person" or shown.get("object_type") == "person":
        record["object_name"] = shown["object_name"]
        record.pop("object_code", None)
    return record


def filled(record, tasks, as_of):
    """With what holds where a record leaves it out (CONTRACT §2): 结果明细 says it, since the regulator filters by it."""
    completed = tasks[record["task_id"]].get("completed_on", "9")
    return {"object_kind": "market", "object_type": "enterprise", **({"completed_on": completed} if completed <= as_of else {}), **record}


class Suite:
    def __init__(self, program, verdict, home):
        self.program, self.verdict, self.home = program, verdict, home
        self.compared = 0

    def back(self, table, *more):
        """The records that import makes of a table."""
        into = self.home / "back.ndjson"
        into.unlink(missing_ok=True)
        done = self.program("import", table, "--into", into, "--root", self.home, *more)  # no root: its records are of five profiles
        for rows, records, refused, skipped in re.findall(r"(\d+) rows: (\d+) records, (\d+) refused, (\d+) skipped", done.stdout):
            self.verdict.equal(int(records) + int(refused) + int(skipped), int(rows), f"{table}: the rows add up")
        self.verdict.equal(done.returncode, 0, f"{table}: import {done.stderr[-600:] if done.returncode else ''}")
        return lines_of(into)

    def compare(self, words, found, wanted):
        """wanted: id → record."""
        self.compared += len(wanted)
        names = [record["id"] for record in found]
        self.verdict.equal(sorted(names), sorted(wanted), f"{words}: the records")
        for record in found:
            other = wanted.get(record["id"], record)
            for key in sorted(record.keys() | other.keys()):
                self.verdict.equal(record.get(key), other.get(key), f"{words}: {record['id']} {key}")

    def root(self, name, root):
        settings = json.loads(read(root / "site/site.json"))
        as_of = settings["as_of"]
        self.program.good("build", "--root", root, "--progress", "never")
        self.program.good("publish", "--root", root, "--as-of", as_of)
        tasks = {task["id"]: task for task in all_of(root / "content/tasks")}
        records = effective(root, as_of)
        public = root / "site/public/data"
        shown = {record["id"]: record for record in lines_of(public / "results.ndjson") if "withdrawn_on" not in record}
        before = {record["id"]: record for record in lines_of(root / "site/preview/data/results.ndjson") if "withdrawn_on" not in record}
        wanted = lambda names, without=(): {n: expected(records[n], tasks, {**before, **shown}[n], without) for n in names}
        for ending in ("xlsx", "csv"):
            self.compare(f"{name} results.{ending}", self.back(public / f"results.{ending}"), wanted(shown))
            self.compare(f"{name} preview results.{ending}", self.back(root / f"site/preview/data/results.{ending}"), wanted(before))
        for year in sorted({record["published_on"][:4] for record in shown.values()}):
            workbook = self.home / "report.xlsx"
            self.program.good("report", year, "--root", root, "--out", workbook)
            details = wanted([n for n, r in shown.items() if r["published_on"].startswith(year)])
            self.compare(f"{name} report {year}", self.back(workbook), {n: filled(r, tasks, as_of) for n, r in details.items()})
        for task in tasks.values():
            workbook = self.home / "task.xlsx"
            self.program.good("report", "--task", task["id"], "--root", root, "--out", workbook)
            found = self.back(workbook, "--task", task["id"])
            names = {n for n, r in shown.items() if r["task_id"] == task["id"]} | {r["id"] for r in found}
            if not task.get("ended_on") or task["ended_on"] > as_of:
                names = {r["id"] for r in found}  # before its end the lines are blank, but for what was inspected
            known = {n for n in names if n in records}
            self.compare(f"{name} task {task['id']}", found, {n: expected(records[n], tasks, {**before, **shown}.get(n, records[n]), NOT_IN_SUMMARY) for n in known})


TEXTS = ["=1+1", "+甲", "-乙", "@丙", "＝全角", "＋甲", "－3", "＠乙", "'引号在前", "''两个", "'=1", '="0123"', '"危废间", 台账', "甲\n乙", "甲\n\n乙、丙；丁;戊", "_x000D_", "_x0041_甲_x",
         "<b>&amp;</b>&", "123456789012", "00123", "1E5", "2024-05-06", "2024年5月", "合计", "小计：甲", "备注：无", "示例", "未检查", "未认定", "已撤回", "#N/A", "TRUE",
         "甲　乙", "甲\u00a0乙", "𠀀㐀🏭", "甲,乙,丙", "甲;乙", "甲\t乙", "\"", "\"\"", "“双随机、一公开”", "（2024-05-06）", "甲（2024-05-06）", "结果编号", "没有。", "[\"甲\"]",
         "长" * 32000, " 空白在外 ", "0.30000000000000004", "50%", "-5"]
CODES = ["911405250000123456", "91999901MA0K00179E", "140525000012345", "企独琼总字第008245号", "0012", "9114E12345", "A-1/2"]
DAYS = ["1900-01-01", "1900-02-28", "1900-03-01", "1903-12-31", "1904-01-01", "1999-12-31", "2023-02-28", "2024-02-29"]


def forged(home):
    """A root whose values a table could spoil."""
    root = home / "forged"
    write(root / "site/site.json", {"organisation": {"name": "=虚构\"局\"、一", "short_name": "虚构局", "region_code": "999901"}, "site": {"name": "虚构公示", "domain": "gongshi.example", "id_code": "0000000000"},
                                    "base_url": "https://gongshi.example/", "profile": "sample", "sample": True, "as_of": "2024-06-28"})
    write(root / "content/tasks/t.json", [{"id": "T1", "number": "虚环抽〔2024〕1号", "name": "=抽查", "kind": "internal", "from": "1900-01-01", "to": "2024-05-31", "ended_on": "2024-05-31", "status": "completed"}])
    records = []
    for n, text in enumerate(TEXTS):
        day = DAYS[n % len(DAYS)]
        record = {"id": f"R{n}", "task_id": "T1", "object_name": text, "district": text, "industry": text,
                  "items": [text, "台账"] if n % 2 else ["台账", text + "、\"乙\""], "inspected_on": day, "concluded_on": day, "result": "未发现问题",
                  "findings": text, "handling": text, "transferred_to": text, "transferred_on": day, "penalty": {"text": text, "number": text, "decided_on": day},
                  "published_via": text, "published_on": day, "reply": {"text": text, "on": day}}
        if n < len(CODES):
            record["object_code"] = CODES[n]
        if len(text) > 100:
            record = {key: value for key, value in record.items() if key in ("id", "task_id", "object_name", "inspected_on", "concluded_on", "result", "findings")}
            record["object_name"] = "长文厂"
        records.append(record)
    records[3]["department"] = "+虚构\n局"
    records[5] = {key: records[5][key] for key in ("id", "task_id", "object_name", "inspected_on", "concluded_on", "result")}
    records.append({"id": "P1", "task_id": "T1", "object_name": "张某某", "object_type": "person", "inspected_on": "2024-05-06", "concluded_on": "2024-05-06", "result": "未发现问题"})
    write(root / "content/results/r.ndjson", ndjson(records))
    return root


def cut_texts(suite, home):
    """What no cell holds is cut when it is written; read back, it is refused, with its cell."""
    root = home / "cut"
    write(root / "site/site.json", read(forged(home) / "site/site.json"))
    write(root / "content/tasks/t.json", read(home / "forged/content/tasks/t.json"))
    write(root / "content/results/r.ndjson", ndjson([{"id": f"R{n}", "task_id": "T1", "object_name": f"虚构{n}厂", "inspected_on": "2024-05-06", "concluded_on": "2024-05-06",
                                                      "result": "未发现问题", "findings": "长" * n} for n in (32766, 32767, 32768)]))
    suite.program.good("build", "--root", root, "--progress", "never")
    done = suite.program("import", root / "site/preview/data/results.xlsx", "--dry-run")
    said = re.findall(r"\[检查结果\]:(\d+):\d+: error (R\d+) \[(\S+) (\S+)\]", done.stderr)
    suite.verdict.equal(said, [("4", "R0209", "R32768", "findings")], "texts that were cut")


def self_test(suite, home):
    """What a suite that only says yes would not see."""
    root = forged(home)
    suite.program.good("build", "--root", root, "--progress", "never")
    workbook = root / "site/preview/data/results.xlsx"
    good = {record["id"]: record for record in suite.back(workbook)}
    before = len(suite.verdict.faults)
    missed = []
    def column(sheet, header):
        return next(cell.column for cell in sheet[1] if cell.value == header)

    def other_text(sheet):
        sheet.cell(5, column(sheet, "行政区划")).value = "别处"

    def one_row_more(sheet):
        last = [cell.value for cell in sheet[sheet.max_row]]
        last[column(sheet, "结果编号") - 1], last[column(sheet, "检查机关") - 1] = "X1", "虚构局"
        sheet.append(last)
    for words, change in (("cell", other_text), ("row", lambda sheet: sheet.delete_rows(7)), ("more", one_row_more)):
        book = openpyxl.load_workbook(workbook)
        change(book.active)
        book.save(home / "changed.xlsx")
        faults = len(suite.verdict.faults)
        suite.compare(words, suite.back(home / "changed.xlsx"), good)
        if len(suite.verdict.faults) == faults:
            missed.append(words)
    suite.verdict.faults[before:] = [f"{words} was not seen" for words in missed]


def main():
    options = arguments(__doc__, self_test=(False, "see the faults found")).parse_args()
    program, verdict = Program(options.program), Verdict("roundtrip")
    with workplace(options, "roundtrip") as home:
        suite = Suite(program, verdict, home)
        if options.self_test:
            self_test(suite, home)
        else:
            suite.root("forged", forged(home))
            cut_texts(suite, home)
            for name in ROOTS:
                suite.root(name, copy_root(CASES / name / "root", home / name))
            suite.root("demo", copy_root(REPOSITORY, home / "demo", published=True))
    return verdict.end(more=f", {suite.compared} records")


if __name__ == "__main__":
    sys.exit(main())
