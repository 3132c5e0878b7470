#!/usr/bin/env python3
"""gongshi import --annotate gives the clerk's own workbook back: all that was in it, and marks at precisely the bad cells.

    annotate.py --program build/test/gongshi [NAME...]
    annotate.py --self-test --program …       sees that lost colours, lost parts, wrong marks and broken packages are found

Workbooks are made by openpyxl, LibreOffice and by hand (as other programs write them). What comes back is compared part by part, cell by
cell as openpyxl reads it, and as LibreOffice reads it.
"""
import argparse
import copy
import datetime
import io
import os
import re
import struct
import subprocess
import sys
import tempfile
import xml.dom.minidom
import zipfile
import zlib

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import importlib  # noqa: E402

CODES, HEAD = (getattr(importlib.import_module("import"), name) for name in ("CODES", "HEAD"))

YELLOW = "FFFFFF00"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ORDER = """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState
dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup
headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture
oleObjects controls webPublishItems tableParts extLst""".split()
DAY = datetime.date(2024, 5, 6)
TASK = {"B3": "R0248"}  # there is no such task: said once


def png():
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress((b"\0" + b"\xc0\x40\x40" * 8) * 8)) +
            chunk(b"IEND", b""))


# Workbooks by openpyxl: each function makes one, and says where the marks must be, with a code that is said there.

def plain(book):
    sheet = book.active
    sheet.title = "结果"
    sheet.append(["虚构县2024年抽查结果"])
    sheet.append(HEAD)
    sheet.append([1, "T1", "虚构甲厂", CODES[0], DAY, "未发现问题"])
    sheet.append([2, "T1", "虚构乙厂", CODES[1], "2024年2月30日", "未发现问题"])
    sheet.append([3, "T1", "虚构丙厂", 911405250000123456, DAY, None])
    return {"结果": {**TASK, "E4": "R0207", "D5": "R0242", "F5": "R0205"}}


def dressed(book):
    """Colours, fonts, borders, number formats, protection, hidden rows, columns and sheets, validations, filters, comments, a chart."""
    wanted = plain(book)
    sheet = book["结果"]
    line = Side(style="thin", color="FF336699")
    for row in sheet["A2:F5"]:
        for cell in row:
            cell.border = Border(line, line, line, line)
            cell.font = Font(name="宋体", size=11, italic=cell.row == 4, color="FF800000")
            cell.fill = PatternFill("solid", fgColor="FFCCFFCC" if cell.row % 2 else "FFCCCCFF")
            cell.alignment = Alignment("center", "center", wrap_text=True)
    sheet["E4"].number_format, sheet["E5"].number_format, sheet["D5"].number_format = "yyyy/m/d", 'yyyy"年"m"月"d"日"', "0"
    sheet["F5"].protection = Protection(locked=False)
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("B3:B5")
    sheet["A7"], sheet["F7"] = "=COUNTA(C3:C5)", "http://example.invalid/"
    sheet["F7"].hyperlink = "http://example.invalid/"
    sheet["A7"].value = None
    sheet["F7"].value = None
    sheet.row_dimensions[4].height, sheet.row_dimensions[5].hidden = 31, True
    sheet.column_dimensions["C"].width, sheet.column_dimensions["A"].hidden = 33, True
    sheet.freeze_panes, sheet.auto_filter.ref = "A3", "A2:F5"
    check = DataValidation("list", formula1='"未发现问题,合格"')
    check.add("F3:F99")
    sheet.add_data_validation(check)
    sheet.conditional_formatting.add("A3:A5", CellIsRule("greaterThan", ["2"], font=Font(bold=True)))
    sheet["A1"].comment, sheet["E4"].comment = Comment("请勿改动", "李四"), Comment("原来的批注\n第二行", "张三")
    sheet["C3"].comment = Comment("又一条", "张三", height=300, width=300)
    sheet.print_title_rows, sheet.oddHeader.center.text, sheet.page_setup.orientation = "1:2", "内部资料", "landscape"
    book.create_sheet("旧表").append(["x"])
    book["旧表"].sheet_state = "hidden"
    figures = book.create_sheet("图表")
    for row in (["月", "数"], [1, 3], [2, 5]):
        figures.append(row)
    chart = BarChart()
    chart.add_data(Reference(figures, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    figures.add_chart(chart, "D2")
    figures["A1"].comment = Comment("别张表的批注", "王五")
    book.defined_names.append(openpyxl.workbook.defined_name.DefinedName("范围", attr_text="结果!$A$3:$F$5"))
    wanted["结果"]["A2"] = "R0127"
    return wanted


def with_table(book):
    """A list object (`tableParts`) stands behind the place of `legacyDrawing`."""
    wanted = plain(book)
    book.active.add_table(Table(displayName="表1", ref="A2:F5"))
    return wanted


def two_sheets(book):
    wanted = plain(book)
    other = book.create_sheet("第二张 & <>")
    other.append(HEAD)
    other.append([1, "T1", "虚构丁厂", CODES[2], "2024年13月1日", "合格"])
    return {**wanted, "第二张 & <>": {"E2": "R0207"}}


def merged_values(book):
    """A bad value that is merged down: the mark stands at the cell that is seen, once."""
    sheet = book.active
    sheet.append(HEAD)
    for i in range(3):
        sheet.append([i + 1, "T1", f"虚构{i}厂", CODES[i], "2024年2月30日" if i == 0 else None, "合格"])
    sheet.merge_cells("E2:E4")
    return {"Sheet": {"E2": "R0207"}}


def styled_columns(book):
    """Cells that are not there look like their row or column, marked or not."""
    sheet = book.active
    sheet.append([None, *HEAD])
    sheet.append([None, 1, "T1", "虚构甲厂", CODES[0], DAY])
    sheet.append([None, 2, "T1", "虚构甲厂", CODES[0], DAY, "合格"])
    sheet.append([None, 3, "T1", "虚构甲厂", CODES[0], DAY, "合格"])
    sheet.column_dimensions["G"].font, sheet.column_dimensions["G"].width = Font(bold=True, color="FF00AA00"), 20
    sheet.row_dimensions[4].font = Font(italic=True)
    return {"Sheet": {"C3": "R0248", "G2": "R0205", "A4": "R0211"}}


def nothing_wrong(book):
    sheet = book.active
    sheet.append(HEAD)
    sheet.append([1, "T1", "虚构甲厂", CODES[0], DAY, "合格"])
    return {"Sheet": {"B2": "R0248"}}


def long_words(book):
    """Many faults in one sheet: more comments than one block of shapes has."""
    sheet = book.active
    sheet.append(HEAD)
    for i in range(1500):
        sheet.append([i + 1, "T1", f"虚构{i}厂", None, "2024年2月30日", "合格"])
    return {"Sheet": {f"E{i + 2}": "R0207" for i in range(1500)}}


MADE = [plain, dressed, with_table, two_sheets, merged_values, styled_columns, nothing_wrong, long_words]


# Workbooks by hand.

def text(ref, words, x=""):
    r = f' r="{ref}"' if ref else ""
    return f'<{x}c{r} t="inlineStr"><{x}is><{x}t>{words}</{x}t></{x}is></{x}c>'


def package(rows, root=None, x="", tail="", parts=(), relations="", types="", styles=True, head="", columns="", encoding="utf-8"):
    """One sheet; root: what stands in the tag of the worksheet; x: prefix of its elements; tail: behind its rows."""
    colon = f":{x[:-1]}" if x else ""
    root = root if root is not None else f'xmlns{colon}="{MAIN}" xmlns:r="{OFFICE}"'
    sheet = f'<?xml version="1.0" encoding="{encoding.upper()}"?>{head}<{x}worksheet {root}>{columns}{rows}{tail}</{x}worksheet>'
    main = root.split('"')[1]
    office = OFFICE if main != STRICT else "http://purl.oclc.org/ooxml/officeDocument/relationships"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        over = lambda part, kind: f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        file.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                      '<Default Extension="xml" ContentType="application/xml"/>' + over("xl/workbook.xml", "sheet.main") + over("xl/worksheets/sheet1.xml", "worksheet") +
                      (over("xl/styles.xml", "styles") if styles else "") + types + "</Types>")
        rel = lambda n, kind, to, mode="": f'<Relationship Id="rId{n}" Type="{office}/{kind}" Target="{to}"{mode}/>'
        rels = lambda body: f'<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'
        file.writestr("_rels/.rels", rels(rel(1, "officeDocument", "xl/workbook.xml")))
        file.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="结果" sheetId="1" r:id="rId1"/></sheets></workbook>')
        file.writestr("xl/_rels/workbook.xml.rels", rels(rel(1, "worksheet", "worksheets/sheet1.xml") + (rel(2, "styles", "styles.xml") if styles else "")))
        if styles:
            s = x
            file.writestr("xl/styles.xml", f'<{s}styleSheet xmlns{colon}="{main}"><{s}fonts count="1"><{s}font><{s}sz val="11"/></{s}font></{s}fonts><{s}fills><{s}fill><{s}patternFill/></{s}fill><{s}fill>'
                          f'<{s}patternFill patternType="gray125"/></{s}fill></{s}fills><{s}borders><{s}border/></{s}borders><{s}cellStyleXfs><{s}xf/></{s}cellStyleXfs><{s}cellXfs><{s}xf xfId="0"/>'
                          f'<{s}xf numFmtId="14" xfId="0" fillId=\'1\' quotePrefix="1"><{s}alignment horizontal="right"/></{s}xf></{s}cellXfs></{s}styleSheet>')
        file.writestr("xl/worksheets/sheet1.xml", sheet.encode(encoding))
        if relations:
            file.writestr("xl/worksheets/_rels/sheet1.xml.rels", rels(relations))
        for name, content in parts:
            file.writestr(name, content)
    return out.getvalue()


def grid(x="", named=True, style=""):
    """A header, a row with a bad date, a row without a result, its cells named or not."""
    name = lambda column, row: f"{column}{row}" if named else ""
    lines = [["任务编号", "检查对象名称", "检查日期", "检查结果"], ["T1", "虚构甲厂", "2024年2月30日", "合格"], ["T1", "虚构乙厂", "2024年5月6日"]]
    out = ""
    for n, line in enumerate(lines, 1):
        out += f"<{x}row" + (f' r="{n}" spans="1:3"' if named else "") + ">" + "".join(text(name("ABCD"[i], n), t, x) for i, t in enumerate(line)) + f"</{x}row>"
    return f"<{x}sheetData>{out}</{x}sheetData>"


GRID = {"C2": "R0207", "D3": "R0205"}
VML = ('<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
       '<v:shape id="_x0000_s1055" type="#_x0000_t201"><v:textbox>按钮<br>不合语法</v:textbox><x:ClientData ObjectType="Button"/></v:shape></xml>')
DRAWN = f'<Relationship Id="rId1" Type="{OFFICE}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/>'
SAID = (f'<c:comments xmlns:c="{MAIN}"><c:authors><c:author>a</c:author><c:author>b</c:author></c:authors><c:commentList><c:comment ref="C2" authorId="1"><c:text><c:r><c:rPr><c:b/></c:rPr>'
        '<c:t>加粗</c:t></c:r><c:phoneticPr fontId="0"/></c:text></c:comment></c:commentList></c:comments>')
COMMENTED = DRAWN + f'<Relationship Id="rId9" Type="{OFFICE}/comments" Target="/xl/comments7.xml"/>'
COMMENT_TYPE = '<Override PartName="/xl/comments7.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/>'
VML_TYPE = '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
NS = "http://schemas.openxmlformats.org/markup-compatibility/2006"

DRAW = "http://schemas.openxmlformats.org/drawingml/2006"
PICTURE = (f'<xdr:wsDr xmlns:xdr="{DRAW}/spreadsheetDrawing" xmlns:a="{DRAW}/main"><xdr:oneCellAnchor><xdr:from><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>'
           '<xdr:ext cx="800000" cy="800000"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="章"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip xmlns:r="' + OFFICE + '" r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch>'
           '</xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"/></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>')
PICTURED = [("xl/drawings/drawing1.xml", PICTURE), ("xl/media/image1.png", png()),
            ("xl/drawings/_rels/drawing1.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/image" Target="../media/image1.png"/></Relationships>')]
PICTURE_TYPES = '<Default Extension="png" ContentType="image/png"/><Override PartName="/xl/drawings/drawing1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>'

# name: bytes, marks (None: written anew), what the XML of the sheet must hold then
BY_HAND = {
    "bare": (package(grid()), GRID, ['<row r="3"><c r="A3"', '</c><c r="D3" s="2"/></row>']),
    "unnamed": (package(grid(named=False)), GRID, ['<c r="D3" s="2"/></row>']),
    "prefixed": (package(grid("x:"), x="x:"), GRID, ['<x:c r="D3" s="2"/></x:row>', "<x:legacyDrawing "]),
    "own_prefix_of_styles": (package(grid().replace('<c r="C2"', "<c  r = 'C2' s\n=\t'1' ")), GRID, ["s\n=\t'3'"]),
    "before_controls": (package(grid(), tail=f'<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/><mc:AlternateContent xmlns:mc="{NS}"><mc:Choice Requires="x14"/></mc:AlternateContent><extLst/>'), GRID,
                        ["/><legacyDrawing ", 'r:id="rId2"/><mc:AlternateContent']),
    "other_drawing": (package(grid(), tail='<legacyDrawing r:id="rId1"/>', relations=DRAWN, parts=[("xl/drawings/vmlDrawing1.vml", VML)], types=VML_TYPE),
                      GRID, ['<legacyDrawing r:id="rId1"/></worksheet>']),
    "comment_of_runs": (package(grid(), tail='<legacyDrawing r:id="rId1"/>', relations=COMMENTED, types=COMMENT_TYPE + VML_TYPE, parts=[("xl/drawings/vmlDrawing1.vml", VML), ("xl/comments7.xml", SAID)]), GRID, []),
    "closed_row": (package(grid().replace('<row r="2"', '<row r="2" s="1" customFormat="1"').replace("</row></sheetData>", '</row><row r="4" spans="1:4"/></sheetData>')), GRID, ['<row r="4" spans="1:4"/>']),
    "nothing_in_it": (package("<sheetData/>"), {"A1": "R0107"}, ['<sheetData><row r="1"><c r="A1" s="2"/></row></sheetData>']),
    "closed_first_row": (package('<sheetData><row r="1" spans="1:1"/></sheetData>'), {"A1": "R0107"}, ['<row r="1"><c r="A1" s="2"/></row>']),
    "picture": (package(grid(), tail='<drawing r:id="rId1"/>', relations=f'<Relationship Id="rId1" Type="{OFFICE}/drawing" Target="../drawings/drawing1.xml"/>', parts=PICTURED, types=PICTURE_TYPES), GRID,
                ['<drawing r:id="rId1"/><legacyDrawing ', 'r:id="rId3"/></worksheet>']),
    "strict": (package(grid(), root=f'xmlns="{STRICT}"'), None, []),
    "utf16": (package(grid(), encoding="utf-16"), None, []),
    "no_styles": (package(grid(), styles=False), None, []),
    "no_space": (package(grid(), root='xmlns="urn:other"'), None, []),
    "cells_out_of_order": (package(grid().replace(text("A2", "T1") + text("B2", "虚构甲厂"), text("B2", "虚构甲厂") + text("A2", "T1"))), None, []),
    "macros": (package(grid(), types='<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'), None, []),
    "two_data": (package(grid(), tail="<sheetData/>"), None, []),
    "missing_drawing": (package(grid(), tail='<legacyDrawing r:id="rId5"/>'), None, []),
    "style_beyond": (package(grid().replace('<c r="C2"', '<c r="C2" s="77"')), None, []),
    "foreign_row": (package(grid().replace("<sheetData>", '<sheetData xmlns="urn:other">')), None, []),
}


def run(program, path, out, folder):
    if os.path.exists(out) and not os.path.samefile(out, path):
        os.remove(out)  # nothing that is there is written over
    done = subprocess.run([program, "import", path, "--dry-run", "--annotate", out], capture_output=True, text=True, check=False, timeout=120, cwd=folder,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})
    return done


def parts(path):
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist() if not name.endswith("/")}


def may_change(name):
    return name == "[Content_Types].xml" or name == "xl/styles.xml" or re.search(r"worksheets/.*sheet\d+\.xml(\.rels)?$|comments?\d*\.xml$|commentsDrawing|vmlDrawing", name)


def looks(cell, marked):
    """All that a cell is, but for what a mark changes."""
    comment = cell.comment and (cell.comment.text, cell.comment.author)
    out = [cell.value, cell.number_format, cell.data_type, copy.copy(cell.font), copy.copy(cell.border), copy.copy(cell.alignment), copy.copy(cell.protection), cell.hyperlink and cell.hyperlink.target]
    return out if marked else [*out, copy.copy(cell.fill), comment]


def sheet_looks(sheet):
    rows = {n: (d.height, d.hidden, d.outlineLevel) for n, d in sheet.row_dimensions.items() if d.height or d.hidden}
    columns = {n: (d.width, d.hidden, d.font.b, d.min, d.max) for n, d in sheet.column_dimensions.items()}
    rules = [(str(v.sqref), v.type, v.formula1) for v in sheet.data_validations.dataValidation]
    formats = [(str(k.sqref), [r.type for r in v]) for k, v in sheet.conditional_formatting._cf_rules.items()]
    return {"state": sheet.sheet_state, "rows": rows, "columns": columns, "merged": sorted(map(str, sheet.merged_cells.ranges)), "rules": rules, "formats": formats, "filter": sheet.auto_filter.ref,
            "frozen": sheet.freeze_panes, "charts": len(sheet._charts), "pictures": len(sheet._images), "tables": sorted(sheet.tables), "print": (sheet.print_title_rows, sheet.oddHeader.center.text, sheet.page_setup.orientation)}


def marks_in(book, source=None):
    """{sheet: {cell: words}}, and what is wrong with a mark."""
    out = {}
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == YELLOW:
                    out.setdefault(sheet.title, {})[cell.coordinate] = cell.comment.text if cell.comment else ""
    return out


def lawful(path):
    """A package as the standard has it: well-formed parts, each with a type, relations that lead somewhere, elements in their order."""
    out = []
    with zipfile.ZipFile(path) as file:
        names = file.namelist()
        if len(set(names)) != len(names):
            out.append("a part stands twice")
        if any(info.date_time != (1980, 1, 1, 0, 0, 0) for info in file.infolist()):
            out.append("a part has a date")
        types = file.read("[Content_Types].xml").decode()
        for name in names:
            if name.endswith((".xml", ".rels")):
                try:
                    document = xml.dom.minidom.parseString(file.read(name))
                except Exception as error:
                    out.append(f"{name}: {error}")
                    continue
                if document.documentElement.localName == "worksheet":
                    children = [node.localName for node in document.documentElement.childNodes if node.nodeType == node.ELEMENT_NODE and node.localName in ORDER]
                    if [ORDER.index(c) for c in children] != sorted({ORDER.index(c) for c in children} if len(set(children)) == len(children) else [ORDER.index(c) for c in children]):
                        out.append(f"{name}: {children}")
                    places = [node.getAttribute("r") for node in document.getElementsByTagNameNS(MAIN, "c") if node.getAttribute("r")]
                    keys = [(int(re.sub(r"\D", "", p)), len(re.sub(r"\d", "", p)), p) for p in places]
                    if keys != sorted(set(keys)):
                        out.append(f"{name}: cells out of order")
                if name.endswith(".rels"):
                    folder = os.path.dirname(os.path.dirname(name))
                    for node in document.getElementsByTagName("Relationship"):
                        target = node.getAttribute("Target")
                        part = target[1:] if target.startswith("/") else os.path.normpath(os.path.join(folder, target))
                        if node.getAttribute("TargetMode") != "External" and part not in names:
                            out.append(f"{name}: {target} is not there")
            ending = name.rsplit(".", 1)[-1]
            if name != "[Content_Types].xml" and f'PartName="/{name}"' not in types and f'Extension="{ending}"' not in types:
                out.append(f"{name} has no type")
    return out


def differences(source, out, wanted):
    """What is not as it was, but for the marks that are wanted."""
    found = lawful(out)
    before, after = parts(source), parts(out)
    for name, content in before.items():
        if name not in after:
            found.append(f"{name} is lost")
        elif after[name] != content and not may_change(name):
            found.append(f"{name} was changed")
    said = sorted(ref for name, content in after.items() if "comment" in name and name.endswith(".xml")
                  for ref, words in re.findall(r'<(?:\w+:)?comment ref="(\w+)"[^>]*>(.*?)</(?:\w+:)?comment>', content.decode(), re.S) if re.search(r"R0\d\d\d", words))
    if said != sorted(ref for marks in wanted.values() for ref in marks):
        found.append(f"comments stand at {said}")
    if found:
        return found
    old, new = openpyxl.load_workbook(source), openpyxl.load_workbook(out)
    if old.sheetnames != new.sheetnames:
        return [*found, f"sheets: {new.sheetnames}"]
    if [n.attr_text for n in old.defined_names.definedName] != [n.attr_text for n in new.defined_names.definedName]:
        found.append("defined names")
    for a, b in zip(old, new):
        marks = wanted.get(a.title, {})
        was, now = sheet_looks(a), sheet_looks(b)
        found += [f"{a.title}: {key}: {now[key]}, not {was[key]}" for key in was if was[key] != now[key]]
        for row in range(1, max(a.max_row, b.max_row) + 1):
            for column in range(1, max(a.max_column, b.max_column) + 1):
                one, two = a.cell(row, column), b.cell(row, column)
                marked = one.coordinate in marks
                absent = not one.has_style and one.value is None and marked  # looks like its row or column
                if looks(one, marked) != looks(two, marked) and not absent:
                    found.append(f"{a.title}!{one.coordinate}: {looks(two, marked)}, not {looks(one, marked)}")
                if not marked:
                    continue
                said = two.comment.text if two.comment else ""
                if two.fill.fill_type != "solid" or two.fill.fgColor.rgb != YELLOW:
                    found.append(f"{a.title}!{one.coordinate} is not marked")
                if marks[one.coordinate] not in said:
                    found.append(f"{a.title}!{one.coordinate}: {marks[one.coordinate]} is not said: {said!r}")
                if one.comment and (not said.startswith(one.comment.text) or two.comment.author != one.comment.author):
                    found.append(f"{a.title}!{one.coordinate}: its own comment is lost: {said!r}")
    return found


def office(folder, path, to):
    """The file as LibreOffice writes it after reading it."""
    out = os.path.join(folder, "office")
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to, "--outdir", out, path], check=True, capture_output=True, timeout=180)
    return os.path.join(out, os.path.splitext(os.path.basename(path))[0] + "." + to.split(":")[0])


def in_office(folder, source, out, wanted):
    """What LibreOffice makes of it, beside what it makes of the source: the same, and the marks."""
    old, new = (openpyxl.load_workbook(office(folder, path, "xlsx:Calc MS Excel 2007 XML")) for path in (source, out))
    found = []
    if old.sheetnames != new.sheetnames or [s.sheet_state for s in old] != [s.sheet_state for s in new]:
        found.append(f"LibreOffice: sheets {new.sheetnames}")
    for a, b in zip(old, new):
        marks = wanted.get(a.title, {})
        for key, value in sheet_looks(a).items():
            if key in ("merged", "rules", "filter", "charts", "pictures") and sheet_looks(b)[key] != value:
                found.append(f"LibreOffice: {a.title}: {key}")
        for row in range(1, max(a.max_row, b.max_row) + 1):
            for column in range(1, min(30, max(a.max_column, b.max_column)) + 1):
                one, two = a.cell(row, column), b.cell(row, column)
                marked = one.coordinate in marks
                if one.value != two.value or (not marked and (one.fill.fgColor.rgb != two.fill.fgColor.rgb or bool(one.comment) != bool(two.comment))):
                    found.append(f"LibreOffice: {a.title}!{one.coordinate}")
                if marked and (two.fill.fgColor.rgb != YELLOW or not two.comment or marks[one.coordinate] not in two.comment.text):
                    found.append(f"LibreOffice: {a.title}!{one.coordinate} is not marked: {two.comment and two.comment.text}")
                if one.comment and (not two.comment or one.comment.text not in two.comment.text):
                    found.append(f"LibreOffice: {a.title}!{one.coordinate} lost its comment")
    pdf = office(folder, out, "pdf")
    if os.path.getsize(pdf) < 1000:
        found.append("LibreOffice: no PDF")
    return found


def annotated(program, folder, name, source, wanted, holds=()):
    out = os.path.join(folder, f"{name}-marked.xlsx")
    done = run(program, source, out, folder)
    if not os.path.exists(out):
        return [f"exit status {done.returncode}: {done.stderr[-300:]}"]
    anew = "written anew" in done.stdout
    if wanted is None:
        return [*lawful_anew(out), *([] if anew else ["it was not said that it was written anew"])]
    if anew:
        return ["it was written anew"]
    found = differences(source, out, wanted)
    if not found:
        sheet = parts(out).get("xl/worksheets/sheet1.xml", b"").decode(errors="replace")
        found += [f"the sheet does not hold {piece}" for piece in holds if piece not in sheet]
    again = os.path.join(folder, "again.xlsx")
    run(program, source, again, folder)
    with open(out, "rb") as one, open(again, "rb") as two:
        if one.read() != two.read():
            found.append("a second run gives other bytes")
    return found


def lawful_anew(path):
    try:
        marks = marks_in(openpyxl.load_workbook(path))
        return [] if marks else ["nothing is marked"]
    except Exception as error:
        return [f"it cannot be read: {error}"]


def hidden_in_copy(program, folder):
    """Tables that are no workbook are written anew; what was hidden stays hidden."""
    cell = lambda t: f'<Cell><Data ss:Type="String">{t}</Data></Cell>'
    row = lambda line, more="": f"<Row{more}>" + "".join(map(cell, line)) + "</Row>"
    path = os.path.join(folder, "hidden.xml")
    with open(path, "w", encoding="utf-8") as file:
        file.write('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
                   '<Worksheet ss:Name="旧表"><Table>' + row(["旧"]) + '</Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>'
                   '<Worksheet ss:Name="结果"><Table>' + row(HEAD[1:]) + row(["T1", "虚构甲厂", CODES[0], "2024-05-06", "合格"], ' ss:Hidden="1"') + row(["T1", "虚构乙厂", CODES[1], "明天", "合格"]) +
                   "</Table></Worksheet></Workbook>")
    out = os.path.join(folder, "hidden.xlsx")
    run(program, path, out, folder)
    book = openpyxl.load_workbook(out)
    found = []
    if book["旧表"].sheet_state != "hidden" or book["结果"].sheet_state != "visible" or book["旧表"]["A1"].value != "旧":
        found.append("the hidden sheet is not hidden, or lost")
    if not book["结果"].row_dimensions[2].hidden or book["结果"].row_dimensions[3].hidden:
        found.append("the hidden row is not hidden")
    if marks_in(book).get("结果", {}).keys() != {"A1", "A2", "D3"}:
        found.append(f"marks: {marks_in(book)}")
    return found


def self_test(program, folder):
    """Faults that are planted into what the program wrote: each must be found."""
    book = openpyxl.Workbook()
    wanted = dressed(book)
    source, out = os.path.join(folder, "source.xlsx"), os.path.join(folder, "out.xlsx")
    book.save(source)
    run(program, source, out, folder)
    if differences(source, out, wanted):
        print("the good one is not good")
        return 1
    whole = parts(out)

    def planted(change):
        path = os.path.join(folder, "planted.xlsx")
        new = dict(whole)
        change(new)
        with zipfile.ZipFile(path, "w") as file:
            for name, content in new.items():
                file.writestr(zipfile.ZipInfo(name), content)
        return differences(source, path, wanted)

    def swap(name, old, new):
        def change(all_parts):
            assert old.encode() in all_parts[name], (name, old)
            all_parts[name] = all_parts[name].replace(old.encode(), new.encode(), 1)
        return change
    sheet, styles, said = "xl/worksheets/sheet1.xml", "xl/styles.xml", next(n for n in whole if "comment1.xml" in n)
    faults = [swap(sheet, '<mergeCell ref="B3:B5"/>', ""), swap(sheet, ' hidden="1"', ""), swap(styles, YELLOW, "FFFFFF01"), swap(said, "R0207", "R0000"), swap(said, "原来的批注", ""),
              lambda p: p.pop("xl/charts/chart1.xml"), lambda p: p.update({"xl/theme/theme1.xml": p["xl/theme/theme1.xml"] + b" "}), swap(sheet, "<sheetData>", "<legacyDrawing/><sheetData>"),
              swap(sheet, 'ht="31"', 'ht="30"'), swap("xl/workbook.xml", 'state="hidden"', 'state="visible"'), swap(sheet, "</row>", '<c r="A1"/></row>')]
    missed = [i for i, fault in enumerate(faults) if not planted(fault)]
    print(f"faults that were not seen: {missed}" if missed else f"all {len(faults)} faults seen")
    return 1 if missed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("names", nargs="*")
    given = parser.parse_args()
    program = os.path.abspath(given.program)
    failed, count = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        if given.self_test:
            return self_test(program, folder)

        def tell(name, found):
            nonlocal failed, count
            count += 1
            failed += len(found)
            for line in found[:20]:
                print(f"{name}: {line}")
        wanted_names = lambda name: not given.names or name in given.names
        for make in filter(lambda m: wanted_names(m.__name__), MADE):
            book = openpyxl.Workbook()
            wanted = make(book)
            source = os.path.join(folder, make.__name__ + ".xlsx")
            book.save(source)
            tell(make.__name__, annotated(program, folder, make.__name__, source, wanted))
            if make in (dressed, styled_columns, with_table):
                tell(make.__name__, in_office(folder, source, os.path.join(folder, make.__name__ + "-marked.xlsx"), wanted))
        if wanted_names("of_office"):  # as LibreOffice wrote it, with its own comments
            book = openpyxl.Workbook()
            wanted = dressed(book)
            path = os.path.join(folder, "of_office.xlsx")
            book.save(path)
            tell("of_office", annotated(program, folder, "of_office", office(folder, path, "xlsx:Calc MS Excel 2007 XML"), wanted))
        for name, (content, marks, holds) in BY_HAND.items():
            if wanted_names(name):
                source = os.path.join(folder, name + ".xlsx")
                with open(source, "wb") as file:
                    file.write(content)
                tell(name, annotated(program, folder, name, source, marks and {"结果": marks}, holds))
                if marks and name in ("bare", "prefixed", "comment_of_runs"):
                    tell(name, in_office(folder, source, os.path.join(folder, name + "-marked.xlsx"), {"结果": marks}))
        if wanted_names("hidden_in_copy"):
            tell("hidden_in_copy", hidden_in_copy(program, folder))
    print(f"{count} workbooks, {failed} differences")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
