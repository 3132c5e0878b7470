#!/usr/bin/env python3
"""The life of one result on the command line, and what `verify` says after each attack on its ledger, its data and its site.

    verify.py --program GONGSHI

Written, checked, published, corrected, published again, verified; then every attack is made on a copy of the root and on a downloaded copy
of its site, and the kind and the number of the first fault are compared with what was done. Hashes are made anew by this script where an
attacker would.
"""
import json
import os
import pathlib
import shutil
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from sites import *

DAYS = ["2024-06-20", "2024-07-10", "2024-07-11"]
BUREAU = "虚构县生态环境局"
APPROVAL = ["--approved-by", "王某", "--approver-role", "本部门主要负责人"]


def make_root(root):
    write(root / "site/site.json", {"organisation": {"name": BUREAU}, "site": {"name": "公示"}, "base_url": "https://gongshi.example/", "profile": "sample", "sample": True})
    write(root / "content/tasks/t.json", {"id": "T1", "name": "抽查", "kind": "internal", "selection": "untargeted", "lead": BUREAU, "from": "2024-05-01",
                                          "to": "2024-06-14", "ended_on": "2024-06-14", "completed_on": "2024-06-14", "status": "completed"})
    records = [{"id": f"R{i}", "task_id": "T1", "object_name": f"虚构县第{i}厂", "inspected_on": "2024-06-03", "concluded_on": "2024-06-05",
                "result": "未发现问题"} for i in range(1, 6)]
    write(root / "content/results/r.ndjson", ndjson(records))
    return root


class Bench:
    def __init__(self, program, verdict, home):
        self.program, self.verdict, self.home, self.number = program, verdict, home, 0
        self.root = make_root(home / "root")

    def publish(self, day):
        self.program.good("publish", "--root", self.root, "--as-of", day)

    def copy(self, source=None):
        self.number += 1
        target = self.home / f"copy-{self.number}"
        shutil.copytree(source or self.root, target, symlinks=True)
        return target

    def verify(self, *words, state=None, code=None):
        done = self.program("verify", *words, "--format", "json", env={"XDG_STATE_HOME": str(state or self.home / "none"), "HOME": str(self.home / "user")})
        if code is not None:
            self.verdict.equal(done.returncode, code, f"verify {' '.join(map(str, words))}: exit")
        return json.loads(done.stdout)

    def first(self, said):
        return (said["faults"][0]["kind"], said["faults"][0]["entry"]) if said["faults"] else None

    def attack(self, what, wanted, change, state=None, head=()):
        """`change` gets a copy of the root, and its ledger as records; what it gives back is written."""
        root = self.copy()
        path = root / "content/ledger.ndjson"
        changed = change(root, lines_of(path))
        if changed is not None:
            write(path, as_lines(changed))
        said = self.verify("--root", root, *head, state=state, code=1 if wanted else 0)
        self.verdict.equal(self.first(said), wanted, f"root: {what}")
        self.verdict.equal(said["good"], wanted is None, f"root: {what}: good")

    def attack_site(self, what, wanted, change, state=None, head=()):
        site = self.copy(self.root / "site/public")
        path = site / "data/ledger.ndjson"
        changed = change(site, lines_of(path))
        if changed is not None:
            write(path, as_lines(changed))
        said = self.verify("--site", site, *head, state=state, code=1 if wanted else 0)
        self.verdict.equal(self.first(said), wanted, f"site: {what}")


def entry_hash(entry):
    return sha256(canonical({k: v for k, v in entry.items() if k != "hash"}))


def as_lines(entries):
    return "".join(json.dumps(e, ensure_ascii=False, separators=(",", ":")) + "\n" for e in entries)


def changed(entries, at, anew=False, **values):
    """Entry `at` with other values; `anew`: with every hash from there on made anew."""
    entries = [dict(e) for e in entries]
    entries[at - 1].update(values)
    for i in range(at - 1, len(entries) if anew else 0):
        if i > at - 1:
            entries[i]["prev"] = entries[i - 1]["hash"]
        entries[i]["hash"] = entry_hash(entries[i])
    return entries


def ledger_attacks(attack, last, seen, seen_head, fork):
    """What is the same for a root and for a downloaded site; `seen`: a state folder that knows the last head;
    `fork`: where a forged history is seen first, which a root knows by the ledger that its site carries."""
    attack("untouched", None, lambda place, e: None, state=seen)
    attack("a date changed", ("edited", 3), lambda place, e: changed(e, 3, on="2024-06-19"))
    attack("a digest changed", ("edited", 1), lambda place, e: changed(e, 1, digest="0" * 64))
    attack("an entry removed", ("removed", 4), lambda place, e: e[:3] + e[4:])
    attack("the first removed", ("removed", 1), lambda place, e: e[1:])
    attack("two swapped", ("reordered", 2), lambda place, e: [e[0], e[2], e[1], *e[3:]])
    attack("one doubled", ("edited", 5), lambda place, e: e[:5] + e[4:])
    attack("cut within a batch", ("cut", last), lambda place, e: e[:-1], state=seen)
    attack("history written anew", ("forked", fork), lambda place, e: changed(e, 2, anew=True, department="别的局"), state=seen)
    attack("history written anew, head given", ("forked", fork), lambda place, e: changed(e, 2, anew=True, department="别的局"), head=("--head", f"{last}:{seen_head}"))


def live(bench, seen):
    verdict, program, root = bench.verdict, bench.program, bench.root
    done = program("check", "--root", root, "--as-of", DAYS[0])
    verdict.equal(done.returncode, 0, "check of what was written")
    refused = program("correct", "R2", "--root", root, "--as-of", DAYS[0], "--kind", "error", "--field", "district", "--to", "北山镇", "--reason", "漏填", *APPROVAL, "--approved-on", DAYS[0])
    verdict.equal(refused.returncode, 1, "a correction before the publication")
    bench.publish(DAYS[0])
    said = bench.verify("--root", root, state=seen, code=0)
    verdict.expect(said["good"] and said["entries"] == 6 and said["notes"], "verified, with a word on what was never seen", str(said))
    first = bench.copy()
    for field, to in (("district", "北山镇"), ("findings", "无"), ("district", "城关镇")):
        program.good("correct", "R2", "--root", root, "--as-of", DAYS[1], "--kind", "error", "--field", field, "--to", to, "--reason", "漏填", *APPROVAL, "--approved-on", DAYS[1])
    made = [json.loads(read(p)) for p in sorted((root / "content/corrections").glob("*.json"))]
    verdict.equal([(c["field"], c["old"], c["new"]) for c in made], [("district", None, "北山镇"), ("findings", None, "无"), ("district", "北山镇", "城关镇")], "corrections as written")
    bench.publish(DAYS[1])
    program.good("correct", "R3", "--root", root, "--as-of", DAYS[2], "--kind", "withdrawal", "--reason", "查错对象", *APPROVAL, "--approved-on", DAYS[2])
    bench.publish(DAYS[2])
    said = bench.verify("--root", root, state=seen, code=0)
    verdict.expect(said["good"] and not said["notes"], "verified again, the old head being part of the chain", str(said))
    return first, lines_of(root / "content/ledger.ndjson")


def content_attacks(bench):
    def replace(path, old, new):
        data = read(path).decode()
        assert old in data, (path, old)
        write(path, data.replace(old, new, 1))

    bench.attack("a source changed", ("uncovered_change", 1), lambda root, e: replace(root / "content/results/r.ndjson", "第1厂", "第9厂"))
    bench.attack("a source gone", ("uncovered_change", 5), lambda root, e: write(root / "content/results/r.ndjson", b"".join(read(root / "content/results/r.ndjson").splitlines(True)[:4])))
    bench.attack("a salt gone", ("uncovered_change", 1), lambda root, e: write(root / "content/salts.ndjson", b"".join(read(root / "content/salts.ndjson").splitlines(True)[1:])))

    def middle(root, entries):
        """The log is made to lie about the middle, the end stays right."""
        one, _, three = sorted((root / "content/corrections").glob("*R2*.json"))
        replace(one, '"new": "北山镇"', '"new": "南山镇"')
        replace(three, '"old": "北山镇"', '"old": "南山镇"')

    bench.attack("a correction changed in the middle", ("uncovered_change", 7), middle)


def site_attacks(bench, last):
    def page(site, entries):
        write(site / "results/R1.html", read(site / "results/R1.html") + b" ")

    def of_root(change):
        return lambda root, entries: change(root / "site/public", entries)

    def data(old, new):
        def change(site, entries):
            text = read(site / "data/results.json").decode()
            assert old in text, old
            write(site / "data/results.json", text.replace(old, new, 1))
        return change

    def more(site, entries):
        write(site / "more.html", "x")

    def less(site, entries):
        os.remove(site / "results/R1.html")

    def junk(site, entries):
        for name in (".DS_Store", "Thumbs.db", "data/.hidden"):
            write(site / name, "x")

    def gone(site, entries):
        value = json.loads(read(site / "data/results.json"))
        value["results"] = [r for r in value["results"] if r["id"] != "R4"]
        write(site / "data/results.json", value)

    def copied_ledger(site, entries):
        write(site / "data/ledger.ndjson", as_lines(changed(entries, 2, department="别的局")))

    for what, wanted, change in (("a page changed", ("site_differs", last), page), ("a page added", ("site_differs", last), more),
                                 ("a page removed", ("site_differs", last), less), ("files of a file manager", None, junk),
                                 ("a record changed", ("uncovered_change", 1), data("第1厂", "第9厂")),
                                 ("the value of a correction's record changed", ("uncovered_change", 9), data("\"district\":\"城关镇\"", "\"district\":\"东关镇\"")),
                                 ("a withdrawn record said more", ("uncovered_change", 11), data('"kind":"withdrawal"', '"kind":"withdrawal","object_name":"某厂"')),
                                 ("a record removed", ("uncovered_change", 4), gone),
                                 ("a correction's role changed", ("uncovered_change", 7), data("本部门主要负责人", "分管负责人"))):
        bench.attack(what, wanted, of_root(change))
        bench.attack_site(what, wanted, change)
    def cut_both(length):
        def change(root, entries):
            write(root / "site/public/data/ledger.ndjson", as_lines(entries[:length]))
            return entries[:length]
        return change

    for length in range(1, last):
        bench.attack(f"both ledgers cut after {length}, nothing seen before", ("cut", length + 1), cut_both(length))
        bench.attack_site(f"cut after {length}, nothing seen before", ("cut", length + 1), lambda site, entries, length=length: entries[:length])
    bench.attack("the ledger of the site changed", ("site_differs", 2), of_root(copied_ledger))


def documents(program, verdict, home):
    """A notice and a drawn list, in the content and in the data of the site."""
    bench = Bench(program, verdict, home)
    write(bench.root / "content/notices/a.md", "---\ntitle: 公告\ndate: 2024-06-03\n---\n\n正文。\n")
    tasks = json.loads(read(bench.root / "content/tasks/t.json"))
    write(bench.root / "content/tasks/t.json", {**tasks, "drawn": 5, "objects": [f"虚构县第{i}厂" for i in range(1, 6)]})
    bench.publish(DAYS[0])
    entries = lines_of(bench.root / "content/ledger.ndjson")
    verdict.equal([(e["kind"], e["id"]) for e in entries[:2]], [("publish", "notices/a"), ("draw", "T1")], "a notice and a draw in the ledger")
    bench.attack("untouched, with a notice and a draw", None, lambda root, e: None)
    bench.attack_site("untouched, with a notice and a draw", None, lambda site, e: None)

    def replace(name, old, new):
        def change(place, entries):
            path = place / name
            text = read(path).decode()
            assert old in text, (name, old)
            write(path, text.replace(old, new, 1))
        return change

    def fewer(name, key):
        def change(site, entries):
            value = json.loads(read(site / name))
            write(site / name, {key: value[key][1:]})
        return change

    bench.attack("a notice changed", ("uncovered_change", 1), replace("content/notices/a.md", "正文", "别的"))
    bench.attack("a drawn object exchanged", ("uncovered_change", 2), replace("content/tasks/t.json", "第5厂", "第6厂"))
    bench.attack_site("a notice of the data changed", ("uncovered_change", 1), replace("data/documents.json", "公告", "通知"))
    bench.attack_site("a drawn object of the data exchanged", ("uncovered_change", 2), replace("data/draws.json", "第5厂", "第6厂"))
    bench.attack_site("a notice gone from the data", ("uncovered_change", 1), fewer("data/documents.json", "documents"))
    bench.attack_site("a draw gone from the data", ("uncovered_change", 2), fewer("data/draws.json", "draws"))


def memory(bench, first, seen, last, head):
    """A root of an earlier day, whole in itself; state folders that are missing, broken or not to be written."""
    said = bench.verify("--root", first, state=seen, code=1)
    bench.verdict.equal(bench.first(said), ("rolled_back", 7), "an old root")
    said = bench.verify("--site", first / "site/public", state=seen, code=1)
    bench.verdict.equal(bench.first(said), ("rolled_back", 7), "an old site")
    bench.verdict.equal(bench.first(bench.verify("--root", first, state=bench.home / "fresh", code=0)), None, "an old root, nothing seen")
    bench.verdict.equal(bench.first(bench.verify("--root", first, "--head", f"{last}:{head}", code=1)), ("rolled_back", 7), "an old root, head given")
    files = [p for p in pathlib.Path(seen).rglob("*") if p.is_file()]
    bench.verdict.equal(len(files), 1, "one file for the site, of root and download together")
    kept = json.loads(read(files[0]))
    bench.verdict.equal((kept["seq"], kept["hash"]), (last, head), "the head that is kept")
    write(files[0], "{")
    said = bench.verify("--root", bench.root, state=seen, code=0)
    bench.verdict.expect(said["good"] and said["notes"], "a broken memory counts as none")
    bench.verdict.equal(json.loads(read(files[0]))["hash"], head, "and is written anew")
    bench.verify("--root", first, state="relative", code=0)
    bench.verdict.expect(not os.path.exists("relative"), "a state folder must be absolute")
    bench.verdict.expect((bench.home / "user/.local/state/gongshi/heads").is_dir(), "without one the head is kept below the home folder")
    bench.verify("--root", first, state="/proc/nowhere", code=0)


def main():
    options = arguments(__doc__).parse_args()
    verdict = Verdict("verify")
    with workplace(options, "verify") as home:
        bench = Bench(Program(options.program), verdict, home)
        seen = home / "state"
        first, entries = live(bench, seen)
        last, head = len(entries), entries[-1]["hash"]
        verdict.equal([e["kind"] for e in entries], ["publish"] * 5 + ["release"] + ["correct"] * 3 + ["release", "withdraw", "release"], "the ledger")
        ledger_attacks(bench.attack, last, seen, head, 2)
        ledger_attacks(bench.attack_site, last, seen, head, last)
        content_attacks(bench)
        site_attacks(bench, last)
        memory(bench, first, seen, last, head)
        documents(bench.program, verdict, home / "documents")
        return verdict.end(more=f", {bench.program.runs} runs")


if __name__ == "__main__":
    sys.exit(main())
