#!/usr/bin/env python3
"""What must stay secret stands in no byte of a site; and does stand there when it is lawful, so that this test can fail.

    secrecy.py --program GONGSHI

The texts of results, drawn lists, the library, corrections and private columns carry words of their own. A root is built and published on three days: before the inspection has
ended, after it, and after a withdrawal. Each time every file, workbooks unpacked, is looked through for what may not be there yet,
may never be there, or may be there no more. And every kind of file that the site is made of must have been changed by the embargo,
the correction and the withdrawal, or be listed as one that they do not touch.
"""
import sys

sys.dont_write_bytecode = True
from sites import *

BUREAU = "虚构县生态环境局"
EARLY, LATE, AFTER = "2024-06-05", "2024-06-28", "2024-07-10"
NEVER = ["KEEPWITHHELD", "KEEPAPPROVER", "KEEPNOTE", "KEEPINSPECTOR", "KEEPCONTACT", "KEEPLIBRARY", "KEEPDRAWN", "KEEPFUTURE", "KEEPPERSON"]
# kind of file → a pattern of its paths; None beside an event: it does not touch this kind, for this reason.
KINDS = {
    "home": r"index\.html", "task": r"tasks/[^/]+\.html", "tasks": r"tasks\.html", "result": r"results/[^/]+\.html", "results": r"results\.html",
    "object": r"objects/[^/]+\.html", "objects": r"objects(/by/\d+)?\.html", "summary": r"summaries/.*\.html", "category": r"categories/.*\.html",
    "corrections": r"corrections\.html", "data": r"data/(\d+/)?results\.(csv|json|ndjson|xlsx)", "report": r"reports/.*\.xlsx", "feed": r"feed\.xml",
    "sitemap": r"sitemap\.xml", "search": r"search/.*", "ledger": r"data/ledger\.ndjson", "draws": r"data/draws\.json", "datapackage": r"data/datapackage\.json",
    # what no result stands in
    "plan": r"plans.*", "items": r"items\.html", "notice": r"notices.*", "guide": r"guide/.*", "search page": r"search\.html", "missing page": r"404\.html",
    "documents": r"data/documents\.json", "schema": r"data/schema/.*", "summaries": r"summaries\.html", "robots": r"robots\.txt", "static": r"static/.*",
}
UNTOUCHED = {"plan", "items", "notice", "guide", "search page", "missing page", "documents", "schema", "robots", "static"}
# kind → events that change none of its bytes, and why
EXCEPT = {"tasks": {"correction", "withdrawal"}, "objects": {"correction"}, "sitemap": {"correction"}, "draws": {"correction"}, "datapackage": {"embargo", "correction", "withdrawal"},
          "summaries": {"correction", "withdrawal"}}


def result(number, **more):
    return {"id": f"R{number}", "task_id": "T1", "object_name": f"NAME{number}虚构厂", "object_code": f"虚注字第CODE{number}号", "district": f"DISTRICT{number}镇",
            "industry": f"INDUSTRY{number}", "items": [f"ITEM{number}"], "inspected_on": "2024-06-03", "concluded_on": "2024-06-04", "completed_on": "2024-06-04",
            "result": "发现问题已责令改正", "findings": f"FINDINGS{number}", "handling": f"HANDLING{number}", "transferred_to": f"TRANSFER{number}",
            "penalty": {"number": f"PENALTY{number}", "text": f"PENALTYTEXT{number}"}, "reply": {"text": f"REPLY{number}", "on": "2024-06-04"}, **more}


def words(number):
    return [f"{word}{number}" for word in ("NAME", "CODE", "DISTRICT", "INDUSTRY", "ITEM", "FINDINGS", "HANDLING", "TRANSFER", "PENALTY", "PENALTYTEXT", "REPLY")]


def keep(word):
    """A record all of whose texts hold the word."""
    return {"object_name": word, "object_code": f"虚注字第{word}号", "district": word, "industry": word, "items": [word], "findings": word, "handling": word,
            "transferred_to": word, "penalty": {"number": word, "text": word}, "reply": {"text": word, "on": "2024-06-04"}, "department": BUREAU}


def make_root(root):
    write(root / "site/site.json", {"organisation": {"name": BUREAU}, "site": {"name": "公示", "domain": "g.example"}, "base_url": "https://g.example/",
                                    "profile": "sample", "sample": True, "as_of": AFTER})
    # ended_on is wrong: an object is inspected on the 20th, and until then the rest of the list is secret.
    write(root / "content/tasks/t.json", [{"id": "T1", "name": "抽查", "kind": "internal", "from": "2024-06-01", "to": "2024-06-20", "ended_on": "2024-06-04",
          "completed_on": "2024-06-20", "status": "completed", "drawn": 7, "lead": BUREAU, "objects": [*(f"虚注字第{word}号" for word in ("CODE1", "CODE2", "CODE3", "KEEPWITHHELD")), "欧阳KEEPPERSON", "表格厂", "ABSENTOBJECT"],
          "not_inspected": [{"object": "ABSENTOBJECT", "reason": "ABSENTREASON"}]},
        {"id": "T9", "name": "年末抽查", "kind": "internal", "from": "2024-06-01", "to": "2030-12-31", "status": "drawn", "drawn": 2, "lead": BUREAU,
         "objects": ["KEEPDRAWN1", "KEEPDRAWN2"], "not_inspected": [{"object": "KEEPDRAWN3", "reason": "KEEPDRAWN4"}]}])
    write(root / "content/results/a.ndjson", ndjson([result(1), result(2), result(3, inspected_on="2024-06-20", concluded_on="2024-06-20", completed_on="2024-06-20"),
        result(4, **keep("KEEPWITHHELD"), withheld={"ground": "trade_secret", "approved_by": "KEEPAPPROVER", "approved_on": "2024-06-04", "note": "KEEPNOTE"}),
        result(5, **keep("KEEPFUTURE"), ) | {"task_id": "T9", "inspected_on": "2030-01-01", "concluded_on": "2030-01-02", "completed_on": "2030-01-02"},
        {"id": "R6", "task_id": "T1", "object_name": "欧阳KEEPPERSON", "object_code": "KEEPPERSON1", "object_type": "person", "inspected_on": "2024-06-03",
         "concluded_on": "2024-06-04", "completed_on": "2024-06-04", "result": "未发现问题"}]))
    write(root / "content/results/b.csv", "\ufeff任务编号,企业名称,抽查事项,检查日期,结果认定日期,任务完成日期,检查人员,联系人,联系电话,手机,身份证号,家庭住址,抽查结果\n"
          "T1,表格厂,设施,2024-06-03,2024-06-04,2024-06-04,KEEPINSPECTOR,KEEPCONTACT1,KEEPCONTACT2,KEEPCONTACT3,KEEPCONTACT4,KEEPCONTACT5,未发现问题\n")
    write(root / "content/objects/o.json", [{"name": "KEEPLIBRARY1", "code": "KEEPLIBRARY2", "former_names": ["KEEPLIBRARY3"], "district": "KEEPLIBRARY4"}])
    return root


def kind_of(path):
    return next((kind for kind, pattern in KINDS.items() if re.fullmatch(pattern, path) or re.fullmatch(pattern.replace(r"\.html", r"/page/\d+\.html"), path)), None)


def look(verdict, place, absent, present, what):
    found = holds(place, [*NEVER, *absent])
    verdict.expect(not found, f"{what}: secrets in {place.name}", str(found[:6]))
    here = {word for _, word in holds(place, present)}
    verdict.expect(here == set(present), f"{what}: what is lawful is shown", f"missing {sorted(set(present) - here)[:8]}")


def changed(verdict, before, after, event):
    """Each kind of file was touched by the event, or is listed as one that is not."""
    paths = before.keys() | after.keys()
    moved = {kind_of(p) for p in paths if before.get(p) != after.get(p)}
    every = {kind_of(p) for p in paths}
    verdict.expect(None not in every, "a kind of file without a case", str([p for p in paths if kind_of(p) is None][:5]))
    still = every - moved - UNTOUCHED - {k for k, events in EXCEPT.items() if event in events} - {None}
    verdict.expect(not still, f"{event}: kinds of files that it does not reach, and that no one has listed", str(sorted(still)))


def play(program, verdict, root):
    public, preview = root / "site/public", root / "site/preview"
    open_words = [*words(1), *words(2), "表格厂", "欧阳某某"]
    absent = ["ABSENTOBJECT", "ABSENTREASON"]
    program.good("publish", "--root", root, "--as-of", EARLY)
    program.good("build", "--root", root, "--as-of", EARLY)
    for place in (public, preview):
        look(verdict, place, [*words(3), *absent], open_words, "before the inspection has ended")
    first = tree(public)
    program.good("publish", "--root", root, "--as-of", LATE)
    look(verdict, public, [], [*open_words, *words(3), *absent], "after the inspection")
    second = tree(public)
    changed(verdict, first, second, "embargo")
    role = {"approved_by": "KEEPAPPROVER", "approver_role": "本部门主要负责人"}
    write(root / "content/corrections/c.json", [{"result_id": "R2", "field": "result", "old": "发现问题已责令改正", "new": "未发现问题", "reason": "REASON2", "approved_on": "2024-07-01", "kind": "error", **role},
        {"result_id": "R1", "field": "findings", "old": "FINDINGS1", "new": "LATER1", "reason": "LATER2", "approved_on": "2024-08-01", "kind": "error", **role}])
    program.good("publish", "--root", root, "--as-of", "2024-07-02")
    look(verdict, public, ["LATER1", "LATER2"], [*open_words, "REASON2"], "after a correction")
    third = tree(public)
    changed(verdict, second, third, "correction")
    write(root / "content/corrections/d.json", [{"result_id": "R2", "reason": "GONEREASON", "approved_on": "2024-07-05", "kind": "withdrawal", **role}])
    program.good("publish", "--root", root, "--as-of", AFTER)
    program.good("build", "--root", root, "--as-of", AFTER)
    for place in (public, preview):
        look(verdict, place, [*words(2), "REASON2", "GONEREASON", "LATER1", "LATER2"], [*words(1), *words(3)], "after a withdrawal")
    changed(verdict, third, tree(public), "withdrawal")


def main():
    options = arguments(__doc__).parse_args()
    program, verdict = Program(options.program), Verdict("secrecy")
    with workplace(options, "secrecy") as home:
        play(program, verdict, make_root(home / "root"))
    return verdict.end()


if __name__ == "__main__":
    sys.exit(main())
