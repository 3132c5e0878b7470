#!/usr/bin/env python3
"""What `gongshi report` writes, opened by other programs: openpyxl reads every cell, LibreOffice prints every page; every number
against a count over the records that the workbooks were made from.

    reports.py --program GONGSHI

The root is made here: three departments, four tasks, results that are published in time and late, overdue, withheld, embargoed,
undetermined, corrected, withdrawn. It is published on two days.
"""
import collections
import datetime
import pathlib
import random
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import openpyxl
from sites import *

OWN, HOUSING, MARKET = "虚构县生态环境局", "虚构县住房和城乡建设局", "虚构县市场监督管理局"
SHEETS = ["说明", "分类汇总", "任务情况", "结果明细", "逾期与未公示", "更正记录", "计划执行", "指标完成情况", "计划期限"]
EIGHT = ["未发现问题", "未按规定公示应当公示的信息", "公示信息隐瞒真实情况弄虚作假", "通过登记的住所（经营场所）无法联系", "发现问题已责令改正",
         "不配合检查情节严重", "未发现开展本次抽查涉及的经营活动", "发现问题待后续处理", "合格", "不合格"]
APPROXIMATE = {"发现问题已立案调查": "发现问题待后续处理"}
FIRST, SECOND, LAST = "2024-05-31", "2024-06-20", "2024-06-28"
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def day(text):
    return datetime.date.fromisoformat(text)


YEAR = json.loads(read(REPOSITORY / "content/calendar/2024.json"))


def worked(at):
    return (at.weekday() < 5 and at.isoformat() not in YEAR["off"]) or at.isoformat() in YEAR["work"]


def working_days_after(start, count):
    """The last day of a period of working days, by the notices in content/calendar."""
    at = start
    while count:
        at += datetime.timedelta(days=1)
        count -= worked(at)
    return at


def working_days_late(due, until):
    return max(1, sum(worked(due + datetime.timedelta(days=n)) for n in range(1, (until - due).days + 1)))


class World:
    """The records, and what follows from them."""

    def __init__(self, home):
        self.root = home / "root"
        profile = json.loads(read(REPOSITORY / "site/profiles/sample.json"))
        profile.update(id="reports", report_to_regulator=json.loads(read(REPOSITORY / "site/profiles/lingchuan-2024.json"))["report_to_regulator"])
        pingdingshan, huojia = (json.loads(read(REPOSITORY / f"site/profiles/{name}.json")) for name in ("pingdingshan-2020", "huojia-2023"))
        profile.update({key: pingdingshan[key] for key in ("plan_due", "plan_public_due")}, numbers_due=huojia["numbers_due"])
        write(self.root / "site/profiles/reports.json", profile)
        write(self.root / "site/site.json", {
            "organisation": {"name": OWN, "short_name": "虚构局", "region_code": "999901"},
            "site": {"name": "虚构公示", "domain": "gongshi.example", "id_code": "0000000000"}, "base_url": "https://gongshi.example/",
            "profile": "reports", "sample": True, "as_of": LAST})
        self.results = self.make_results()
        self.tasks = self.make_tasks()
        write(self.root / "content/tasks/2024.json", self.tasks)
        write(self.root / "content/results/2024.ndjson", ndjson(self.results))

    @staticmethod
    def make_results():
        rng, out = random.Random(4), []
        names = ["=1+1试剂厂", "+虚构加号厂", "-虚构减号厂", "@虚构圈厂", "＝全角等号厂", "<标签>&厂"]

        def add(task, department, inspected, concluded, wording, **more):
            n = len(out) + 1
            out.append({"id": f"R{n:03}", "task_id": task, "object_name": names.pop() if names else f"虚构第{n}公司", "district": "城关镇",
                        "items": ["污染防治", "台账、记录"][:rng.randint(1, 2)], "department": department, "inspected_on": inspected,
                        "concluded_on": concluded, "result": wording, **more})
        words = EIGHT[:5] + EIGHT[6:] + list(APPROXIMATE)
        for n in range(40):
            date = day("2024-04-22") + datetime.timedelta(days=rng.randint(0, 18))
            add("T1", OWN, date.isoformat(), (date + datetime.timedelta(days=rng.randint(0, 6))).isoformat(), rng.choice(words))
        add("T1", OWN, "2024-04-01", "2024-04-10", "未发现问题")  # published late
        add("T1", OWN, "2024-04-25", "2024-05-09", "未发现问题", withheld={"ground": "trade_secret", "approved_by": "李某某", "approved_on": "2024-05-10"})
        add("T1", OWN, "2024-05-08", "2024-05-20", "发现问题已责令改正", object_code="91999901MA0K00179E", findings="=cmd|'/c calc'!A0")
        for department in (OWN, HOUSING):
            for n in range(3):
                add("J1", department, f"2024-05-{15 + n}", "2024-05-20" if n < 2 else "2024-06-14", rng.choice(words), object_name=f"虚构联合第{n}公司")
        add("J2", OWN, "2024-06-21", "2024-06-24", "未发现问题")  # neither published nor due
        add("J2", OWN, "2024-06-21", "2024-07-02", "未发现问题")  # not determined yet
        add("T2", OWN, "2024-06-26", "2024-06-27", "未发现问题")
        add("T2", OWN, "2024-07-05", "2024-07-08", "发现问题已责令改正", object_name="虚构保密公司")  # embargoed
        out[2]["object_name"] = "虚构很长的名称" * 12 + "公司"
        return out

    def make_tasks(self):
        def task(name, **more):
            drawn = list(dict.fromkeys(r["object_name"] for r in self.results if r["task_id"] == name))
            rest = more.pop("rest", [])
            return {"id": name, "name": f"2024年{name}抽查", "selection": "untargeted", "items": ["污染防治"], "lead": OWN,
                    "drawn": len(drawn + rest), "objects": drawn + rest, **more}
        scheme = {"purpose": "目的", "objects_and_ratio": "对象", "items_and_content": "事项", "division": "分工"}
        return [task("T1", kind="internal", ended_on="2024-05-10", status="inspecting", rest=["虚构已停业公司"], delay_reason="=系统故障",
                     not_inspected=[{"object": "虚构已停业公司", "reason": "已停业"}], **{"from": "2024-04-01", "to": "2024-05-31"}),
                task("J1", kind="joint", ended_on="2024-05-20", status="inspecting", partners=[HOUSING, MARKET], scheme=scheme,
                     **{"from": "2024-05-01", "to": "2024-06-30"}),
                task("J2", kind="joint", ended_on="2024-06-22", status="inspecting", partners=[MARKET], scheme=scheme,
                     **{"from": "2024-06-01", "to": "2024-07-31"}),
                task("T2", kind="internal", status="drawn", rest=["虚构待查公司"], **{"from": "2024-06-20", "to": "2024-07-31"})]

    def published_on(self, record):
        for on in (FIRST, SECOND):
            if "withheld" not in record and record["inspected_on"] <= on and record["concluded_on"] <= on:
                return on
        return None

    def due(self, record):
        return working_days_after(day(record["concluded_on"]), 20).isoformat()

    def ledger(self, as_of):
        return [e for e in lines_of(self.root / "content/ledger.ndjson") if e["on"] <= as_of]

    def withdrawn(self, record, as_of):
        return any(e["kind"] == "withdraw" and e["id"] == record["id"] for e in self.ledger(as_of))

    def in_period(self, first, last, as_of):
        """Results published in a period, by a day's ledger, with the wording that stood on that day."""
        out = []
        for record in self.results:
            on = self.published_on(record)
            if on and first <= on <= last and on <= as_of and not self.withdrawn(record, as_of):
                corrected = as_of >= SECOND and record["id"] == self.corrected["id"]
                out.append({**record, "result": self.corrected["to"]} if corrected else record)
        return out

    def correct(self, program):
        """One published result corrected, one withdrawn."""
        first, second = [r for r in self.results if self.published_on(r) == FIRST][5:7]
        self.corrected = {"id": first["id"], "to": "未发现问题" if first["result"] != "未发现问题" else "合格"}
        self.gone = second["id"]
        common = ["--reason", "录入有误", "--approved-by", "李某某", "--approver-role", "本部门主要负责人", "--approved-on", "2024-06-18",
                  "--root", self.root, "--as-of", "2024-06-19"]
        program.good("correct", first["id"], "--kind", "error", "--field", "result", "--to", self.corrected["to"], *common)
        program.good("correct", second["id"], "--kind", "withdrawal", *common)


def values(sheet, row):
    return [cell.value for cell in sheet[row]]


def table(sheet):
    """Rows below the header in the second row, as {header: value}; ends at the first row without a first cell or at the total."""
    heads = values(sheet, 2)
    rows = []
    for row in sheet.iter_rows(min_row=3, values_only=True):
        rows.append(dict(zip(heads, row)))
    return rows


def check_look(verdict, path, as_of, title_rows=True):
    """What every sheet has: page set-up, no formula, properties without the machine."""
    book = openpyxl.load_workbook(path)
    name = path.name
    for sheet in book:
        where = f"{name} {sheet.title}"
        verdict.equal((sheet.page_setup.orientation, str(sheet.page_setup.paperSize)), ("landscape", "9"), f"{where}: A4 landscape")
        verdict.equal((sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage), (None if sheet.title == "说明" else 0, True),
                      f"{where}: fit to width, the signatures of the first one to its page")
        verdict.expect("&P" in (sheet.oddFooter.center.text or ""), f"{where}: page numbers")
        verdict.expect(all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row), f"{where}: no formula")
        if title_rows and sheet.title not in ("说明", "联合抽查实施方案"):
            verdict.expect(sheet.freeze_panes and sheet.print_title_rows, f"{where}: frozen and repeated header")
    with zipfile.ZipFile(path) as packed:
        for part in packed.namelist():
            text = packed.read(part)
            verdict.expect(b"<f>" not in text and b"<f " not in text, f"{name}!{part}: no formula")
            verdict.expect(not re.search(rb"/tmp|/root|/home|localhost", text), f"{name}!{part}: nothing of the machine")
    properties = book.properties
    midnight = datetime.datetime.combine(day(as_of), datetime.time())
    verdict.equal((properties.creator, properties.lastModifiedBy, properties.created, properties.modified), (OWN, OWN, midnight, midnight),
                  f"{name}: properties")
    return book


def check_counts(verdict, sheet, wanted, departments):
    heads = values(sheet, 2)
    verdict.equal(heads, ["检查机关", *EIGHT, "合计", "其中近似对应", "检查对象"], "分类汇总: header")
    shown = {row["检查机关"]: [row[h] for h in heads[1:]] for row in table(sheet)}

    def line(records):
        count = collections.Counter(APPROXIMATE.get(r["result"], r["result"]) for r in records)
        return [count[c] for c in EIGHT] + [len(records), sum(r["result"] in APPROXIMATE for r in records), len({r["object_name"] for r in records})]
    expected = {d: line([r for r in wanted if r["department"] == d]) for d in departments}
    expected["合计"] = line(wanted)
    verdict.equal(shown, expected, "分类汇总")
    if wanted:
        verdict.equal(len(sheet._charts), 1, "分类汇总: chart")


def check_details(verdict, sheets, wanted):
    rows = [row for sheet in sheets for row in table(sheet)]
    if not wanted:
        return verdict.expect("没有" in rows[0]["结果编号"], "结果明细: says that there is none")
    verdict.equal(sorted(r["结果编号"] for r in rows), sorted(r["id"] for r in wanted), "结果明细: ids")
    by_id = {r["id"]: r for r in wanted}
    for row in rows:
        record = by_id.get(row["结果编号"], {})
        for key, header in HEADERS["result"].items():
            if key in ("inspector_count", "number"):
                continue
            if not verdict.expect(header in row or header == "原结果编号", f"结果明细: column {header}"):
                continue
            value = record.get(key)
            if key.endswith("_on") and value:
                verdict.equal(row[header], datetime.datetime.fromisoformat(value), f"{row['结果编号']} {header}")
            elif key in ("id", "task_id", "object_name", "object_code", "department", "result", "findings", "district"):
                verdict.equal(row[header], value, f"{row['结果编号']} {header}")
    for sheet in sheets:
        heads = values(sheet, 2)
        for header in ("结果编号", "任务编号", "统一社会信用代码/注册号"):
            cell = sheet.cell(3, heads.index(header) + 1)
            verdict.equal(cell.number_format, "@", f"结果明细: {header} is text")
        cell = sheet.cell(3, heads.index("检查日期") + 1)
        verdict.equal((cell.is_date, cell.number_format), (True, "yyyy-mm-dd"), "结果明细: dates are dates")
        verdict.expect(sheet.auto_filter.ref, "结果明细: filter")


def check_tasks(verdict, world, sheet, first, last, as_of):
    rows = {row["任务编号"]: row for row in table(sheet)}
    ended = [t for t in world.tasks if t.get("ended_on") and first <= t["ended_on"] <= min(last, as_of)]
    if not ended:
        return verdict.expect("没有" in next(iter(rows)), "任务情况: says that there is none")
    verdict.equal(set(rows), {t["id"] for t in ended} | {"合计"}, "任务情况: tasks")
    sums = collections.Counter()
    for task in ended:
        records = [r for r in world.results if r["task_id"] == task["id"] and not world.withdrawn(r, as_of) and r["inspected_on"] <= as_of]
        out = {"抽取对象": task["drawn"], "未检查": len(task.get("not_inspected", [])), "检查结果": len(records),
               "已公示": sum(bool(world.published_on(r) and world.published_on(r) <= as_of) for r in records),
               "不予公开": sum("withheld" in r for r in records),
               "逾期公示": sum(bool((world.published_on(r) or "9") <= as_of and world.published_on(r) > world.due(r)) for r in records),
               "逾期未公示": sum(bool("withheld" not in r and (world.published_on(r) or "9") > as_of and world.due(r) < as_of) for r in records)}
        out["已检查"] = out["抽取对象"] - out["未检查"]
        sums.update(out)
        row = rows[task["id"]]
        verdict.equal({k: row[k] for k in out}, out, f"任务情况 {task['id']}")
        verdict.equal((row["检查率"], row["公示率"]), tuple(part * 10000 // of / 10000 for part, of in ((out["已检查"], out["抽取对象"]), (out["已公示"], out["检查结果"] - out["不予公开"]))),
                      f"任务情况 {task['id']}: rates")
        if task["kind"] == "joint":
            due = day(task["ended_on"]) + datetime.timedelta(days=20)
            while working_days_after(due - datetime.timedelta(days=1), 1) != due:
                due += datetime.timedelta(days=1)
            verdict.equal(row["报送最后一天"].date(), due, f"任务情况 {task['id']}: report due")
            plain = day(task["ended_on"]) + datetime.timedelta(days=20)
            told = row["期限依据"].splitlines()[-1]
            words = lambda date: f"{date.year}年{date.month}月{date.day}日"
            verdict.expect(told.startswith("联合抽查报送市场监管部门：") and f"从{words(day(task['ended_on']))}起算" in told, f"任务情况 {task['id']}: rule and start")
            verdict.equal(f"{words(plain)}是休息日，顺延" in told, due != plain, f"任务情况 {task['id']}: plain day")
    verdict.equal({k: rows["合计"][k] for k in sums}, dict(sums), "任务情况 合计")


def check_unpublished(verdict, world, sheet, first, last, as_of):
    """What belongs to the period by its own days, and every result of a task that 任务情况 counts in it."""
    wanted, ended = set(), {t["id"] for t in world.tasks if t.get("ended_on") and first <= t["ended_on"] <= min(last, as_of)}
    for r in world.results:
        on, due, counted = world.published_on(r), world.due(r), r["task_id"] in ended
        if world.withdrawn(r, as_of) or r["inspected_on"] > as_of:
            continue
        if "withheld" in r:
            wanted |= {("不予公开", r["id"])} if counted or first <= r["inspected_on"] <= last else set()
        elif on and on <= as_of:
            wanted |= {("逾期公示", r["id"])} if on > due and (counted or first <= on <= last or first <= due <= last) else set()
        elif counted or r["inspected_on"] <= last:
            wanted.add(("缺起算日期" if r["concluded_on"] > as_of else "逾期未公示" if due < as_of else "待公示", r["id"]))
    for task in world.tasks:
        if task.get("ended_on") and first <= task["ended_on"] <= min(last, as_of):
            wanted |= {("未检查", None) for n in task.get("not_inspected", [])}
    rows = table(sheet)
    if not wanted:
        return verdict.expect("没有" in rows[0]["情形"], "逾期与未公示: says that there is none")
    verdict.equal({(row["情形"], row["结果编号"]) for row in rows}, wanted, "逾期与未公示")
    for row in rows:
        verdict.expect(row["原因"], f"逾期与未公示 {row['结果编号']}: has a reason")
        record = next((r for r in world.results if r["id"] == row["结果编号"]), None)
        late = row["情形"] in ("逾期公示", "逾期未公示")
        until = world.published_on(record) if row["情形"] == "逾期公示" else as_of
        verdict.equal(row["逾期（工作日）"], working_days_late(day(world.due(record)), day(until)) if late else None,
                      f"逾期与未公示 {row['结果编号']}: working days late")
        if row["情形"] == "不予公开":
            verdict.equal(row["检查对象名称"], None, "不予公开: no name")


def check_same_basis(verdict, counted, listed):
    """What 任务情况 counts of a task as late, open or withheld stands in 逾期与未公示, one row each."""
    for task in table(counted):
        if "没有" in task["任务编号"] or task["任务编号"] == "合计":
            continue
        rows = collections.Counter(row["情形"] for row in table(listed) if row["任务编号"] == task["任务编号"])
        open_ones = task["检查结果"] - task["已公示"] - task["不予公开"] - task["逾期未公示"]
        verdict.equal([rows[word] for word in ("逾期公示", "逾期未公示", "不予公开", "未检查")] + [rows["待公示"] + rows["缺起算日期"]],
                      [task[word] for word in ("逾期公示", "逾期未公示", "不予公开", "未检查")] + [open_ones], f"{task['任务编号']}: rows of what is counted")


def check_plan_dates(verdict, sheet, year, as_of):
    """No plan is written in this world: 1月底前 filed, 2月底前 public (平顶山 art. 7), the numbers of a year by the end of December before it
    (获嘉 art. 16): this year's, which were missed, and the next one's."""
    ends = {("联合抽查计划报送", year): f"{year}-01-31", ("联合抽查计划公示", year): f"{year}-02-{29 if year % 4 == 0 else 28}",
            ("下一年度抽查数量确定", year): f"{year - 1}-12-31", ("下一年度抽查数量确定", year + 1): f"{year}-12-31"}
    rows = table(sheet)
    if year != int(as_of[:4]):  # of another year only what its plans say
        return verdict.expect("没有这一年度的计划" in rows[0]["事项"], f"计划期限 {year} on {as_of}: says that there is none")
    verdict.equal({(row["事项"], row["计划年度"]): (row["最后一天"].date().isoformat(), row["办理日期"]) for row in rows}, {k: (d, None) for k, d in ends.items()}, "计划期限")
    for row in rows:
        over = ends[row["事项"], row["计划年度"]] < as_of
        verdict.equal((row["状态"].split("（")[0], row["逾期（工作日）"] is not None), ("逾期未办" if over else "未到期", over), f"计划期限 {row['事项']} on {as_of}")
        verdict.expect("第七条" in row["期限依据"] or "第十六条" in row["期限依据"], f"计划期限 {row['事项']}: rule")


def check_changes(verdict, world, sheet, first, last, as_of):
    wanted = [(e["seq"], e["id"]) for e in world.ledger(as_of) if e["kind"] in ("correct", "withdraw") and first <= e["on"] <= last]
    rows = table(sheet)
    if not wanted:
        return verdict.expect("没有" in str(rows[0]["台账序号"]), "更正记录: says that there is none")
    verdict.equal(sorted(r["结果编号"] for r in rows), sorted(i for _, i in wanted), "更正记录: results")
    for row in rows:
        if row["结果编号"] == world.gone:
            verdict.equal((row["检查对象名称"], row["原值"], row["新值"], row["原因"]), (None,) * 4, "更正记录: nothing of what was withdrawn")


def check_period(verdict, program, world, home, period, first, last, as_of):
    path = home / f"{period}-{as_of}.xlsx"
    program.good("report", period, "--root", world.root, "--as-of", as_of, "--out", path)
    book = check_look(verdict, path, as_of)
    verdict.equal(book.sheetnames, SHEETS, f"{path.name}: sheets")
    notes = {row[0].value: row[1].value for row in book["说明"].iter_rows(min_row=2) if row[0].value}
    head = world.ledger(as_of)
    verdict.equal(notes["报送单位"], OWN, "说明: publisher")
    verdict.expect(first in notes["统计期间"] and last in notes["统计期间"], "说明: period")
    verdict.equal(notes["截至日期"], datetime.datetime.fromisoformat(as_of), "说明: as-of date")
    verdict.expect((head[-1]["hash"] if head else "没有") in notes["公示台账"], "说明: ledger head")
    wanted = world.in_period(first, last, as_of)
    verdict.equal(notes["公示结果（条）"], len(wanted), "说明: results")
    check_counts(verdict, book["分类汇总"], wanted, [OWN, HOUSING, MARKET] if as_of >= "2024-05-01" else [OWN])  # those of tasks that have begun
    check_tasks(verdict, world, book["任务情况"], first, last, as_of)
    check_details(verdict, [book["结果明细"]], wanted)
    check_unpublished(verdict, world, book["逾期与未公示"], first, last, as_of)
    check_same_basis(verdict, book["任务情况"], book["逾期与未公示"])
    check_changes(verdict, world, book["更正记录"], first, last, as_of)
    check_plan_dates(verdict, book["计划期限"], int(first[:4]), as_of)
    verdict.expect(b"\xe4\xbf\x9d\xe5\xaf\x86\xe5\x85\xac\xe5\x8f\xb8" not in b"".join(data for _, data in every_byte_of(path)), f"{path.name}: nothing embargoed")
    return path


def every_byte_of(path):
    with zipfile.ZipFile(path) as packed:
        return [(name, packed.read(name)) for name in packed.namelist()]


def pages(path, home):
    """The texts of the pages that LibreOffice prints."""
    done = subprocess.run(["soffice", f"-env:UserInstallation=file://{home}/office", "--headless", "--convert-to", "pdf", "--outdir",
                           home / "pdf", path], capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL)
    made = home / "pdf" / (path.stem + ".pdf")
    if not made.exists():
        sys.exit(f"soffice made no PDF of {path}: {done.stdout}{done.stderr}")
    text = subprocess.run(["pdftotext", "-layout", made, "-"], capture_output=True, timeout=60, check=True).stdout.decode()
    return [re.sub(r"\s+", "", page) for page in text.split("\f")][:-1]


def check_print(verdict, path, home, least, on_every_page=""):
    printed = pages(path, home)
    verdict.expect(len(printed) >= least, f"{path.name}: {len(printed)} pages, at least {least}")
    for n, page in enumerate(printed, 1):
        verdict.expect(f"第{n}页，共{len(printed)}页" in page, f"{path.name}: page {n} says so")
        verdict.expect(on_every_page in page, f"{path.name}: page {n} says {on_every_page}")
        verdict.expect("###" not in page, f"{path.name}: page {n} has columns too narrow")
    return printed


def lines_of_summary(book):
    sheet = book.worksheets[0]
    start = next(i for i in range(1, 40) if sheet.cell(i, 1).value == "序号")
    heads = values(sheet, start)
    rows = [dict(zip(heads, row)) for row in sheet.iter_rows(min_row=start + 1, values_only=True)]
    return [row for row in rows if isinstance(row["序号"], int)]


def fact(book, name):
    """A cell above the table of a 汇总表: its value and whether it is a real date."""
    cell = next(row[2] for row in book.worksheets[0].iter_rows(max_row=20) if row[0].value == name)
    return cell.value, cell.is_date, cell.number_format


def real(date):
    return datetime.datetime.fromisoformat(date), True, "yyyy-mm-dd"


def check_joint_form(verdict, program, world, home):
    """Before the inspection: an object that several departments will inspect has a line for each, which says whose it is."""
    path = home / "J1.xlsx"
    program.good("report", "--task", "J1", "--root", world.root, "--as-of", "2024-05-10", "--out", path)
    book = check_look(verdict, path, "2024-05-10")
    verdict.equal(sorted((r["检查对象名称"], r["检查机关"]) for r in lines_of_summary(book)),
                  sorted((r["object_name"], r["department"]) for r in world.results if r["task_id"] == "J1"), "J1: whose line it is")
    verdict.equal(fact(book, "截至日期"), real("2024-05-10"), "J1: the as-of date is a date")
    back = home / "back.ndjson"
    done = program.good("import", path, "--into", back, "--task", "J1", "--root", world.root)
    verdict.expect("0 records, 0 refused" in done.stdout, f"J1: nothing is filled in yet: {done.stdout[-300:]}")


def check_plan_and_targets(verdict, program, home):
    """The demo, which has plans of more than a page: the header of the plan is repeated on its own pages, and stands over no target."""
    root = copy_root(REPOSITORY, home / "demo", published=True)
    path = home / "demo-2024.xlsx"
    program.good("report", "2024", "--root", root, "--out", path)
    printed = check_print(verdict, path, home, 9)
    plan = [page for page in printed if "计划比例" in page]
    verdict.expect(len(plan) >= 2, f"计划执行: {len(plan)} pages with its header")
    targets = [page for page in printed if "计数内容" in page and "约束力" in page]
    verdict.expect(targets and not any("计划比例" in page for page in targets), "指标完成情况: no header of the plan over it")


def check_tasks_alone(verdict, program, world, home):
    path = home / "T1.xlsx"
    program.good("report", "--task", "T1", "--root", world.root, "--as-of", LAST, "--out", path)
    book = check_look(verdict, path, LAST)
    rows = lines_of_summary(book)
    verdict.equal((fact(book, "检查结束日期"), fact(book, "截至日期")), (real("2024-05-10"), real(LAST)), "T1: dates are dates")
    records = {r["object_name"]: r for r in world.in_period("2024-01-01", "2024-12-31", LAST) if r["task_id"] == "T1"}
    verdict.equal({r["检查对象名称"]: r["检查结果"] for r in rows},
                  {**{n: r["result"] for n, r in records.items()}, "虚构已停业公司": "未检查",
                   next(r["object_name"] for r in world.results if r["id"] == world.gone): "结果已撤回"}, "T1: results")
    check_print(verdict, path, home, 2)

    path = home / "T2.xlsx"
    done = program.good("report", "--task", "T2", "--root", world.root, "--as-of", "2024-06-21", "--out", path)
    verdict.expect("secret" in done.stderr, "T2: says that it is internal")
    rows = lines_of_summary(check_look(verdict, path, "2024-06-21"))
    verdict.equal([r["检查对象名称"] for r in rows], next(t for t in world.tasks if t["id"] == "T2")["objects"], "T2: the drawn names")
    verdict.equal({(r["检查结果"], r["检查日期"], r["违法事实"]) for r in rows}, {(None, None, None)}, "T2: blank")
    check_print(verdict, path, home, 1, "内部使用")
    program.good("report", "--task", "T2", "--root", world.root, "--as-of", LAST, "--out", path)
    verdict.equal([r["检查结果"] for r in lines_of_summary(openpyxl.load_workbook(path))], ["未发现问题", None, None], "T2: half inspected")


def check_package(verdict, program, world, home):
    path = home / "J2.zip"
    done = program.good("report", "--task", "J2", "--root", world.root, "--as-of", LAST, "--out", path)
    verdict.expect("2024-07-12" in done.stdout, "J2: says when it is due")
    with zipfile.ZipFile(path) as packed:
        verdict.equal(packed.namelist(), ["联合抽查实施方案.xlsx", "抽查结果汇总表.xlsx", "manifest-sha256.txt"], "J2.zip: names")
        parts = {name: packed.read(name) for name in packed.namelist()}
    sums = dict(reversed(line.split("  ")) for line in parts["manifest-sha256.txt"].decode().splitlines())
    verdict.equal(sums, {name: sha256(data) for name, data in parts.items() if name.endswith("xlsx")}, "J2.zip: sums")
    for name in sums:
        write(home / "j2" / name, parts[name])
        check_look(verdict, home / "j2" / name, LAST)
        check_print(verdict, home / "j2" / name, home, 1)
    scheme = {row[0].value: row[1].value for row in openpyxl.load_workbook(home / "j2/联合抽查实施方案.xlsx").worksheets[0].iter_rows() if row[1].value}
    verdict.equal([k for k, v in scheme.items() if "没有填写" in str(v)], ["抽查时间和方式步骤", "抽查结果情形和结果处理方式"], "J2: missing parts")
    verdict.expect("抽查时间和方式步骤、抽查结果情形和结果处理方式" in done.stderr, "J2: missing parts said")
    rows = lines_of_summary(openpyxl.load_workbook(home / "j2/抽查结果汇总表.xlsx"))
    verdict.equal([r["检查结果"] for r in rows], ["未发现问题", "未认定"], "J2: results")
    verdict.expect(rows[0]["公示最后一天"].date() == working_days_after(day("2024-06-24"), 20), "J2: due day")
    verdict.expect("20个工作日" in rows[1]["备注"], "J2: the rule where no day can be counted")


def main():
    options = arguments(__doc__).parse_args()
    program, verdict = Program(options.program), Verdict("reports")
    with workplace(options, "reports") as home:
        world = World(home)
        program.good("publish", "--root", world.root, "--as-of", FIRST)
        world.correct(program)
        program.good("publish", "--root", world.root, "--as-of", SECOND)
        periods = [("2024-05", "2024-05-01", "2024-05-31", FIRST), ("2024-05", "2024-05-01", "2024-05-31", LAST),
                   ("2024-06", "2024-06-01", "2024-06-30", LAST), ("2024-Q2", "2024-04-01", "2024-06-30", LAST),
                   ("2024", "2024-01-01", "2024-12-31", "2024-06-01"), ("2019-02", "2019-02-01", "2019-02-28", LAST),
                   ("2024-04", "2024-04-01", "2024-04-30", "2024-04-30")]
        made = [check_period(verdict, program, world, home, *period) for period in periods]
        for path, (period, _, _, as_of) in zip(made, periods):
            again = home / "again.xlsx"
            program.good("report", period, "--root", world.root, "--as-of", as_of, "--out", again, env={"TZ": "America/Lima", "LC_ALL": "zh_CN.UTF-8"})
            verdict.expect(read(again) == read(path), f"{path.name}: the same bytes again")
        check_print(verdict, made[5], home, 7)
        printed = check_print(verdict, made[3], home, 8)
        repeated = [page for page in printed if "结果编号" in page and "抽查事项" in page]
        verdict.expect(len(repeated) >= 2, f"结果明细: the header stands on each of its {len(repeated)} pages")
        check_tasks_alone(verdict, program, world, home)
        check_joint_form(verdict, program, world, home)
        check_plan_and_targets(verdict, program, home)
        check_package(verdict, program, world, home)
    return verdict.end()


if __name__ == "__main__":
    sys.exit(main())
