#!/usr/bin/env python3
"""gongshi import against files as offices have them: the samples, and files made here by openpyxl and LibreOffice, never by our own writer.

    import.py --program build/test/gongshi [NAME...]
    import.py --self-test --program …       sees that wrong counts, values and codes are found

Expected figures are by hand: what a person who looks at the table says that it holds. For every sheet the rows must add up.
"""
import argparse
import datetime
import json
import os
import re
import subprocess
import sys
import tempfile

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

HERE = os.path.dirname(os.path.abspath(__file__))
CODES = ["91140525MA0RBD2U59", "91140525MA0K4AH37G", "91140525MA0H1XQF6E"]
NAMES = ["虚构巴公镇恒瑞铸造有限公司", "虚构大阳镇鑫达水泥厂", "虚构高都镇永泰机动车检测有限公司"]
HEAD = ["序号", "任务编号", "企业名称", "统一社会信用代码", "检查时间", "抽查结果"]
DAYS = [datetime.date(2024, 5, d) for d in (6, 7, 8)]
RESULTS = ["未发现问题", "发现问题已责令改正", "合格"]
ISO = ["2024-05-06", "2024-05-07", "2024-05-08"]


def rows(dates=DAYS, codes=CODES, names=NAMES, results=RESULTS):
    return [[i + 1, "T1", names[i], codes[i], dates[i], results[i]] for i in range(3)]


class Files:
    """Makes the files of the table below in a folder, one method of openpyxl or LibreOffice each."""

    def __init__(self, folder):
        self.folder = folder

    def path(self, name):
        return os.path.join(self.folder, name)

    def book(self, name, sheets, change=None, epoch=None):
        """sheets: {title: rows}; change(workbook) has the last word."""
        book = openpyxl.Workbook()
        if epoch:
            book.epoch = epoch
        book.remove(book.active)
        for title, table in sheets.items():
            sheet = book.create_sheet(title)
            for row in table:
                sheet.append(row)
        if change:
            change(book)
        book.save(self.path(name))
        return self.path(name)

    def text(self, name, table, encoding, separator=",", end="\r\n"):
        lines = [separator.join(str(cell) for cell in row) for row in table]
        with open(self.path(name), "wb") as file:
            file.write((end.join(lines) + end).encode(encoding))
        return self.path(name)

    def xml_2003(self, name):
        """As Excel 2003 writes it: indexes where cells are left out, merged cells, dates by their type, a hidden comment."""
        cell = lambda text, more="", kind="String": f'<Cell{more}><Data ss:Type="{kind}">{text}</Data></Cell>'
        head = ("<Row>" + cell("虚构县抽查结果", ' ss:MergeAcross="5"') + '</Row><Row ss:Index="3">' + cell("序号", ' ss:MergeDown="1"') + cell("任务编号", ' ss:MergeDown="1"') +
                cell("检查对象", ' ss:MergeAcross="1"') + cell("检查情况", ' ss:MergeAcross="1"') + '</Row><Row>' + cell("企业名称", ' ss:Index="3"') +
                cell("统一社会&#10;信用代码") + cell("检查时间") + cell("抽查结果") + "</Row>")
        body = "".join("<Row>" + cell(i + 1, "", "Number") + (cell("T1", ' ss:MergeDown="2"') if i == 0 else "") + cell(NAMES[i], ' ss:Index="3"') +
                       f'<Cell><Data ss:Type="String">{CODES[i]}</Data><Comment><Data>不是内容</Data></Comment></Cell>' +
                       cell(ISO[i] + "T00:00:00.000", "", "DateTime") + cell(RESULTS[i]) + "</Row>" for i in range(3))
        with open(self.path(name), "w", encoding="gb18030") as file:
            file.write('<?xml version="1.0" encoding="GB2312"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
                       f'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="结果"><Table>{head}{body}</Table></Worksheet></Workbook>')
        return self.path(name)

    def web_page(self, name):
        """As a platform exports it: a layout table around it, rows joined down and across, entities, tags that are never closed."""
        body = "".join(f"<tr><td>{i + 1}" + ("<td rowspan=3>T1" if i == 0 else "") + f"<td>{NAMES[i]}</td><td>&nbsp;{CODES[i][:9]}<b>{CODES[i][9:]}</b></td>"
                       f"<td><span style='display: none'>{ISO[i].replace('-', '')}</span>{ISO[i]}<td>{RESULTS[i]}<br></tr>" for i in range(3))
        with open(self.path(name), "w", encoding="gb18030") as file:
            file.write("<html><head><meta charset=gb2312><style>td{}</style></head><body><table><tr><td><p>导航</p></td></tr><tr><td>"
                       "<table border=1><caption>x</caption><tr><th colspan=6>虚构县&ldquo;双随机&rdquo;</th></tr><tr><th rowspan=2>序号</th><th rowspan=2>任务编号"
                       "<th colspan=2>检查对象<th colspan=2>情况</tr><tr><th>企业名称<th>统一社会<br>信用代码<th>检查时间<th>抽查结果</tr>" + body +
                       "</table></td></tr></table><script>var x = '<table>';</script></body></html>")
        return self.path(name)

    def web_numbers(self, name, attributes, code="911405250000123000"):
        """A page that a spreadsheet was saved as: the first code is a number there, and says so by an attribute."""
        body = "".join("<tr>" + "".join(f"<td{' ' + attributes if i == 0 and n == 3 else ''}>{code if i == 0 and n == 3 else cell}</td>" for n, cell in enumerate(row)) +
                       "</tr>" for i, row in enumerate(rows(ISO)))
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table><tr>' + "".join(f"<th>{h}</th>" for h in HEAD) + "</tr>" + body + "</table></body></html>")
        return self.path(name)

    def office(self, source, to, ending):
        """LibreOffice's own file from another one."""
        subprocess.run(["soffice", f"-env:UserInstallation=file://{self.folder}/profile", "--headless", "--convert-to", to, "--outdir",
                        self.path("office"), source], check=True, capture_output=True, timeout=180)
        return os.path.join(self.folder, "office", os.path.splitext(os.path.basename(source))[0] + "." + ending)


def merged(book):
    sheet = book.active
    for area in ("A1:F1", "A3:A4", "B3:B4", "C3:D3", "E3:F3", "B5:B7"):
        sheet.merge_cells(area)


def hide_row(book):
    book.active.row_dimensions[3].hidden = True


def hide_sheet(book):
    book["旧表"].sheet_state = "hidden"


def veil_sheet(book):
    book["旧表"].sheet_state = "veryHidden"


def own_date_format(book):
    for row in range(2, 5):
        book.active.cell(row, 5).number_format = 'yyyy"年"m"月"d"日"'


def month_formats(book):
    for row, code in ((2, "[$-804]yyyy\\-mm\\-dd;@"), (3, "m/d/yy"), (4, "[DBNum1][$-804]yyyy年m月d日")):
        book.active.cell(row, 5).number_format = code


def merge(*areas):
    def change(book):
        for area in areas:
            book.active.merge_cells(area)
    return change


# Workbooks as offices really keep them: whole sheets, not one trait each. name, rows, what is merged.
TWO_TABLES = [["虚构县生态环境局2024年5月“双随机”抽查结果公示表"], ["一、重点排污单位（单位：家）"],
              ["序号", "任务编号", "被检查单位\n名称", "统一社会\n信用代码 ", "检查时间", "检查\n结果 "],
              ["1、", "T1", "虚构甲厂 ", CODES[0], "2024年5月6日 9时30分", "未发现问题 "], ["2、", "T1", "虚构乙厂", CODES[1], "2024-05-07 14:20", "合格"],
              ["小计", "", "2家"], [], ["二、一般排污单位（单位：家）"],
              ["序号", "任务编号", "被检查单位\n名称", "统一社会\n信用代码 ", "检查时间", "检查\n结果 "],
              ["1、", "T1", "虚构丙厂", CODES[2], "2024.5.8 上午", "发现问题已责令改正"], ["合　计", "", "3家"],
              ["备注：1.本表由各股室填报；2.检查时间以现场笔录为准。"], ["制表人：王某", "", "", "", "填表日期：2024年6月1日"]]
THREE_LINES = [["虚构县2024年第二季度部门联合抽查结果汇总"], ["填报单位（盖章）：虚构县市场监督管理局　　填报时间：2024年7月2日"],
               ["序号", "检查\n部门", "检查对象基本情况", None, None, "检查情况", None, None, "备注"], [None, None, "名称", "统一社会信用代码（18位）", "所在乡镇", "实施", None, "结果"],
               [None, None, None, None, None, "检查日期\n（年/月/日）", "抽查事项\n（项）", "检查结果\n（按8类填写）"],
               [1, "虚构县住建局", "虚构甲厂", CODES[0], "东河镇", DAYS[0], "工程质量、安全生产", "未发现问题"], [2, None, "虚构乙厂", CODES[1], "西岭镇", DAYS[1], "工程质量", "未发现问题", "无"],
               [3, "虚构县应急局", "虚构丙厂", CODES[2], "东河镇", DAYS[2], "安全生产", "发现问题已责令改正", "已复查"], ["合计", None, 3]]
BY_ITEM = [["任务名称：2024年度机动车检验机构抽查　　任务编号：T1"], ["序号", "检查对象", "统一社会信用代码", "检查事项", "检查时间", "检查结果", "检查人员签名", "被检查对象签字"],
           [1, "虚构检测站", CODES[0], "检验能力", "2024年5月6日至5月7日", "未发现问题", "王某\n李某", "张某"], [None, None, None, "设备检定", "2024年5月7日8时", "发现问题\n已责令改正", "王某\n李某"],
           [2, "虚构二站", CODES[1], "检验能力", "2024年5月8日", "未发现问题", "王某、李某", "赵某"], [None, "（以下空白）"], ["检查组长签字：", None, None, "单位负责人签字："], ["2024年5月10日"]]
BESIDE = [[], [], [None, "双随机检查台账"], [None, "单位：个", None, None, None, None, None, "统计"],
          [None, "序 号", "企 业 名 称", "信 用 代 码", "检 查 日 期", "检 查 结 果", None, "结果", "数量"], [None, "（1）", "虚构甲厂", CODES[0], "2024/5/6", "未发现问题", None, "未发现问题", 1]]


def month(number, head):
    return [[f"2024年{number}月随机抽查情况"], head, *[[i + 1, f"虚构{number}{i}厂", CODES[i] if number == 4 else CODES[2 * i] if i else "", f"{number}月{6 + i}日", "未发现问题"] for i in range(2)]]


def percent(book):
    book.active.cell(2, 7).value, book.active.cell(2, 7).number_format = 0.25, "0%"


def percents(book):
    """1/3, a half that is rounded away from zero, and 0 under several formats."""
    for row, (value, look) in enumerate(LOOKS, 2):
        book.active.cell(row, 7).value, book.active.cell(row, 7).number_format = value, look


LOOKS = [(1 / 3, "0%"), (1 / 3, "0.00%"), (0.125, "0%"), (-0.00125, "0.0%"), (0, "0.00%"), (1.5, "0.##%"), (1 / 3, "# ?/?"), (1.25, "# ??/??"), (0.3333, "# ?/8"), (2, "# ?/?")]
LOOKED = ["33%", "33.33%", "13%", "-0.1%", "0.00%", "150%", "1/3", "1 1/4", "3/8", "2"]


def digits_shown(book):
    book.active.cell(2, 4).number_format = book.active.cell(3, 4).number_format = "0"


def styled(book):
    for row in book.active.iter_rows():
        for cell in row:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="FFFF00")
    book.active["A1"].comment = Comment("请勿改动", "某")
    book.active.freeze_panes = "A2"
    book.active.auto_filter.ref = "A1:F4"


def formula(book):
    book.active["F2"] = '=IF(1=1,"未发现问题","")'


# name, (records, refused, skipped) of all sheets together, codes that must be said, how it is made[, values of a field]
def files(make):
    plain = [HEAD, *rows()]
    titled = [["虚构县2024年5月随机抽查结果"], ["填报单位：虚构县", None, None, None, "填报日期：2024年6月3日"], HEAD, *rows()]
    foot = [["合计", None, "3 家"], ["备注：本表一式两份。"], ["填报人：（签字）", None, None, "审核人：（签字）"]]
    grouped = [["虚构县抽查结果"], [], ["序号", "任务编号", "检查对象", None, "检查情况"], [None, None, "名称 ", "统一社会\n信用代码", "检查时间", "抽查结果"],
               *[[r[0], r[1] if r[0] == 1 else None, *r[2:]] for r in rows()]]
    grouped[3][2] = "企业名称"
    text_dates = ["2024/5/6", "2024.5.7", "2024年5月8日"]
    more_dates = ["20240506", "2024-05-07 00:00:00", " 2024 年 5 月 8 日 "]
    bare_dates = ["5月6日", "5月7日", "05月08日"]
    wide_codes = ["９１１４０５２５ＭＡ０ＲＢＤ２Ｕ５９", "\t91140525MA0K4AH37G", "91140525 MA0H1XQF6E "]
    numbers = [140525000012345, CODES[1], CODES[2]]
    lost = [911405250000123456, CODES[1], 1.5]
    yield "plain", (3, 0, 1), [], make.book("plain.xlsx", {"结果": plain}), {"inspected_on": ISO, "object_code": CODES}
    yield "named_xls", (3, 0, 1), [], make.book("plain.xls", {"结果": plain})
    yield "named_csv", (3, 0, 1), [], make.book("other.csv", {"结果": plain})
    yield "titled", (3, 0, 3), [], make.book("titled.xlsx", {"结果": titled})
    yield "footed", (3, 0, 6), [], make.book("footed.xlsx", {"结果": titled + foot})
    yield "grouped", (3, 0, 4), [], make.book("grouped.xlsx", {"结果": grouped}, merged), {"task_id": ["T1"] * 3, "object_code": CODES}
    yield "shuffled", (3, 0, 1), [], make.book("shuffled.xlsx", {"结果": [[row[i] for i in (5, 3, 0, 4, 2, 1)] for row in plain]}), {"inspected_on": ISO}
    yield "two_sheets", (6, 0, 2), [], make.book("two.xlsx", {"一": plain, "二": [HEAD, *rows(names=["甲厂", "乙厂", "丙厂"], codes=["", "", ""])]})
    yield "instructions", (3, 0, 1), ["R0126"], make.book("instr.xlsx", {"填表说明": [["请如实填写"], ["勿改表头"]], "结果": plain})
    yield "hidden_sheet", (3, 0, 1), ["R0126"], make.book("hidden.xlsx", {"结果": plain, "旧表": plain}, hide_sheet)
    yield "very_hidden", (3, 0, 1), ["R0126"], make.book("veil.xlsx", {"结果": plain, "旧表": plain}, veil_sheet)
    yield "hidden_row", (3, 0, 1), ["R0127"], make.book("rows.xlsx", {"结果": plain}, hide_row)
    yield "blank_rows", (3, 0, 5), [], make.book("blank.xlsx", {"结果": [[], HEAD, [], rows()[0], [], [None, " "], *rows()[1:]]})
    yield "serials", (3, 0, 4), [], make.book("serials.xlsx", {"结果": plain + [[4], [5], [6]]})
    yield "subtotals", (3, 0, 3), [], make.book("sub.xlsx", {"结果": [HEAD, *rows()[:2], ["小计", None, 2], rows()[2], ["总 计", None, 3]]})
    yield "header_twice", (3, 0, 2), [], make.book("twice.xlsx", {"结果": [HEAD, *rows()[:2], HEAD, rows()[2]]})
    yield "two_tables", (3, 0, 2), [], make.book("tables.xlsx", {"结果": [HEAD, *rows()[:2], [HEAD[i] for i in (5, 4, 3, 2, 1, 0)], [rows()[2][i] for i in (5, 4, 3, 2, 1, 0)]]}), {"inspected_on": ISO}
    yield "text_dates", (3, 0, 1), [], make.book("tdates.xlsx", {"结果": [HEAD, *rows(text_dates)]}), {"inspected_on": ISO}
    yield "more_dates", (3, 0, 1), [], make.book("mdates.xlsx", {"结果": [HEAD, *rows(more_dates)]}), {"inspected_on": ISO}
    yield "number_dates", (1, 2, 1), ["R0241"], make.book("ndates.xlsx", {"结果": [HEAD, *rows([20240506, 45419, 1.5])]}), {"inspected_on": ISO[:1]}
    yield "year_of_title", (3, 0, 2), [], make.book("year.xlsx", {"结果": [["虚构县2024年抽查"], HEAD, *rows(bare_dates)]}), {"inspected_on": ISO}
    yield "two_years", (0, 3, 2), ["R0245"], make.book("years.xlsx", {"结果": [["2023年计划2024年抽查"], HEAD, *rows(bare_dates)]})
    yield "joined_years", (0, 3, 2), ["R0245"], make.book("joined.xlsx", {"结果": [["虚构县2023—2024年度抽查结果"], HEAD, *rows(bare_dates)]})
    yield "year_between", (2, 1, 3), ["R0245"], make.book("between.xlsx", {"结果": [["虚构县2024年抽查结果"], HEAD, *rows(bare_dates)[:2], ["2025年补充抽查"], rows(bare_dates)[2]]})
    yield "month_of_title", (2, 1, 2), ["R0240"], make.book("tmonth.xlsx", {"结果": [["虚构县2024年1月检查情况表"], HEAD, *rows(["12月28日", "1月5日", "1月31日"])]}), {"inspected_on": ["2024-01-05", "2024-01-31"]}
    yield "months_of_title", (2, 1, 2), ["R0240"], make.book("tmonths.xlsx", {"结果": [["虚构县2024年1—3月检查情况表"], HEAD, *rows(["1月5日", "3月31日", "4月1日"])]})
    yield "quarter_of_title", (2, 1, 2), ["R0240"], make.book("tquarter.xlsx", {"结果": [["虚构县2024年第二季度检查情况表"], HEAD, *rows(["3月5日", "6月30日", "7月1日"])]}), {"inspected_on": ["2024-03-05", "2024-06-30"]}
    yield "december_of_title", (2, 1, 2), ["R0240"], make.book("tdec.xlsx", {"结果": [["虚构县2024年12月检查情况表"], HEAD, *rows(["12月3日", "11月8日", "1月5日"])]}), {"inspected_on": ["2024-12-03", "2024-11-08"]}
    yield "day_above", (3, 0, 3), [], make.book("tday.xlsx", {"结果": [["虚构县2024年度检查情况表"], ["填报日期：2024年12月31日"], HEAD, *rows(["1月5日", "5月6日", "12月31日"])]}), {"inspected_on": ["2024-01-05", "2024-05-06", "2024-12-31"]}
    yield "leap_day_of_title", (3, 0, 2), [], make.book("tleap.xlsx", {"结果": [["虚构县2024年1月检查情况表"], HEAD, *rows(["1月5日", "1月6日", "2月29日"])]}), {"inspected_on": ["2024-01-05", "2024-01-06", "2024-02-29"]}
    second = [["虚构县2025年3月检查情况表"]]
    yield "title_between", (3, 0, 4), [], make.book("tb1.xlsx", {"结果": [["虚构县2024年5月检查情况表"], HEAD, *rows(bare_dates)[:2], *second, HEAD, rows(["", "", "3月8日"])[2]]}), {"inspected_on": [*ISO[:2], "2025-03-08"]}
    turned = [5, 4, 3, 2, 1, 0]
    yield "title_between_others", (3, 0, 6), [], make.book("tb2.xlsx", {"结果": [["虚构县2024年5月检查情况表"], HEAD, *rows(bare_dates)[:2], ["审核：李某", None, "2024年6月3日"], ["2024年6月3日"], *second, [HEAD[i] for i in turned], [
        rows(["", "", "3月8日"])[2][i] for i in turned]]}), {"inspected_on": [*ISO[:2], "2025-03-08"]}
    yield "title_kept", (3, 0, 4), [], make.book("tb3.xlsx", {"结果": [["虚构县2024年5月检查情况表"], HEAD, *rows(bare_dates)[:2], ["二、一般单位"], [HEAD[i] for i in turned], [rows(bare_dates)[2][i] for i in turned]]}), {"inspected_on": ISO}
    yield "title_and_unit", (2, 0, 4), [], make.book("tb6.xlsx", {"结果": [["虚构县2024年5月检查情况表"], HEAD[1:], rows(bare_dates)[0][1:], [*second[0], None, None, None, "单位：家"], HEAD[1:], rows(["", "3月7日", ""])[1][1:]]}), {"inspected_on": [ISO[0], "2025-03-07"]}
    yield "name_above_header", (2, 1, 3), ["R0205"], make.book("tb7.xlsx", {"结果": [["虚构县2024年5月检查情况表"], HEAD[1:], rows(bare_dates)[0][1:], [None, "虚构乙厂"], HEAD[1:], rows(bare_dates)[1][1:]]}), {"inspected_on": ISO[:2]}
    yield "title_in_a_column", (2, 0, 4), [], make.book("tb8.xlsx", {"结果": [["虚构县2024年5月检查情况表"], HEAD[1:], rows(bare_dates)[0][1:], [None, "二、一般单位"], HEAD[1:], rows(bare_dates)[1][1:]]}), {"inspected_on": ISO[:2]}
    yield "title_without_serial", (2, 0, 4), [], make.book("tb4.xlsx", {"结果": [["虚构县2024年5月检查情况表"], HEAD[1:], rows(bare_dates)[0][1:], *second, HEAD[1:], rows(["", "3月7日", ""])[1][1:]]}), {"inspected_on": [ISO[0], "2025-03-07"]}
    yield "lines_twice", (3, 0, 7), [], make.book("tb5.xlsx", {"结果": [*grouped[:6], ["虚构县第二页"], *grouped[2:4], grouped[6]]}, merge("A1:F1", "A3:A4", "B3:B4", "C3:D3", "E3:F3", "A8:A9", "B8:B9", "C8:D8", "E8:F8")), {"object_code": CODES, "inspected_on": ISO}
    yield "below", (3, 0, 9), [], make.book("below.xlsx", {"结果": [HEAD[1:], *[r[1:] for r in rows()], ["2024年3月5日"], [None, None, None, None, "二〇二四年三月五日"], ["（公章）"], [None, "（盖章）"], ["单位（公章）：虚构县生态环境局"], [
        "单位（公章）：", "虚构县生态环境局"], [None, None, "（公章）", "2024年6月3日"], ["虚构县生态环境局（公章）　2024年6月3日"]]})
    yield "below_as_date", (3, 0, 2), [], make.book("below2.xlsx", {"结果": [HEAD[1:], *[r[1:] for r in rows()], [None, None, None, datetime.date(2024, 6, 3)]]})
    yield "seal_shop", (0, 1, 1), ["R0205"], make.book("seal.xlsx", {"结果": [HEAD[1:], ["T1", "公章刻制店"]]})
    yield "merged_day", (0, 2, 1), ["R0205"], make.book("mday.xlsx", {"结果": [["任务编号", "检查对象名称", "检查日期", "结果"], ["T1", "甲厂", "2024年3月5日", None], [None, None, "2024年3月6日", None]]}, merge("A2:A3", "B2:B3"))
    yield "classes", (3, 0, 1), [], make.book("classes.xlsx", {"结果": [HEAD + ["监管类别"], *[r + [t] for r, t in zip(rows(), ["重点监管", "一般监管对象", "特殊"])]]}), {"supervision_class": ["key", "general", "special"]}
    yield "no_codes", (3, 0, 1), [], make.book("nocodes.xlsx", {"结果": [HEAD, *rows(codes=["无", "/", "——"])]}), {"object_code": []}
    yield "signed", (3, 0, 7), [], make.book("signed.xlsx", {"结果": plain + [["合计", None, None, None, None, "3家"], ["制表：王某", None, "审核：李某", None, None, "2024年6月1日"], [
        "领导签字：", None, None, "填表人："], [None, None, "小计", None, None, "3家"], ["虚构县生态环境局（盖章）"], ["填表人：王某", None, None, None, None, "审核人：李某"]]})
    yield "names_like_notes", (0, 2, 1), ["R0205"], make.book("names.xlsx", {"结果": [HEAD[1:3] + HEAD[4:], ["T1", "合计科技有限公司", DAYS[0], None], ["T1", "说明书印刷厂（普通合伙）", DAYS[1], None]]})
    yield "lists_in_csv", (3, 0, 1), [], make.text("lists.csv", [[*HEAD, "抽查事项"], *[[*row, items] for row, items in zip(rows(ISO), ["水;气;声;固;渣;辐;光;热", "水", "气"])]], "utf-8")
    yield "two_readings", (1, 2, 1), ["R0240"], make.book("read.xlsx", {"结果": [HEAD, *rows(["5/6/2024", "24.5.6", "25/5/2024"])]}), {"inspected_on": ["2024-05-25"]}
    yield "no_such_day", (0, 3, 1), ["R0207"], make.book("noday.xlsx", {"结果": [HEAD, *rows(["2024年2月30日", "2024年5月", "明天"])]})
    yield "from_1904", (3, 0, 1), [], make.book("mac.xlsx", {"结果": plain}, epoch=openpyxl.utils.datetime.CALENDAR_MAC_1904), {"inspected_on": ISO}
    yield "own_date_format", (3, 0, 1), [], make.book("odf.xlsx", {"结果": plain}, own_date_format), {"inspected_on": ISO}
    yield "date_formats", (3, 0, 1), [], make.book("dfs.xlsx", {"结果": plain}, month_formats), {"inspected_on": ISO}
    yield "times", (3, 0, 1), [], make.book("times.xlsx", {"结果": [HEAD, *rows([datetime.datetime(2024, 5, d, 16, 30) for d in (6, 7, 8)])]}), {"inspected_on": ISO}
    yield "wide_codes", (3, 0, 1), [], make.book("wide.xlsx", {"结果": [HEAD, *rows(codes=wide_codes)]}), {"object_code": CODES}
    yield "short_numbers", (3, 0, 1), [], make.book("short.xlsx", {"结果": [HEAD, *rows(codes=numbers)]}), {"object_code": ["140525000012345", *CODES[1:]]}
    yield "lost_digits", (1, 2, 1), ["R0242"], make.book("lost.xlsx", {"结果": [HEAD, *rows(codes=lost)]})
    yield "office_two_tables", (3, 0, 10), [], make.book("o1.xlsx", {"5月": TWO_TABLES}, merge("A1:F1", "A2:F2", "A8:F8")), {
        "inspected_on": ISO, "object_code": CODES, "object_name": ["虚构甲厂", "虚构乙厂", "虚构丙厂"], "task_id": ["T1"] * 3}
    yield "office_three_lines", (3, 0, 6), [], make.book("o2.xlsx", {"汇总": THREE_LINES}, merge("A1:I1", "A2:I2", "A3:A5", "B3:B5", "C3:E3", "F3:H3", "I3:I5", "C4:C5", "D4:D5", "E4:E5", "F4:G4", "B6:B7")), {
        "inspected_on": ISO, "object_code": CODES, "department": ["虚构县住建局", "虚构县住建局", "虚构县应急局"], "district": ["东河镇", "西岭镇", "东河镇"]}
    yield "office_by_item", (2, 1, 5), ["R0207", "R0501"], make.book("o3.xlsx", {"检查记录": BY_ITEM}, merge("A1:H1", "A3:A4", "B3:B4", "C3:C4")), {
        "inspected_on": ["2024-05-07", "2024-05-08"], "inspector_count": [2, 2], "object_name": ["虚构检测站", "虚构二站"]}
    yield "office_months", (4, 0, 4), ["R0126"], make.book("o4.xlsx", {"4月": month(4, ["序号", "单位名称（全称）", "社会信用代码", "检查日期", "结果"]), "5月": month(
        5, ["序号", "企业名称", "统一社会信用代码/组织机构代码", "检查日期（月/日）", "检查结果"]), "6月": [["2024年6月随机抽查情况"], ["本月未开展抽查"]]}), {"inspected_on": ["2024-04-06", "2024-04-07", "2024-05-06", "2024-05-07"]}
    yield "office_months_number", (2, 2, 4), ["R0105"], make.book("o5.xlsx", {"4月": month(4, ["序号", "单位名称", "社会信用代码", "检查日期", "结果"]), "5月": month(5, ["编号", "企业名称", "信用代码", "检查日期", "检查结果"])})
    yield "office_beside", (0, 1, 5), ["R0204", "R0105"], make.book("o6.xlsx", {"Sheet1": BESIDE})
    yield "meaningful_remark", (0, 3, 1), ["R0105"], make.book("o7.xlsx", {"结果": [[*HEAD[:4], "检查时间（计划）", HEAD[5]], *rows()]})
    yield "percent", (3, 0, 1), [], make.book("percent.xlsx", {"结果": [HEAD + ["违法事实"], *rows()]}, percent), {"findings": ["25%"]}
    yield "percents", (10, 0, 1), [], make.book("percents.xlsx", {"结果": [HEAD + ["违法事实"], *[[i, "T1", f"虚构{i}厂", None, DAYS[0], RESULTS[0]] for i in range(10)]]}, percents), {"findings": LOOKED}
    yield "lists", (3, 0, 1), [], make.book("lists.xlsx", {"结果": [HEAD + ["抽查事项"], *[r + [t] for r, t in zip(rows(), ["甲、乙", "甲；乙;丙", "甲\n乙"])]]}), {"items": [["甲", "乙"], ["甲", "乙", "丙"], ["甲", "乙"]]}
    yield "errors", (2, 1, 1), ["R0243"], make.book("errors.xlsx", {"结果": [HEAD, *rows(results=["#N/A", *RESULTS[1:]])]})
    yield "uncalculated", (2, 1, 1), ["R0244"], make.book("formula.xlsx", {"结果": plain}, formula)
    yield "styled", (3, 0, 1), [], make.book("styled.xlsx", {"结果": plain}, styled)
    yield "people", (3, 0, 1), ["R0501"], make.book("people.xlsx", {"结果": [HEAD + ["检查人员", "联系电话"], *[r + ["王某、李某", 13800001234] for r in rows()]]}), {"inspector_count": [2, 2, 2]}
    yield "people_in_two_columns", (3, 0, 1), ["R0501"], make.book("people2.xlsx", {"结果": [HEAD + ["检查人员", None, "检查人员签字"], *[r + ["王某", more, "王某、李某"][:2 + (r[0] > 2)] for r, more in zip(
        rows(), [None, "李某", "李某，赵某"])]]}, merge("G1:H1")), {"inspector_count": [1, 2, 2]}
    yield "people_under_names", (3, 0, 2), ["R0501"], make.book("people4.xlsx", {"结果": [HEAD + ["检查人员", None, None, None], [None] * len(HEAD) + ["姓名", "执法证号"] * 2, *[r + ["王某", "0123", more, "0124"] for r, more in zip(
        rows(), [None, "李某", "李某，赵某"])]]}, merge("G1:J1", *[f"{c}1:{c}2" for c in "ABCDEF"])), {"inspector_count": [1, 2, 3]}
    yield "people_and_number", (3, 0, 1), ["R0501"], make.book("people3.xlsx", {"结果": [HEAD + ["检查人数", "检查人员"], *[r + [3 if r[0] > 1 else None, "王某、李某"] for r in rows()]]}), {"inspector_count": [2, 3, 3]}
    yield "buttons", (3, 0, 1), ["R0121"], make.book("buttons.xlsx", {"结果": [HEAD + ["操作"], *[r + ["查看 编辑"] for r in rows()]]}), {"object_code": CODES}
    yield "unknown_column", (0, 3, 1), ["R0105"], make.book("unknown.xlsx", {"结果": [HEAD + ["处理意见"], *rows()]})
    yield "beside", (2, 1, 1), ["R0133"], make.book("beside.xlsx", {"结果": [HEAD, rows()[0], rows()[1] + [None, "另见附件"], rows()[2]]})
    yield "same_row", (3, 1, 1), ["R0211"], make.book("same.xlsx", {"结果": plain + [rows()[0]]})
    table = [HEAD, *rows(ISO)]
    yield "utf8", (3, 0, 1), [], make.text("utf8.csv", table, "utf-8"), {"object_name": NAMES}
    yield "utf8_bom", (3, 0, 1), [], make.text("bom.csv", table, "utf-8-sig"), {"object_name": NAMES}
    yield "gb18030", (3, 0, 1), [], make.text("gb.csv", table, "gb18030"), {"object_name": NAMES}
    yield "four_bytes", (3, 0, 1), [], make.text("gb4.csv", [HEAD, *rows(ISO, names=["虚构㐀厂", "虚构𠀀厂", "虚构镕厂"])], "gb18030"), {"object_name": ["虚构㐀厂", "虚构𠀀厂", "虚构镕厂"]}
    yield "utf16_tabs", (3, 0, 1), [], make.text("u16.txt", table, "utf-16", "\t"), {"object_name": NAMES}
    for order in ("le", "be"):
        first = [["虚构县“双随机、一公开”抽查结果一览表"], HEAD, *rows(ISO, names=["虚构一心一意厂", "虚构不锈钢㐀厂", "虚构Ａ厂"])]
        yield f"utf16_{order}", (3, 0, 2), [], make.text(f"u16{order}.csv", first, f"utf-16-{order}"), {"object_name": ["虚构一心一意厂", "虚构不锈钢㐀厂", "虚构Ａ厂"]}
        long = [HEAD + ["违法事实"], *[r + ["一切未按规定建立台账的情形" * 40] for r in rows(ISO)]]
        yield f"utf16_{order}_long", (3, 0, 1), [], make.text(f"u16{order}l.csv", long, f"utf-16-{order}", "\t", "\n"), {"inspected_on": ISO}
    yield "semicolons", (3, 0, 1), [], make.text("semi.csv", table, "gbk", ";", "\n"), {"object_name": NAMES}
    yield "old_mac_lines", (3, 0, 1), [], make.text("cr.csv", table, "utf-8", ",", "\r")
    yield "formula_text", (3, 0, 1), [], make.text("eq.csv", [HEAD, *rows(ISO, codes=[f'="{c}"' for c in CODES])], "utf-8"), {"object_code": CODES}
    source = make.book("lo.xlsx", {"抽查结果": titled + foot})
    yield "office_xlsx", (3, 0, 6), [], make.office(source, "xlsx:Calc MS Excel 2007 XML", "xlsx"), {"inspected_on": ISO, "object_code": CODES}
    yield "office_csv", (3, 0, 6), [], make.office(source, "csv:Text - txt - csv (StarCalc):44,34,76,1", "csv"), {"inspected_on": ISO}
    yield "office_gb", (3, 0, 6), [], make.office(make.book("lo2.xlsx", {"抽查结果": titled + foot}), "csv:Text - txt - csv (StarCalc):9,34,GB18030,1", "csv"), {"inspected_on": ISO}
    yield "office_html", (3, 0, 6), [], make.office(make.book("lo3.xlsx", {"抽查结果": titled + foot}), "html", "html"), {"object_code": CODES}
    lost_in_pages = make.book("lo5.xlsx", {"结果": [HEAD, *rows(codes=[911405250000123456, 140525000012345, CODES[2]])]}, digits_shown)
    yield "office_html_numbers", (2, 1, 1), ["R0242"], make.office(lost_in_pages, "html", "html"), {"object_code": ["140525000012345", CODES[2]]}
    yield "excel_html_number", (2, 1, 1), ["R0242"], make.web_numbers("xnum.xls", 'x:num="911405250000123000"'), {"object_code": CODES[1:]}
    yield "excel_html_same", (2, 1, 1), ["R0242"], make.web_numbers("xnum2.xls", "x:num"), {"object_code": CODES[1:]}
    yield "excel_html_short", (3, 0, 1), [], make.web_numbers("xnum3.xls", "x:num", "140525000012345"), {"object_code": ["140525000012345", *CODES[1:]]}
    yield "excel_html_text", (3, 0, 1), [], make.web_numbers("xstr.xls", "x:str", CODES[0]), {"object_code": CODES}
    yield "office_merged", (3, 0, 4), [], make.office(make.book("lo4.xlsx", {"结果": grouped}, merged), "xlsx:Calc MS Excel 2007 XML", "xlsx"), {"task_id": ["T1"] * 3}
    yield "xml_2003", (3, 0, 4), [], make.xml_2003("e2003.xls"), {"task_id": ["T1"] * 3, "inspected_on": ISO, "object_code": CODES}
    yield "web_page", (3, 0, 3), [], make.web_page("page.xls"), {"task_id": ["T1"] * 3, "inspected_on": ISO, "object_code": CODES}
    yield "office_formula", (3, 0, 1), [], make.office(make.book("lo6.xlsx", {"结果": plain}, formula), "xlsx:Calc MS Excel 2007 XML", "xlsx"), {"result": RESULTS}
    yield "old_xls", None, ["R0109"], make.office(make.book("lo7.xlsx", {"结果": plain}), "xls:MS Excel 97", "xls")
    yield "opendocument", None, ["R0109"], make.office(make.book("lo8.xlsx", {"结果": plain}), "ods", "ods")


SAMPLES = [("01-随机抽查检查结果汇总表.xlsx", (10, 0, 7), []), ("02-平台导出.csv", (10, 0, 1), ["R0501"]), ("03-代码被存成数字.xlsx", (3, 1, 1), ["R0242"]),
           ("04-实为网页的导出.xls", (10, 0, 1), []), ("05-实为XML的导出.xls", (10, 0, 1), [])]


def run(program, path, folder):
    """What import says and writes: counts, codes, records."""
    into = os.path.join(folder, "out.ndjson")
    if os.path.exists(into):
        os.remove(into)
    done = subprocess.run([program, "import", path, "--into", into, "--task", "T1", "--accept-refusals"], capture_output=True, text=True, check=False,
                          timeout=60, cwd=folder, env={**os.environ, "LC_ALL": "C.UTF-8"})
    counts, adds_up = [0, 0, 0], True
    for line in re.findall(r"(\d+) rows: (\d+) records, (\d+) refused, (\d+) skipped", done.stdout):
        total, *parts = map(int, line)
        adds_up = adds_up and total == sum(parts)
        counts = [a + b for a, b in zip(counts, parts)]
    # A sheet without a table has no such line: its rows are those of the notes about it.
    records = []
    if os.path.exists(into):
        with open(into, encoding="utf-8") as file:
            records = [json.loads(line) for line in file]
    return tuple(counts), adds_up, set(re.findall(r"\bR\d{4}\b", done.stderr)), records, done


def differences(seen, wanted, codes, values):
    counts, adds_up, said, records, done = seen
    out = []
    if done.returncode not in (0, 1):
        out.append(f"exit status {done.returncode}: {done.stderr[-300:]}")
    if not adds_up:
        out.append("rows do not add up")
    if wanted is not None and counts != wanted:
        out.append(f"records, refused, skipped: {counts}, not {wanted}")
    if wanted is None and (records or done.returncode != 1):
        out.append("it was not refused")
    out += [f"{code} was not said" for code in codes if code not in said]
    for field, expected in values.items():
        found = [record[field] for record in records if field in record]
        if found != expected:
            out.append(f"{field}: {found}, not {expected}")
    if any("王某" in json.dumps(record, ensure_ascii=False) or "138000" in json.dumps(record) for record in records):
        out.append("a person's name or phone got through")
    return out


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
            path = Files(folder).book("plain.xlsx", {"结果": [HEAD, *rows()]})
            seen = run(program, path, folder)
            faults = [differences(seen, (2, 1, 1), [], {}), differences(seen, (3, 0, 1), ["R0242"], {}), differences(seen, (3, 0, 1), [], {"inspected_on": ISO[::-1]}),
                      differences(seen, None, [], {}), differences((seen[0], False, *seen[2:]), (3, 0, 1), [], {})]
            missed = [i for i, found in enumerate(faults) if not found]
            print(f"faults that were not seen: {missed}" if missed or differences(seen, (3, 0, 1), [], {}) else f"all {len(faults)} faults seen")
            return 1 if missed else 0
        for name, wanted, codes in SAMPLES:
            if given.names and name not in given.names:
                continue
            count += 1
            for line in differences(run(program, os.path.join(HERE, "samples", name), folder), wanted, codes, {}):
                failed += 1
                print(f"{name}: {line}")
        for name, wanted, codes, path, *values in files(Files(folder)):
            if given.names and name not in given.names:
                continue
            count += 1
            for line in differences(run(program, path, folder), wanted, codes, values[0] if values else {}):
                failed += 1
                print(f"{name}: {line}")
    print(f"{count} files, {failed} differences")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
