#!/usr/bin/env python3
"""No edit of a published record passes without an entry of its approval: random edits (the same ones every time) of every public key,
each refused by `check`, `build` and `publish` with the code for it, nothing written; refused still with a correction that another role
approved, that says another value, or that covers one of two keys; accepted with the correction, and `publish --dry-run` lists it.

    edits.py --program GONGSHI [--edits N]
    edits.py --program GONGSHI --self-test     sees that edits that pass are found: with the ledger gone, none is refused
"""
import datetime
import pathlib
import random
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from sites import *

BUREAU = "虚构县生态环境局"
DAY, APPROVED, AFTER = "2024-08-01", "2024-08-05", "2024-08-06"
PRINCIPAL = "本部门主要负责人"
# Wordings of the profile `sample`; the last is one of them written otherwise, which is another text.
WORDINGS = ["未发现问题", "发现问题已责令改正", "发现问题待后续处理", "不配合检查情节严重", "发现问题已立案调查", "发现问题 已责令改正"]
DATES = {"inspected_on": ("2024-06-03", "2024-06-07"), "concluded_on": ("2024-06-10", "2024-06-14"), "completed_on": ("2024-06-17", "2024-06-21"),
         "transferred_on": ("2024-06-17", "2024-06-28"), "platform_on": ("2024-06-17", "2024-07-20"), "published_on": ("2024-06-18", "2024-06-28")}
WORDS = {"number": "虚环检〔2024〕{}号", "object_name": "虚构县第{}化工有限公司", "object_code": "虚注字第{}号", "district": "虚构镇第{}片", "industry": "化工{}类",
         "department": "虚构县第{}执法局", "findings": "台账记录不全，第{}页缺失", "handling": "已责令第{}车间改正", "transferred_to": "虚构县第{}管理局",
         "published_via": "虚构省第{}平台"}
REQUIRED = {"id", "task_id", "object_name", "result"}
# Never taken away: without the dates nothing is published, and a result that names no department has the one that its entry keeps.
KEPT = REQUIRED | {"inspected_on", "concluded_on", "department"}
# A person is shown as 姓+某某 without a code: name and code of the source are not what was published.
NOT_OF_PERSONS = {"object_name", "object_code", "object_type"}


def public_keys():
    """key → what the schema says of it; all but the two that are not public."""
    schema = json.loads(read(REPOSITORY / "site/schema/result.schema.json"))
    return {key: rule for key, rule in schema["$defs"]["result"]["properties"].items() if key not in ("inspector_count", "withheld")}


KEYS = public_keys()


def value_of(key, dice):
    """Some value that the key may have."""
    if key in DATES:
        first, last = map(datetime.date.fromisoformat, DATES[key])
        return str(first + datetime.timedelta(dice.randint(0, (last - first).days)))
    if key in WORDS:
        return WORDS[key].format(dice.randint(1, 999))
    if "enum" in KEYS[key]:
        return dice.choice([word for word in KEYS[key]["enum"] if word != "person"])
    if key == "task_id":
        return dice.choice(["T1", "T2", "T3"])
    if key == "result":
        return dice.choice(WORDINGS)
    if key == "items":
        return dice.sample(["污染防治设施运行情况", "台账记录情况", "排污许可执行情况", "监测报告情况"], dice.randint(1, 4))
    if key == "penalty":
        return {"number": f"虚环罚〔2024〕{dice.randint(1, 99)}号", "decided_on": f"2024-07-{dice.randint(1, 28):02}", "text": f"罚款{dice.randint(1, 9)}万元"}
    if key == "reply":
        return {"text": f"第{dice.randint(1, 99)}项已经整改", "on": f"2024-07-{dice.randint(1, 28):02}"}
    raise AssertionError(f"the suite has no values for the key {key}")


def record(number, dice):
    """A result that has about two thirds of the keys; every key in one of three records."""
    out = {"id": f"R{number}"}
    for i, key in enumerate(k for k in KEYS if k != "id"):
        if key in REQUIRED or (i + number) % 3 or key in ("inspected_on", "concluded_on"):
            out[key] = value_of(key, dice)
    out["object_name"], out["object_code"] = WORDS["object_name"].format(f"{number}号"), WORDS["object_code"].format(f"{number}甲")
    out["object_type"] = out.get("object_type", "enterprise")
    if "published_on" not in out or "published_via" not in out:
        out.pop("published_on", None), out.pop("published_via", None)
    if number % 6 == 0:
        out.update(object_type="person", object_name="欧阳某甲")
        out.pop("object_code", None)
    return out


def changed_text(text, dice):
    """One character more, less or other; or two exchanged."""
    at = dice.randrange(len(text))
    ways = [text[:at] + "改" + text[at:], text[:at] + "另" + text[at + 1:], text + "。"]
    if len(text) > 1:
        ways += [text[:at] + text[at + 1:], text[1:] + text[0]]
    return dice.choice([way for way in ways if way.strip() == way and way != text])


def changed_value(key, old, dice):
    """Another value, by a small change where it is text; None takes the key away."""
    while (new := some_change(key, old, dice)) == old:
        pass
    return new


def some_change(key, old, dice):
    if old is not None and key not in KEPT and dice.random() < 0.15:
        return None
    if old is not None and key in WORDS and dice.random() < 0.7:
        return changed_text(old, dice)
    if old is not None and isinstance(old, dict) and dice.random() < 0.7:
        inner = dice.choice(sorted(old))
        return {**old, inner: changed_text(old[inner], dice) if inner in ("text", "number") else "2024-07-29"}
    if key == "items" and old is not None and len(old) > 1 and dice.random() < 0.4:
        return old[1:] + old[:1]
    return value_of(key, dice)


class Bench:
    def __init__(self, program, verdict, root, dice):
        self.program, self.verdict, self.root, self.dice = program, verdict, root, dice
        write(root / "site/site.json", {"organisation": {"name": BUREAU}, "site": {"name": "结果公示"}, "base_url": "https://g.example/",
                                        "profile": "sample", "sample": True, "as_of": "2024-12-31"})
        write(root / "content/tasks/t.json", [{"id": t, "name": f"抽查{t}", "kind": "internal", "from": "2024-06-01", "to": "2024-06-30",
                                              "ended_on": "2024-06-14", "completed_on": "2024-06-17"} for t in ("T1", "T2", "T3")])
        self.records = [record(n, dice) for n in range(1, 19)]
        self.put(self.records)
        program.good("publish", "--root", root, "--as-of", DAY)
        self.kept = self.state()
        verdict.equal({key for r in self.records for key in r}, set(KEYS), "the published records have every public key")

    def put(self, records, corrections=()):
        write(self.root / "content/results/a.ndjson", ndjson(records))
        write(self.root / "content/corrections/c.json", list(corrections))

    def state(self):
        return stamps(self.root / "site/public"), *(read(self.root / "content" / name) for name in ("ledger.ndjson", "salts.ndjson"))

    def run(self, command, *words):
        return self.program(command, "--root", self.root, "--as-of", AFTER, *words)

    def check(self):
        done = self.run("check", "--format", "json")
        found = json.loads(done.stdout)["diagnostics"]
        return done.returncode, {(d["code"], d.get("record")) for d in found if d["severity"] == "error"}

    def refused(self, what, codes, identity):
        code, errors = self.check()
        self.verdict.expect(code == 1 and any((c, identity) in errors for c in codes), f"{what}: check does not refuse it by {codes}", f"exit {code}, {errors}")

    def untouched(self, what):
        for command in ("build", "publish"):
            done = self.run(command)
            self.verdict.expect(done.returncode == 1, f"{what}: {command} does not refuse it", f"exit {done.returncode} {done.stdout[-200:]}")
        self.verdict.expect(self.state() == self.kept, f"{what}: site or ledger was touched")

    def passes(self, what, identity, fields):
        code, errors = self.check()
        if not self.verdict.expect(code == 0, f"{what}: corrected, and still refused", str(errors)):
            return
        done = self.run("publish", "--dry-run")
        listed = {tuple(line.split("\t")[1:3]) for line in done.stdout.splitlines() if line.startswith("correct\t")}
        self.verdict.equal(listed, {(identity, field) for field in fields}, f"{what}: the corrections that publish would enter")


def correction(identity, field, old, new, **more):
    return {"result_id": identity, "field": field, "old": old, "new": new, "reason": "录入有误", "approved_by": "王某某", "approver_role": PRINCIPAL,
            "approved_on": APPROVED, "kind": "error", **more}


def with_values(source, values):
    return {k: v for k, v in {**source, **values}.items() if v is not None}


def one_edit(bench, number):
    """An edit of one or two keys of a record, and what corrections make of it."""
    dice, records = bench.dice, bench.records
    at = dice.randrange(len(records))
    source = records[at]
    keys = [k for k in KEYS if k != "id" and (k != "published_on" or k in source) and not (source.get("object_type") == "person" and k in NOT_OF_PERSONS)]
    first = keys[number % len(keys)]
    chosen = [first] + ([dice.choice([k for k in keys if k != first])] if dice.random() < 0.2 else [])
    values = {key: changed_value(key, source.get(key), dice) for key in chosen}
    if "published_via" in values and (values["published_via"] is None or "published_via" not in source):
        values["published_via"] = "虚构省平台乙" if "published_via" in source else None
        if values["published_via"] is None:
            del values["published_via"]
            values["findings"] = "补写的一句"
    while values.get("published_on", "") is None:  # it goes with the system alone
        values["published_on"] = changed_value("published_on", source["published_on"], dice)
    edited = records[:at] + [with_values(source, values)] + records[at + 1:]
    what = f"edit {number} of {source['id']}: {json.dumps(values, ensure_ascii=False)}"
    bench.put(edited)
    bench.refused(what, ["R0606"], source["id"])
    bench.untouched(what)
    # A result that names no department was published as the bureau's own.
    covers = [correction(source["id"], key, source.get(key, BUREAU if key == "department" else None), new) for key, new in values.items()]
    bench.put(edited, [{**c, "approver_role": "科员"} for c in covers])
    bench.refused(f"{what}, approved by another", ["R0610"], source["id"])
    if len(covers) > 1:
        bench.put(edited, covers[:1])
        bench.refused(f"{what}, one of two corrected", ["R0606"], source["id"])
    else:
        other = changed_value(covers[0]["field"], covers[0]["new"], dice)
        if other is not None and other != covers[0]["old"]:
            bench.put(edited, [{**covers[0], "new": other}])
            bench.refused(f"{what}, corrected to {other}", ["R0606", "R0601"], source["id"])
    bench.put(edited, covers)
    bench.passes(what, source["id"], values)
    return set(values)


def whole_record(bench, number):
    """A record that goes, changes its id, or is withheld after its publication: no correction of a key covers that."""
    dice, records = bench.dice, bench.records
    at = dice.randrange(len(records))
    source = records[at]
    way, record, codes = dice.choice([
        ("is deleted", [], ["R0605"]), ("gets another id", [{**source, "id": source["id"] + "-2"}], ["R0605"]),
        ("is withheld", [{**source, "withheld": {"ground": "trade_secret", "approved_by": "王某某", "approved_on": APPROVED}}], ["R0604"])])
    what = f"edit {number}: {source['id']} {way}"
    bench.put(records[:at] + record + records[at + 1:])
    bench.refused(what, codes, source["id"])
    bench.untouched(what)


def at_the_end(bench):
    """All is as it was; and one edit is published with its correction."""
    bench.put(bench.records)
    bench.verdict.equal(bench.run("publish").returncode, 0, "the records as they were")
    bench.verdict.expect(bench.state() == bench.kept, "the records as they were: nothing to publish")
    source = bench.records[0]
    edited = [{**source, "findings": "当场发现一处渗漏"}, *bench.records[1:]]
    bench.put(edited, [correction(source["id"], "findings", source.get("findings"), "当场发现一处渗漏")])
    bench.program.good("publish", "--root", bench.root, "--as-of", AFTER)
    entries = [e for e in lines_of(bench.root / "content/ledger.ndjson") if e["kind"] == "correct"]
    bench.verdict.equal([(e["id"], e["field"], e["approver_role"], e["approved_on"]) for e in entries], [(source["id"], "findings", PRINCIPAL, APPROVED)], "the entry of the approval")
    bench.put(edited)
    bench.refused("the correction is taken away again", ["R0606"], source["id"])


def main():
    options = arguments(__doc__, edits=(500, "random edits"), seed=(20240801, "of the dice"), self_test=(False, "with the ledger gone")).parse_args()
    program, verdict = Program(options.program), Verdict("edits")
    with workplace(options, "edits") as home:
        bench = Bench(program, verdict, home / "root", random.Random(options.seed))
        if options.self_test:
            for number in range(len(KEYS)):
                for name in ("ledger.ndjson", "salts.ndjson"):
                    write(bench.root / "content" / name, "")
                one_edit(bench, number)
            missed = sum("check does not refuse" in fault for fault in verdict.faults)
            print(f"edits: with the ledger gone, {missed} edits of {len(KEYS)} are said to pass")
            return 0 if missed >= len(KEYS) else 1
        seen = set()
        for number in range(options.edits):
            if number % 12 == 11:
                whole_record(bench, number)
            else:
                seen |= one_edit(bench, number)
        verdict.equal(seen | {"id"}, set(KEYS), "keys that were edited")
        at_the_end(bench)
    return verdict.end(more=f", {options.edits} edits, seed {options.seed}, {program.runs} runs, {program.seconds:.0f} s in the program")


if __name__ == "__main__":
    sys.exit(main())
