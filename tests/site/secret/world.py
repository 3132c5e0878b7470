"""The root that the canaries stand in: records of every type, some public, some not yet, some not any more, some never.

Four phases, each a day on which the bureau publishes:
  0  before the inspection has ended        1  after it, and after the day of what was embargoed
  2  after corrections and revisions        3  after a withdrawal
"""
import io

from sites import *
from secret import canaries as words
from secret.fields import BOUND, PERHAPS, PUBLIC, SECRET, Schema, has, listed, put, record_types

DAYS = ["2024-06-05", "2024-06-28", "2024-07-02", "2024-07-10"]
BEGUN, ENDED, MENDED, GONE = range(4)
ALWAYS = words.ALWAYS
EVER, LATER, NEVER = (BEGUN, ALWAYS), (ENDED, ALWAYS), (ALWAYS, ALWAYS)
PRINCIPAL = "本部门主要负责人"
CORRECTED = "object_name object_code district industry items department findings handling transferred_to penalty reply".split()
DROPPED = ["检查人员", "执法人员", "联系人", "联系电话", "手机", "身份证号", "家庭住址", "法定代表人", "派发单", "备注", "填报人", "检查人员联系方式"]


class World:
    def __init__(self):
        self.canaries = words.Canaries()
        self.schemas = {name: Schema(name) for name in record_types()}
        self.words = {}  # (record, path) → word
        self.make()

    # ---- records

    def word(self, name, who, path, since, until, must=True):
        self.words[who, path] = word = self.canaries.new(name, who, path, since, until, must)
        return word

    def record(self, name, who, span, base, over=None, leave=()):
        """A record with a word in every text. `base`: what is no free text. `over`: when the public may know what a task keeps until its end."""
        record = json.loads(json.dumps(base))
        for path in self.schemas[name].texts():
            if path in listed(BOUND, name) or path.split(".")[0].rstrip("[]{}") in leave:
                continue
            put(record, path, self.word(name, who, path, *self.span(name, path, span, over), must=path not in listed(PERHAPS, name)))
        return record

    def span(self, name, path, span, over):
        if path in listed(SECRET, name):
            return NEVER
        if path in listed(PUBLIC, name + ", over"):
            return over or span
        if path in listed(PUBLIC, name) | listed(PERHAPS, name):
            return span
        raise SystemExit(f"{name}.{path} is in no table of secret/fields.py")

    def result(self, who, span, task, leave=("withheld",), **more):
        base = {"task_id": task["id"], "result": "发现问题已责令改正", "object_kind": "market", "object_type": "enterprise", "supervision_class": "key", "credit_risk": "high", "uncooperative_ground": "other", "inspected_on": "2024-06-03",
                "concluded_on": "2024-06-04", "completed_on": "2024-06-04", "follow_up": "ordered", "transferred_on": "2024-06-04", "platform_on": "2024-06-04",
                "published_on": "2024-06-04", "inspector_count": int(self.count), "penalty": {"decided_on": "2024-06-04"}, "reply": {"on": "2024-06-04"}}
        made = self.record("result", who, span, base | more, leave=leave)
        self.library.append(self.object(who, (span[0], min(span[1], MENDED)) if who in ("mended", "gone") else span, made))  # their codes change
        return made

    def object(self, who, span, result=None):
        made = self.record("object", who, span, {"kind": "market", "type": "enterprise", "supervision_class": "key", "credit_risk": "high"})
        return made | ({"code": result["object_code"], "district": result["district"]} if result else {})

    def task(self, who, span, over, **more):
        base = {"kind": "joint", "selection": "targeted", "from": "2024-06-01", "to": "2024-06-20", "status": "completed", "drawn": 9, "filed_on": "2024-06-01", "reported_on": "2024-06-05"}
        return self.record("task", who, span, base | more, over)

    def plan(self, who, span, **more):
        columns = "number name selection items item_class objects ratio frequency credit_risk_rule period_text lead partners mode".split()
        entry = {"selection": "targeted", "item_class": "key", "ratio": {"value": 0.25}, "from": "2024-06", "to": "2024-12"}
        section = {"kind": "internal", "columns": [{"key": key} for key in columns], "entries": [entry], "merged": ["lead"]}
        base = {"year": 2024, "issued_on": "2024-06-01", "filed_on": "2024-06-01", "published_on": "2024-06-02", "numbers_fixed_on": "2024-06-01",
                "revisions": [{"on": "2024-06-02"}], "sections": [section]}
        return self.record("plan", who, span, base | more)

    def items(self, who, span, **more):
        columns = "number class name objects item_class methods bodies basis level".split()
        return self.record("item_list", who, span, {"year": 2024, "published_on": "2024-06-02", "revisions": [{"on": "2024-06-02"}], "columns": [{"key": key} for key in columns],
                                                    "entries": [{"item_class": "key"}]} | more)

    def page(self, name, who, span, date, **more):
        """A notice or a page of the guide, with words in its text and in the name of its file."""
        front = self.record(name, who, span, {"date": date} | more)
        return {"front": front, "slug": self.word(name, who, "slug", *span), "body": f"## {self.word(name, who, 'heading', *span)}\n\n{self.word(name, who, 'body', *span)}\n"}

    def correction(self, who, span, result, field, new, **more):
        base = {"result_id": result["id"], "field": field, "old": result.get(field), "new": new, "approver_role": PRINCIPAL, "approved_on": "2024-07-01", "kind": "error"}
        return self.record("correction", who, span, base | more, leave=() if "investigation" in more else ("investigation",))

    # ---- the play

    def make(self):
        self.library = []
        self.site = self.record("site", "site", EVER, {"base_url": "https://g.example/", "profile": "mine", "sample": True, "as_of": DAYS[-1], "organisation": {"region_code": "999901"}})
        self.profile = self.record("profile", "mine", EVER, self.profile_form())
        self.calendar = self.record("calendar", "2026", EVER, self.repository("content/calendar/2026.json"))
        self.local_calendar = self.record("local_calendar", "local", EVER, {"off": ["2024-07-29"], "work": ["2024-08-03"]})
        self.make_documents()
        self.make_tasks()
        self.make_results()
        self.make_corrections()
        self.make_tables()

    def repository(self, path):
        with open(REPOSITORY / path, encoding="utf-8") as file:
            return json.load(file)

    def profile_form(self):
        """The rules of the demo, with all parts that a profile may have."""
        counted, dated = {"days": 20, "unit": "calendar", "from": "concluded_on"}, {"month": 12}
        form = self.repository("site/profiles/sample.json")
        form["targets"]["quarterly"] = {"classes": {"key": 0.25, "general": 0.1, "special": 0.5}, "force": "must"}
        return form | {"id": "mine", "aliases": [{"wording": "合格", "misprint": True}], "report_to_regulator": counted, "transfer": counted,
                                                              "plan_due": dated, "plan_public_due": dated, "numbers_due": dated}

    def make_documents(self):
        """What changes has a text of its own until then; its id stays."""
        revised = {"revisions": [{"on": "2024-06-02"}, {"on": "2024-07-01"}]}
        self.plans = [self.plan("plan", (BEGUN, MENDED)), self.plan("plan later", LATER, published_on="2024-06-25"), self.plan("plan never", NEVER, published_on="2030-01-01")]
        self.lists = [self.items("items", (BEGUN, MENDED)), self.items("items later", LATER, published_on="2024-06-25"), self.items("items never", NEVER, published_on="2030-01-01")]
        self.revised = {"plan": self.plan("plan", (MENDED, ALWAYS), **revised), "items": self.items("items", (MENDED, ALWAYS), **revised)}
        for old, new in ((self.plans[0], self.revised["plan"]), (self.lists[0], self.revised["items"])):
            self.keep(old, new, "id")
        numbers = [plan["sections"][0]["entries"][0] for plan in (self.plans[0], self.revised["plan"])]
        self.keep(*numbers, "number")  # tasks name it
        self.pages = {}
        for name in "notice", "guide":
            more = {"revisions": [{"on": "2024-06-02"}]} if name == "notice" else {"order": 1}
            self.pages[name] = [self.page(name, name, (BEGUN, MENDED), "2024-06-02", **more), self.page(name, name + " later", LATER, "2024-06-25", **more),
                                self.page(name, name + " never", NEVER, "2030-01-01", **more)]
            self.revised[name] = self.page(name, name + " mended", (MENDED, ALWAYS), "2024-06-02", **(revised if name == "notice" else more))
            self.keep(self.pages[name][0], self.revised[name], "slug")
        large = self.word("notice", "notice later, large", "attachments[]", *LATER)
        self.pages["notice"][1]["front"]["attachments"].append(large)
        self.attachments = {who: (self.words[who, "attachments[]"] + ".pdf", b"%PDF-1.4 " + self.canaries.new("attachment", who, "bytes", *span).encode() + b" " * size)
                            for who, span, size in (("notice", (BEGUN, MENDED), 0), ("notice later", LATER, 0), ("notice later, large", LATER, 1 << 20), ("notice never", NEVER, 0),
                                                    ("notice mended", (MENDED, ALWAYS), 1 << 20))}

    def keep(self, old, new, key):
        """What a revision leaves as it was."""
        del self.canaries.by_word[new[key].lower()]
        new[key] = old[key]
        self.canaries.of(old[key]).until = ALWAYS

    def make_tasks(self):
        plan, never = self.plans[0], self.plans[2]
        entry = lambda plan: {"plan_id": plan["id"], "plan_entry": "internal/" + plan["sections"][0]["entries"][0]["number"]}
        self.here = self.task("task", EVER, LATER, ended_on="2024-06-04", completed_on="2024-06-20", **entry(plan))
        self.open_task = self.task("task goes on", EVER, NEVER, to="2030-12-31", status="drawn", **entry(never))
        self.tasks = [self.here, self.open_task, self.task("task later", LATER, NEVER, **{"from": "2024-06-25", "to": "2030-12-31", "status": "inspecting"}, **entry(never)),
                      self.task("task never", NEVER, NEVER, **{"from": "2030-01-01", "to": "2030-12-31", "status": "planned"}, **entry(never))]

        self.canaries.of(self.tasks[2]["id"]).since = BEGUN  # its draw is sealed as soon as it is drawn

    def make_results(self):
        here, goes_on = self.here, self.open_task
        self.count = self.canaries.figure("7340127", "result", "", "inspector_count")
        late = {"inspected_on": "2024-06-20", "concluded_on": "2024-06-20", "completed_on": "2024-06-20"}
        self.results = {
            "open": self.result("open", EVER, here),
            "late": self.result("late", LATER, here, **late),
            "mended": self.result("mended", EVER, here),
            "closed": self.result("closed", EVER, here, result="发现问题已立案调查", follow_up="case_filed"),
            "gone": self.result("gone", (BEGUN, GONE), here),
            "left": self.result("left", (BEGUN, GONE), here),
            "withheld": self.result("withheld", NEVER, here, leave=(), withheld={"ground": "trade_secret", "approved_on": self.canaries.figure("2019-03-07", "result", "withheld", "withheld.approved_on")}),
            "future": self.result("future", NEVER, goes_on, inspected_on="2030-01-01", concluded_on="2030-01-02", completed_on="2030-01-02"),
            "undated": self.result("undated", NEVER, goes_on, concluded_on=None, completed_on=None),
        }
        for who in "gone", "left":
            self.canaries.of(self.results[who]["id"]).until = ALWAYS
        for result in self.results.values():
            for key in [k for k, v in result.items() if v is None]:
                del result[key]
            result["published_on"] = result["inspected_on"] if result["inspected_on"] > "2024-06-04" else "2024-06-04"
        self.person = {"id": self.canaries.new("result", "person", "id"), "task_id": here["id"], "object_name": "欧阳" + self.canaries.never("result", "person", "object_name"),
                       "object_code": self.canaries.never("result", "person", "object_code"), "object_type": "person", "inspected_on": "2024-06-03", "concluded_on": "2024-06-04",
                       "completed_on": "2024-06-04", "result": "未发现问题"}
        here["objects"] = [*(r["object_code"] for r in self.results.values() if r["task_id"] == here["id"]), self.person["object_name"], here["not_inspected"][0]["object"]]
        self.library.append(self.object("uninspected", NEVER))

    def make_corrections(self):
        results, new = self.results, {}
        self.corrections = []
        for who, span in (("mended", (MENDED, ALWAYS)), ("gone", (MENDED, GONE))):
            fresh = self.record("result", f"{who}, new", span, {"penalty": {"decided_on": "2024-06-04"}, "reply": {"on": "2024-06-04"}}, leave=("id", "number", "published_via", "withheld"))
            for field in CORRECTED:
                self.corrections.append(self.correction(f"{who} {field}", span, results[who], field, fresh[field]))
        self.corrections.append(self.correction("progress", (MENDED, ALWAYS), results["open"], "handling", self.canaries.new("correction", "progress", "new", MENDED), kind="progress",
                                                approver_role=self.canaries.new("correction", "progress", "approver_role", MENDED)))
        self.corrections.append(self.correction("closed", (MENDED, ALWAYS), results["closed"], "result", "未发现问题", kind="investigation_closed", investigation={"on": "2024-06-30"}))
        self.corrections.append(self.correction("future", NEVER, results["late"], "findings", self.canaries.never("correction", "future", "new"), approved_on="2024-08-01"))
        self.withdrawals = [self.correction(f"withdrawal of {who}", NEVER, results[who], None, None, kind="withdrawal", approved_on="2024-07-05") for who in ("gone", "left")]
        for withdrawal in self.withdrawals:
            for key in "field", "old", "new":
                del withdrawal[key]

    def make_tables(self):
        """Tables with what no one should read: columns, titles, signatures, comments, hidden sheets, properties."""
        never, shown = (lambda what: self.canaries.never("table", "", what)), (lambda what: self.canaries.new("table", "", what))
        header = ["任务编号", "企业名称", "抽查事项", "检查日期", "结果认定日期", "任务完成日期", *DROPPED, "抽查结果"]
        row = lambda kind: [self.here["id"], shown(kind + " name"), shown(kind + " item"), "2024-06-03", "2024-06-04", "2024-06-04", *(never(f"{kind} {c}") for c in DROPPED), "未发现问题"]
        self.table = {kind: [[never(kind + " title")], header, row(kind), ["注：" + never(kind + " note")], ["检查人员：" + never(kind + " signature")]] for kind in ("csv", "xlsx")}
        self.apart = {what: never("xlsx " + what) for what in ("comment", "hidden sheet", "creator", "title", "subject", "keywords", "description", "sheet name")}
        self.here["objects"] += [self.table[kind][2][1] for kind in self.table]

    def workbook(self, spell):
        import openpyxl
        from openpyxl.comments import Comment
        book, apart = openpyxl.Workbook(), {what: spell(word) for what, word in self.apart.items()}
        for row in self.table["xlsx"]:
            book.active.append([spell(cell) for cell in row])
        book.active["A3"].comment = Comment(apart["comment"], apart["creator"])
        hidden = book.create_sheet(apart["sheet name"])
        hidden.sheet_state, hidden["A1"] = "hidden", apart["hidden sheet"]
        for key in "creator", "title", "subject", "keywords", "description":
            setattr(book.properties, key, apart[key])
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def bare(self):
        """Leaves of the schemas that no record of this root has: each must stand in one."""
        records = {"site": [self.site], "profile": [self.profile], "calendar": [self.calendar], "local_calendar": [self.local_calendar], "plan": self.plans, "item_list": self.lists, "task": self.tasks,
                   "object": self.library, "result": [*self.results.values()], "correction": [*self.corrections, *self.withdrawals], "notice": [p["front"] for p in self.pages["notice"]],
                   "guide": [p["front"] for p in self.pages["guide"]]}
        return [f"{name}.{path}" for name, schema in self.schemas.items() for path in schema.leaves if not any(has(record, path) for record in records[name])]

    # ---- on disk

    def files(self, phase, spell=str, whole=True):
        """path → bytes of the root in a phase. `spell` may write words in another way; not `whole`: without the records that the public
        knows nothing of, but for those that say whether a task has ended."""
        mended = phase >= MENDED
        known = lambda word: whole or self.canaries.of(word).public(phase)
        text = lambda value: json.dumps(value, ensure_ascii=False, indent=1).encode()
        named = lambda task: {key: value for key, value in task.items() if key not in ("plan_id", "plan_entry") or known(task["plan_id"])}
        counted = lambda task: task | ({"drawn": len(task["objects"])} if task.get("objects") else {})
        by_id = lambda records: text([r for r in records if known(r["id"]) or r.get("task_id") == self.here["id"]])
        corrections = [*(self.corrections if mended else []), *(self.withdrawals if phase >= GONE else [])]
        files = {
            "site/site.json": text(self.site), "site/profiles/mine.json": text(self.profile), "content/calendar/local.json": text(self.local_calendar), "content/calendar/2026.json": text(self.calendar),
            "content/plans/p.json": by_id([self.revised["plan"] if mended else self.plans[0], *self.plans[1:]]),
            "content/items/i.json": by_id([self.revised["items"] if mended else self.lists[0], *self.lists[1:]]),
            "content/tasks/t.json": by_id([named(counted(task)) for task in self.tasks]), "content/objects/o.json": text(self.library), "content/results/r.json": by_id([*self.results.values(), self.person]),
            "content/results/t.csv": ("\ufeff" + "\r\n".join(",".join(row) for row in self.table["csv"]) + "\r\n").encode(),
            "content/corrections/c.json": text([c for c in corrections if whole or c["approved_on"] <= DAYS[phase]]),
        }
        for name, folder in ("notice", "notices"), ("guide", "guide"):
            pages = [self.revised[name] if mended else self.pages[name][0], *self.pages[name][1:]]
            files |= {f"content/{folder}/{page['slug']}.md": page_text(page).encode() for page in pages if known(page["slug"])}
        for who, (name, data) in self.attachments.items():
            if who != ("notice" if mended else "notice mended") and known(name.removesuffix(".pdf")):
                files[f"site/static/{name}"] = data
        spelt = {spell(path): spell(data.decode()).encode() for path, data in files.items()}
        return spelt | {"content/results/t.xlsx": self.workbook(spell)}


def page_text(page):
    lines = []
    for key, value in page["front"].items():
        if key == "revisions":
            lines += ["revisions:", *(f"  - {r['on']} {r['note']}" for r in value)]
        elif isinstance(value, list):
            lines += [f"{key}:", *(f"  - {v}.pdf" for v in value)]  # the only list of a front matter
        else:
            lines.append(f"{key}: {value}")
    return "\n".join(["---", *lines, "---", "", page["body"]])
