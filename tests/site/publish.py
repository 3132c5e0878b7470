#!/usr/bin/env python3
"""The life of a publication on the command line: releases, corrections, a withdrawal, refusals, interruptions.

    publish.py --program GONGSHI [--points N] [--pairs N] [--cuts N]

After every step the ledger is re-computed from scratch (ledgers.py), the site is held against it, and canaries (what is withheld,
embargoed, private, secret or withdrawn) are looked for in every byte of both sites, workbooks unpacked. Publishing is killed at
--points system calls (and finds the disk full or broken at the later ones), its append is cut at --cuts bytes, and two publish at once --pairs times.
"""
import datetime
import os
import pathlib
import shutil
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from ledgers import chain_faults, root_faults, used_salts
from sites import *

BUREAU = "虚构县生态环境局"
DAY1, DAY2, DAY3, DAY4 = "2024-06-20", "2024-07-10", "2024-08-01", "2024-08-15"
# None of these may ever stand in a site; what becomes public later, or goes, is looked for apart.
ALWAYS_SECRET = ["CANARY-WITHHELD", "金丝雀甲不公开", "CANARY-APPROVER", "CANARY-INSPECTOR", "金丝雀乙检查员", "CANARY-CONTACT", "CANARY-LIBRARY", "金丝雀丙名录",
                 "欧阳金丝雀", "CANARYPERSONCODE", "CANARY-NOTE", "CANARY-SECRET-LIST", "CANARY-NOTICE", "CANARY-PLAN", "CANARY-LATE-CORRECTION"]
DRAWN = ["虚注字第1001号", "虚注字第1002号", "虚注字第1003号", "虚注字第WITHDRAWN号", "欧阳金丝雀", "CANARY-WITHHELD-CODE", "虚注字第1007号", "虚注字第2001号",
         "虚构县表格二厂", "虚构县停业厂"]
EMBARGOED = ["CANARY-EMBARGO", "金丝雀丁未到期"]


def result(number, task="T1", **more):
    day = 3 + number % 10
    return {"id": f"R{number}", "task_id": task, "object_name": f"虚构县第{number}化工有限公司", "object_code": f"虚注字第{1000 + number}号", "district": "城关镇",
            "items": ["污染防治设施运行情况", "台账<记录>情况"], "inspected_on": f"2024-06-{day:02d}", "concluded_on": f"2024-06-{day + 2:02d}", "result": "未发现问题", **more}


def make_root(root, sample=True):
    site = {"organisation": {"name": BUREAU, "short_name": "虚构局", "region_code": "999901"}, "site": {"name": "结果公示", "domain": "g.example"},
            "base_url": "https://g.example/", "profile": "sample"}
    write(root / "site/site.json", {**site, **({"sample": True, "as_of": "2024-12-31"} if sample else {})})
    write(root / "content/plans/p.json", {"id": "P1", "year": 2024, "title": "2024年度计划", "issuer": BUREAU, "published_on": "2024-03-01", "sections": [
        {"kind": "internal", "title": "一、本部门", "columns": [{"key": "number", "header": "序号"}, {"key": "name", "header": "名称"}], "entries": [{"number": "1", "name": "二季度抽查"}]}]})
    write(root / "content/plans/later.json", {"id": "P2", "year": 2031, "title": "CANARY-PLAN", "published_on": "2030-03-01", "sections": [
        {"kind": "internal", "title": "一", "columns": [{"key": "number", "header": "序号"}], "entries": [{"number": "1", "name": "CANARY-PLAN"}]}]})
    write(root / "content/tasks/t.json", [
        {"id": "T1", "name": "第二季度抽查", "plan_id": "P1", "plan_entry": "internal/1", "kind": "internal", "from": "2024-06-01", "to": "2024-06-30",
         "ended_on": "2024-06-14", "completed_on": "2024-06-18", "status": "completed", "drawn": 10, "objects": DRAWN,
         "not_inspected": [{"object": "虚构县停业厂", "reason": "已停业"}]},
        {"id": "T2", "name": "联合抽查", "kind": "joint", "lead": BUREAU, "partners": ["虚构县市场监督管理局"], "from": "2024-06-01", "to": "2024-07-31"},
        {"id": "T3", "name": "年末抽查", "kind": "internal", "from": "2024-07-01", "to": "2030-12-31", "status": "drawn", "drawn": 2,
         "objects": ["CANARY-SECRET-LIST-1", "CANARY-SECRET-LIST-2"]}])
    write(root / "content/results/a.ndjson", ndjson([result(n) for n in (1, 2, 3)] + [
        result(4, result="发现问题已责令改正", object_name="虚构待撤回冶炼厂", object_code="虚注字第WITHDRAWN号", findings="撤回之违法事实", handling="撤回之查处结果"),
        result(5, object_name="欧阳金丝雀", object_code="CANARYPERSONCODE", object_type="person"),
        result(6, object_name="CANARY-WITHHELD-NAME", object_code="CANARY-WITHHELD-CODE", findings="CANARY-WITHHELD 金丝雀甲不公开", result="发现问题待后续处理", items=["CANARY-WITHHELD-ITEM"],
               handling="CANARY-WITHHELD", withheld={"ground": "trade_secret", "approved_by": "CANARY-APPROVER", "approved_on": "2024-06-10", "note": "CANARY-NOTE"}),
        result(7, published_on="2024-06-17", published_via="虚构省平台", inspector_count=2, platform_on="2024-06-17"),
        result(8, task="T2", inspected_on="2024-07-01", concluded_on="2024-07-05", department="虚构县市场监督管理局"),
        result(9, task="T2", inspected_on="2024-07-02", concluded_on="2024-07-08", result="发现问题待后续处理", reply={"text": "已着手<整改>\n二", "on": "2024-07-09"}),
        result(10, task="T3", inspected_on="2030-01-01", concluded_on="2030-01-02", object_name="CANARY-EMBARGO 金丝雀丁未到期", object_code="CANARY-EMBARGO-CODE", findings="CANARY-EMBARGO"),
    ]))
    write(root / "content/results/b.csv", "\ufeff任务编号,企业名称,统一社会信用代码,抽查事项,检查日期,结果认定日期,检查人员,联系电话,抽查结果\n"
          "T1,虚构县表格一厂,虚注字第2001号,设施；台账,2024-06-04,2024-06-06,CANARY-INSPECTOR、金丝雀乙检查员,CANARY-CONTACT,未发现问题\n"
          "T1,虚构县表格二厂,,设施,2024-06-05,2024-06-06,CANARY-INSPECTOR,CANARY-CONTACT,不予配合情节严重\n")
    write(root / "content/objects/o.json", [{"name": "CANARY-LIBRARY 金丝雀丙名录", "code": "CANARY-LIBRARY-CODE", "kind": "market"}, {"name": "虚构县第1化工有限公司", "code": "虚注字第1001号"}])
    write(root / "content/notices/n.md", "---\ntitle: 公告\ndate: 2024-05-01\n---\n\n正文。\n")
    write(root / "content/notices/later.md", "---\ntitle: CANARY-NOTICE\ndate: 2030-05-01\n---\n\nCANARY-NOTICE\n")
    write(root / "content/guide/g.md", "---\ntitle: 怎样看\ndate: 2024-05-01\n---\n\n说明。\n")
    return root


def correction(number, field, old, new, on, kind="error", **more):
    return {"result_id": f"R{number}", "field": field, "old": old, "new": new, "reason": f"原因{number}<{field}>", "approved_by": "CANARY-APPROVER",
            "approver_role": "本部门主要负责人", "approved_on": on, "kind": kind, **more}


def records(root):
    return lines_of(root / "content/results/a.ndjson")


def change_record(root, number, **values):
    every = records(root)
    mine = next(r for r in every if r["id"] == f"R{number}")
    mine.update(values)
    write(root / "content/results/a.ndjson", ndjson(every))


def shown(root, part="public"):
    return {r["id"]: r for r in json.loads(read(root / "site" / part / "data/results.json"))["results"]}


class Life:
    def __init__(self, program, verdict, root):
        self.program, self.verdict, self.root, self.public = program, verdict, root, root / "site/public"
        self.gone = []

    def state(self):
        """What a refused or empty publish may not touch."""
        return stamps(self.public), *(read(p) if p.exists() else b"" for p in (self.root / "content/ledger.ndjson", self.root / "content/salts.ndjson"))

    def publish(self, day, *more, code=0, what="", **how):
        words = ["publish", "--root", self.root, *(["--as-of", day] if day else []), *more]
        done = self.program(*words, **how)
        self.verdict.equal(done.returncode, code, f"{what or 'publish ' + str(day)}: exit, {done.stdout[-200:]}{done.stderr[-400:]}")
        return done

    def refused(self, day, what, *more, code, says=""):
        before = self.state()
        done = self.publish(day, *more, code=code, what=what)
        self.verdict.expect(self.state() == before, f"{what}: ledger or site was touched")
        self.verdict.expect(says in done.stdout + done.stderr, f"{what}: says nothing of {says}", done.stderr[-300:])

    def look(self, what, day, secret=EMBARGOED):
        """All that must hold after a publish."""
        for fault in root_faults(self.root):
            self.verdict.expect(False, what, fault)
        self.verdict.checks += 1
        ledger, public = read(self.root / "content/ledger.ndjson"), stamps(self.public)
        self.program.good("build", "--root", self.root, "--as-of", day)
        self.verdict.expect(read(self.root / "content/ledger.ndjson") == ledger and stamps(self.public) == public, f"{what}: `build` touched ledger or live site")
        for part in ("public", "preview"):
            place = self.root / "site" / part
            found = holds(place, [*ALWAYS_SECRET, *secret, *self.gone])
            self.verdict.expect(not found, f"{what}: canaries in site/{part}", str(found[:6]))
            head = json.loads(ledger.splitlines()[-1])["hash"]
            with_head = [p for p, _ in holds(place, [head]) if p != "data/ledger.ndjson"]
            self.verdict.expect(not with_head, f"{what}: the ledger's head stands in site/{part}", str(with_head[:4]))
        stale = holds(self.public, used_salts(self.root))
        self.verdict.expect(not stale, f"{what}: salts of records that stand no more", str(stale[:4]))


def life(program, verdict, root):
    made = make_root(root)
    it = Life(program, verdict, made)
    it.refused("2024-05-01", "nothing eligible yet, dry run", "--dry-run", code=0)
    dry = it.publish(DAY1, "--dry-run")
    verdict.expect(not (root / "site/public").exists() and not (root / "content/ledger.ndjson").exists(), "--dry-run wrote something")
    verdict.equal({p for p in files_of(root) if "gongshi" in p}, set(), "--dry-run left something behind")
    listed = {line.split("\t")[1] for line in dry.stdout.splitlines() if line.startswith("publish\t")}
    verdict.equal([x.split("\t")[:3] for x in dry.stdout.splitlines() if x.startswith("draw\t")], [["draw", "T1", "10"], ["draw", "T3", "2"]], "--dry-run lists the draws")
    digest = re.search("[0-9a-f]{64}", dry.stdout.splitlines()[-1])
    if not verdict.expect(digest, "--dry-run prints the digest of its list", dry.stdout[-200:]):
        return
    digest = digest[0]
    it.refused(DAY1, "--approved with another digest", "--approved", "0" * 64, code=1, says=digest)
    it.refused(DAY1, "--approved with no digest", "--approved", "xyz", code=2)
    it.publish(DAY1, "--approved", digest)
    it.look("first publish", DAY1)
    entries = lines_of(root / "content/ledger.ndjson")
    now = {e["id"] for e in entries if e["kind"] == "publish"}
    verdict.equal(now, listed, "what was published is what --dry-run listed")
    verdict.equal(sorted(i for i in now if "/" in i), ["notices/n", "plans/P1"], "documents that are public on the first day")
    verdict.equal([(e["id"], e["drawn"]) for e in entries if e["kind"] == "draw"], [("T1", 10), ("T3", 2)], "draws that are sealed on the first day")
    table = [i for i in now if not i.startswith("R") and "/" not in i]
    verdict.equal(sorted(i for i in now if i.startswith("R")), ["R1", "R2", "R3", "R4", "R5", "R7"], "who is eligible on the first day")
    wanted = sorted([derived_id({"task_id": "T1", "object_name": "虚构县表格二厂", "items": ["设施"]}),
                     derived_id({"task_id": "T1", "object_name": "x", "object_code": "虚注字第2001号", "items": ["设施", "台账"]})])
    verdict.equal(sorted(table), wanted, "derived ids of the table")
    kept_list(it, digest)
    verdict.expect(all(e["on"] == DAY1 for e in entries), "all entries are of the day")
    site = shown(root)
    verdict.equal(site["R5"]["object_name"], "欧阳某某", "a person's name")
    verdict.equal((site["R7"]["published_on"], site["R1"]["published_on"]), ("2024-06-17", DAY1), "published_on: reported elsewhere, released here")
    verdict.expect("inspector_count" not in site["R7"] and "withheld" not in str(site), "what is not public stays out of the data")

    it.refused(DAY1, "nothing new, the same day", code=0)
    it.refused("2024-06-21", "nothing new, the next day", code=0, says="nothing to publish")
    it.refused("2024-06-19", "a day before the last entry", code=2, says=DAY1)
    before = read(root / "content/ledger.ndjson")

    it.publish(DAY2)
    it.look("second publish", DAY2)
    after = read(root / "content/ledger.ndjson")
    verdict.expect(after.startswith(before), "the ledger only grows")
    verdict.equal([(e["id"], e["on"]) for e in lines_of(root / "content/ledger.ndjson")[len(entries):]], [("R8", DAY2), ("R9", DAY2), (f"release-{len(entries) + 3}", DAY2)], "the second batch")
    verdict.equal(shown(root)["R1"]["published_on"], DAY1, "published_on of an older result")

    corrections(it)
    changed_sources(it)
    withdrawal(it)
    documents(it)


def corrections(it):
    root, verdict = it.root, it.verdict
    old = shown(root)
    it.corrections = [
        correction(1, "handling", None, "当场改正", "2024-07-15", "progress"),
        correction(1, "handling", "当场改正", "当场改正，已复查", "2024-07-20", "progress"),
        correction(2, "district", "城关镇", "北山镇", "2024-07-16"),
        correction(3, "items", ["污染防治设施运行情况", "台账<记录>情况"], ["污染防治设施运行情况"], "2024-07-17"),
        correction(9, "result", "发现问题待后续处理", "未发现问题", "2024-07-30", "investigation_closed", investigation={"outcome": "不予立案", "on": "2024-07-29"}),
        correction(8, "penalty", None, {"number": "虚环罚〔2024〕1号", "decided_on": "2024-07-28", "text": "罚款"}, "2024-07-31", "progress"),
        correction(3, "district", "城关镇", "CANARY-LATE-CORRECTION", "2029-01-01"),
    ]
    write(root / "content/corrections/c.json", it.corrections)
    hashes = tree(it.public)
    listing = it.publish(DAY3, "--dry-run").stdout
    verdict.equal(len([x for x in listing.splitlines() if x.startswith("correct\t")]), 6, "--dry-run lists the corrections")
    verdict.expect(tree(it.public) == hashes, "--dry-run left the site alone")
    it.publish(DAY3)
    it.look("corrections", DAY3)
    now = shown(root)
    verdict.equal((now["R1"]["handling"], now["R2"]["district"], now["R3"]["items"], now["R9"]["category"]), ("当场改正，已复查", "北山镇", ["污染防治设施运行情况"], "no-problem"), "the corrected values")
    verdict.equal([c["new"] for c in now["R1"]["corrections"]], ["当场改正", "当场改正，已复查"], "both steps are told")
    verdict.expect({"old", "new", "reason", "approver_role"} <= now["R2"]["corrections"][0].keys(), "what the data say of a correction", str(now["R2"]["corrections"]))
    verdict.equal({i: now[i]["published_on"] for i in old}, {i: old[i]["published_on"] for i in old}, "corrections leave published_on alone")
    page = read(it.public / "corrections.html").decode()
    verdict.expect(all(word in page for word in ("北山镇", "原因2&lt;district&gt;", "本部门主要负责人", DAY3)), "the correction log")
    it.refused(DAY3, "corrections, once more", code=0)


def changed_sources(it):
    """Changes of what is published."""
    root, verdict = it.root, it.verdict
    kept = read(root / "content/results/a.ndjson")
    change_record(root, 2, findings="悄悄加的一句")
    before = it.state()
    it.refused(DAY4, "a published record changed without a correction", code=1, says="R2")
    done = it.program("build", "--root", root, "--as-of", DAY4)
    verdict.expect(done.returncode == 1 and it.state() == before, "a changed record: build refuses, too", f"{done.returncode}")
    write(root / "content/corrections/d.json", [correction(2, "findings", None, "悄悄加的一句", "2024-08-02")])
    it.publish(DAY4, what="the source already says what the correction makes of it")
    it.look("a correction of a source that was mended before", DAY4)
    verdict.equal(shown(root)["R2"].get("findings"), "悄悄加的一句", "the mended value")
    now = read(root / "content/results/a.ndjson")
    for what, change in {"object_name": "改名", "inspected_on": "2024-06-01", "items": ["别的"], "department": "别的局", "inspector_count": None}.items():
        if what == "inspector_count":
            change_record(root, 7, inspector_count=5)  # never public: no part of what was sealed
            it.refused(DAY4, "a changed count of inspectors", code=0)
            change_record(root, 7, inspector_count=2)
        else:
            change_record(root, 7, **{what: change})
            it.refused(DAY4, f"a changed {what}", code=1, says="R7")
            write(root / "content/results/a.ndjson", now)
    change_record(root, 1, withheld={"ground": "other", "approved_by": "x", "approved_on": "2024-08-01"})
    it.refused(DAY4, "withheld after publication", code=1, says="R1")
    write(root / "content/results/a.ndjson", ndjson([r for r in lines_of(root / "content/results/a.ndjson") if r["id"] != "R1"]))
    it.refused(DAY4, "a published id vanished", code=1, says="R1")
    write(root / "content/results/a.ndjson", now)
    salts = read(root / "content/salts.ndjson")
    (root / "content/salts.ndjson").unlink()
    it.refused(DAY4, "lost salts", code=1)
    write(root / "content/salts.ndjson", salts)
    ledger = read(root / "content/ledger.ndjson")
    for what, text in {"an edited entry": ledger.replace(b'"R1"', b'"R0"', 1), "a removed entry": b"".join(ledger.splitlines(True)[:2] + ledger.splitlines(True)[3:]),
                       "two entries in another order": b"".join([*ledger.splitlines(True)[:2], ledger.splitlines(True)[3], ledger.splitlines(True)[2], *ledger.splitlines(True)[4:]])}.items():
        write(root / "content/ledger.ndjson", text)
        verdict.expect(chain_faults(lines_of(root / "content/ledger.ndjson")), f"the harness sees {what}")
        it.refused(DAY4, what, code=1)
    write(root / "content/ledger.ndjson", ledger)
    it.refused(DAY4, "all as it was", code=0)
    del kept


def withdrawal(it):
    root, verdict = it.root, it.verdict
    verdict.expect(holds(it.public, ["虚构待撤回冶炼厂"]), "the harness finds a name that is there")
    write(root / "content/corrections/w.json", [{"result_id": "R4", "reason": "误录之原因", "approved_by": "CANARY-APPROVER", "approver_role": "本部门主要负责人", "approved_on": "2024-08-20", "kind": "withdrawal"}])
    pages = {p for p in files_of(it.public) if p.endswith(".html")}
    it.publish("2024-08-21")
    it.gone = ["虚构待撤回冶炼厂", "WITHDRAWN", "撤回之违法事实", "撤回之查处结果", "误录之原因"]
    it.look("withdrawal", "2024-08-21")
    verdict.equal(shown(root)["R4"], {"id": "R4", "withdrawn_on": "2024-08-21", "kind": "withdrawal"}, "what stays of a withdrawn result in the data")
    page = read(it.public / "results/R4.html").decode()
    verdict.expect(all(word in page for word in ("R4", "撤回", "本部门主要负责人")), "the page of a withdrawn result")
    verdict.expect("已责令改正" not in re.sub(r"<(nav|footer|header)\b.*?</\1>", "", page, flags=re.S), "the page of a withdrawn result tells no category")
    verdict.expect(len(page) < len(read(it.public / "results/R3.html")), "it is a short page")
    verdict.equal(pages - set(files_of(it.public)), set(), "addresses that were public and are gone")
    ledger = read(root / "content/ledger.ndjson").decode()
    verdict.expect(not any(word in ledger for word in it.gone), "the ledger holds no values")
    it.refused("2024-08-21", "the withdrawal, once more", code=0)
    # someone empties the source of what was withdrawn
    change_record(root, 4, object_name="某", object_code="x", findings="x", handling="x")
    it.refused("2024-08-22", "an emptied source of a withdrawn result", code=0, says="nothing to publish")
    it.with_row = read(root / "content/results/a.ndjson")
    write(root / "content/results/a.ndjson", ndjson([r for r in records(root) if r["id"] != "R4"]))
    it.refused("2024-08-22", "a withdrawn result that has left the source", code=0, says="nothing to publish")
    it.look("a withdrawn result that has left the source", "2024-08-22")
    verdict.equal(pages - set(files_of(it.public)), set(), "addresses that were public and are gone with the source")


def gone(program, verdict, root):
    """Withdrawn results leave the content altogether: their rows, their corrections, their task. The site shows no difference."""
    make_root(root)
    content, it, heads = root / "content", Life(program, verdict, root), {"XDG_STATE_HOME": str(root / "heads")}
    rows = [result(7, task="T2", id=f"F{n:02d}", object_name=f"虚构县清单{n}厂", object_code=f"虚清字第{n}号") for n in range(1, 53)]
    rows[2].update(object_name="虚构县原名厂", district="原在镇", inspected_on="2023-12-01", concluded_on="2023-12-05", published_on="2023-12-20", published_via="虚构省平台", findings="须删之事实")
    del rows[2]["object_code"]
    write(content / "tasks/gone.json", {"id": "T5", "name": "须删之任务", "kind": "internal", "from": "2024-06-01", "ended_on": "2024-06-14", "status": "completed"})
    rows.append(result(7, task="T5", id="G1", object_name="虚构县又一须删厂", object_code="虚注字第须删号"))
    write(content / "results/f.ndjson", ndjson(rows))
    it.publish(DAY2)
    # more objects and more days than one: the correction moves the object's address, and the result from one category to another
    steps = [{**correction(0, *step), "result_id": "F03"} for step in (("object_name", "虚构县原名厂", "虚构县改名厂", "2024-07-15"),
             ("result", "未发现问题", "发现问题已责令改正", "2024-07-16"), ("handling", None, "须删之处理", "2024-07-17", "progress"))]
    write(content / "corrections/f.json", steps)
    it.publish(DAY3)
    standing = lambda: {p for p in files_of(it.public) if not p.startswith(("objects/by/", "search/"))}  # ways to what stands, as many as needed
    before = standing()
    objects = {f"objects/n-{sha256(canonical([name, '原在镇']))[:12]}.html" for name in ("虚构县原名厂", "虚构县改名厂")}
    wanted = {"data/2023/results.json", "summaries/2023-12.html", "summaries/2023.html", "tasks/T2/page/2.html", "tasks/T5.html", "categories/ordered-corrected.html", *objects}
    verdict.equal(wanted - before, set(), "the harness knows addresses that might go")
    order = re.findall(r"清单\d+厂", read(it.public / "tasks/T2/page/1.html").decode())
    withdrawals = [{"result_id": i, "reason": "涉密", "approved_by": "CANARY-APPROVER", "approver_role": "本部门主要负责人", "approved_on": "2024-08-20", "kind": "withdrawal"} for i in ("F03", "G1")]
    write(content / "corrections/w.json", withdrawals)
    write(content / "results/f.ndjson", ndjson([r for r in rows if r["id"] != "F03"]))
    it.refused("2024-08-21", "a row that is gone before its withdrawal is published", code=1, says="R0605")
    write(content / "results/f.ndjson", ndjson(rows))
    it.publish("2024-08-21")
    it.gone = ["须删之事实", "须删之处理", "原名厂", "改名厂", "须删厂", "须删号", "原在镇"]
    it.look("two withdrawals", "2024-08-21")
    page = read(it.public / "tasks/T2/page/1.html").decode()
    verdict.equal(re.findall(r"清单\d+厂", page), order, "the rows of a numbered page after the withdrawal")
    for path in ("data/2023/results.json", "data/results.json"):
        shown_there = {r["id"]: r for r in json.loads(read(it.public / path))["results"]}
        verdict.equal(shown_there["F03"], {"id": "F03", "withdrawn_on": "2024-08-21", "kind": "withdrawal"}, f"the stub in {path}")
    public, preview, kept = tree(it.public), tree(root / "site/preview"), read(content / "withdrawn.ndjson")
    verdict.equal(before - standing(), set(), "addresses that were public and are gone")
    states = json.loads(program.good("status", "--root", root, "--as-of", "2024-08-21", "--format", "json").stdout)["results"]
    verdict.equal([r["state"] for r in states if r["id"] in ("F03", "G1")], ["withdrawn"] * 2, "their state")

    def same(what):
        it.refused("2024-08-22", what, code=0, says="nothing to publish")
        it.look(what, "2024-08-22")
        verdict.expect(tree(it.public) == public, f"{what}: the live site differs")
        verdict.expect(tree(root / "site/preview") == preview, f"{what}: the preview differs", str([p for p in files_of(root / "site/preview") if tree(root / "site/preview").get(p) != preview.get(p)][:4]))
        verdict.equal(read(content / "withdrawn.ndjson"), kept, f"{what}: content/withdrawn.ndjson")
        program.good("verify", "--root", root, env=heads)
        program.good("verify", "--site", it.public, env=heads)
        now = json.loads(program.good("status", "--root", root, "--as-of", "2024-08-21", "--format", "json").stdout)["results"]
        verdict.equal([(r["id"], r["state"]) for r in now], [(r["id"], r["state"]) for r in states], f"{what}: status")
        for words in (["report", "2024", "--out", root / "year.xlsx"], ["report", "2024-06", "--out", root / "month.xlsx"], ["report", "--task", "T2", "--out", root / "task.zip"]):
            program.good(*words, "--root", root, "--as-of", "2024-08-22")
        program.good("report", "2024-07", "--out", root / "then.xlsx", "--root", root, "--as-of", DAY3)  # a day on which they stood

    same("all as it was")
    rows[2].update(object_name="某厂", result="不是结果", findings="已清空", district="别镇", task_id="T3")
    write(content / "results/f.ndjson", ndjson(rows))
    same("an emptied row")
    write(content / "results/f.ndjson", ndjson([r for r in rows if r["id"] not in ("F03", "G1")]))
    same("rows that are gone")
    (content / "corrections/f.json").unlink()
    same("corrections that are gone")
    left = [p for p in content.rglob("*") if p.is_file() and any(word.encode() in read(p) for word in it.gone)]
    verdict.equal(left, [], "what had to go stands in no file of the content")
    line = next(l for l in kept.decode().splitlines() if "objects/" in l)
    verdict.expect("seq" not in line and not any(i in kept.decode() for i in ("F03", "G1")), "no line names a result, none of an object a number", line)
    (content / "tasks/gone.json").unlink()
    it.publish("2024-08-22", what="a task that went with its results")
    it.gone.append("须删之任务")
    it.look("a task that went with its results", "2024-08-22")
    verdict.equal(before - standing(), set(), "addresses that were public and are gone with the task")
    verdict.expect("T5" in read(it.public / "tasks/T5.html").decode(), "the page of a task that is gone")
    for path, says in ((content / "withdrawn.ndjson", "R0605"), (content / "corrections/w.json", "R0606")):
        text = read(path)
        path.unlink()
        it.refused("2024-08-22", f"{path.name} is gone", code=1, says=says)
        found = json.loads(program("verify", "--root", root, "--format", "json", env=heads).stdout)["faults"]
        verdict.equal(sorted({f["record"] for f in found if f["kind"] == "uncovered_change"}), ["F03", "G1"], f"{path.name} is gone: what verify finds")
        write(path, text)
    write(content / "results/more.json", [result(8, task="T2", id="R11", inspected_on="2024-07-01", concluded_on="2024-07-05")])
    it.publish("2024-08-23", what="life goes on")
    it.look("life goes on", "2024-08-23")


def documents(it):
    """A plan that is revised, a notice that is changed or deleted, and what cannot happen to a drawn list any more."""
    root, verdict, day = it.root, it.verdict, "2024-08-23"
    plan, notice, tasks = (root / "content" / part for part in ("plans/p.json", "notices/n.md", "tasks/t.json"))
    kept = {path: read(path) for path in (plan, notice, tasks)}

    def refused(what, says, changes):
        for path, change in changes.items():
            path.unlink() if change is None else write(path, change)
        it.refused(day, what, code=1, says=says)
        for path in changes:
            write(path, kept[path])

    refused("a changed plan", "R0615", {plan: kept[plan].replace("二季度抽查".encode(), "第二季度抽查".encode())})
    refused("a changed notice", "R0615", {notice: kept[notice].replace("正文。".encode(), "改了。".encode())})
    refused("a deleted notice", "R0616", {notice: None})
    refused("a plan of a later day", "R0616", {plan: kept[plan].replace(b"2024-03-01", b"2025-03-01")})
    refused("one object more in a sealed list", "R0617", {tasks: kept[tasks].replace(b'"CANARY-SECRET-LIST-1"', b'"CANARY-SECRET-LIST-1", "X"')})
    refused("another object in a sealed list", "R0617", {tasks: kept[tasks].replace(b"CANARY-SECRET-LIST-1", b"CANARY-SECRET-LIST-3")})
    fewer = json.loads(kept[tasks])
    write(root / "content/results/c.json", [result(12, object_code="虚注字第1012号")])
    it.refused(day, "a result of an object that was not drawn", code=1, says="虚注字第1012号")
    (root / "content/results/c.json").unlink()
    fewer[0].pop("not_inspected")
    emptied = read(root / "content/results/a.ndjson")
    refused("two objects without a result or a reason, where one withdrawn result has left the source", "虚构县停业厂", {tasks: json.dumps(fewer, ensure_ascii=False).encode()})
    write(root / "content/results/a.ndjson", it.with_row)
    change_record(root, 4, object_name="虚构待撤回冶炼厂", object_code="虚注字第WITHDRAWN号")  # as long as it is empty, the object may have been any
    refused("an object without a result or a reason", "虚构县停业厂", {tasks: json.dumps(fewer, ensure_ascii=False).encode()})
    write(root / "content/results/a.ndjson", emptied)
    count = len(lines_of(root / "content/ledger.ndjson"))
    revised = {**json.loads(kept[plan]), "revisions": [{"on": "2024-08-22", "note": "更正名称"}], "title": "2024年度计划（修订）"}
    write(plan, revised)
    it.publish(day, what="a revised plan")
    it.look("a revised plan", day)
    verdict.equal([(e["kind"], e["id"], e.get("revisions")) for e in lines_of(root / "content/ledger.ndjson")[count:-1]], [("correct", "plans/P1", 1)], "the entry of a revision")
    verdict.expect("更正名称" in read(it.public / "plans/P1.html").decode(), "the page of the plan tells what was revised")
    write(plan, {**revised, "title": "再改"})
    it.refused(day, "a plan changed again under the same line", code=1, says="R0615")
    write(plan, revised)


def signed(program, verdict, root):
    """What is signed is what is published: a change of any kind after the signature makes another list."""
    it = Life(program, verdict, make_root(root))
    it.publish(DAY1)
    content = root / "content"
    write(content / "corrections/c.json", [correction(2, "district", "城关镇", "北山镇", "2024-07-09"),
                                           {k: v for k, v in correction(4, "", "", "", "2024-07-09", "withdrawal").items() if k not in ("field", "old", "new")}])
    write(content / "plans/p.json", {**json.loads(read(content / "plans/p.json")), "revisions": [{"on": "2024-07-09", "note": "更正"}], "title": "修订"})
    write(content / "notices/new.md", "---\ntitle: 又一公告\ndate: 2024-07-08\n---\n\n另一篇。\n")
    tasks = json.loads(read(content / "tasks/t.json"))
    write(content / "tasks/t.json", [*tasks, {"id": "T4", "name": "又一次抽查", "kind": "internal", "from": "2024-07-20", "status": "drawn", "objects": ["CANARY-SECRET-LIST-4", "CANARY-SECRET-LIST-5"]}])
    digest = lambda: re.search("[0-9a-f]{64}", it.publish(DAY2, "--dry-run").stdout.splitlines()[-1])[0]
    first = digest()
    verdict.equal(digest(), first, "the digest of an unchanged list")
    places = {"a field of a new result": ("results/a.ndjson", "已着手", "已经着手"), "a new value": ("corrections/c.json", "北山镇", "南山镇"), "a reason": ("corrections/c.json", "原因2", "原因二"),
              "the reason of a withdrawal": ("corrections/c.json", "原因4", "原因四"), "who approved": ("corrections/c.json", "CANARY-APPROVER", "CANARY-APPROVER2"),
              "the day of an approval": ("corrections/c.json", "2024-07-09", "2024-07-08"), "a revised plan": ("plans/p.json", "修订", "修订版"), "a new notice": ("notices/new.md", "另一篇", "另一段"),
              "a drawn object": ("tasks/t.json", "LIST-5", "LIST-6"), "an object more": ("tasks/t.json", '"CANARY-SECRET-LIST-5"', '"CANARY-SECRET-LIST-5", "CANARY-SECRET-LIST-7"')}
    for what, (path, old, new) in places.items():
        kept = read(content / path)
        verdict.expect(old.encode() in kept, f"the harness finds {old}")
        write(content / path, kept.replace(old.encode(), new.encode()))
        it.refused(DAY2, f"{what} changed after the signature", "--approved", first, code=1, says=first)
        write(content / path, kept)
    write(content / "results/more.json", [result(8, task="T2", id="R11", inspected_on="2024-07-01", concluded_on="2024-07-05")])
    it.refused(DAY2, "a result more after the signature", "--approved", first, code=1, says=first)
    (content / "results/more.json").unlink()
    sheet(it, first)
    it.publish(DAY2, "--approved", first)
    it.look("the signed list", DAY2)
    kept_list(it, first)


def kept_list(it, signed):
    """The release keeps what was signed under a salt that nobody outside has, and `verify --approved` knows the paper again."""
    ledger = read(it.root / "content/ledger.ndjson")
    release = json.loads(ledger.splitlines()[-1])
    salts = {e["seq"]: e["salt"] for e in lines_of(it.root / "content/salts.ndjson")}
    it.verdict.equal(release.get("approved"), sha256(canonical([signed, salts.get(release["seq"])])), "the release keeps the list that was signed")
    it.verdict.expect(signed.encode() not in ledger, "the digest of the signed list is not public")
    for digest, code, says in ((signed, 0, f"entry {release['seq']} ({release['on']})"), ("0" * 64, 1, "no release keeps")):
        found = it.program("verify", "--root", it.root, "--approved", digest, env={"XDG_STATE_HOME": str(it.root.parent / f"state-{it.root.name}")})
        it.verdict.equal(found.returncode, code, f"verify --approved {digest[:8]}: {found.stdout}{found.stderr}")
        it.verdict.expect(says in found.stdout, f"verify --approved {digest[:8]} says {says}", found.stdout)


def cells_of(book):
    """Sheet → rows of texts, by openpyxl."""
    return {s.title: [["" if v is None else str(v) for v in row] for row in s.iter_rows(values_only=True)] for s in book.worksheets}


def sheet(it, digest):
    """The paper for the signature, read by another program."""
    import openpyxl  # Debian: python3-openpyxl
    root, verdict = it.root, it.verdict
    paths = [root / "sheet.xlsx", root / "again.xlsx"]
    for path in paths:
        it.publish(DAY2, "--dry-run", "--out", path)
    verdict.equal(sha256(read(paths[0])), sha256(read(paths[1])), "the sheet, twice")
    it.refused(DAY2, "--out without --dry-run", "--out", root / "x.xlsx", code=2)
    book = openpyxl.load_workbook(paths[0])
    cells = cells_of(book)
    verdict.equal(list(cells), ["签批", "新公示", "更正和撤回", "文件", "抽取名单"], "the sheets for the signature")
    for s in book.worksheets:
        verdict.equal((s.page_setup.orientation, str(s.page_setup.paperSize)), ("landscape", "9"), f"{s.title}: A4 landscape")
        verdict.expect("&P" in (s.oddFooter.center.text or "") + (s.oddFooter.right.text or "") or "P" in str(s.oddFooter), f"{s.title}: page numbers")
        verdict.expect(s.title == "签批" or s.print_title_rows, f"{s.title}: a repeated header")
    cover = {row[0]: row[1] for row in cells["签批"] if row[0]}
    verdict.equal((cover["清单摘要（SHA-256）"], cover["截至日期"]), (digest, DAY2), "digest and day on the sheet")
    verdict.equal([cover[k] for k in ("新公示的检查结果", "更正和后续进展", "撤回的检查结果", "公开或修订的文件", "封存的抽取名单")], ["2条", "1项", "1条", "2件", "1份"], "counts on the sheet")
    verdict.equal([row[-1] for row in cells["签批"] if row[0] in ("虚构县生态环境局", "虚构县市场监督管理局", "合计") and row[-1]], ["1", "1", "2"], "results by department")
    verdict.expect(all(word in str(cells["签批"]) for word in ("经办人", "审核人", "本部门主要负责人", "签字")), "lines for signatures")
    column = {name: i for i, name in enumerate(cells["新公示"][0])}
    rows = {row[column["任务编号"]] + row[column["检查对象名称"]]: row for row in cells["新公示"][1:]}
    verdict.equal(sorted(rows), ["T2虚构县第8化工有限公司", "T2虚构县第9化工有限公司"], "new results on the sheet")
    verdict.equal([rows["T2虚构县第9化工有限公司"][column[k]] for k in ("检查结果", "检查日期", "归入类别")], ["发现问题待后续处理", "2024-07-02 00:00:00", "发现问题待后续处理"], "a new result on the sheet")
    # 20 working days after the determination, Friday 2024-07-05 and Monday 07-08; no day off in July and August but weekends
    verdict.equal([[rows[k][column["公示期限"]][:10], rows[k][column["是否按期"]]] for k in sorted(rows)], [["2024-08-02", "按期"], ["2024-08-05", "按期"]], "in time on the sheet")
    code = next(c for c in book["新公示"][2] if c.value and "虚注字" in str(c.value))
    verdict.equal((code.number_format, code.data_type), ("@", "s"), "a code is text")
    verdict.equal([row[:6] for row in cells["更正和撤回"][1:]], [["更正", "R2", "虚构县第2化工有限公司", "行政区划", "城关镇", "北山镇"], ["撤回", "R4", "虚构待撤回冶炼厂", "整条结果", "", ""]], "corrections on the sheet")
    verdict.equal([row[1] + row[3] for row in cells["文件"][1:]], ["notices/new新公开", "plans/P1修订"], "documents on the sheet")
    verdict.equal([row[::3] for row in cells["抽取名单"][1:]], [["T4", "2"]], "draws on the sheet")
    verdict.expect("CANARY-SECRET" not in str(cells) and "CANARY-WITHHELD" not in str(cells), "the sheet names no drawn object and nothing withheld")
    for path in paths:
        path.unlink()


def embargo_ends(program, verdict, root):
    """What was embargoed comes out when its day has passed, and not the day before."""
    it = Life(program, verdict, make_root(root))
    change_record(root, 10, inspected_on="2024-07-11", concluded_on="2024-07-12")
    it.publish(DAY2)
    it.look("embargo", DAY2)
    it.publish("2024-07-12")
    it.look("embargo over", "2024-07-12", secret=[])
    verdict.expect("R10" in shown(root), "an embargoed result is published when its day has passed")


def real_clock(program, verdict, root):
    it = Life(program, verdict, make_root(root, sample=False))
    it.refused(DAY1, "another day than today", code=2)
    before = it.state()
    done = program("publish", "--root", root, env={"SOURCE_DATE_EPOCH": "1718856000"})
    verdict.expect(done.returncode == 2 and it.state() == before, "another day than today by SOURCE_DATE_EPOCH", str(done.returncode))
    today = lambda: str((datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8)).date())
    first = today()
    it.publish(None, env={"TZ": "Pacific/Apia"})
    days = {e["on"] for e in lines_of(root / "content/ledger.ndjson")}
    verdict.expect(days <= {first, today()} and len(days) == 1, "entries are of today in UTC+8", str(days))
    verdict.equal(root_faults(root), [], "published today")


# ---- interruptions

END = 120  # system calls from the first append to the end, and some before


def two_days(program, root):
    """A root that was published once and has results and a correction waiting."""
    make_root(root)
    program.good("publish", "--root", root, "--as-of", DAY1)
    write(root / "content/corrections/c.json", [correction(2, "district", "城关镇", "北山镇", "2024-07-09")])
    return root


def finish(it, what, day="2024-07-11"):
    """The next publish closes what was left open; nothing stands twice."""
    if it.publish(day, what=f"{what}: the next publish").returncode != 0:
        return False
    for fault in root_faults(it.root):
        it.verdict.expect(False, f"{what}: after the next publish", fault)
    entries = lines_of(it.root / "content/ledger.ndjson")
    got = sorted((e["kind"], e["id"]) for e in entries if e["kind"] != "release")[-20:]
    it.verdict.expect([x for x in got if x[1] in ("R2", "R8", "R9")] == [("correct", "R2"), ("publish", "R2"), ("publish", "R8"), ("publish", "R9")], f"{what}: each entry once", str(got))
    it.verdict.expect(not [p for p in files_of(it.root / "site/.public.gongshi") if p.endswith(".new")], f"{what}: something was left behind")
    return True


def killed(program, verdict, home, points):
    killat = home / "killat"
    subprocess.run([os.environ.get("CC", "cc"), "-O2", "-o", str(killat), str(REPOSITORY / "tests/faults/killat.c")], check=True)
    base = two_days(program, home / "base")
    old = tree_digest(base / "site/public")

    def run(name, k, mode="kill"):
        root = home / name
        subprocess.run(["cp", "-a", str(base), str(root)], check=True)
        # inodes are new in the copy: a build tells it from the original, as after a restore from a backup
        return Life(program, verdict, root), program("publish", "--root", root, "--as-of", DAY2, "--jobs", 1, wrapped=(killat, k, mode))

    it, whole = run("count", 10**9)
    total = int(whole.stderr.split("total=")[1])
    verdict.expect(not root_faults(it.root), "an undisturbed publish under the tracer", str(root_faults(it.root)[:3]))
    seen = {"old": 0, "new": 0, "after the ledger": 0, "torn": 0}
    # the ledger is written and the site switched in the last calls: two thirds of the points lie there
    late = [total - i * max(1, END // max(1, points * 2 // 3)) for i in range(points * 2 // 3)]
    early = [1 + i * (total - END) // max(1, points - len(late)) for i in range(points - len(late))]
    modes = {"kill": "killed at", "e28": "disk full at", "e5": "input/output error at", "short": "short write at"}
    for k, mode in sorted({(k, "kill") for k in late + early if k > 0} | {(k, m) for i, k in enumerate(late) for m in [["e28", "short", "e5"][i % 3]] if k > 0}):
        it, done = run(f"kill-{k}-{mode}", k, mode)
        what = f"{modes[mode]} system call {k} of {total}"
        verdict.expect("fired" in done.stderr or done.returncode == 100, what, done.stderr[-200:])
        live, text = it.public, read(it.root / "content/ledger.ndjson")
        entries = [json.loads(line) for line in text[:text.rfind(b"\n") + 1].splitlines()]
        verdict.expect(not chain_faults(entries), f"{what}: the ledger", str(chain_faults(entries)[:2]))
        carried = lines_of(live / "data/ledger.ndjson")
        digest = tree_digest(live)
        good = carried == entries[:len(carried)] and carried[-1]["kind"] == "release" and carried[-1]["digest"] == digest
        verdict.expect(good, f"{what}: the live site is neither the old one nor the new one")
        seen["old" if digest == old else "new"] += 1
        seen["after the ledger"] += digest == old and len(entries) > len(carried)
        seen["torn"] += not text.endswith(b"\n")
        if mode != "kill" and done.returncode in (0, 100):
            verdict.expect(digest != old, f"{what}: exit 0, but the site is the old one")
        elif mode != "kill":
            verdict.equal(done.returncode, 3, f"{what}: exit, {done.stderr[-200:]}")
            verdict.expect("failed:" in done.stderr, f"{what}: failed without a word", done.stderr[-200:])
        finish(it, what, "2024-07-11" if k % 2 else DAY2)
        shutil.rmtree(it.root)
    print(f"  disturbed at {sum(seen[k] for k in ('old', 'new'))} of {total} calls: {seen}")
    if points >= 40:
        verdict.expect(seen["old"] and seen["new"] and seen["after the ledger"], "no point fell before the ledger, between ledger and switch, or after it", str(seen))


def cut_append(program, verdict, home, cuts):
    """The append to the ledger (and to the salts before it) ends after some bytes; the old site stands."""
    base = two_days(program, home / "cut-base")
    after = home / "cut-after"
    subprocess.run(["cp", "-a", str(base), str(after)], check=True)
    program.good("publish", "--root", after, "--as-of", DAY2)
    files = {name: (read(base / "content" / name), read(after / "content" / name)) for name in ("ledger.ndjson", "salts.ndjson")}
    old, new = files["ledger.ndjson"]
    lines = [i + 1 for i, byte in enumerate(new) if byte == 10 and i + 1 >= len(old)]
    inside = [i for i in range(len(old), len(new)) if new[i] >= 0x80]  # the bytes of a department's name
    lengths = {*lines, *inside[:4], *inside[-2:], *(n + 1 for n in lines[:-1]), *(n - 1 for n in lines[1:]), *range(len(old), len(new), max(1, (len(new) - len(old)) // cuts))}
    jobs = [("ledger.ndjson", n) for n in sorted(lengths)] + [("salts.ndjson", n) for n in range(len(files["salts.ndjson"][0]), len(files["salts.ndjson"][1]), 37)]
    for name, length in jobs:
        root, what = home / "cut", f"{name} cut after {length} bytes"
        subprocess.run(["cp", "-a", str(base), str(root)], check=True)
        write(root / "content/salts.ndjson", files["salts.ndjson"][1])
        write(root / "content" / name, files[name][1][:length])
        it = Life(program, verdict, root)
        whole = [e for e in lines_of(base / "content/ledger.ndjson")]
        got = [json.loads(x) for x in read(root / "content/ledger.ndjson")[:length if name == "ledger.ndjson" else None].splitlines(True) if x.endswith(b"\n")]
        open_batch = len(got) > len(whole) and got[-1]["kind"] != "release"
        check = program("build", "--root", root, "--as-of", DAY2)
        verdict.equal(check.returncode, 0, f"{what}: build, {check.stderr[-300:]}")
        if finish(it, what) and open_batch:  # closed with its own date, which is what published_on says
            entries = lines_of(root / "content/ledger.ndjson")
            verdict.equal((entries[len(whole)]["on"], entries[-1]["on"]), (DAY2, "2024-07-11"), f"{what}: days of the entry and of its release")
            verdict.equal(shown(root)["R8"]["published_on"], "2024-07-11", f"{what}: published_on")
        shutil.rmtree(root)
    print(f"  {len(jobs)} cuts")


def two_at_once(program, verdict, home, pairs):
    base = two_days(program, home / "pair-base")
    ends = {}
    for n in range(pairs):
        root = home / f"pair-{n}"
        subprocess.run(["cp", "-a", str(base), str(root)], check=True)
        words = [program.path, "publish", "--root", str(root), "--as-of", DAY2]
        both = []
        for i in range(2):
            both.append(subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT))
            time.sleep((n % 5) * 0.004 if i == 0 else 0)
        told = [p.communicate(timeout=120) for p in both]
        codes = sorted(p.returncode for p in both)
        ends[str(codes)] = ends.get(str(codes), 0) + 1
        what = f"two at once ({n})"
        verdict.expect(codes in ([0, 0], [0, 3]), f"{what}: exits", f"{codes} {told}")
        if codes == [0, 0]:
            verdict.expect(sum("nothing to publish" in out for out, _ in told) == 1, f"{what}: both say that they published", str(told))
        verdict.equal(root_faults(root), [], f"{what}: at once after them")
        finish(Life(program, verdict, root), what)
        shutil.rmtree(root)
    print(f"  two at once: {ends}")


def self_test(verdict, program, home):
    """The re-computation sees a flipped byte, a lost file, a stale one, a changed record and a forged ledger."""
    root = make_root(home / "self")
    program.good("publish", "--root", root, "--as-of", DAY1)
    public = root / "site/public"
    verdict.equal(root_faults(root), [], "a good site")

    def spoiled(what, path, text, says):
        good = read(path) if path.exists() else None
        path.unlink() if text is None else write(path, text)
        faults = root_faults(root)
        verdict.expect(any(says in f for f in faults), f"the harness sees {what}", str(faults[:3]))
        write(path, good) if good is not None else path.unlink()
    page, data = public / "results/R1.html", public / "data/results.json"
    spoiled("a flipped byte", page, read(page).replace(b"a", b"b", 1), "not that of the site")
    spoiled("a lost file", public / "feed.xml", None, "not that of the site")
    spoiled("a stale file", public / "stale.html", b"", "not that of the site")
    spoiled("a changed record", data, read(data).replace("城关镇".encode(), "北山镇".encode(), 1), "digest of entry")
    documents, draws = public / "data/documents.json", public / "data/draws.json"
    spoiled("a changed document", documents, read(documents).replace("2024年度计划".encode(), "2025年度计划".encode(), 1), "plans/P1: digest")
    spoiled("a document that is not shown", documents, json.dumps({"documents": json.loads(read(documents))["documents"][1:]}), "documents entered and shown differ")
    spoiled("another object in a draw", draws, read(draws).replace("虚注字第1001号".encode(), "虚注字第1009号".encode(), 1), "was not sealed")
    spoiled("a digest of a draw that was changed", draws, read(draws).replace(b'"digest":"', b'"digest":"0', 3), "draw T1: digest")
    closed = json.loads(read(draws))
    next(o for o in closed["draws"][0]["objects"] if "object" in o).pop("object")
    spoiled("an object that stays closed", draws, json.dumps(closed), "T1")
    spoiled("another salt", root / "content/salts.ndjson", read(root / "content/salts.ndjson").replace(b'"salt":"', b'"salt":"0', 1), "salts")
    entries = lines_of(root / "content/ledger.ndjson")
    spoiled("a shorter ledger", root / "content/ledger.ndjson", b"".join(canonical(e) + b"\n" for e in entries[:-1]), "another ledger")
    entries[0]["digest"] = "0" * 64
    spoiled("a forged entry", root / "content/ledger.ndjson", b"".join(canonical(e) + b"\n" for e in entries), "hash")
    write(public / "x/book.xlsx", b"")
    with zipfile.ZipFile(public / "x/book.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/sharedStrings.xml", "x" * 100 + "CANARY-WITHHELD")
    verdict.equal(holds(public, ["CANARY-WITHHELD"]), [("x/book.xlsx!xl/sharedStrings.xml", "CANARY-WITHHELD")], "the harness looks into workbooks")
    (public / "x/book.xlsx").unlink()


def main():
    options = arguments(__doc__, points=(60, "system calls to kill at"), pairs=(20, "pairs that publish at once"), cuts=(24, "bytes to cut the ledger at"),
                        strict=(False, "gaps are failures")).parse_args()
    program, verdict = Program(options.program), Verdict("publish")
    with workplace(options, "publish") as home:
        for part in (lambda: self_test(verdict, program, home), lambda: life(program, verdict, home / "life"), lambda: gone(program, verdict, home / "gone"),
                     lambda: signed(program, verdict, home / "signed"), lambda: embargo_ends(program, verdict, home / "embargo"), lambda: real_clock(program, verdict, home / "real"),
                     lambda: cut_append(program, verdict, home, options.cuts), lambda: two_at_once(program, verdict, home, options.pairs),
                     lambda: killed(program, verdict, home, options.points)):
            part()
    return verdict.end(options.strict, f", {program.runs} runs, {program.seconds:.0f} s in the program")


if __name__ == "__main__":
    sys.exit(main())
