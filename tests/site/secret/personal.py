"""Personal data in every text of every record type: each is an error that names its place and repeats nothing whole; and nothing else is.

Persons and numbers are invented: days of birth in 1900, subscriber numbers of noughts.
"""
import re
import unicodedata

from sites import *
from secret.fields import BOUND, listed, put
from secret.world import DAYS, MENDED

# text → what of it no message may repeat
PHONES = {
    "电话13900000001": "13900000001", "139 0000 0001": "13900000001", "１３９－００００－０００１": "13900000001", "+86 139-0000-0001": "13900000001", "0086-139-0000-0001": "13900000001",
    "0356-2000001": "2000001", "（0356）200 0001": "2000001", "联系电话：2000001": "2000001",
}
OTHERS = {
    "身份证号110101190001010014": "110101190001010014", "110101 19000101 0014": "110101190001010014", "14010119000101001X": "14010119000101001X", "证件140525610203009": "140525610203009",
    "6222020000000000000": "6222020000000000000", "6222 0200 0000 0000 000": "6222020000000000000",
    "家住虚构县和平路18号院": "和平路18号院", "住址：虚构县大阳镇一分街村12号": "一分街村", "幸福苑5栋1单元302": "1单元302",
    "晋E12345": "晋E12345", "豫G·A1234": "豫GA1234", "豫AD12345": "豫AD12345",
    "检查人员：王小明": "王小明", "联系人：欧阳小明": "欧阳小明", "执法人员赵小刚、李小红": "赵小刚", "法定代表人：周小龙": "周小龙",
    "检查人员（王小明、李华）": "王小明", "业主王小明拒绝签字": "王小明", "姓名：王小明": "王小明", "晋e12345": "晋e12345", "居住于虚构县东街村12号": "东街村12号", "身份证号：110105491231035": "110105491231035",
}
IDS = ["13900000001", "110101190001010014"]
HONEST = ["泽环字〔2024〕11号", "国办发明电〔2023〕7号", "晋环罚字〔2024〕第0356号", "91140525MA0K00013A", "注册号140525200001231", "企独琼总字第008245号", "许可证编号：13900000001",
          "排污许可证编号：91140525MA0K00013A001Q", "固定污染源排污登记回执，登记编号：91140525MA0K00013A001X", "任务编号140525202405061006", "索引号：000014349/2024-00021", "经度112.851274，纬度35.490684",
          "东经112°51′04.6″、北纬35°29′26.5″", "罚款人民币13900000001元", "罚款200000元（贰拾万元）", "处理水量13900000001吨", "2024年3月26日", "2024-05-06至2024-06-14", "25% 4次/年", "GB/T 12345-2020",
          "GB 16297-1996表2二级标准", "HJ 75-2017", "拨打12345热线", "客服热线400-000-0001", "监测报告编号XJ20240603001", "危险废物转移联单2024140525000001", "检查人员不少于2人，出示证件", "联系人：办公室",
          "检查人员：张某、李某某", "联系人：李**", "经营场所：虚构县城关镇东街12号", "通过登记的住所（经营场所）无法联系", "本部门主要负责人", "许可证号晋E12345", "经营地址：凤台街3号楼2单元501室",
          "当事人：华润", "负责人：王经理", "业主委员会", "晋E12345号排放口", "工单号13512345678", "统一编号 1405 2519 9003 0700", "0123456789abcdef0123456789abcdef"]
HONEST_IDS = ["T2024-0611-000123", "140525202405061006", "91140525MA0K00013A", "xj20240603001"]


# Texts of which nothing is ever public; and what may hold a phone that is meant to be public.
NOT_SEARCHED = {("site", "public_phones[]"), ("site", "accepted_codes[]"), ("result", "withheld.approved_by"), ("result", "withheld.note"), ("correction", "approved_by")}
MAY_HOLD_PHONES = ("site", "footer.contact")
JSON_FILES = {"site": "site/site.json", "profile": "site/profiles/mine.json", "calendar": "content/calendar/2026.json", "local_calendar": "content/calendar/local.json",
              "plan": "content/plans/p.json", "item_list": "content/items/i.json", "task": "content/tasks/t.json", "object": "content/objects/o.json", "result": "content/results/r.json",
              "correction": "content/corrections/c.json"}
PERSONAL = {"R0236", "R0502", "R0503", "R0504", "R0505", "R0506", "R0507"}


def plain(text):
    return re.sub(r"[\s·•–—-]", "", unicodedata.normalize("NFKC", text))


def errors(found):
    return [d for d in found if d["severity"] == "error"]


def words_at(text, line, markdown):
    """The canaries that a diagnostic may mean: those of its line, in a front matter and in `old` and `new` also of what belongs to it."""
    lines, end = text.split("\n"), line
    depth = lambda number: len(lines[number]) - len(lines[number].lstrip())
    if markdown or re.search(r'"(old|new)": [\[{]$', lines[line - 1]):
        while end < len(lines) and depth(end) > depth(line - 1):
            end += 1
    return set(re.findall(r"ZQ\d{4}K", "\n".join(lines[line - 1:end])))


class Plant:
    """A root in which every text holds something more, and what `check` says of it."""

    def __init__(self, program, world, root):
        self.program, self.world, self.root = program, world, root
        now = "\n".join(path + data.decode("utf-8", "ignore") for path, data in world.files(MENDED).items())
        here = [c for c in world.canaries.by_word.values() if c.word in now and c.type in world.schemas and (c.type, c.path) not in NOT_SEARCHED]
        self.names = {c.word: c for c in here if c.path in ("id", "slug", "attachments[]")}  # of records and files: no more than letters and digits
        self.texts = {c.word: c for c in here if c.word not in self.names}

    def check(self, change, files=None):
        """`change(word)`: what stands in its place. What is wrong, and the run."""
        shutil.rmtree(self.root, ignore_errors=True)
        spell = lambda text: re.sub(r"ZQ\d{4}K", lambda m: change(m[0]), text)
        self.files = files or self.world.files(MENDED, spell)
        for path, data in self.files.items():
            write(self.root / path, data)
        done = self.program("check", "--root", self.root, "--as-of", DAYS[MENDED], "--format", "json", env={"LANG": "C.UTF-8"})
        return json.loads(done.stdout)["diagnostics"], done

    def with_more(self, more, where):
        return self.check(lambda word: f"{word}，{more}" if word in where else word)

    def reported(self, found):
        """Canaries whose text was refused for personal data."""
        out = set()
        for d in found:
            if d["code"] in PERSONAL and "line" in d:
                out |= words_at(self.files[d["file"]].decode("utf-8", "ignore"), d["line"], d["file"].endswith(".md"))
        return out


def refuses_in_every_text(verdict, plant, data=PHONES | OTHERS):
    for more, core in data.items():
        where = {w for w, c in plant.texts.items() if not (more in PHONES and (c.type, c.path) == MAY_HOLD_PHONES)}
        found, done = plant.with_more(more, where)
        here = {w for data in plant.files.values() for w in re.findall(r"ZQ\d{4}K", data.decode("utf-8", "ignore"))}
        missed = sorted({plant.texts[w].place for w in where & here - plant.reported(found)})
        verdict.expect(not missed, f"{more}: texts that are not searched", f"{len(missed)}: {missed[:12]}")
        repeated = [d for d in found if plain(core) in plain(json.dumps({**d, "file": ""}, ensure_ascii=False))]
        verdict.equal(done.returncode, 1, f"{more}: exit status")
        verdict.expect(not repeated, f"{more}: repeated whole", str(repeated[:3]))


DRAWN, WITHHELD = "虚构县暗抽机械厂", "虚构县不公开水泥厂"
# What names an object by its own right, or only itself.
OWN_NAMES = {("result", path) for path in ("object_name", "object_code", "department")} | {("object", "former_names[]"), ("object", "former_codes[]"), ("site", "organisation.name")} | {
    ("task", path) for path in ("lead", "partners[]", "not_inspected[].object")} | {("plan", "sections[].entries[].lead"), ("plan", "sections[].entries[].partners[]")}


def keeps_the_names_of_secret_objects(verdict, plant):
    """The name of a drawn object and that of one whose result is withheld, in every text that is public on the day."""
    drawn = {"id": "drawn", "name": "抽取", "kind": "internal", "from": "2024-06-01", "to": "2030-12-31", "status": "inspecting", "objects": [DRAWN]}
    withheld = {"id": "kept-back", "task_id": "drawn", "object_name": WITHHELD, "result": "合格", "inspected_on": "2024-06-03", "concluded_on": "2024-06-04",
                "withheld": {"ground": "trade_secret", "approved_by": "x", "approved_on": "2024-06-04"}}
    secret = {"content/tasks/drawn.json": json.dumps(drawn).encode(), "content/results/kept-back.json": json.dumps(withheld).encode()}
    for name in DRAWN, "*".join(DRAWN), WITHHELD, " ".join(WITHHELD):
        spell = lambda text: re.sub(r"ZQ\d{4}K", lambda m: f"{m[0]}，{name}" if m[0] in plant.texts else m[0], text)
        found, done = plant.check(str, plant.world.files(MENDED, spell) | secret)
        told = [d for d in found if d["code"] == "R0512" and "line" in d]
        named = set().union(*(words_at(plant.files[d["file"]].decode("utf-8", "ignore"), d["line"], d["file"].endswith(".md")) for d in told))
        here = {w for data in plant.files.values() for w in re.findall(r"ZQ\d{4}K", data.decode("utf-8", "ignore"))}
        public = {w for w, c in plant.texts.items() if c.public(MENDED) and (c.type, c.path) not in OWN_NAMES}
        missed = sorted({plant.texts[w].place for w in public & here - named})
        verdict.equal(done.returncode, 1, f"{name} in all texts: exit status")
        verdict.expect(not missed, f"{name}: texts that are not searched", f"{len(missed)}: {missed[:40]}")
    found, done = plant.check(str, plant.world.files(MENDED) | secret)
    verdict.equal([d for d in found if d["code"] == "R0512"], [], "secret names that stand nowhere else")


def refuses_in_every_name(verdict, plant):
    """Ids and names of files are addresses."""
    first = {(c.type, c.path): c for c in reversed(plant.names.values())}
    for number in IDS:
        for canary in first.values():
            found, done = plant.check(lambda word: number if word == canary.word else word)
            refused = done.returncode == 1 and any(d["code"] in PERSONAL for d in found)
            verdict.expect(refused, f"{number} as {canary.type}.{canary.path} is not refused", str(errors(found)[:2]))


def repeats_nothing(verdict, plant):
    """Where a date, a number, a word of a vocabulary or the id of another record belongs, in keys, headers and broken files: whatever is
    said of it, it is not repeated whole."""
    for more, core in {"13900000001": "13900000001", "电话139 0000 0001": "13900000001", "联系人：欧阳小明": "欧阳小明"}.items():
        files = plant.world.files(MENDED)
        for name, path in JSON_FILES.items():
            records = json.loads(files[path])
            record, schema = records[0] if isinstance(records, list) else records, plant.world.schemas[name]
            for leaf in schema.leaves.keys() - (set(schema.texts()) - listed(BOUND, name)):
                if "{}" not in leaf:
                    put(record, leaf, more)
            record[more] = 1
            files[path] = json.dumps(records, ensure_ascii=False).encode()
        files["content/results/broken.json"] = f'{{"id": "R", "findings": "{more}'.encode()
        files["content/results/header.csv"] = f"任务编号,企业名称,抽查结果,{more}\n{more},{more},{more},x\n".encode()
        files["content/notices/broken.md"] = f"---\ntitle: x\ndate: {more}\n{more}: x\n---\n[x](javascript:{more})\n".encode()
        found, done = plant.check(str, files)
        verdict.equal(done.returncode, 1, f"{more} out of place: exit status")
        verdict.expect(len(errors(found)) > 40, f"{more} out of place: errors", str(len(errors(found))))
        repeated = [(d["code"], d["message"], d["hint"]) for d in found if plain(core) in plain(json.dumps({**d, "file": ""}, ensure_ascii=False))]
        verdict.expect(not repeated, f"{more} out of place: repeated whole", f"{len(repeated)}: {repeated[:4]}")
        words = plant.program("check", "--root", plant.root, env={"LANG": "zh_CN.UTF-8"})
        verdict.expect(plain(core) not in plain(words.stdout), f"{more} out of place: repeated whole in words", str([line for line in words.stdout.splitlines() if plain(core) in plain(line)][:3]))


def lets_pass(verdict, plant):
    found, done = plant.with_more("。".join(HONEST), plant.texts)
    beside = ("R0237", "R0238")  # in the place of a code, where the sentence holds two of them
    verdict.equal([(d["file"], d["field"], d["message"]) for d in errors(found) if d["code"] not in beside][:5], [], "what only resembles personal data is refused")
    for name in HONEST_IDS:
        found, done = plant.check(lambda word: name if word == plant.world.results["open"]["id"] else word)
        verdict.equal(errors(found), [], f"{name} as the id of a result")


def writes_nothing(verdict, plant):
    plant.with_more("联系人：欧阳小明", {plant.world.results["open"]["findings"]})
    before = files_of(plant.root)
    for words in ["build"], ["publish"], ["report", "2024-06", "--out", plant.root / "report.xlsx"]:
        done = plant.program(*words, "--root", plant.root, "--as-of", DAYS[MENDED])
        verdict.expect(done.returncode == 1 and "欧阳小明" not in done.stdout + done.stderr, f"{words[0]} with a person's name in the content", f"exit {done.returncode}")
    verdict.equal(files_of(plant.root), before, "files after refusals")


def look(program, verdict, world, root):
    plant = Plant(program, world, root)
    verdict.equal(errors(plant.check(str)[0]), [], "the root without personal data")
    refuses_in_every_text(verdict, plant)
    keeps_the_names_of_secret_objects(verdict, plant)
    refuses_in_every_name(verdict, plant)
    repeats_nothing(verdict, plant)
    lets_pass(verdict, plant)
    writes_nothing(verdict, plant)
