"""A site root as records in memory, and random edits of it, for incremental.py. What there is to edit follows from the JSON Schemas: a
new key is edited without a line here; only keys whose values hang together with others (dates in order, ids that are referred to,
pairs) have an entry in `MADE` or `TOGETHER`."""
import datetime
import json
import os
import pickle

from sites import as_table, derived_id, labels, read, read_table, write

FOLDERS = {"result": "content/results", "object": "content/objects", "task": "content/tasks", "plan": "content/plans",
           "item_list": "content/items", "correction": "content/corrections", "notice": "content/notices", "guide": "content/guide",
           "profile": "site/profiles", "calendar": "content/calendar"}
SINGLE = {"site": "site/site.json", "local_calendar": "content/calendar/local.json"}
MADE_BY_PROGRAM = {"ledger_entry", "salt", "kept_place", "published_result", "published_document", "published_draw"}  # no one edits these
PROGRESS = ["platform_on", "handling", "follow_up", "penalty", "transferred_on", "transferred_to", "reply"]
DATE, ID = "19|2[0-9]", "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"


class Impossible(Exception):
    """This edit cannot be made here now."""


class File:
    def __init__(self, kind, form, records, body=None):
        self.kind, self.form, self.records, self.body = kind, form, records, body  # form: list, single, ndjson, csv, md


def schema_paths(kind, schema):
    """All keys of a record type as paths: ('sections', 'entries', 'ratio', 'value')."""
    found = []

    def walk(shape, path, seen):
        for key, prop in schema["$defs"][shape]["properties"].items():
            found.append(path + (key,))
            inner = inner_shape(prop)
            if inner and inner not in seen:
                walk(inner, path + (key,), seen | {inner})
    walk(kind, (), {kind})
    return found


def inner_shape(prop):
    for part in (prop, prop.get("items", {}), prop.get("additionalProperties") or {}):
        if isinstance(part, dict) and "$ref" in part:
            return part["$ref"].rsplit("/", 1)[1]
    return None


class World:
    def __init__(self, root, schemas, rng, as_of, published=frozenset()):
        self.root, self.schemas, self.rng, self.as_of, self.published = root, schemas, rng, as_of, set(published)
        self.vocabulary = {kind: labels(schema) for kind, schema in schemas.items()}
        self.files, self.raw, self.written, self.serial = {}, {}, {}, 0
        self.load()
        self.sealed = {name: (stated(record), len(record.get("revisions", []))) for name, record in self.documents() if name in self.published}

    # ---- reading and writing

    def load(self):
        for kind, folder in FOLDERS.items():
            for place, _, names in sorted(os.walk(self.root / folder)):
                for name in sorted(names):
                    path = os.path.relpath(os.path.join(place, name), self.root)
                    if path != SINGLE["local_calendar"]:
                        self.load_file(kind, path)
        for kind, path in SINGLE.items():
            if (self.root / path).exists():
                self.load_file(kind, path)

    def load_file(self, kind, path):
        text = read(self.root / path).decode()
        if path.endswith(".json"):
            value = json.loads(text)
            self.files[path] = File(kind, *(("list", value) if isinstance(value, list) else ("single", [value])))
        elif path.endswith(".ndjson"):
            self.files[path] = File(kind, "ndjson", [json.loads(line) for line in text.splitlines() if line.strip()])
        elif path.endswith(".csv"):
            records = read_table(text, kind, self.vocabulary[kind], self.schemas[kind])
            if records is not None:
                self.files[path] = File(kind, "csv", records)
        elif path.endswith(".md"):
            front, body = text.split("---\n", 2)[1:]
            record, key = {}, None
            for line in front.splitlines():
                if line.startswith(" "):
                    value = line.strip()[2:].strip('"')
                    record[key].append({"on": value[:10], "note": value[11:]} if key == "revisions" else value)
                else:
                    key, value = line.split(":", 1)
                    record[key] = value.strip().strip('"') or []
                    if key == "order":
                        record[key] = int(value)
            self.files[path] = File(kind, "md", [record], body)

    def text_of(self, file):
        if file.kind == "result" and file.form != "csv":  # what a table may leave to the program, JSON has to say
            file.records = [r if "id" in r else {"id": derived_id(r), **r} for r in file.records]
        if file.form == "ndjson":
            return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in file.records)
        if file.form == "csv":
            text = as_table(file.records, file.kind, self.vocabulary[file.kind])
            if text is None:  # a table cannot hold this: the same records as lines
                return None
            return text
        if file.form == "md":
            lines = ["---"]
            for key, value in file.records[0].items():
                if isinstance(value, list):
                    lines.append(key + ":")
                    lines += ["  - " + (quoted(f"{v['on']} {v['note']}") if isinstance(v, dict) else quoted(v)) for v in value]
                else:
                    lines.append(f"{key}: {quoted(str(value))}")
            return "\n".join(lines) + "\n---\n" + file.body
        return json.dumps(file.records if file.form == "list" else file.records[0], ensure_ascii=False, indent=self.rng.choice([None, 1, 2])) + "\n"

    def texts(self):
        """Path → bytes of all that this world holds."""
        out = {}
        for path, file in list(self.files.items()):
            if not file.records and file.form in ("single", "md"):
                continue
            key = self.key(path, file)
            if path in self.written and self.written[path][0] == key:  # as it was: the same bytes
                out[path] = self.written[path][1]
                continue
            text = self.text_of(file)
            if text is None:
                other = self.free(path[:-4] + ".ndjson")
                self.files.pop(path)
                file.form = "ndjson"
                self.files[other], path = file, other
                text = self.text_of(file)
            self.written[path] = (self.key(path, file), text.encode())
            out[path] = text.encode()
        return {**out, **self.raw}

    @staticmethod
    def key(path, file):
        return path, file.form, json.dumps(file.records), file.body

    def save(self, before):
        """Writes what differs from `before` (path → bytes), takes away what is no more; what is there now."""
        now = self.texts()
        for path, data in now.items():
            if before.get(path) != data:
                write(self.root / path, data)
        for path in before.keys() - now.keys():
            os.unlink(self.root / path)
        return now

    def snapshot(self):
        return pickle.dumps((self.files, self.raw, self.as_of, self.published, self.serial))

    def restore(self, state):
        self.files, self.raw, self.as_of, self.published, self.serial = pickle.loads(state)

    def free(self, path):
        stem, end = os.path.splitext(path)
        while path in self.files or path in self.raw or (self.root / path).exists():
            self.serial += 1
            path = f"{stem}-{self.serial}{end}"
        return path

    # ---- finding records

    def of(self, kind):
        return [(path, file) for path, file in self.files.items() if file.kind == kind]

    def records(self, kind):
        return [r for _, file in self.of(kind) for r in file.records]

    def documents(self):
        """(name in the ledger, record) of plans, item lists and notices."""
        for kind, folder in (("plan", "plans"), ("item_list", "items")):
            yield from ((f"{folder}/{r['id']}", r) for r in self.records(kind))
        yield from ((f"notices/{os.path.basename(path).removesuffix('.md')}", file.records[0]) for path, file in self.of("notice"))

    def may_go(self, record):
        """Whether nothing else would be wrong without the record."""
        if any(record is other and name in self.published for name, other in self.documents()):
            return False
        name = record.get("id")
        return not name or not any(name in (r.get("task_id"), r.get("result_id")) for r in self.records("result") + self.records("correction"))

    def site(self):
        return self.files[SINGLE["site"]].records[0]

    def profile(self):
        for r in self.records("profile"):
            if r["id"] == self.site()["profile"]:
                return r
        raise Impossible

    def pick(self, kind):
        if kind == "profile":
            return self.profile()
        found = self.records(kind)
        if kind == "result":
            found = [r for r in found if r.get("id") not in self.published] or found
        if kind == "calendar":
            found = [r for r in found if r["year"] >= 2027]  # the announced years stay as they are
        if not found:
            return self.add_record(kind)
        return self.rng.choice(found)

    # ---- values

    def word(self, long=False):
        self.serial += 1
        text = self.rng.choice(["甲乙丙丁", "整改<完成>", "A&B 车间", "“引号”与'撇号", "见 {{name}} 一节", "100%，〔2024〕", "𠀀字厂", "第二行\n接着" if long else "单行", "\"双引号\""])
        return f"{text}{self.rng.choice('金木水火土')}{self.serial}"

    def date(self, least="2018-01-02", most="2031-12-30"):
        a, b = datetime.date.fromisoformat(least), datetime.date.fromisoformat(most)
        if b < a:
            raise Impossible
        return str(a + datetime.timedelta(self.rng.randint(0, (b - a).days)))

    def fresh_id(self, prefix="N"):
        self.serial += 1
        return f"{prefix}{self.rng.choice(['-', '.', '_', ''])}{self.serial}{self.rng.choice('abXY')}"

    def value(self, kind, shape, key, prop, holder, then=()):
        """A valid value for `key` of `holder`; `then`: keys that a made object should have."""
        made = MADE.get((shape, key))
        if made:
            return made(self, holder)
        inner = inner_shape(prop)
        if inner:
            if prop.get("type") == "array":
                return [self.make(kind, inner, then) for _ in range(self.rng.randint(1, 2))]
            if "additionalProperties" in prop:
                return {self.word(): self.make(kind, inner, then)}
            return self.make(kind, inner, then)
        if "enum" in prop:
            return self.rng.choice([v for v in prop["enum"] if v != holder.get(key)] or prop["enum"])
        what, pattern = prop.get("type"), prop.get("pattern", "")
        if what == "boolean":
            return not holder.get(key, False)
        if what == "integer":
            return self.rng.randint(2019, 2030) if "minimum" in prop else self.rng.randint(1, 40)
        if what == "number":
            return self.rng.choice([0.05, 0.1, 0.25, 0.3, 0.5, 1.0, 0.125])
        if what == "array":
            return [self.value(kind, shape, "", prop["items"], {}) for _ in range(self.rng.randint(1, 3))]
        if pattern == ID:
            return self.fresh_id()
        if pattern.startswith("^[0-9]{4}-"):
            return self.rng.choice(["2024-03", "2024-03-05"])
        if DATE in pattern and "-" in pattern:
            return self.date("2024-01-02", self.as_of if kind in ("notice", "guide") else "2024-12-30")
        if "[hH][tT][tT][pP]" in pattern:
            return f"https://{self.fresh_id('n').lower().replace('_', '-').replace('.', '-')}.example/"
        return self.word(kind not in ("notice", "guide", "object") and key in ("findings", "handling", "text", "note", "preamble", "reason"))

    def make(self, kind, shape, then=()):
        rule = self.schemas[kind]["$defs"][shape]
        made = {}
        for key, prop in rule["properties"].items():
            if key in rule.get("required", []) or key in then[:1] or self.rng.random() < 0.3:
                made[key] = self.value(kind, shape, key, prop, made, then[1:] if key in then[:1] else ())
        return made

    # ---- edits

    def edit(self, kind, path):
        """Changes, adds or removes one key somewhere; what was done."""
        together = TOGETHER.get((kind, path))
        if together:
            return together(self)
        record = holder = self.pick(kind)
        if kind == "result" and record.get("id") is None and path[0] in ("object_type",):
            raise Impossible
        shape = kind
        for depth, key in enumerate(path[:-1]):
            prop = self.schemas[kind]["$defs"][shape]["properties"][key]
            inner = inner_shape(prop)
            if not holder.get(key):
                holder[key] = self.value(kind, shape, key, prop, holder, path[depth + 1:])
            holder = holder[key]
            if isinstance(holder, list):
                holder = self.rng.choice(holder)
            elif "additionalProperties" in prop:
                holder = holder[self.rng.choice(sorted(holder))]
            shape = inner
        key, rule = path[-1], self.schemas[kind]["$defs"][shape]
        if key in holder and key not in rule.get("required", []) and self.rng.random() < 0.3 and (shape, key) not in KEPT:
            del holder[key]
            return "remove"
        had, old = key in holder, holder.get(key)
        value = self.value(kind, shape, key, rule["properties"][key], holder)
        if value == old:
            value = self.value(kind, shape, key, rule["properties"][key], holder)
        if value == old:
            raise Impossible
        holder[key] = value
        return "change" if had else "add"

    def add_record(self, kind):
        """One more record of a kind, in one of its files or a new one."""
        if kind in SINGLE:
            record = self.make(kind, kind)
            self.files[SINGLE[kind]] = File(kind, "single", [record])
            return record
        if kind in ("notice", "guide"):
            record = self.make(kind, kind)
            record.setdefault("title", self.word())
            self.files[f"{FOLDERS[kind]}/{self.fresh_id('p')}.md"] = File(kind, "md", [record], f"\n新的一页 {self.word()}。\n\n- 一\n- 二\n")
            return record
        if kind == "calendar":
            record = self.make(kind, kind)
            self.files[f"{FOLDERS[kind]}/{record['year']}.json"] = File(kind, "single", [record])
            return record
        if kind == "correction":
            return self.add_correction()
        found = self.of(kind)
        if kind == "result" and found:
            record = json.loads(json.dumps(self.rng.choice(self.records(kind))))
            record.update(id=self.fresh_id(), object_name=self.word())
            for key in ("object_code", "withheld", "number"):
                record.pop(key, None)
            # a drawn list would have to name it
            record["task_id"] = self.rng.choice([t for t in self.records("task") if not t.get("objects")] or self.records("task"))["id"]
        else:
            record = self.make(kind, kind)
        if found and self.rng.random() < 0.6:
            path, file = self.rng.choice(found)
            if file.form == "single":
                file.form = "list"
            file.records.insert(self.rng.randint(0, len(file.records)), record)
        else:
            form = self.rng.choice(["list", "ndjson"] if kind in ("result", "object") else ["list", "single"])
            folder = FOLDERS[kind] + (self.rng.choice(["", "/新", "/a/b"]) if kind == "result" else "")
            self.files[self.free(f"{folder}/new.{'ndjson' if form == 'ndjson' else 'json'}")] = File(kind, form, [record])
        return record

    def add_correction(self, field=None, kind=None, of=None):
        taken = {(c["result_id"], c.get("field")) for c in self.records("correction")} | \
                {(c["result_id"], None) for c in self.records("correction") if c["kind"] == "withdrawal"}
        free = [r for r in self.records("result") if r.get("id") and (r["id"], None) not in taken and "withheld" not in r
                and (of is None or r is of)]
        if not free:
            raise Impossible
        record = self.rng.choice(free)
        if field is None:
            field = self.rng.choice(["findings", "handling", "district", "industry", "credit_risk", "supervision_class", "platform_on", "items"])
        if (record["id"], field) in taken:
            raise Impossible
        prop = self.schemas["result"]["$defs"]["result"]["properties"][field]
        new = self.value("result", "result", field, prop, record)
        if new == record.get(field):
            raise Impossible
        kind = kind or ("progress" if field in PROGRESS else "error")
        made = {"result_id": record["id"], "field": field, "old": record.get(field), "new": new, "reason": self.word(),
                "approved_by": "王某某", "approver_role": self.role(kind), "approved_on": self.approval(), "kind": kind}
        self.files.setdefault("content/corrections/more.json", File("correction", "list", [])).records.append(made)
        return made

    def role(self, kind):
        return self.profile().get("corrections", {}).get(kind, {}).get("role") or "法制审核科负责人"

    def approval(self):
        return self.date(str(datetime.date.fromisoformat(self.as_of) - datetime.timedelta(25)), self.as_of)

    def free_corrections(self, *kinds):
        """Corrections that no ledger entry holds."""
        found = [c for c in self.records("correction") if c["result_id"] not in self.published and (not kinds or c["kind"] in kinds)]
        return found or [self.add_correction(*({"progress": ("handling",), "error": ("district",)}[kinds[0]] if kinds else ()))]

    def remove_record(self):
        kind = self.rng.choice(["result", "object", "task", "item_list", "correction", "notice", "guide", "plan"])
        found = [(p, f) for p, f in self.of(kind) if f.records]
        if not found:
            raise Impossible
        path, file = self.rng.choice(found)
        index = self.rng.randrange(len(file.records))
        if not self.may_go(file.records[index]) or file.records[index].get("id") in self.published:
            raise Impossible
        del file.records[index]
        if file.form in ("single", "md") or (not file.records and self.rng.random() < 0.7):
            del self.files[path]
        elif not file.records and file.form == "csv":
            del self.files[path]
        return f"remove a {kind}"

    def move(self):
        """Records to another file, files to another name, records in another order: none of it may change a byte."""
        kind = self.rng.choice(["result", "result", "task"])
        path, file = self.rng.choice(self.of(kind))
        what = self.rng.choice(["order", "rename", "split"])
        if what == "order" and file.form != "single":
            self.rng.shuffle(file.records)
        elif what == "rename":
            self.files[self.free(os.path.join(FOLDERS[kind], self.rng.choice(["移到", "moved"]) + os.path.splitext(path)[1]))] = self.files.pop(path)
        elif len(file.records) > 1 and file.form != "single":
            cut = self.rng.randrange(1, len(file.records))
            self.files[self.free(path)] = File(kind, file.form, file.records[cut:])
            del file.records[cut:]
        else:
            raise Impossible
        return f"move {kind} ({what})"

    def switch_form(self):
        """The same records as JSON, NDJSON or CSV: none of it may change a byte."""
        path, file = self.rng.choice(self.of("result") + self.of("object"))
        form = self.rng.choice([f for f in ("list", "ndjson", "csv") if f != file.form])
        if form == "csv" and as_table(file.records, file.kind, self.vocabulary[file.kind]) is None:
            raise Impossible
        del self.files[path]
        stem = os.path.splitext(path)[0]
        self.files[self.free(stem + {"list": ".json", "ndjson": ".ndjson", "csv": ".csv"}[form])] = File(file.kind, form, file.records)
        return f"{file.kind}: {file.form} to {form}"

    def template(self, own):
        """Another template, or the program's own again."""
        mine = [p for p in self.raw if p.startswith("templates/")]
        if mine and self.rng.random() < 0.3:
            path = self.rng.choice(mine)
            if path in self.own_templates:
                self.raw[path] = self.own_templates[path]
            else:
                del self.raw[path]
            return f"{path} as it was"
        path = self.rng.choice(sorted(own))
        text = self.raw.get(path, own[path]).decode()
        mark = f"<!-- {self.fresh_id('t')} -->"
        at = text.find("</main>") if "</main>" in text else len(text)
        self.raw[path] = (text[:at] + mark + text[at:]).encode()
        return f"edit {path}"

    own_templates = {}

    def static(self):
        mine = [p for p in self.raw if p.startswith("site/static/") and "附件" not in p]
        if mine and self.rng.random() < 0.4:
            path = self.rng.choice(mine)
            if self.rng.random() < 0.5:
                del self.raw[path]
                return f"remove {path}"
            self.raw[path] += b"+"
            return f"edit {path}"
        path = f"site/static/{self.rng.choice(['', 'files/', '图/'])}{self.fresh_id('s')}{self.rng.choice(['.bin', '.css', '.txt', '.pdf'])}"
        size = self.rng.choice([0, 10, 5000, 1_200_000])
        self.raw[path] = self.rng.randbytes(size)
        return f"add {path} ({size} bytes)"

    def clock(self):
        self.as_of = self.date(*self.clock_range)
        return f"as of {self.as_of}"

    clock_range = ("2024-01-02", "2025-06-30")

    def settle(self):
        """What one edit leaves wrong elsewhere is made lawful: plan entries of tasks, days of a calendar, revisions of what was published."""
        for task in self.records("task"):
            if task.get("plan_entry") and task.get("plan_id"):
                entries = [f"{s['kind']}/{e['number']}" for p in self.records("plan") if p["id"] == task["plan_id"] for s in p["sections"] for e in s["entries"]]
                if entries and task["plan_entry"] not in entries:
                    task["plan_entry"] = self.rng.choice(entries)
        for year in self.records("calendar"):
            for key in year.keys() & {"off", "work"}:
                year[key] = [f"{year['year']}{day[4:]}" for day in year[key]]
        for name, record in self.documents():
            told, lines = self.sealed.get(name, (None, 0))
            if told and stated(record) != told:
                notes = record.setdefault("revisions", [])
                notes += [{"on": self.as_of, "note": self.word()} for _ in range(lines + 1 - len(notes))]

    def spoil(self):
        """An edit that makes the content wrong."""
        what = self.rng.choice(sorted(SPOILERS))
        SPOILERS[what](self)
        return f"wrong on purpose: {what}"


def stated(document):
    return json.dumps(document, sort_keys=True)


def quoted(text):
    text = text.replace('"', "”").replace("\\", "").replace("\n", " ")
    return f'"{text}"'


# ---- values that must fit others; (shape, key) → value for a holder

def between(least_key, most_key):
    def make(world, holder):
        least = holder.get(least_key) or "2024-01-02"
        most = next((holder[k] for k in ([most_key] if isinstance(most_key, str) else most_key) if k and holder.get(k)), "2024-12-20")
        return world.date(least, most)
    return make


def unused_column(world, holder):
    return world.rng.choice(["number", "name", "selection", "items", "objects", "frequency", "lead", "mode", "level", "class"])


def digits(count):
    return lambda world, holder: "".join(world.rng.choice("123456789") for _ in range(count))


MADE = {
    ("result", "inspected_on"): lambda w, r: w.date("2024-01-02", min([r[k] for k in ("concluded_on", "completed_on", "published_on") if k in r] or ["2024-12-20"])),
    ("result", "concluded_on"): between("inspected_on", "completed_on"),
    ("result", "completed_on"): lambda w, r: w.date(r.get("concluded_on") or r.get("inspected_on") or "2024-01-02", "2024-12-28"),
    ("result", "task_id"): lambda w, r: w.rng.choice([t["id"] for t in w.records("task")]),
    ("result", "result"): lambda w, r: w.rng.choice(sorted(w.profile()["allowed_results"])),
    ("result", "object_code"): lambda w, r: w.rng.choice(["91999901MA0K52BT35", "虚注字第%d号" % w.rng.randint(1, 99), "410-%d" % w.rng.randint(10, 99)]),
    ("result", "object_type"): lambda w, r: w.rng.choice(["enterprise", "individual_business", "cooperative", "institution", "product", "project", "activity"] + (["person"] if "id" in r else [])),
    ("result", "items"): lambda w, r: [w.rng.choice(["事项一", "事项二", "事项<三>", "事项四"]) + str(w.rng.randint(1, 99)) for _ in range(w.rng.randint(1, 3))],
    ("object", "code"): lambda w, r: "虚注字第%d号" % w.rng.randint(100, 9999),
    ("object", "departments"): lambda w, r: [w.word() for _ in range(2)],
    ("task", "from"): lambda w, t: w.date("2024-01-02", t.get("to", "2024-12-20")),
    ("task", "to"): lambda w, t: w.date(t.get("from", "2024-01-02"), "2024-12-28"),
    ("task", "ended_on"): lambda w, t: w.date(t.get("from", "2024-01-02"), t.get("completed_on", "2024-12-20")),
    ("task", "completed_on"): lambda w, t: w.date(t.get("ended_on", t.get("from", "2024-01-02")), "2024-12-28"),
    ("task", "objects"): lambda w, t: drawn_list(w, t)[0],
    ("task", "not_inspected"): lambda w, t: drawn_list(w, t)[1],
    ("task", "plan_id"): lambda w, t: w.rng.choice([p["id"] for p in w.records("plan")] or [None]),
    ("task", "plan_entry"): lambda w, t: plan_entry(w, t),
    ("plan_entry", "from"): lambda w, e: w.rng.choice(["2024-01", "2024-01-15"]),
    ("plan_entry", "to"): lambda w, e: w.rng.choice(["2024-11", "2024-11-15", "2024-12"]),
    ("column", "key"): unused_column,
    ("plan_section", "merged"): lambda w, s: [w.rng.choice([c["key"] for c in s["columns"]])] if s.get("columns") else ["name"],
    ("notice", "attachments"): lambda w, n: attachment(w),
    ("site", "profile"): lambda w, s: s["profile"],
    ("site", "as_of"): lambda w, s: w.date("2024-06-01", "2024-12-31"),
    ("organisation", "region_code"): digits(6),
    ("site_identity", "id_code"): digits(10),
    ("site_identity", "domain"): lambda w, s: f"n{w.rng.randint(1, 999)}.example",
    ("footer", "postcode"): digits(6),
    ("footer", "icp"): lambda w, f: f"示ICP备{w.rng.randint(10000000, 99999999)}号",
    ("footer", "police"): lambda w, f: f"示公网安备{w.rng.randint(10000000, 99999999)}号",
    ("footer", "conac"): digits(16),
    ("calendar", "year"): lambda w, c: w.rng.choice(sorted(set(range(2027, 2040)) - {r["year"] for r in w.records("calendar")})),
    ("calendar", "off"): lambda w, c: [f"{c['year']}-05-0{n}" for n in range(1, w.rng.randint(2, 8))],
    ("calendar", "work"): lambda w, c: [f"{c['year']}-04-2{n}" for n in range(1, w.rng.randint(2, 8))],
    ("local_calendar", "off"): lambda w, c: ["2024-07-0%d" % w.rng.randint(1, 5)],
    ("local_calendar", "work"): lambda w, c: ["2024-07-%d" % w.rng.randint(13, 14)],
    ("allowed_result", "category"): lambda w, a: w.rng.choice(["no-problem", "undisclosed", "ordered-corrected", "follow-up", "qualified", "not-operating"]),
    ("profile", "allowed_results"): lambda w, p: {**p.get("allowed_results", {}), w.word(): {"category": "no-problem", "article": "第一条"}},
    ("profile", "aliases"): lambda w, p: [{"variant": w.word(), "wording": w.rng.choice(sorted(p["allowed_results"]))}],
    ("alias", "variant"): lambda w, a: w.word(),
    ("alias", "wording"): lambda w, a: w.rng.choice(sorted(w.profile()["allowed_results"])),
    ("profile", "corrections"): lambda w, p: {"error": {"role": "本部门主要负责人", "article": w.word()}, "progress": {"article": w.word()},
                                              "investigation_closed": {"role": "本部门主要负责人"}, "repair": {"role": "本部门主要负责人"},
                                              "withdrawal": {"role": "本部门主要负责人"}},
    ("correction_rule", "role"): lambda w, c: "本部门主要负责人" if c.get("role") != "本部门主要负责人" else "分管负责人",
    ("correction_rule", "categories"): lambda w, c: w.rng.sample(["undisclosed", "unreachable", "ordered-corrected", "follow-up", "unqualified"], 3) + ["no-problem"],
    ("profile", "targets"): lambda w, p: {w.rng.choice(TARGETS): {"threshold": 0.07, "force": "strive", "article": w.word()} for _ in range(2)},
    ("profile", "channels"): lambda w, p: {"market": ["site", "platform"], "non_market": ["site"], "article": w.word()},
    ("channels", "market"): lambda w, c: w.rng.choice([["site"], ["site", "platform"], ["platform"]]),
    ("channels", "non_market"): lambda w, c: w.rng.choice([["site"], ["site", "platform"]]),
    ("target", "classes"): lambda w, t: {"key": 0.25, "general": 0.05, "special": 0.5},
    ("month_due", "month"): lambda w, m: w.rng.randint(1, 12),
    ("withheld", "ground"): lambda w, r: w.rng.choice(["trade_secret", "privacy", "public_safety"]),  # "other" needs a note
    ("withheld", "approved_on"): lambda w, r: "2024-06-%02d" % w.rng.randint(1, 28),
}
TARGETS = ["coverage", "publication_rate", "joint_share", "joint_per_object", "inspectors", "joint_initiated", "plan_coverage"]
KEPT = {("target", "threshold")}  # a target is worth nothing without: only changed


def drawn_list(world, task):
    """A drawn list that agrees with the task's results, with one object that was not inspected."""
    names = []
    for r in world.records("result"):
        if r.get("task_id") == task["id"]:
            name = r.get("object_code") or r["object_name"]
            if name not in names:
                names.append(name)
    spare = world.word()
    reasons = [{"object": spare, "reason": world.word()}]
    task["objects"], task["not_inspected"], task["drawn"] = names + [spare], reasons, len(names) + 1
    return [*task["objects"]], reasons


def plan_entry(world, task):
    plans = [p for p in world.records("plan") if p["id"] == task.get("plan_id")]
    entries = [f"{s['kind']}/{e['number']}" for p in plans for s in p["sections"] for e in s["entries"]]
    if not entries:
        raise Impossible
    return world.rng.choice(entries)


def attachment(world):
    path = f"site/static/附件/{world.fresh_id('f')}.pdf"
    world.raw[path] = b"%PDF-1.4 " + world.rng.randbytes(40)
    return [path.removeprefix("site/static/")]


# ---- edits of several keys at once; (kind, path) → what was done

def rename_result(world):
    record = world.pick("result")
    if record.get("id") in world.published:
        raise Impossible
    new = world.fresh_id("R")
    for c in world.records("correction"):
        if c["result_id"] == record.get("id"):
            c["result_id"] = new
    had = "id" in record
    record["id"] = new
    return "change" if had else "add"


def rename_task(world):
    task = world.pick("task")
    users = [r for r in world.records("result") if r["task_id"] == task["id"]]
    if any(r.get("id") in world.published for r in users):
        raise Impossible
    new = world.fresh_id("T")
    for r in users:
        r["task_id"] = new
    task["id"] = new
    return "change"


def rename_list(world):
    record = world.pick("item_list")
    if f"items/{record['id']}" in world.published:
        raise Impossible
    record["id"] = world.fresh_id("I")
    return "change"


def rename_plan(world):
    plan, new = world.pick("plan"), world.fresh_id("P")
    if f"plans/{plan['id']}" in world.published:
        raise Impossible
    for t in world.records("task"):
        if t.get("plan_id") == plan["id"]:
            t["plan_id"] = new
    for _, file in world.of("notice") + world.of("guide"):
        file.body = file.body.replace(f"plans/{plan['id']}.", f"plans/{new}.")
    plan["id"] = new
    return "change"


def rename_profile(world):
    profile = world.profile()
    profile["id"] = world.site()["profile"] = world.fresh_id("p").lower()
    return "change"


def published_elsewhere(world):
    record = world.pick("result")
    if "published_on" in record and world.rng.random() < 0.4:
        del record["published_on"], record["published_via"]
        return "remove"
    had = "published_on" in record
    record["published_on"] = world.date(record.get("inspected_on", "2024-01-02"), "2024-12-28")
    record["published_via"] = world.word()
    return "change" if had else "add"


def sample(world):
    site = world.site()
    if site.get("sample"):
        site.pop("sample")
        site.pop("as_of", None)
        return "remove"
    site["sample"] = True
    return "add"


def as_of(world):
    site = world.site()
    site["sample"] = True
    if "as_of" in site and world.rng.random() < 0.3:
        del site["as_of"]
        return "remove"
    had = "as_of" in site
    site["as_of"] = world.date("2024-06-01", "2024-12-31")
    return "change" if had else "add"


def of_correction(key):
    def edit(world):
        if key in ("approver_role", "new", "reason", "approved_by", "approved_on"):
            c = world.rng.choice(world.free_corrections("progress"))
            if c["field"] not in world.schemas["result"]["$defs"]["result"]["properties"]:
                raise Impossible
            if key == "new":
                prop = world.schemas["result"]["$defs"]["result"]["properties"][c["field"]]
                c["new"] = world.value("result", "result", c["field"], prop, {"id": "x"})
            elif key == "approved_on":
                c[key] = world.approval()
            else:
                c[key] = world.word()
            return "change"
        c = world.rng.choice(world.free_corrections("error", "progress"))
        record = next(r for r in world.records("result") if r.get("id") == c["result_id"])
        if record["id"] in world.published:
            raise Impossible
        if key == "old":
            prop = world.schemas["result"]["$defs"]["result"]["properties"][c["field"]]
            c["old"] = record[c["field"]] = world.value("result", "result", c["field"], prop, record)
            return "change"
        made = world.add_correction("handling" if key == "kind" else None)
        if key == "kind":
            made.update(kind="error", approver_role=world.role("error"))
            return "change"
        # another result, or another field: the correction that was there goes, the new one stands for it
        for _, file in world.of("correction"):
            file.records[:] = [x for x in file.records if x is not c]
            if file.form == "single" and not file.records:
                file.form = "list"
        return "change"
    return edit


def investigation(key):
    def edit(world):
        had = [c for c in world.records("correction") if "investigation" in c and c["result_id"] not in world.published]
        if had and key:
            c = world.rng.choice(had)
            c["investigation"][key] = world.word() if key == "outcome" else world.date("2024-01-02", c["approved_on"])
            return "change"
        allowed = world.profile()["allowed_results"]
        slug = lambda r: allowed.get(r["result"], {}).get("category")
        taken = {c["result_id"] for c in world.records("correction")}
        open_ = [r for r in world.records("result") if slug(r) == "follow-up" and r.get("id") and r["id"] not in taken]
        good = [w for w in allowed if allowed[w]["category"] == "no-problem"]
        if not open_ or not good:
            record = world.pick("result")
            follow = [w for w in allowed if allowed[w]["category"] == "follow-up"]
            if record.get("id") in taken or "id" not in record or not follow or not good:
                raise Impossible
            record["result"] = world.rng.choice(follow)
            open_ = [record]
        record = world.rng.choice(open_)
        day = world.approval()
        world.files.setdefault("content/corrections/closed.json", File("correction", "list", [])).records.append(
            {"result_id": record["id"], "field": "result", "old": record["result"], "new": world.rng.choice(good), "reason": world.word(),
             "approved_by": "王某某", "approver_role": world.role("investigation_closed"), "approved_on": day, "kind": "investigation_closed",
             "investigation": {"outcome": world.word(), "on": day}})
        return "add"
    return edit


TOGETHER = {
    ("result", ("id",)): rename_result, ("task", ("id",)): rename_task, ("plan", ("id",)): rename_plan, ("profile", ("id",)): rename_profile,
    ("item_list", ("id",)): rename_list,
    ("site", ("profile",)): rename_profile, ("site", ("sample",)): sample, ("site", ("as_of",)): as_of,
    ("result", ("published_on",)): published_elsewhere, ("result", ("published_via",)): published_elsewhere,
    **{("correction", (key,)): of_correction(key) for key in ("result_id", "field", "old", "new", "reason", "approved_by", "approver_role", "approved_on", "kind")},
    ("correction", ("investigation",)): investigation(None), ("correction", ("investigation", "outcome")): investigation("outcome"),
    ("correction", ("investigation", "on")): investigation("on"),
}


# ---- what must be refused

def spoil_key(world):
    world.pick("result")["objekt_name"] = "x"


def spoil_date(world):
    world.pick("result")["inspected_on"] = "2024-02-30"


def spoil_choice(world):
    world.pick("task")["kind"] = "innternal"


def spoil_task(world):
    world.pick("result")["task_id"] = "no-such-task"


def spoil_twice(world):
    record = world.pick("result")
    world.files[world.free("content/results/twice.json")] = File("result", "single", [{**record, "id": record.get("id", "twice")}] * 1)
    if "id" not in record:
        world.files[world.free("content/results/twice.json")] = File("result", "single", [{**record, "id": "TWICE"}])


def spoil_missing(world):
    world.pick("result").pop("object_name")


def spoil_wording(world):
    world.pick("result")["result"] = "没有这样的结果用语"


def spoil_json(world):
    world.raw[world.free("content/results/broken.json")] = b'[{"id": "x", ]'


def spoil_template(world):
    world.raw["templates/pages/result.html"] = b"{{#no_such_name}}x{{/no_such_name}}"


def spoil_bytes(world):
    world.raw[world.free("content/tasks/bytes.json")] = b'{"id": "\xff\xfe"}'


def spoil_correction(world):
    world.add_correction("district")["field"] = "no_such_field"


SPOILERS = {name.removeprefix("spoil_"): f for name, f in list(globals().items()) if name.startswith("spoil_")}
