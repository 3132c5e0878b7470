#!/usr/bin/env python3
"""Forges a site root with N invented inspection results.

    forge.py --records 10000 --out ROOT [--format ndjson|csv] [--seed 1] [--year 2024]

The same arguments give the same bytes, and results are streamed, so a million of them take little memory. Codes are distinct
and pass both check characters (GB 32100, GB 11714). Some names and findings hold markup characters, quotes and commas: who
forgets to escape is found out. No date is out of order, too early or too late with an as-of date in the middle of the next
January; every result says that another system showed it first, so no ledger is needed.
"""
import argparse
import csv
import datetime
import json
import os

CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"      # GB 32100 leaves out I, O, S, V and Z
CODE_WEIGHTS = [pow(3, i, 31) for i in range(17)]
ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]       # GB 11714
RESULTS_OF_A_TASK = 200
DAYS_OF_A_TASK = 12

OFFICE = "虚构县生态环境局"
PARTNER = "虚构县市场监督管理局"
PLATFORM = "虚构省双随机监管平台"
TOWNS = ["东河镇", "西岭镇", "南坪镇", "北关镇", "石桥镇", "柳林镇", "清泉镇", "大垣镇", "青石镇", "白马镇"]
TRADES = ["煤炭开采", "水泥制造", "化学原料制造", "金属铸造", "污水处理", "机动车检验", "食品制造", "畜禽养殖", "危险废物处置", "汽车维修"]
SYLLABLES = "恒瑞兴隆鑫达永泰华盛金诚宏远丰茂晟源佳禾"
ITEMS = ["主要法定环境制度落实情况", "污染防治设施运行情况", "排污许可证执行情况", "自动监控设施运行情况", "危险废物管理情况", "环境应急预案备案情况"]
FINDINGS = ["部分台账记录不完整，现场已指导补正", "危险废物贮存场所标识不规范，责令限期改正", "废气处理设施运行参数记录缺失",
            "雨污分流不彻底，已下达责令改正通知书", "未按证载频次开展自行监测", "标志牌写作\"危废间\", 与台账<不一致>"]
HANDLING = "已下达责令改正通知书，限期十五日内完成整改并书面报告。"
CLEAN = ["未发现问题", "未发现开展本次抽查涉及的经营活动"]
# How often each wording comes in a hundred.
SHARES = {"未发现问题": 60, "发现问题已责令改正": 20, "发现问题待后续处理": 7, "未按规定公示应当公示的信息": 4, "通过登记的住所（经营场所）无法联系": 3,
          "未发现开展本次抽查涉及的经营活动": 3, "公示信息隐瞒真实情况弄虚作假": 2, "不配合检查情节严重": 1}
WORDINGS = [wording for wording, share in SHARES.items() for _ in range(share)]
CLASSES = ["key"] * 3 + ["general"] * 6 + ["special"]
RISKS = ["low"] * 10 + ["general"] * 6 + ["elevated"] * 3 + ["high"]

HERE = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(HERE, "peers/spec.json"), encoding="utf-8") as file:
    SPEC = json.load(file)


class Dice:
    """Draws that depend on nothing but a number (SplitMix64), so that a record can be made without those before it."""
    MASK = (1 << 64) - 1

    def __init__(self, *numbers):
        x = 0
        for number in numbers:
            x = (x ^ number) + 0x9E3779B97F4A7C15 & self.MASK
            x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & self.MASK
            x = (x ^ x >> 27) * 0x94D049BB133111EB & self.MASK
            x ^= x >> 31
        self.rest = x

    def below(self, n):
        self.rest, drawn = divmod(self.rest, n)
        return drawn

    def of(self, choices):
        return choices[self.below(len(choices))]


def credit_code(number, seed):
    """The unified social credit code number `number`: distinct below 24 million."""
    number = (number * 7368787 + Dice(seed).rest) % 30 ** 5      # 7368787 has no factor in common with 30: a permutation
    body = "MA0"
    for _ in range(5):
        number, digit = divmod(number, 30)
        body += CODE_ALPHABET[digit]
    check = -sum(int(c, 36) * w for c, w in zip(body, ORGANISATION_WEIGHTS)) % 11
    code = "91999901" + body + ("X" if check == 10 else str(check))      # a region that does not exist
    return code + CODE_ALPHABET[-sum(CODE_ALPHABET.index(c) * w for c, w in zip(code, CODE_WEIGHTS)) % 31]


def inspected_object(number, seed):
    dice = Dice(seed, 1, number)
    town, trade = dice.of(TOWNS), dice.of(TRADES)
    mark = "（A&B <分部>）" if number % 97 == 5 else ""
    return {"object_name": f"虚构{town}{dice.of(SYLLABLES)}{dice.of(SYLLABLES)}{trade}有限公司{number}号{mark}",
            "object_code": credit_code(number, seed), "object_kind": "market", "district": town, "industry": trade,
            "supervision_class": dice.of(CLASSES), "credit_risk": dice.of(RISKS)}


def task_of(number, records, year):
    """Task `number`, and the days from its beginning on."""
    begin = datetime.date(year, 1, 8) + datetime.timedelta(days=number * 37 % 300)
    days = [(begin + datetime.timedelta(days=i)).isoformat() for i in range(DAYS_OF_A_TASK + 20)]
    joint = number % 3 == 2
    return {"id": f"T{year}-{number:05d}", "number": f"虚环抽〔{year}〕{number + 1}号",
            "name": f"{year}年度第{number + 1}号{'部门联合' if joint else ''}双随机抽查任务", "kind": "joint" if joint else "internal",
            "selection": "targeted" if number % 2 else "untargeted", "items": ITEMS, "lead": OFFICE, "partners": [PARTNER] if joint else [],
            "from": days[0], "to": days[DAYS_OF_A_TASK], "ended_on": days[DAYS_OF_A_TASK], "completed_on": days[DAYS_OF_A_TASK + 1],
            "status": "completed", "drawn": min(RESULTS_OF_A_TASK, records - number * RESULTS_OF_A_TASK)}, days


def results_of(number, task, days, records, seed, year):
    for place in range(task["drawn"]):
        position = number * RESULTS_OF_A_TASK + place
        dice = Dice(seed, 2, position)
        inspected = dice.below(DAYS_OF_A_TASK)
        first = dice.below(len(ITEMS))
        record = {"id": f"R{year}-{number:05d}-{place:03d}", "task_id": task["id"],
                  # Half as many objects as results: each has two of them, of different tasks where there is more than one.
                  **inspected_object((position + place * 6) % max(1, records // 2), seed),
                  "items": [ITEMS[(first + k) % len(ITEMS)] for k in range(1 + dice.below(3))], "department": OFFICE,
                  "inspected_on": days[inspected], "concluded_on": days[inspected + 1 + dice.below(3)], "result": dice.of(WORDINGS)}
        if record["result"] not in CLEAN:
            start, count = dice.below(len(FINDINGS)), 1 + dice.below(2)
            record["findings"] = "；".join(FINDINGS[(start + k) % len(FINDINGS)] for k in range(count))
            record["handling"] = HANDLING
        record["platform_on"] = record["published_on"] = days[DAYS_OF_A_TASK + 3 + dice.below(9)]
        record["published_via"] = PLATFORM
        yield record


def cells(record):
    """A record as a row of a clerk's table."""
    for key, _ in SPEC["fields"]:
        value = record.get(key, "")
        yield "、".join(value) if isinstance(value, list) else SPEC["words"][value] if key in SPEC["coded"] else value


def settings(year):
    return {"organisation": {"name": OFFICE, "short_name": OFFICE, "region_code": "999901"},
            "site": {"name": OFFICE + "“双随机、一公开”公示", "domain": "gongshi.example", "id_code": "0000000000"},
            "base_url": "https://gongshi.example/", "profile": "sample", "sample": True, "as_of": f"{year + 1}-01-15"}


def forge(root, records, form="ndjson", seed=1, year=2024):
    """Writes the root; returns the path of its results."""
    for part in ("site", "content/tasks", "content/results"):
        os.makedirs(os.path.join(root, part), exist_ok=True)
    with open(os.path.join(root, "site/site.json"), "w", encoding="utf-8") as out:
        json.dump(settings(year), out, ensure_ascii=False, indent=1)
    path = os.path.join(root, f"content/results/{year}.{form}")
    tasks = []
    with open(path, "w", encoding="utf-8" if form == "ndjson" else "utf-8-sig", newline="") as out:
        if form == "csv":
            writer = csv.writer(out)
            writer.writerow(header for _, header in SPEC["fields"])
            add = lambda record: writer.writerow(cells(record))
        else:
            add = lambda record: out.write(json.dumps(record, ensure_ascii=False) + "\n")
        for number in range(-(-records // RESULTS_OF_A_TASK)):
            task, days = task_of(number, records, year)
            tasks.append(task)
            for record in results_of(number, task, days, records, seed, year):
                add(record)
    with open(os.path.join(root, f"content/tasks/{year}.json"), "w", encoding="utf-8") as out:
        out.write("[\n" + ",\n".join(json.dumps(task, ensure_ascii=False) for task in tasks) + "\n]\n")
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--out", required=True)
    parser.add_argument("--format", choices=["ndjson", "csv"], default="ndjson")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--year", type=int, default=2024)
    given = parser.parse_args()
    forge(given.out, given.records, given.format, given.seed, given.year)
