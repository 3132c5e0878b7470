#!/usr/bin/env python3
"""Files that mean harm, or are broken: each is refused or read, within 256 MB of address space, and never crashes. None costs more than
eight times the CPU that the same program takes for an honest table of 100,000 rows (the worst take three; a shared machine doubles it).

    hostile.py --program build/test/gongshi [--memory 256] [--times] [NAME...]      memory 0: no limit, for a program with sanitizers
    hostile.py --self-test --program …       sees that a crash, a time and a wrong verdict are found
"""
import argparse
import io
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile

warnings.simplefilter("ignore")  # names that stand twice are meant
MEMORY = 256  # MB
TIMES = 8     # the CPU of the honest table
HARD = 240    # seconds of CPU, after which a program is stopped
PATIENCE = 120
HEAD = ["任务编号", "检查对象名称", "检查结果"]
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELS = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>{}</Relationships>')
BOOK = '<workbook xmlns:r="r"><sheets><sheet name="结果" sheetId="1" r:id="rId1"/></sheets></workbook>'
SHARED = '<Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/>'


def inline(ref, text):
    return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number, cells):
    return f'<row r="{number}">' + "".join(inline("ABCDEFG"[i] + str(number), text) for i, text in enumerate(cells)) + "</row>"


HEADER = row(1, HEAD)
GOOD = row(2, ["T1", "虚构县甲厂", "未发现问题"])


def sheet(body, tail="", head=""):
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<worksheet><sheetData>{body}</sheetData>{tail}</worksheet>'


class OneWay(io.RawIOBase):
    """A stream that nobody can go back in: zip entries then have their sizes behind them (data descriptors)."""

    def __init__(self):
        super().__init__()
        self.bytes = io.BytesIO()

    def writable(self):
        return True

    def write(self, data):
        return self.bytes.write(data)

    def getvalue(self):
        return self.bytes.getvalue()


def book(xml, shared=None, parts=(), book_xml=BOOK, method=zipfile.ZIP_DEFLATED, rels=None, out=None):
    """xml: text, or pieces of one that would not fit into memory here either."""
    out = out or io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELS.format("officeDocument", "xl/workbook.xml", ""))
        file.writestr("xl/workbook.xml", book_xml)
        file.writestr("xl/_rels/workbook.xml.rels", rels or RELS.format("worksheet", "worksheets/sheet1.xml", SHARED if shared else ""))
        for name, content in (("xl/worksheets/sheet1.xml", xml), ("xl/sharedStrings.xml", shared), *parts):
            if content is None:
                continue
            with file.open(name, "w", force_zip64=True) as part:
                for piece in [content] if isinstance(content, (str, bytes)) else content:
                    part.write(piece if isinstance(piece, bytes) else piece.encode())
    return out.getvalue()


def many(first, each, count, last):
    yield first
    block = 10000
    for start in range(0, count, block):
        yield "".join(each(i) for i in range(start, min(count, start + block)))
    yield last


OPEN, CLOSE = sheet("@").split("@")


def encrypted():
    """A flag says that the sheet is under a password."""
    data = bytearray(book(sheet(HEADER + GOOD)))
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = 0
        while (start := data.find(mark, start)) >= 0:
            data[start + at] |= 1
            start += 4
    return bytes(data)


def blanks(megabytes):
    """White space that a bomb's ratio does not give away."""
    dice = random.Random(1)
    for _ in range(megabytes * 1000):
        yield " " * 990 + "".join(dice.choice(" \t\n\r") for _ in range(10))


def words(count, dice=random.Random(2)):
    return "".join(dice.choice("abcdefghijklmnop") for _ in range(count))


def enclosed(first, pieces, last):
    yield first
    yield from pieces
    yield last


def own_rels(more, target="worksheets/sheet1.xml"):
    return RELS.format("worksheet", target, more)


def overlapping():
    """Two entries of the directory that are the same bytes of the file."""
    data = bytearray(book(sheet(HEADER + GOOD), parts=[("xl/b.xml", "x")]))
    first, second = data.find(b"PK\x01\x02"), data.rfind(b"PK\x01\x02")
    data[second + 42:second + 46] = data[first + 42:first + 46]
    return bytes(data)


def lies(at, value):
    """A directory that says something else of the sheet than is true."""
    data = bytearray(book(sheet(HEADER + GOOD), out=OneWay()))
    start = data.find(b"PK\x01\x02")
    while b"sheet1.xml" not in data[start:start + 80]:
        start = data.find(b"PK\x01\x02", start + 4)
    data[start + at:start + at + 4] = value.to_bytes(4, "little")
    return bytes(data)


def times_many():
    """What costs little once, asked for again and again; what grows with every row."""
    wide = row(1, HEAD + ["违法事实"])
    for kind, root in (("styles", "styleSheet"), ("sharedStrings", "sst")):
        more = f'<Relationship Id="r3" Type="x/{kind}" Target="s.xml"/>' * 1000
        yield f"{kind}_again", book(sheet(HEADER + GOOD), parts=[("xl/s.xml", enclosed(f"<{root}>", blanks(30), f"</{root}>"))], rels=own_rels(more)), "read"
    yield "sheets_again", book(sheet(HEADER + GOOD + "<row/>" * 100_000), book_xml='<workbook xmlns:r="r"><sheets>' + "".join(
        f'<sheet name="s{i}" sheetId="{i}" r:id="rId1"/>' for i in range(900)) + "</sheets></workbook>"), "refused"
    yield "sheets_many", book(sheet(HEADER + GOOD), book_xml=BOOK.replace("</sheets>", "".join(f'<sheet name="s{i}" sheetId="{i + 2}" r:id="rId9"/>' for i in range(1000)) + "</sheets>")), "refused"
    yield "titles_again", book(many(OPEN + HEADER + GOOD, lambda i: row(i + 3, HEAD) if i % 3 == 2 else f'<row r="{i + 3}">{inline("A" + str(i + 3), "2024年1月" * 40)}</row>', 99_999, CLOSE)), "read"
    yield "million_faults", book(many(OPEN + HEADER + GOOD, lambda i: f'<row r="{i + 3}">{inline("B" + str(i + 3), "厂" + str(i))}</row>', 800_000, CLOSE)), "refused"
    yield "headers_again", book(many(OPEN + HEADER + GOOD, lambda i: row(i + 3, HEAD[::-1] + ["备注"] if i % 2 else HEAD), 200_000, CLOSE)), "refused"
    yield "long_headers", book(sheet(row(1, HEAD)[:-6] + "".join(f"<c t=\"inlineStr\"><is><t>{words(8000)}</t></is></c>" for _ in range(900)) + "</row>" + GOOD)), "refused"
    yield "long_titles", book(enclosed(OPEN, (f'<row r="{r}">' + "".join(f"<c t=\"inlineStr\"><is><t>{words(12000) * 80}</t></is></c>" for _ in range(16)) + "</row>" for r in range(1, 19)),
                                       row(19, HEAD) + row(20, ["T1", "甲", "合格"]) + CLOSE)), "any"
    yield "large_cells", book(enclosed(OPEN + wide, (row(r, ["T1", f"厂{r}", "合格", words(20000) * 4]) for r in range(2, 3200)), CLOSE)), "read"
    yield "cells_too_large", book(enclosed(OPEN + wide, (row(r, ["T1", f"厂{r}", "合格", words(20000) * 6]) for r in range(2, 4)), CLOSE)), "refused"
    yield "long_sheet_name", book(sheet(HEADER + "".join(f'<row r="{i}">{inline("B" + str(i), "厂")}</row>' for i in range(2, 3000))), book_xml=BOOK.replace("结果", "长" * 300_000)), "refused"
    yield "merges_each_row", book(many(OPEN + HEADER, lambda i: row(i + 2, ["T1", "厂" + str(i), "合格"]), 150_000, "</sheetData><mergeCells>" + "".join(
        f'<mergeCell ref="A{i}:C{i + 40}"/>' for i in range(2, 150_000)) + "</mergeCells></worksheet>")), "any"
    yield "csv_faults", (",".join(HEAD) + "\n").encode() + b',"a"b,\n' * 1_000_000, "refused"
    yield "csv_million", (",".join(HEAD) + "\n" + "".join(f"T1,厂{i},\n" for i in range(1_000_000))).encode(), "refused"
    yield "html_many", ("<table><tr>" + "".join(f"<td>{h}" for h in HEAD) + "".join(f"<tr><td>T1<td>厂{i}<td>" for i in range(300_000))).encode(), "refused"
    yield "xml_2003_many", ('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row>' + "".join(f"<Cell><Data>{h}</Data></Cell>" for h in HEAD) +
                            "</Row>" + "".join(f"<Row><Cell><Data>厂{i}</Data></Cell></Row>" for i in range(300_000)) + "</Table></Worksheet></Workbook>").encode(), "refused"
    yield "marks_heaped", book(sheet(HEADER + row(2, ["T1", "甲" + "\u0301\u0316" * 16_000, "未发现问题"]))), "refused"
    yield "marks_heaped_findings", book(sheet(wide + row(2, ["T1", "甲", "未发现问题", "a" + "\u0301\u0316" * 16_000]))), "any"
    yield "shared_repeated", book(many(OPEN + wide, lambda i: f'<row><c t="inlineStr"><is><t>T1</t></is></c><c t="inlineStr"><is><t>厂{i}</t></is></c><c t="inlineStr"><is><t>合格</t></is></c><c t="s"><v>0</v></c></row>', 10_000, CLOSE),
                                  shared="<sst><si><t>" + "长" * 33_000 + "</t></si></sst>"), "refused"
    yield "shared_wording", book(many(OPEN + HEADER, lambda i: f'<row><c t="inlineStr"><is><t>T1</t></is></c><c t="inlineStr"><is><t>厂{i}</t></is></c><c t="s"><v>0</v></c></row>', 10_000, CLOSE),
                                 shared="<sst><si><t>" + "发现问" * 10_000 + "</t></si></sst>"), "refused"
    yield "long_wordings", (",".join(HEAD) + "\n" + "".join(f"T1,厂{i},{'发现问题' * 75}\n" for i in range(100_000))).encode(), "any"
    yield "two_faults_each", (",".join(HEAD + ["检查日期"]) + "\n" + "".join(f"T1,厂{i},很好{i},2024-13-0{i % 9}\n" for i in range(100_000))).encode(), "refused"
    head = "<table><tr>" + "".join(f"<td>{h}" for h in HEAD)
    good = "<tr><td>T1<td>甲<td>未发现问题"
    yield "html_spans_down", (head + good + "<tr>" + "<td rowspan=60000>" * 4000 + "<tr>" + "<tr><td>" * 40_000).encode(), "any"
    yield "html_spans_across", (head + good + "<tr>" + "<td colspan=1000 rowspan=9>" * 16 + ("<tr>" + "<td colspan=1000 rowspan=2>" * 16) * 2000).encode(), "any"
    yield "html_attributes", (head + good + "<tr><td " + " ".join(f"a{i}" for i in range(60_000)) + ">x").encode(), "refused"
    yield "html_attributes_joined", (head + good + "<tr><td " + "".join(f"a{i}='1'" for i in range(60_000)) + ">x").encode(), "refused"
    yield "html_attributes_often", (head + good + ("<tr><td " + " ".join(f"a{i}" for i in range(1_900)) + ">x") * 60).encode(), "any"
    blank = [(f"xl/worksheets/b{i}.xml", enclosed(OPEN, ("<row>" + "<c/>" * 4000 + "</row>" for _ in range(1900)), CLOSE)) for i in range(20)]
    yield "blank_sheets", book(sheet(HEADER + GOOD), parts=blank, book_xml=BOOK.replace("</sheets>", "".join(f'<sheet name="b{i}" sheetId="{i + 2}" r:id="b{i}"/>' for i in range(20)) + "</sheets>"),
                               rels=own_rels("".join(f'<Relationship Id="b{i}" Type="x/worksheet" Target="worksheets/b{i}.xml"/>' for i in range(20)))), "refused"
    yield "blank_cells", book(many(OPEN + HEADER + GOOD, lambda i: f'<row r="{i + 3}">' + "".join(f'<c r="{c}{i + 3}" s="{i % 7}"/>' for c in "ABCDEFGHIJKLMNO") + "</row>", 400_000, CLOSE)), "refused"
    yield "blank_sheet", book(enclosed(OPEN + HEADER + GOOD, blanks(300), CLOSE)), "refused"
    yield "blank_shared", book(sheet(HEADER + GOOD), shared=enclosed("<sst>", blanks(300), "</sst>")), "refused"


def archives():
    whole = book(sheet(HEADER + GOOD))
    outside = '<Relationship Id="r9" Type="x/externalLink" Target="file:///etc/passwd" TargetMode="External"/>'
    yield "sizes_behind", book(sheet(HEADER + GOOD), out=OneWay()), "read"
    yield "stored", book(sheet(HEADER + GOOD), method=zipfile.ZIP_STORED), "read"
    yield "says_smaller", lies(24, 3), "any"
    yield "says_larger", lies(24, 2_000_000_000), "any"
    yield "packed_larger", lies(20, 2_000_000_000), "refused"
    yield "starts_elsewhere", lies(42, 7), "refused"
    yield "overlapping", overlapping(), "refused"
    yield "name_twice", book(sheet(HEADER + GOOD), parts=[("xl/worksheets/sheet1.xml", sheet(HEADER))]), "refused"
    yield "sheet_outside", book(sheet(HEADER + GOOD), rels=own_rels("", "../../../../etc/passwd")), "refused"
    yield "sheet_by_address", book(sheet(HEADER + GOOD), rels=own_rels("", "http://example.com/sheet1.xml")), "refused"
    yield "external_link", book(sheet(HEADER + GOOD), rels=own_rels(outside)), "read"
    yield "from_1904", book(sheet(HEADER + GOOD), book_xml=BOOK.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')), "read"
    yield "all_hidden", book(sheet(HEADER + GOOD), book_xml=BOOK.replace('sheetId', 'state="veryHidden" sheetId')), "refused"
    for part in range(1, 50):
        yield f"cut_{part}", whole[:len(whole) * part // 50], "refused"


# name: (bytes, verdict): "read" (one record), "refused", "any" (one of the two)
def files():
    yield "plain", book(sheet(HEADER + GOOD)), "read"
    yield "bomb_of_blanks", book(many(OPEN + HEADER + GOOD, lambda i: " " * 40000, 10000, CLOSE)), "refused"
    yield "bomb_of_rows", book(many(OPEN + HEADER + GOOD, lambda i: "<row/>", 30_000_000, CLOSE)), "refused"
    yield "million_rows", book(many(OPEN + HEADER + GOOD, lambda i: f'<row r="{i + 3}" spans="1:3"><c r="A{i + 3}" s="0"/></row>', 1_000_000, CLOSE)), "any"
    yield "wide_row", book(sheet(HEADER + GOOD + '<row r="3">' + "".join(f"<c><v>{i}</v></c>" for i in range(16384)) + "</row>")), "any"
    yield "too_wide", book(sheet(HEADER + GOOD + '<row r="3">' + "<c/>" * 16385 + "</row>")), "refused"
    yield "far_cell", book(sheet(HEADER + GOOD + '<row r="3"><c r="XFE3"><v>1</v></c></row>')), "refused"
    yield "far_row", book(sheet(HEADER + GOOD + '<row r="1048577"><c><v>1</v></c></row>')), "refused"
    yield "rows_backwards", book(sheet(GOOD + HEADER)), "refused"
    yield "deep", book(sheet(HEADER + GOOD + "<x>" * 100000)), "refused"
    yield "long_tag", book(many(OPEN + HEADER + GOOD + '<row r="3" x="', lambda i: "y" * 5000, 10000, '"/>' + CLOSE)), "refused"
    yield "long_cell", book(many(OPEN + HEADER + GOOD + '<row r="3"><c t="inlineStr"><is><t>', lambda i: "长" * 2000 + str(i), 10000, "</t></is></c></row>" + CLOSE)), "refused"
    yield "doctype", book(sheet(HEADER + GOOD, head='<!DOCTYPE x [<!ENTITY a "b">]>')), "refused"
    yield "laughs", book(sheet(HEADER + row(2, ["T1", "&z;", "未发现问题"]), head='<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(25)) + "]>")), "refused"
    yield "external", book(sheet(HEADER + row(2, ["T1", "&x;", "未发现问题"]), head='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')), "refused"
    yield "shared_out_of_range", book(sheet('<row r="1"><c r="A1" t="s"><v>9</v></c></row>'), shared="<sst><si><t>x</t></si></sst>"), "refused"
    yield "shared_negative", book(sheet('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'), shared="<sst><si><t>x</t></si></sst>"), "refused"
    yield "shared_many", book(sheet(HEADER + GOOD), shared=many("<sst>", lambda i: f"<si><t>{i}</t></si>", 3_000_000, "</sst>")), "refused"
    yield "shared_large", book(sheet(HEADER + GOOD), shared=many("<sst>", lambda i: f"<si><t>{i} {'文字' * 300}</t></si>", 60_000, "</sst>")), "refused"
    yield "merges_many", book(sheet(HEADER + GOOD, tail="<mergeCells>" + '<mergeCell ref="A5:B6"/>' * 600_000 + "</mergeCells>")), "refused"
    yield "merges_over_each_other", book(sheet(HEADER + GOOD, tail="<mergeCells>" + "".join(f'<mergeCell ref="A{i}:XFD1048576"/>' for i in range(1, 200_000)) + "</mergeCells>")), "any"
    yield "merge_of_all", book(sheet(HEADER + GOOD, tail='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')), "any"
    yield "part_twice", book(sheet(HEADER + GOOD), parts=[("xl/Worksheets/sheet1.xml", sheet(HEADER))]), "refused"
    yield "name_leads_out", book(sheet(HEADER + GOOD), parts=[("../../evil.xml", "x")]), "refused"
    yield "name_from_root", book(sheet(HEADER + GOOD), parts=[("/etc/evil", "x")]), "refused"
    yield "many_parts", book(sheet(HEADER + GOOD), parts=[(f"x{i}", "") for i in range(65000)]), "refused"
    yield "nested", book(sheet(HEADER + GOOD), parts=[("inner.xlsx", book(sheet(HEADER)))]), "read"
    yield "archive_of_workbooks", zipped("a.xlsx", book(sheet(HEADER + GOOD))), "refused"
    yield "no_sheet", book(None), "refused"
    yield "no_sheets", book(sheet(HEADER), book_xml="<workbook><sheets/></workbook>"), "refused"
    yield "encrypted", encrypted(), "refused"
    whole = book(sheet(HEADER + GOOD))
    yield "cut", whole[:len(whole) // 2], "refused"
    yield "head_only", whole[:30], "refused"
    yield "not_xml", book("<worksheet><sheetData><row"), "refused"
    yield "bad_utf8", book(sheet(HEADER + GOOD)).replace(b"x", b"x"), "read"
    yield "old_xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "refused"
    yield "zeros", bytes(1_000_000), "refused"
    yield "empty", b"", "refused"
    yield "csv_quote", (",".join(HEAD) + '\nT1,"甲,未发现问题\n' * 1).encode() + b"x,y\n" * 500_000, "refused"
    yield "csv_one_line", (",".join(HEAD) + "\n").encode() + b"x" * 40_000_000, "refused"
    yield "html_deep", b"<html>" + b"<table><tr><td>" * 100_000, "refused"
    yield "html_spans", ("<table><tr>" + "".join(f"<td>{h}" for h in HEAD) + "<tr><td rowspan=99999999 colspan=99999999>T1").encode(), "any"
    yield "html_unclosed", ("<table><tr>" + "".join(f"<td>{h}" for h in HEAD) + "<tr><td>T1<td>甲<td>未发现问题" + "<b>" * 200_000).encode(), "any"
    yield "xml_2003_index", ('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row Index="4294967295"><Cell Index="99999">'
                             "<Data>x</Data></Cell></Row></Table></Worksheet></Workbook>").encode(), "refused"


    yield from archives()
    yield from times_many()


def zipped(name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(name, content)
    return out.getvalue()


def honest(path, rows=100_000):
    with open(path, "w", encoding="utf-8") as file:
        file.write("结果编号,任务编号,检查对象名称,统一社会信用代码/注册号,行政区划,行业类别,抽查事项,检查机关,检查日期,检查结果,违法事实\n")
        for i in range(rows):
            file.write(f"R{i},T{i % 40},虚构县第{i}号生产经营有限公司,91999901MA{i:08d},虚构镇{i % 12},制造业,污染防治设施运行情况、台账记录,虚构县生态环境局,"
                       f"2024-05-{i % 28 + 1:02d},发现问题已责令改正,第{i}号台账记录不完整\n")


def limits():
    """Of the program."""
    if MEMORY:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY << 20, MEMORY << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (HARD, HARD))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cost(command, folder):
    """Its CPU, where it ends well."""
    before = cpu()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, check=True)
    return cpu() - before


def difference(command, verdict, folder, limit, seconds=PATIENCE):
    """What is wrong with how it went; None where nothing is. `limit`: seconds of CPU."""
    start, before = time.monotonic(), cpu()
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", preexec_fn=limits, timeout=seconds, cwd=folder, check=False)
    except subprocess.TimeoutExpired:
        return f"more than {seconds} s"
    spent = time.monotonic() - start
    if done.returncode not in (0, 1):
        return f"exit status {done.returncode} after {spent:.1f} s: {done.stderr[-200:]}"
    if cpu() - before > limit:
        return f"{cpu() - before:.2f} s of CPU, more than {limit:.2f}"
    if verdict == "read" and done.returncode != 0:
        return f"refused: {done.stderr[-300:]}"
    if verdict == "refused" and done.returncode != 1:
        return f"read: {done.stdout[-300:]}"
    if done.returncode == 1 and " R0" not in done.stderr:
        return f"refused without a word: {done.stderr[-200:]}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--memory", type=int, default=MEMORY)
    parser.add_argument("--times", action="store_true")
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("names", nargs="*")
    given = parser.parse_args()
    program = os.path.abspath(given.program)
    globals()["MEMORY"] = given.memory
    with tempfile.TemporaryDirectory() as folder:
        if given.self_test:
            def seen(command, verdict, seconds=PATIENCE):
                return difference(command, verdict, folder, 1, seconds)
            faults = [seen(["bash", "-c", "kill -SEGV $$"], "any"), seen(["sleep", "5"], "any", 0.2), seen(["false"], "read"), seen(["true"], "refused"),
                      seen(["false"], "refused"), seen([sys.executable, "-c", "x = bytearray(400_000_000)"], "read"),
                      seen([sys.executable, "-c", "import time\nwhile time.process_time() < 1.2: pass"], "read")]
            missed = [i for i, found in enumerate(faults) if not found]
            print(f"faults that were not seen: {missed}" if missed else f"all {len(faults)} faults seen")
            return 1 if missed else 0
        table = os.path.join(folder, "honest.csv")
        honest(table)
        whole = [program, "import", table, "--dry-run"]
        failed, count, reference = 0, 0, max(cost(whole, folder) for _ in range(3))
        for name, content, verdict in files():
            if given.names and name not in given.names:
                continue
            path = os.path.join(folder, "hostile.xlsx")
            with open(path, "wb") as file:
                file.write(content)
            count += 1
            before = cpu()
            command = [program, "import", path, "--dry-run"]
            wrong = difference(command, verdict, folder, TIMES * reference)
            if wrong and "of CPU" in wrong:  # where the machine slowed down meanwhile, it did so for both
                wrong = difference(command, verdict, folder, TIMES * cost(whole, folder))
            if wrong:
                failed += 1
                print(f"{name}: {wrong}", flush=True)
            if given.times:
                print(f"{name}: {cpu() - before:.2f} s of CPU, {len(content) / 1e6:.1f} MB", flush=True)
    print(f"{count} files, {failed} wrong; the honest table: {reference:.2f} s of CPU")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
