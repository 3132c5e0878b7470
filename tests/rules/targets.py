#!/usr/bin/env python3
"""Every target of every profile, counted again from the source files by this script, against `gongshi status --format json --explain`:
the demo, the roots of the five source documents, and roots made up at random (the same ones every time) with the boundaries in them.

    targets.py --program GONGSHI
    targets.py --program GONGSHI --self-test     sees that a root that says something else is found
"""
import collections
import datetime
import fractions
import itertools
import pathlib
import random
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "site"))
from sites import *

KINDS = {"市场主体": "market", "非市场主体": "non_market"}
CLASSES = {"重点": "key", "一般": "general", "特殊": "special"}
TYPES = {"个人": "person", "自然人": "person"}
WORDS = {"object_kind": KINDS, "kind": KINDS, "supervision_class": CLASSES, "object_type": TYPES, "type": TYPES}


def nfkc(text):
    return unicodedata.normalize("NFKC", text)


def records(folder, kind):
    """What the files of a folder hold, with English keys and words."""
    keys = {header: key for key, header in HEADERS.get(kind, {}).items()}
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".json":
            data = json.loads(read(path))
            yield from data if isinstance(data, list) else [data]
        elif path.suffix == ".ndjson":
            yield from (json.loads(line) for line in read(path).decode().splitlines() if line.strip())
        elif path.suffix == ".csv":
            for row in csv.DictReader(io.StringIO(read(path).decode("utf-8-sig"), newline="")):
                record = {keys[h.strip()]: v.strip() for h, v in row.items() if h and h.strip() in keys and v and v.strip()}
                for key in ("items", "departments", "former_names", "former_codes"):
                    if key in record:
                        record[key] = [p.strip() for p in SEPARATORS.split(record[key]) if p.strip()]
                for key, words in WORDS.items():
                    if key in record:
                        record[key] = words.get(record[key], record[key])
                people = next((v for h, v in row.items() if h and h.strip() == "检查人员" and v), "")
                count = record.get("inspector_count") or len([p for p in SEPARATORS.split(people) if p.strip()])
                if count:
                    record["inspector_count"] = int(count)
                else:
                    record.pop("inspector_count", None)
                yield record


class Root:
    """The files of a root, as they stand on the day."""

    def __init__(self, root):
        root = pathlib.Path(root)
        self.site = json.loads(read(root / "site/site.json"))
        self.today = self.site["as_of"]
        mine = root / "site/profiles" / (self.site["profile"] + ".json")
        self.profile = json.loads(read(mine if mine.exists() else REPOSITORY / "site/profiles" / mine.name))
        content = root / "content"
        self.tasks = list(records(content / "tasks", "task")) if (content / "tasks").is_dir() else []
        self.library = list(records(content / "objects", "object"))
        self.plans = list(records(content / "plans", "plan"))
        self.lists = list(records(content / "items", "items"))
        self.own = self.site["organisation"]["name"]
        self.short = self.site["organisation"].get("short_name")
        self.results = [self.on_the_day(r) for r in self.corrected(list(records(content / "results", "result")), content)]
        self.results = [r for r in self.results if r]
        self.release = None

    def corrected(self, results, content):
        entries = lines_of(content / "ledger.ndjson")
        closing = [e for e in entries if e["kind"] == "release"]
        self.published = {}
        for entry in entries:
            if entry["kind"] == "publish":
                closed = next((c["on"] for c in closing if c["seq"] > entry["seq"]), None)
                if closed and closed <= self.today:
                    self.published[entry["id"]] = closed
        by_id = {}
        for r in results:
            r.setdefault("id", derived_id(r))
            if not re.fullmatch("[A-Za-z0-9][A-Za-z0-9._-]{0,63}", r["id"]):
                r["id"] = derived_id(r)
            by_id[r["id"]] = r
        for c in sorted(records(content / "corrections", "correction"), key=lambda c: c["approved_on"]):
            if c["approved_on"] > self.today:
                continue
            if c["kind"] == "withdrawal":
                by_id[c["result_id"]]["gone"] = True
            elif c.get("new") is None:
                by_id[c["result_id"]].pop(c["field"], None)
            else:
                by_id[c["result_id"]][c["field"]] = c["new"]
        return results

    def on_the_day(self, r):
        """What matters of a result; none: it was withdrawn."""
        if r.get("gone"):
            return None
        past = lambda day: day if day and day <= self.today else None
        inspected = past(r.get("inspected_on"))
        from_conclusion = self.profile["deadline"]["from"] == "concluded_on"
        determined = r.get("concluded_on") or (None if from_conclusion else r.get("inspected_on"))
        published = bool(past(r.get("published_on"))) or r["id"] in self.published
        determined = past(determined) if inspected else None
        return {"id": r["id"], "task": r["task_id"], "object": self.object_of(r), "inspected": inspected,
                "determined": determined or (inspected if published else None), "published": published, "withheld": "withheld" in r,
                "department": self.department(r.get("department") or self.own), "inspectors": r.get("inspector_count"), "raw": r}

    def department(self, name):
        return self.own if not name or name in (self.own, self.short) else name

    # objects: an address of today first, then one of former days

    def addresses(self, o):
        name, place = nfkc(o["name"]), o.get("district", "")
        if o.get("code"):
            yield 0, o["code"].upper()
        yield 0, (name, place)
        for code in o.get("former_codes", []):
            yield 1, code.upper()
        for former in o.get("former_names", []):
            yield 1, (nfkc(former), place)

    def index(self):
        if not hasattr(self, "found"):
            self.found = {}
            for age in (0, 1):
                for i, o in enumerate(self.library):
                    for when, address in self.addresses(o):
                        if when == age:
                            self.found.setdefault(address, i)
        return self.found

    def object_of(self, r):
        if r.get("object_type") == "person":
            return None
        address = r["object_code"].upper() if r.get("object_code") else (nfkc(r["object_name"]), r.get("district", ""))
        return self.index().get(address, address)

    def drawn_object(self, entry):
        if entry.upper() in self.index():
            return self.index()[entry.upper()]
        same = [i for i, o in enumerate(self.library) if nfkc(o["name"]) == nfkc(entry)]
        if not same:
            same = [i for i, o in enumerate(self.library) if nfkc(entry) in map(nfkc, o.get("former_names", []))]
        return same[0] if len(same) == 1 else None

    def first_of(self, thing):
        return min((r["raw"] for r in self.results if r["object"] == thing), key=lambda r: r["id"])

    def market(self, thing):
        if isinstance(thing, int):
            o = self.library[thing]
            return o.get("kind") != "non_market" and o.get("type") != "person"
        return self.first_of(thing).get("object_kind") != "non_market"

    def class_of(self, thing):
        return (self.library[thing] if isinstance(thing, int) else self.first_of(thing)).get("supervision_class")

    # tasks

    def task_day(self, t):
        return t.get("from") or t.get("ended_on") or t.get("completed_on")

    def started(self, t):
        return t.get("status") != "planned" and ("from" not in t or t["from"] <= self.today)

    def joint(self, t):
        return t.get("kind") == "joint" or (t.get("kind") == "off_plan" and bool(t.get("partners")))

    def years(self):
        days = [r[k] for r in self.results for k in ("inspected", "determined")] + [self.task_day(t) for t in self.tasks if self.started(t)]
        return sorted({d[:4] for d in [*days, self.today] if d})

    def departments(self):
        names = {self.department(t.get("lead")) for t in self.tasks} | {self.department(p) for t in self.tasks for p in t.get("partners", [])}
        names |= {r["department"] for r in self.results}
        return [self.own, *sorted(names - {self.own})]


def share(part, whole):
    return fractions.Fraction(part, whole) if whole else None


def coverage(root, rule):
    library = sum(o.get("kind") != "non_market" and o.get("type") != "person" for o in root.library)
    for year in root.years():
        seen = {r["object"] for r in root.results if (r["inspected"] or "")[:4] == year and r["object"] is not None and root.market(r["object"])}
        yield year, share(len(seen), library), {"outside_library": sum(not isinstance(o, int) for o in seen)}


def publication_rate(root, rule):
    for year, department in itertools.product(root.years(), [None, *root.departments()]):
        mine = [r for r in root.results if (r["determined"] or "")[:4] == year and department in (None, r["department"])]
        open_ones = [r for r in mine if not r["withheld"]]
        beside = {"withheld": len(mine) - len(open_ones)}
        if department is None:
            beside["drawn_without_result"] = sum(without_result(root, t) for t in root.tasks if (root.task_day(t) or "")[:4] == year)
        yield f"{year}:{department}" if department else year, share(sum(r["published"] for r in open_ones), len(open_ones)), beside


def without_result(root, t):
    if not t.get("ended_on") or t["ended_on"] > root.today:
        return 0
    results = [r for r in root.results if r["task"] == t["id"]]
    if not t.get("objects"):
        objects = {r["object"] if r["object"] is not None else r["id"] for r in results}
        return max(0, t["drawn"] - len(objects)) if "drawn" in t else 0
    words = {r["raw"].get(k) for r in results for k in ("object_name", "object_code")}
    objects = {r["object"] for r in results}
    return sum(e not in words and (root.drawn_object(e) is None or root.drawn_object(e) not in objects) for e in t["objects"])


def joint_share(root, rule):
    for year in root.years():
        mine = [t for t in root.tasks if root.started(t) and (root.task_day(t) or "")[:4] == year and root.department(t.get("lead")) == root.own]
        yield year, share(sum(map(root.joint, mine)), len(mine)), {}


def joint_initiated(root, rule):
    words = {"initiate": rule.get("initiate", []), "join": rule.get("initiate_or_join", [])}
    for year, department in itertools.product(root.years(), root.departments()):
        must = not any(words.values()) or any(w in department for w in words["initiate"])
        may = not must and any(w in department for w in words["join"])
        tasks = [t for t in root.tasks if root.joint(t) and root.started(t) and (root.task_day(t) or "")[:4] == year]
        mine = [t for t in tasks if root.department(t.get("lead")) == department
                or (may and department in map(root.department, t.get("partners", [])))]
        yield f"{year}:{department}", fractions.Fraction(len(mine)), {} if must or may else {"threshold": None}


def joint_per_object(root, rule):
    joint = {t["id"] for t in root.tasks if root.joint(t)}
    first = {}
    for r in root.results:
        if r["task"] in joint and r["object"] is not None and r["inspected"]:
            key = (r["task"], r["object"])
            first[key] = min(first.get(key, r["inspected"]), r["inspected"])
    for year in root.years():
        times = collections.Counter(o for (_, o), day in first.items() if day[:4] == year)
        yield year, fractions.Fraction(max(times.values())) if times else None, {}


def inspectors(root, rule):
    for year, department in itertools.product(root.years(), [None, *root.departments()]):
        mine = [r for r in root.results if (r["inspected"] or "")[:4] == year and department in (None, r["department"])]
        known = [r["inspectors"] for r in mine if r["inspectors"] is not None]
        yield (f"{year}:{department}" if department else year, fractions.Fraction(min(known)) if known else None,
               {"uncounted": len(mine) - len(known)})


def quarterly(root, rule):
    for year, quarter in itertools.product(root.years(), range(1, 5)):
        if f"{year}-{quarter * 3 - 2:02}-01" > root.today:
            continue
        tasks = [t for t in root.tasks if root.started(t) and (root.task_day(t) or "")[:4] == year and (int(root.task_day(t)[5:7]) + 2) // 3 == quarter]
        drawn = {root.drawn_object(e) for t in tasks for e in t.get("objects", [])}
        drawn |= {r["object"] for r in root.results if r["task"] in {t["id"] for t in tasks}}
        for name, threshold in rule["classes"].items():
            of = [o for o in drawn - {None} if root.class_of(o) == name]
            library = sum(o.get("supervision_class") == name for o in root.library)
            yield (f"{year}-Q{quarter}:{name}", share(len(of), library),
                   {"outside_library": sum(not isinstance(o, int) for o in of), "threshold": threshold})


def plan_coverage(root, rule):
    plain = lambda item: re.sub(r"[\s、,]", "", re.sub(r"^\d+[.、)]", "", nfkc(item).strip()))
    for year in sorted({*root.years(), *(str(p["year"]) for p in root.plans)}):
        entries = [(p["id"], s["kind"], e) for p in root.plans if str(p.get("year")) == year for s in p["sections"] for e in s.get("entries", [])]
        planned = {plain(i) for _, _, e in entries for i in e.get("items", [])}
        lists = [l for l in root.lists if str(l.get("year")) == year] or [l for l in root.lists if "year" not in l]
        items = {plain(e["name"]) for l in lists for e in l["entries"]}
        known = {(p["id"], f"{s['kind']}/{e.get('number')}") for p in root.plans for s in p["sections"] for e in s.get("entries", [])}
        followed = {(t.get("plan_id"), t.get("plan_entry")) for t in root.tasks}
        beside = {"entries_without_task": sum(k != "off_plan" and (p, f"{k}/{e.get('number')}") not in followed for p, k, e in entries),
                  "tasks_without_entry": sum(root.started(t) and t.get("kind") != "off_plan" and (root.task_day(t) or "")[:4] == year
                                             and (t.get("plan_id"), t.get("plan_entry")) not in known for t in root.tasks)}
        yield year, share(len(items & planned), len(items)), beside


FORMULAS = [coverage, inspectors, joint_initiated, joint_per_object, joint_share, plan_coverage, publication_rate, quarterly]


def expected(root):
    """(id, scope) → value, threshold, force, met, beside."""
    out = {}
    for formula in FORMULAS:
        rule = root.profile.get("targets", {}).get(formula.__name__)
        if not rule:
            continue
        for scope, value, more in formula(root, rule):
            threshold = more.pop("threshold", rule.get("threshold"))
            met = None
            if value is not None and threshold is not None:
                limit = fractions.Fraction(str(threshold))
                met = value <= limit if formula is joint_per_object else value >= limit
            shown = {k: rule["classes"].get(k) for k in ("key", "general", "special")} if formula is quarterly else threshold
            out[formula.__name__, scope] = {"value": None if value is None else float(value), "threshold": shown, "force": rule["force"],
                                            "met": met, "beside": more}
    return out


def compare(program, folder, verdict, name):
    done = program.good("status", "--root", folder, "--format", "json", "--explain")
    targets = json.loads(done.stdout)["targets"]
    verdict.equal([t["id"] for t in targets], sorted(t["id"] for t in targets), f"{name}: sorted by id")
    found = {(t["id"], t["scope"]): t for t in targets}
    verdict.equal(len(found), len(targets), f"{name}: each scope once")
    wanted = expected(Root(folder))
    verdict.equal(sorted(found), sorted(wanted), f"{name}: which rows there are")
    for key in sorted(found.keys() & wanted.keys()):
        verdict.equal({k: found[key][k] for k in wanted[key]}, wanted[key], f"{name}: {' '.join(key)}")
        t = found[key]
        verdict.expect(len(t["counted_records"]) == len(set(t["counted_records"])) == t["counted"], f"{name}: {' '.join(key)}: records once each",
                       f"{t['counted_records']} for {t['counted']}")
    return len(wanted)


# roots made up at random

PROFILES = ["zezhou-2024", "huojia-2023", "lingchuan-2024", "pingdingshan-2020", "wuzhi-2021"]
OWN = "虚构县生态环境局"
OTHERS = ["虚构县住房和城乡建设局", "虚构县市场监督管理局", "虚构县气象局"]


def made_up(home, profile, seed):
    """A root without errors, in which dates lie about the ends of quarters and years."""
    dice = random.Random(f"{profile} {seed}")
    start = datetime.date(2023, 1, 1)
    edges = [datetime.date(y, m, 1) + datetime.timedelta(d) for y in (2023, 2024) for m in (1, 4, 7, 10) for d in (-1, 0, 1)]
    day = lambda after=start: max(after, dice.choice(edges) if dice.random() < .6 else start + datetime.timedelta(dice.randrange(700)))
    wording = next(w for w, r in json.loads(read(REPOSITORY / f"site/profiles/{profile}.json"))["allowed_results"].items() if r["category"] == "no-problem")
    size = dice.choice([0, 20, 40])
    library = []
    for i in range(size):
        o = {"name": f"虚构{i}号厂", "district": dice.choice(["甲镇", "乙镇"])}
        if dice.random() < .7:
            o["code"] = f"X{seed}-{i:04}"
        if dice.random() < .2:
            o["former_names"] = [f"虚构旧{i}号厂"]
        if dice.random() < .2:
            o["former_codes"] = [f"OLD-{i:04}"]
        o["kind"] = dice.choice(["market", "market", "non_market"])
        if dice.random() < .9:
            o["supervision_class"] = dice.choice(["key", "general", "special"])
        library.append(o)

    def named(drawn):
        """A result's words for some object: by its code or name of today or of former days, or one that nobody lists; of those that were
        drawn, where it is known which."""
        if not drawn and (not library or dice.random() < .1):
            return {"object_name": f"外来{dice.randrange(5)}厂", "supervision_class": dice.choice(["key", "general"])}
        o = dice.choice(drawn or library)
        out = {"object_name": dice.choice([o["name"], *o.get("former_names", [])]), "district": o["district"]}
        codes = [c for c in [o.get("code"), *o.get("former_codes", [])] if c]
        if codes and dice.random() < .8:
            out["object_code"] = dice.choice(codes)
        return out

    tasks, results = [], []
    for n in range(20):
        begin = day()
        t = {"id": f"T{n}", "number": f"{n}", "name": f"抽查{n}", "kind": dice.choice(["internal", "internal", "joint", "off_plan"]),
             "lead": dice.choice([OWN, OWN, "县环境局", *OTHERS]), "from": begin.isoformat(), "status": dice.choice(["inspecting", "drawn", "planned"])}
        if t["kind"] != "internal" and dice.random() < .7:
            t["partners"] = dice.sample(OTHERS, dice.randrange(1, 4))
        end = begin + datetime.timedelta(dice.randrange(1, 60))
        t["to"] = end.isoformat()
        if dice.random() < .6:
            t["ended_on"] = t["completed_on"] = end.isoformat()
        if library and dice.random() < .5:
            drawn = dice.sample(library, 3)
            t["objects"] = [o.get("code") or o["name"] for o in drawn]
        else:
            drawn = []
            t["drawn"] = dice.randrange(1, 9)
        tasks.append(t)
        for k in range(dice.randrange(0, 7)):
            on = begin + datetime.timedelta(dice.randrange(0, 30))
            r = {"id": f"R{n}-{k}", "task_id": t["id"], **named(drawn), "department": dice.choice([OWN, *t.get("partners", [])]), "items": ["检查"],
                 "inspected_on": on.isoformat(), "result": wording}
            if r["object_name"].startswith("外来") and dice.random() < .3:
                r["object_kind"] = "non_market"
            if dice.random() < .7 or "ended_on" in t:  # an ended task must say when its results were determined
                r["concluded_on"] = (on + datetime.timedelta(dice.randrange(0, 9))).isoformat()
            if dice.random() < .5:
                r["published_on"], r["published_via"] = (on + datetime.timedelta(dice.randrange(9, 40))).isoformat(), "别的系统"
            if dice.random() < .1:
                r.pop("published_on", None), r.pop("published_via", None)
                r["withheld"] = {"ground": "trade_secret", "approved_by": "某某", "approved_on": r["inspected_on"]}
            if dice.random() < .8:
                r["inspector_count"] = dice.choice([1, 2, 2, 3])
            if not drawn and dice.random() < .05:
                r["object_type"], r["object_name"] = "person", "张某某"
                r.pop("object_code", None)
            results.append(r)
        if drawn and "ended_on" in t:  # each drawn object has a result or a reason
            seen = {word for r in results if r["task_id"] == t["id"] for word in (r["object_name"], r.get("object_code")) if word}
            rest = [o for o in drawn if not seen & {o["name"], o.get("code"), *o.get("former_names", []), *o.get("former_codes", [])}]
            t["not_inspected"] = [{"object": o.get("code") or o["name"], "reason": "停产"} for o in rest]
    write(home / "site/site.json", {"organisation": {"name": OWN, "short_name": "县环境局"}, "site": {"name": OWN}, "base_url": "https://x.example/",
                                    "profile": profile, "sample": True, "as_of": dice.choice(edges[3:]).isoformat()})
    write(home / "content/tasks/all.json", tasks)
    write(home / "content/results/all.ndjson", ndjson(results))
    write(home / "content/objects/all.json", library)
    return home


def main():
    options = arguments(__doc__, self_test=(False, "see that a difference is found")).parse_args()
    program, verdict = Program(options.program), Verdict("targets")
    rows = 0
    with workplace(options, "targets") as home:
        roots = {"demo": copy_root(REPOSITORY, home / "demo", published=True)}
        for case in sorted(CASES.glob("*-20*/root")):
            roots[case.parent.name] = copy_root(case, home / case.parent.name)
        if options.self_test:
            return self_test(program, roots["zezhou-2024"])
        for profile, seed in itertools.product(PROFILES, range(6)):
            roots[f"{profile} {seed}"] = made_up(home / f"{profile}-{seed}", profile, seed)
        for name, folder in roots.items():
            rows += compare(program, folder, verdict, name)
    return verdict.end(more=f", {rows} rows of {len(roots)} roots")


def self_test(program, folder):
    """The program reads the root, then the root changes, then this script reads it."""
    missed = []

    def changed(path, act):
        before = read(folder / path)
        frozen = program.good("status", "--root", folder, "--format", "json", "--explain")
        write(folder / path, act(before.decode()))
        verdict = Verdict("changed")
        verdict.expect = lambda good, words, more="": good or verdict.faults.append(words)
        compare(type("Frozen", (), {"good": lambda *a, **k: frozen})(), folder, verdict, path)
        write(folder / path, before)
        if not verdict.faults:
            missed.append(path)

    changed("content/objects/library.ndjson", lambda text: text + '{"name": "又一家"}\n')
    changed("content/results/2024/key-units.ndjson", lambda text: text.replace('"inspected_on": "2024', '"inspected_on": "2023', 1))
    changed("content/tasks/joint-vehicles.json", lambda text: text.replace("样例县市场监督管理局", "别的局"))
    print(f"not seen: {missed}" if missed else "all 3 faults seen")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
