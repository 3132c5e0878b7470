#!/usr/bin/env python3
"""The limits on tables that the documents tell are those of the code: each figure, in both languages.

    limits.py [--self-test]     --self-test: sees a figure that was changed, one that no document tells, and one without words here
"""
import os
import re
import sys

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
DOCUMENTS = {"README.md": (0, "## Limits on tables"), "README.zh.md": (1, "## 表格的限度"), "generator/explanations/files.md": (1, "## R0125"),
             "generator/starter/readme.txt": (1, "表格有限度")}
PART = {"generator/starter/readme.txt": {"rows", "cell_bytes"}}  # of which a document tells some

# Where a figure stands, and what the documents say of it: {n} 1,000 or 1000, {m} millions, {w} 万.
ELSEWHERE = {"most_faults": "generator/ingest/table.hpp", "most_headers": "generator/ingest/table.cpp", "within": "generator/ingest/table_header.hpp",
             "deepest": "generator/formats/table/html_sheet.cpp"}
WORDS = {
    "rows": ("{n} rows", "{n} 行"), "columns": ("{n} columns", "{n} 列"), "within": ("first {n} rows", "前 {n} 行以内"),
    "cell_bytes": ("{n} bytes in a cell", "一格 {n} 字节"), "row_bytes": ("{m} MB in a row", "一行 {m} 兆字节"),
    "blank_bytes": ("{m} MB of blank rows and cells", "没有内容的行和格子 {m} 兆字节"),
    "blank_share": ("{n} bytes more for each cell with content", "每个有内容的格子另加 {n} 字节"), "areas": ("{n} merged areas", "合并单元格 {w} 万处"),
    "sheets": ("{n} sheets", "{n} 张工作表"), "name_bytes": ("cut at {n} bytes", "工作表名 {n} 字节"), "parts": ("{n} files in it", "{n} 个文件"),
    "packed_ratio": ("{n} times its packed size", "解压到 {n} 倍"), "ratio_from": ("beyond {m} MB", "{m} 兆字节以上"),
    "part_bytes": ("{m} MB for one that is no sheet", "不是工作表的 {m} 兆字节"), "shared_texts": ("{n} shared texts", "共享文字 {w} 万条"),
    "shared_ratio": ("{n} times the file where cells repeat them", "格子里重复的合计到文件的 {n} 倍"),
    "shared_bytes": ("of {m} MB together", "共 {m} 兆字节"), "styles": ("{n} cell styles", "单元格格式 {w} 万种"),
    "depth": ("{n} levels of nested elements", "标签嵌套 {n} 层"), "token_bytes": ("{m} MB in one tag", "一个标签 {m} 兆字节"),
    "deepest": ("{n} tables in one another", "网页表格套 {n} 层"), "most_faults": ("{n} faults in a file", "一个文件 {w} 万处问题"),
    "most_headers": ("{n} changes of header", "换 {n} 次表头")}


def read(path):
    with open(os.path.join(HERE, path), encoding="utf-8") as file:
        return file.read()


def figures(text, names=None):
    """{name: number} of the constants in a source; several stand in one declaration."""
    out = {}
    for declared in re.findall(r"constexpr [\w:]+ ([^;]*);", text):
        for name, number in re.findall(r"(\w+) = ([\d']+)(?=,|$)", declared):
            if names is None or name in names:
                out[name] = int(number.replace("'", ""))
    return out


def section(path, heading):
    text = read(path)
    start = text.index(heading)
    end = text.find("\n## ", start + 1) if heading.startswith("##") else text.find("\n", start)
    return re.sub(r"\n *", " ", text[start:end])


def faults(limits):
    out = [f"{name} has no words here" for name in limits if name not in WORDS] + [f"there is no {name} in the code" for name in WORDS if name not in limits]
    for path, (language, heading) in DOCUMENTS.items():
        told = section(path, heading)
        for name in PART.get(path, WORDS):
            if name not in limits:
                continue
            number = limits[name]
            phrase = WORDS[name][language].format(n=f"{number:,}" if language == 0 else number, m=f"{number / 1e6:g}", w=f"{number / 1e4:g}")
            if not re.search(r"(?<![\d,])" + re.escape(phrase), told):
                out.append(f"{path} does not tell that {name} is {number}: {phrase}")
    return out


def main():
    header = read("generator/formats/table/sheet.hpp")
    limits = figures(header[header.index("struct SheetLimits"):])
    for name, path in ELSEWHERE.items():
        limits.update(figures(read(path), {name}))
    if "--self-test" in sys.argv[1:]:
        wrong = [name for name in limits if not faults({**limits, name: limits[name] + 10_000_000})]
        wrong += [] if faults({**limits, "new": 1}) and faults({k: v for k, v in limits.items() if k != "rows"}) else ["a new or a missing figure"]
        print(f"not seen: {wrong}" if wrong else f"a change of each of the {len(limits)} figures is seen")
        return 1 if wrong else 0
    found = faults(limits)
    print("\n".join(found) or f"{len(limits)} limits, told alike in {len(DOCUMENTS)} documents")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
