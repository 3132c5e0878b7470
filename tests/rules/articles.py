#!/usr/bin/env python3
"""Whether the documents say what is said in their name. articles/ holds the articles that the project names, as they are printed.
Held against them are

  - every quotation “…” of an article in generator/explanations, in the guides of the demo and of the five roots, in site/profiles;
  - every article that these and the program name: it must be in articles/;
  - what the profiles take from their articles: wordings, days, shares, months, how strict a target is, who approves.

    articles.py                 the repository
    articles.py --self-test     sees every quotation with one character changed, articles that do not exist, and changed rules
"""
import json
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
DIGITS = "一二三四五六七八九十"


def flat(text):
    """Without line breaks, blanks and the difference between wide and narrow signs."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def words(text):
    """The same; and quotation marks inside a quotation, which are single ones there, as the article has them."""
    return flat(text).replace("‘", "“").replace("’", "”")


class Document:
    def __init__(self, path):
        head, *articles = re.split(r"(?m)^## ", path.read_text(encoding="utf-8"))
        self.id = path.stem
        self.names = [flat(name) for name in re.search("(?m)^简称：(.*)$", head)[1].split("|")]
        self.articles = {flat(name): words(text) for name, text in (article.split("\n", 1) for article in articles)}

    def text(self, article):
        """Of the article and its parts, 第二十条 being all of 第二十条（三） and （四）; empty where there is none."""
        return "\n".join(text for name, text in self.articles.items() if name == article or name.startswith(article + "("))


DOCUMENTS = [Document(path) for path in sorted((HERE / "articles").glob("*.txt"))]
NAMED = {name: document for document in DOCUMENTS for name in document.names}

PART = rf"\([{DIGITS}]+\)"
ARTICLE = rf"第[{DIGITS}]+条(?:{PART})?|附件\d|五3|[{DIGITS}]{PART}|[{DIGITS}](?![\u4e00-\u9fff])"
ENGLISH = rf"art\.\d+(?:{PART})?(?:,\d+(?:{PART})?(?!\d))*"
SOURCE = re.compile(rf"(?P<name>{'|'.join(re.escape(n) for n in sorted(NAMED, key=len, reverse=True))})(?:20\d\d)?(?P<articles>(?:{ARTICLE})(?:、(?:{ARTICLE}))*|{ENGLISH})"
                    r"|(?P<quotation>“[^“”]*”)")
# What may stand between an article and its words where other quotation marks are about.
BETWEEN = re.compile(r"[:,(]{0,2}(?:原文误作|写作|从)?:?")


def chinese(number):
    tens, ones = divmod(number, 10)
    return (("" if tens < 2 else DIGITS[tens - 1]) + "十" if tens else "") + (DIGITS[ones - 1] if ones else "")


def article_names(text):
    if not text.startswith("art."):
        return re.findall(ARTICLE, text)
    return [f"第{chinese(int(number))}条{part}" for number, part in re.findall(rf"(\d+)({PART})?", text)]


class Finding:
    """A quotation or a source, and why it is wrong."""

    def __init__(self, place, text, sources):
        self.place, self.text, self.sources = place, text, sources

    def fault(self, text=None):
        text = text or self.text
        if not self.sources:
            return f"{self.place}: {text} is quoted from no article"
        for document, articles in self.sources:
            whole, at = "\n".join(document.text(article) for article in articles), 0
            for piece in words(text)[1:-1].split("......"):
                at = whole.find(piece, at)
                if at < 0:
                    return f"{self.place}: {text}: {document.names[0]} {'、'.join(articles)} has no “{piece}”"
                at += len(piece)
        return None


def source_fault(place, document, article):
    return None if document.text(article) else f"{place}: {document.names[0]} has no {article}"


def read_line(place, line, strict, begun=()):
    """-> the sources that a line names, and its quotations of them. Strict: every quotation is of the article before it; else only what
    follows an article at once. `begun`: sources named before the line."""
    line = flat(line)
    named, quoted, group, end = [], [], list(begun), 0
    for found in SOURCE.finditer(line):
        if found["quotation"]:
            if strict or group and BETWEEN.fullmatch(line[end:found.start()]):
                quoted.append(Finding(place, found["quotation"], list(group)))
        else:
            document, articles = NAMED[found["name"]], article_names(found["articles"])
            named += [(place, document, article) for article in articles]
            together = end and line[end:found.start()] == "、"
            group = (group if together else []) + [(document, articles)]
            end = found.end()
    return named, quoted


def explanations():
    for path in sorted((REPOSITORY / "generator/explanations").glob("*.md")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield read_line(f"{path.name}:{number}", line, line.startswith("依据："))


def guides():
    """Under a heading that is an article of the root's own document, every quotation and every item of a list is of it."""
    roots = [(REPOSITORY, None), *((REPOSITORY / "tests/cases" / d.id / "root", d) for d in DOCUMENTS)]
    for root, own in roots:
        for path in sorted((root / "content/guide").glob("*.md")):
            begun = []
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                place = f"{path.relative_to(REPOSITORY)}:{number}"
                if line.startswith("#"):
                    heading = re.fullmatch(f"#+({ARTICLE})(?:、.*)?", flat(line)) if own else None
                    begun = [(own, [heading[1]])] if heading else []
                    yield [(place, own, heading[1])] if heading else [], []
                elif begun and (item := re.match(r"\s*(?:-|\d+\.) (.*?)。?$", line)):
                    yield [], [Finding(place, f"“{item[1]}”", begun)]
                else:
                    yield read_line(place, line, bool(begun), begun)


def program():
    """Only the articles that it names: what it says of them is said in English or in few words."""
    for path in [*sorted((REPOSITORY / "generator").rglob("*.[ch]pp")), REPOSITORY / "generator/DECISIONS.md"]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield read_line(f"{path.relative_to(REPOSITORY)}:{number}", line, False)[0], []


def profiles():
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((REPOSITORY / "site/profiles").glob("*.json"))}


def article_texts(value, place):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "article":
                yield place, inner
            else:
                yield from article_texts(inner, f"{place} {key}")


def quoted_in_profiles(all_profiles):
    for name, profile in all_profiles.items():
        for place, article in article_texts(profile, name):
            yield read_line(place, article, False)


def of_article(rule):
    """What the articles of a rule say."""
    return "".join(document.text(article) for _, document, article in read_line("", rule["article"], False)[0])


# Wordings that no document lists, of the profile that is no document's: approximate, and what they say is in the articles.
NO_DOCUMENTS = {"发现问题已移送": ("移送", "发现问题待后续处理")}


def says_wording(wording, rule):
    if wording in NO_DOCUMENTS:
        return rule.get("approximate", False) and all(word in of_article(rule) for word in NO_DOCUMENTS[wording])
    text, wording = of_article(rule), words(wording)
    if misprint := re.search("原文误作“([^”]*)”", rule["article"]):
        n = len(misprint[1])
        return any(wording[:i] + misprint[1] + wording[i + n:] in text for i in range(len(wording) - n + 1))
    return wording in text


STARTS = {"inspected_on": ["检查结束"], "concluded_on": ["作出检查结果认定之日", "形成检查结果之日"], "completed_on": ["抽查任务完成后"]}
COUNTS = {1: "一", 2: "两"}
FORCES = {"principle": ["原则上", "一般不"], "strive": ["力争"]}
MONTHS = {"plan_due": "月底前报", "plan_public_due": "月底前通过", "numbers_due": "月底前"}


def period_faults(name, rule):
    text = of_article(rule)
    if "month" in rule and not re.search(rf"每年{rule['month']}{MONTHS[name]}", text):
        yield f"the end of month {rule['month']}"
    if "days" in rule:
        # The report of a joint inspection counts from its end, which is no date of a result.
        starts = STARTS[rule["from"]] if "from" in rule else ["联合抽查结束后"]
        unit = "个工作日内" if rule["unit"] == "working" else "日内"
        if not any(re.search(f"{start}[^，。]{{0,3}}{rule['days']}{unit}", text) for start in starts):
            yield f"{name}: {rule['days']} {rule['unit']} days from {starts}"


def target_faults(name, target):
    text = of_article(target)
    if "classes" in target:
        for word, share in zip(("重点", "一般", "特殊"), (target["classes"][c] for c in ("key", "general", "special"))):
            if f"{share * 100:g}%的{word}监管对象" not in text:
                yield f"{name}: {share * 100:g} % of {word}"
    else:
        value = target["threshold"]
        said = [f"{COUNTS.get(value)}{unit}" for unit in ("次", "人")] if name.startswith("joint_per") or name in ("joint_initiated", "inspectors") else [f"{value * 100:g}%"]
        if not any(re.search(rf"(?<!\d){s}", text) for s in said):
            yield f"{name}: {value}"
    force = target["force"]
    if not (any(word in text for word in FORCES[force]) if force in FORCES else "力争" not in text):
        yield f"{name} is said to be {force}"


def profile_faults(name, profile):
    """What a profile has otherwise than the articles that it names."""
    for wording, rule in profile["allowed_results"].items():
        if not says_wording(wording, rule):
            yield f"{name}: the wording {wording} is not in {rule['article']}"
    for key in ("deadline", "report_to_regulator", "transfer", "plan_due", "plan_public_due", "numbers_due"):
        if key in profile:
            yield from (f"{name} {key}: not so in {profile[key]['article']}: {fault}" for fault in period_faults(key, profile[key]))
    for kind, rule in profile["corrections"].items():
        if "role" in rule and rule["role"] not in of_article(rule):
            yield f"{name} {kind}: {rule['role']} is not in {rule['article']}"
    for target, rule in profile.get("targets", {}).items():
        yield from (f"{name}: not so in {rule['article']}: {fault}" for fault in target_faults(target, rule))
    for place, article in article_texts(profile, name):
        if not read_line(place, article, False)[0] and not article.startswith("本文件未"):
            yield f"{place}: {article} names no article"


def category_faults():
    """Each heading of the demo's guide to the categories is a wording of an article that the line 来源 under it names."""
    wording, seen = None, 0
    for line in (REPOSITORY / "content/guide/categories.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            wording = line[3:]
        elif line.startswith("来源："):
            seen += 1
            text = of_article({"article": line})
            yield from (f"categories.md: {word} is in none of {line}" for word in wording.split("、") if words(word) not in text)
    if seen != 9:
        yield f"categories.md has {seen} lines 来源, not 9"


def gathered(all_profiles):
    named, quoted = [], []
    for source in (explanations(), guides(), program(), quoted_in_profiles(all_profiles)):
        for n, q in source:
            named += n
            quoted += q
    return named, quoted


def faults_of(named, quoted, all_profiles):
    out = [fault for source in named if (fault := source_fault(*source))]
    out += [fault for quotation in quoted if (fault := quotation.fault())]
    out += [fault for name, profile in all_profiles.items() for fault in profile_faults(name, profile)]
    return out + list(category_faults())


def other(character):
    return "乙" if character == "甲" else "甲"


def profile_mutants(profile):
    """Copies with one thing changed that the articles say."""
    def changed(change):
        copy = json.loads(json.dumps(profile))
        change(copy)
        return copy

    for wording in profile["allowed_results"]:
        middle = len(wording) // 2
        yield changed(lambda p: p["allowed_results"].update({wording[:middle] + other(wording[middle]) + wording[middle + 1:]: p["allowed_results"][wording]}))
    for key in ("deadline", "report_to_regulator", "transfer"):
        if key in profile:
            yield changed(lambda p: p[key].update(days=p[key]["days"] + 1))
            yield changed(lambda p: p[key].update(unit="calendar" if p[key]["unit"] == "working" else "working"))
        if "from" in profile.get(key, {}):
            yield changed(lambda p: p[key].update({"from": "inspected_on" if p[key]["from"] != "inspected_on" else "completed_on"}))
    for key in ("plan_due", "plan_public_due", "numbers_due"):
        if key in profile:
            yield changed(lambda p: p[key].update(month=p[key]["month"] % 12 + 1))
    yield changed(lambda p: p["corrections"]["error"].update(role="科员"))
    for name, target in profile.get("targets", {}).items():
        for share in target.get("classes", {}):
            yield changed(lambda p: p["targets"][name]["classes"].update({share: 0.33}))
        if "threshold" in target:
            yield changed(lambda p: p["targets"][name].update(threshold=3))
        yield changed(lambda p: p["targets"][name].update(force="strive" if target["force"] != "strive" else "must"))
    yield changed(lambda p: p["deadline"].update(article="有关规定"))


def missed_mutants(named, quoted, all_profiles):
    tried, missed = 0, []
    for quotation in quoted:
        for at in (1, len(quotation.text) // 2, len(quotation.text) - 2):
            text = quotation.text[:at] + other(quotation.text[at]) + quotation.text[at + 1:]
            tried += 1
            if not quotation.fault(text):
                missed.append(f"not seen: {text}")
    for place, document, article in named:
        tried += 1
        if not source_fault(place, document, re.sub(f"^.*?(?=条|$|\\()", "第九十九", article, count=1)):
            missed.append(f"not seen: no such article as {article}")
    for name, profile in all_profiles.items():
        for mutant in profile_mutants(profile):
            tried += 1
            if not list(profile_faults(name, mutant)):
                missed.append(f"not seen: {json.dumps(mutant, ensure_ascii=False)}")
    return tried, missed


def main():
    all_profiles = profiles()
    named, quoted = gathered(all_profiles)
    if "--self-test" in sys.argv[1:]:
        tried, wrong = missed_mutants(named, quoted, all_profiles)
        print(f"{tried} faults planted, {len(wrong)} not seen")
    else:
        wrong = faults_of(named, quoted, all_profiles)
        print(f"{len(quoted)} quotations, {len(named)} articles named, {len(all_profiles)} profiles: {len(wrong)} faults")
    for line in wrong:
        print(line)
    return 1 if wrong or len(quoted) < 50 or len(named) < 200 or len(all_profiles) < 6 else 0


if __name__ == "__main__":
    sys.exit(main())
