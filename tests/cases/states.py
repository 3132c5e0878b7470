#!/usr/bin/env python3
"""What `gongshi status` says of the roots of the five source documents, against a count that this script makes from their files alone:
state, start and last day, days left and approximate wording of every result, and that each root holds one of each kind. Their
expected-counts.json must be what it counts, too.

    states.py --program build/test/gongshi
    states.py --write                      writes the counts into expected-counts.json
    states.py --self-test --program …      sees that a wrong answer is found

It knows nothing of the program: rows are read with Python's csv and json, the ledger line by line (its chain is computed anew by
tests/site/ledgers.py), ids are derived and deadlines counted day by day from content/calendar/ after the words of CONTRACT §2 and §5.
"""
import argparse
import collections
import csv
import datetime
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import unicodedata

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "site"))
from ledgers import chain_faults

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
HEADERS = {"结果编号": "id", "任务编号": "task_id", "检查对象名称": "object_name", "统一社会信用代码/注册号": "object_code", "主体类别": "object_kind",
           "检查机关": "department", "抽查事项": "items", "检查日期": "inspected_on", "结果认定日期": "concluded_on", "任务完成日期": "completed_on",
           "检查结果": "result", "平台公示日期": "platform_on", "公示日期": "published_on"}
KINDS = ("late", "overdue", "undated", "embargoed", "withheld", "withdrawn", "corrected", "entered correction", "multi-department")
# CONTRACT §4
CATEGORIES = ("no-problem", "undisclosed", "false-disclosure", "unreachable", "ordered-corrected", "uncooperative", "not-operating", "follow-up", "qualified", "unqualified")


def load(path):
    """Records of a JSON, NDJSON or CSV file."""
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".json":
        value = json.loads(text)
        return value if isinstance(value, list) else [value]
    if path.suffix == ".ndjson":
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    rows = []
    for row in csv.DictReader(text.splitlines(keepends=True)):
        record = {HEADERS[head]: cell for head, cell in row.items() if head in HEADERS and cell}
        record["items"] = [item.strip() for item in re.split("[、;；\n]", record.get("items", "")) if item.strip()]
        if record.get("object_kind") == "非市场主体":
            record["object_kind"] = "non_market"
        rows.append(record)
    return rows


def all_of(folder, *endings):
    return [record for path in sorted(folder.rglob("*")) if path.suffix in endings for record in load(path)] if folder.is_dir() else []


def derived_id(record):
    parts = [record["task_id"], record.get("object_code") or unicodedata.normalize("NFKC", record["object_name"]), record.get("department", ""),
             sorted(record.get("items", []))]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()[:16]


class Calendar:
    def __init__(self):
        self.off, self.work = set(), set()
        for year in all_of(REPOSITORY / "content/calendar", ".json"):
            self.off |= set(year["off"])
            self.work |= set(year["work"])

    def works(self, day):
        return day.isoformat() in self.work or (day.weekday() < 5 and day.isoformat() not in self.off)

    def after(self, start, count):
        day = start
        while count:
            day += datetime.timedelta(days=1)
            count -= self.works(day)
        return day

    def between(self, first, last):
        """Working days after `first` up to `last`."""
        return sum(self.works(first + datetime.timedelta(days=n)) for n in range(1, (last - first).days + 1))


def date(text):
    return datetime.date.fromisoformat(text) if text else None


def published_by_ledger(root):
    """When each id was published by the ledger: the day of the release that closed its batch; and which were withdrawn."""
    published, withdrawn, batch = {}, set(), []
    for entry in load(root / "content/ledger.ndjson") if (root / "content/ledger.ndjson").exists() else []:
        if entry["kind"] == "publish":
            batch.append(entry["id"])
        elif entry["kind"] == "withdraw":
            withdrawn.add(entry["id"])
        elif entry["kind"] == "release":
            published.update({name: date(entry["on"]) for name in batch})
            batch = []
    return published, withdrawn


def judge(record, start, count, calendar, as_of, released, withdrawn):
    """(state, start, last day, days left) of one result."""
    inspected, shown = date(record.get("inspected_on")), date(record.get("published_on")) or released
    counted = start is not None and start <= as_of
    due = calendar.after(start, count) if counted else None
    if withdrawn:
        return "withdrawn", None
    if "withheld" in record:
        return "withheld", None
    if inspected is None or inspected > as_of:
        return ("embargoed" if inspected else "undated"), None
    if not counted:
        return "undated", None
    if shown:
        return ("published" if shown <= due else "late"), None
    return ("due", calendar.between(as_of, due)) if as_of <= due else ("overdue", -max(1, calendar.between(due, as_of)))


def entered(root):
    """Fields of each id that the ledger says were corrected."""
    out = collections.defaultdict(list)
    for entry in load(root / "content/ledger.ndjson") if (root / "content/ledger.ndjson").exists() else []:
        if entry["kind"] == "correct" and "field" in entry:
            out[entry["id"]].append(entry["field"])
    return out


def read_root(root):
    """(site.json, profile, records by id with the corrections of the day laid over, corrections of the day by id)."""
    site = json.loads((root / "site/site.json").read_text(encoding="utf-8"))
    profile = json.loads((REPOSITORY / "site/profiles" / (site["profile"] + ".json")).read_text(encoding="utf-8"))
    corrections, records = collections.defaultdict(list), {}
    for correction in all_of(root / "content/corrections", ".json"):
        if date(correction["approved_on"]) <= date(site["as_of"]):
            corrections[correction["result_id"]].append(correction)
    for record in all_of(root / "content/results", ".json", ".ndjson", ".csv"):
        given = record.get("id", "")
        name = given if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", given) else derived_id(record)
        for correction in sorted(corrections[name], key=lambda c: c["approved_on"]):
            if "field" in correction:
                record[correction["field"]] = correction["new"]
        records[name] = record
    return site, profile, records, corrections


def meaning_of(record, profile):
    """What the profile says of the wording, whatever its blanks and the width of its brackets."""
    plain = lambda text: "".join(unicodedata.normalize("NFKC", text).split())
    return next((row for wording, row in profile["allowed_results"].items() if plain(wording) == plain(record["result"])), {})


def expected(root, calendar):
    site, profile, records, corrections = read_root(root)
    as_of, rule = date(site["as_of"]), profile["deadline"]
    tasks = {task["id"]: task for task in all_of(root / "content/tasks", ".json")}
    released, withdrawn = published_by_ledger(root)
    out, kinds = {}, collections.Counter()
    departments = collections.defaultdict(set)
    for name, record in records.items():
        departments[record["task_id"]].add(record.get("department") or site["organisation"]["name"])
        start = date(record.get(rule["from"]) or (tasks[record["task_id"]].get("completed_on") if rule["from"] == "completed_on" else None))
        state, left = judge(record, start, rule["days"], calendar, as_of, released.get(name), name in withdrawn)
        last = calendar.after(start, rule["days"]).isoformat() if start and start <= as_of else None
        out[name] = {"state": state, "started_on": start.isoformat() if last else None, "due_on": last, "days_left": left,
                     "approximate": bool(meaning_of(record, profile).get("approximate"))}
        kinds[state] += 1
        kinds["approximate"] += out[name]["approximate"]
    kinds["corrected"] = sum(any(c["kind"] == "error" for c in corrections[name]) for name in records)
    kinds["entered correction"] = len(entered(root))
    kinds["multi-department"] = sum(len(names) > 1 for names in departments.values())
    wanted = KINDS + (("approximate",) if any(row.get("approximate") for row in profile["allowed_results"].values()) else ())
    return out, kinds, [kind for kind in wanted if not kinds[kind]]


def counted(root, states):
    """What expected-counts.json has to say: the results that stand in the site as `build` makes it, and the others by what they are."""
    site, profile, records, _ = read_root(root)
    apart = collections.Counter(row["state"] for row in states.values())
    standing = [record for name, record in records.items() if states[name]["state"] in ("published", "late", "due", "overdue")]
    categories = collections.Counter(meaning_of(record, profile)["category"] for record in standing)
    objects = {record.get("object_code") or (unicodedata.normalize("NFKC", record["object_name"]), record.get("district")) for record in standing}
    return {"as_of": site["as_of"], "eligible": len(standing), **{state: apart[state] for state in ("embargoed", "withheld", "undated", "withdrawn")},
            "published": sum("/" not in name for name in published_by_ledger(root)[0]), "corrected": len(entered(root)),
            "by_category": {slug: categories[slug] for slug in CATEGORIES if categories[slug]},
            "approximate": sum(bool(meaning_of(record, profile).get("approximate")) for record in standing), "objects": len(objects)}


def told(program, root):
    done = subprocess.run([program, "status", "--root", root, "--format", "json"], capture_output=True, text=True, check=False, timeout=120)
    if done.returncode != 0:
        raise SystemExit(f"status ended with {done.returncode}: {done.stderr}")
    return {row["id"]: row for row in json.loads(done.stdout)["results"]}


def differences(wanted, found):
    out = [f"{name}: {'not told' if name in wanted else 'unknown'}" for name in sorted(set(wanted) ^ set(found))]
    for name in sorted(set(wanted) & set(found)):
        for key, value in wanted[name].items():
            hidden = found[name]["state"] in ("withheld", "embargoed", "withdrawn") and key in ("started_on", "due_on")
            if not hidden and found[name][key] != value:
                out.append(f"{name}: {key} is {found[name][key]}, not {value}")
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--self-test", action="store_true")
    given = parser.parse_args()
    calendar, wrong, compared = Calendar(), [], 0
    for counts in sorted(HERE.glob("*/expected-counts.json")):
        root = counts.parent / "root"
        wanted, kinds, lacking = expected(root, calendar)
        if given.write:
            counts.write_text(json.dumps(counted(root, wanted), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
            continue
        found = told(os.path.abspath(given.program), root)
        if given.self_test:
            return self_test(wanted, found)
        faults = differences(wanted, found) + [f"no result is {kind}" for kind in lacking] + chain_faults(load(root / "content/ledger.ndjson"))
        if counted(root, wanted) != json.loads(counts.read_text(encoding="utf-8")):
            faults.append(f"expected-counts.json is not {counted(root, wanted)}")
        wrong += [f"{counts.parent.name}: {line}" for line in faults]
        compared += len(wanted)
        print(f"{counts.parent.name}: {dict(sorted(kinds.items()))}")
    if given.write:
        return 0
    print("\n".join(wrong) or f"{compared} results as counted from the files")
    return 1 if wrong or not compared else 0


def self_test(wanted, found):
    before, missed = len(differences(wanted, found)), []
    name = next(name for name, row in wanted.items() if row["state"] == "overdue")
    for key, value in {"state": "due", "started_on": "2020-01-01", "due_on": "2020-01-01", "days_left": 7, "approximate": True}.items():
        if len(differences({**wanted, name: {**wanted[name], key: value}}, found)) <= before:
            missed.append(key)
    if len(differences({k: v for k, v in wanted.items() if k != name}, found)) <= before:
        missed.append("a result more")
    print(f"not seen: {missed}" if missed else "all 6 faults seen")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
