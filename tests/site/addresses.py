#!/usr/bin/env python3
"""Every promised address is there, every link leads somewhere, and an address keeps what it showed.

    addresses.py --program GONGSHI

Built from the demo: the addresses of CONTRACT §4; each link and fragment of each page, read with a parser of Python's own; sitemap and
feed; the word that this is a sample; a day that brings no fact changes no byte; a full numbered page keeps its rows and its bytes when
results are added.
"""
import datetime
import html.parser
import json
import os
import pathlib
import posixpath
import sys
import urllib.parse
import xml.etree.ElementTree as xml

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from sites import *

SLUGS = ["no-problem", "undisclosed", "false-disclosure", "unreachable", "ordered-corrected", "uncooperative", "not-operating", "follow-up", "qualified", "unqualified"]
FIXED = ["index.html", "plans.html", "items.html", "tasks.html", "results.html", "objects.html", "summaries.html", "corrections.html", "notices.html", "search.html",
         "feed.xml", "sitemap.xml", "robots.txt", "404.html", "data/datapackage.json", "data/ledger.ndjson", *(f"data/results.{end}" for end in ("csv", "json", "ndjson", "xlsx"))]
ELSEWHERE = {"beian.miit.gov.cn", "beian.mps.gov.cn", "www.beian.gov.cn", "bszs.conac.cn",  # record numbers in the footer lead there
             "zfwzgl.www.gov.cn"}  # where mistakes in government sites are reported
LINKS = {"a": ["href"], "link": ["href"], "script": ["src"], "img": ["src", "srcset"], "form": ["action"], "source": ["src", "srcset"], "area": ["href"], "iframe": ["src"],
         "use": ["href", "xlink:href"], "image": ["href"], "object": ["data"], "video": ["src"], "base": ["href"]}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page(html.parser.HTMLParser):
    """Links, ids and text of a page, and whether its tags close as they open."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.links, self.ids, self.words, self.meta, self.faults, self.open_ = [], [], [], {}, [], []
        self.feed(text)
        self.close()
        if self.open_:
            self.faults.append(f"left open: {self.open_[-3:]}")

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if len(found) != len(attributes):
            self.faults.append(f"an attribute twice in <{tag}>")
        for key in LINKS.get(tag, []):
            if found.get(key) is not None:
                self.links.append((tag, found[key]))
        for key in ("id", "name"):
            if found.get(key) and (key == "id" or tag == "a"):
                self.ids.append(found[key])
        if tag == "meta" and "name" in found:
            self.meta[found["name"]] = found.get("content", "")
        if tag not in VOID:
            self.open_.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open_.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if self.open_ and self.open_[-1] == tag:
            self.open_.pop()
        else:
            self.faults.append(f"</{tag}> inside {self.open_[-2:]}")

    def handle_data(self, text):
        self.words.append(text)


def pages_of(folder):
    return {path: Page(read(os.path.join(folder, path)).decode()) for path in files_of(folder) if path.endswith(".html")}


def link_faults(folder, pages, base_url):
    """Links that lead nowhere or away."""
    files, faults = set(files_of(folder)), []
    for path, page in pages.items():
        faults += [f"{path}: {fault}" for fault in page.faults[:3]]
        ids = set(page.ids)
        doubles = {i for i in ids if page.ids.count(i) > 1}
        if doubles:
            faults.append(f"{path}: ids twice: {sorted(doubles)[:3]}")
        for tag, link in page.links:
            where = f"{path}: <{tag}> {link}"
            if tag == "base":
                faults.append(where)
            if link.startswith(("mailto:", "tel:")):
                continue
            parts = urllib.parse.urlsplit(link)
            if parts.scheme or parts.netloc:
                if link.startswith(base_url) and tag == "link":
                    target = urllib.parse.unquote(parts.path)[len(urllib.parse.urlsplit(base_url).path):]
                elif parts.scheme in ("http", "https") and parts.hostname in ELSEWHERE and tag == "a":
                    continue
                else:
                    faults.append(f"{where} leaves the site")
                    continue
            elif path == "404.html" and link.startswith(urllib.parse.urlsplit(base_url).path):
                target = urllib.parse.unquote(parts.path)[len(urllib.parse.urlsplit(base_url).path):]
            elif path == "404.html" and not link.startswith("#"):
                faults.append(f"{where} is relative, but this page stands at any address")
                continue
            elif link.startswith("/") or "\\" in link:
                faults.append(f"{where} is not relative")
                continue
            elif not parts.path:
                target = path
            else:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), urllib.parse.unquote(parts.path)))
                if parts.path.endswith("/"):
                    faults.append(f"{where} leads to a folder")
                    continue
            target = target or "index.html"
            if target.startswith("..") or target not in files:
                faults.append(f"{where} leads to no file")
            elif parts.fragment and target.endswith(".html") and urllib.parse.unquote(parts.fragment) not in (ids if target == path else set(pages[target].ids)):
                faults.append(f"{where}: no such place there")
    return faults


def promised(root, folder, as_of):
    """The addresses of CONTRACT §4 for this content."""
    wanted = list(FIXED) + [f"categories/{slug}.html" for slug in SLUGS]
    load = lambda part: [r for p in sorted((root / "content" / part).glob("*.json")) for v in [json.loads(read(p))] for r in (v if isinstance(v, list) else [v])]
    wanted += [f"plans/{p['id']}.{end}" for p in load("plans") for end in ("html", "xlsx")]
    wanted += [f"tasks/{t['id']}.html" for t in load("tasks") if t["from"] <= as_of]
    wanted += [f"{part}/{p.stem}.html" for part in ("notices", "guide") for p in (root / "content" / part).glob("*.md")]
    wanted += [f"data/schema/{p.name}" for p in (root / "site/schema").glob("*.json")] if (root / "site/schema").is_dir() else []
    results = json.loads(read(folder / "data/results.json"))["results"]
    by_task, by_category = {}, {}
    for r in results:
        wanted.append(f"results/{r['id']}.html")
        if "withdrawn_on" in r:
            continue
        if r.get("object_type") != "person" and re.fullmatch("[A-Za-z0-9][A-Za-z0-9._-]{0,63}", r.get("object_code", "")):
            wanted.append(f"objects/{r['object_code'].upper()}.html")
        by_task[r["task_id"]] = by_task.get(r["task_id"], 0) + 1
        by_category[r["category"]] = by_category.get(r["category"], 0) + 1
        year, month = r["published_on"][:4], r["published_on"][:7]
        for period in (year, f"{year}-Q{(int(month[5:]) + 2) // 3}", month):
            wanted += [f"summaries/{period}.html", f"reports/{period}.xlsx"]
        wanted += [f"data/{year}/results.{end}" for end in ("csv", "json", "ndjson", "xlsx")]
    paged = [("results", len(results))] + [(f"tasks/{t}", n) for t, n in by_task.items()] + [(f"categories/{c}", n) for c, n in by_category.items()]
    wanted += [f"{name}/page/{n}.html" for name, count in paged if count > 50 for n in range(1, (count + 49) // 50 + 1)]
    return set(wanted)


def listed(path, page):
    """Pages that are looked for: not the pointers that stand where a name or code was used before, nor 404."""
    return path != "404.html" and "noindex" not in page.meta.get("robots", "") and not (path.startswith("objects/") and "检查对象的地址有变化" in page.words)


def sitemap_and_feed(verdict, folder, pages, base_url, as_of):
    entries = list(xml.fromstring(read(folder / "sitemap.xml")))
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = [e.find(space + "loc").text for e in entries]
    wanted = {base_url + ("" if p == "index.html" else urllib.parse.quote(p)) for p, page in pages.items() if listed(p, page)}
    verdict.equal(len(set(found)), len(found), "an address stands once in the sitemap")
    verdict.expect(set(found) == wanted, "the sitemap is all pages", f"missing {sorted(wanted - set(found))[:4]}, too many {sorted(set(found) - wanted)[:4]}")
    days = [e.find(space + "lastmod").text for e in entries if e.find(space + "lastmod") is not None]
    verdict.expect(days and all(re.fullmatch(r"\d{4}-\d\d-\d\d", d) and d <= as_of for d in days), "dates of the sitemap", str(sorted(days)[-3:]))
    feed, atom = xml.fromstring(read(folder / "feed.xml")), "{http://www.w3.org/2005/Atom}"
    verdict.equal(feed.tag, atom + "feed", "the feed is Atom")
    verdict.expect(all(feed.find(atom + k) is not None for k in ("id", "title", "updated")), "what a feed must have")
    items = feed.findall(atom + "entry")
    verdict.equal(len(items), 50, "entries of the feed")
    verdict.equal(len({e.find(atom + "id").text for e in items}), len(items), "ids of the feed's entries")
    dead = 0
    for e in items:
        link = e.find(atom + "link").get("href")
        path, _, place = link.removeprefix(base_url).partition("#")
        dead += bool(place) and path in pages and place not in pages[path].ids
        verdict.expect(link.startswith(base_url) and path in pages and e.find(atom + "updated") is not None and e.find(atom + "title").text,
                       "a feed entry leads to its page", link)
    if dead:
        verdict.gap(f"{dead} feed entries name a place (#correction-…) that their page does not have")


def one_day_later(verdict, program, home):
    """A day without a new fact: same bytes, and the day itself stands nowhere."""
    demo = copy_root(REPOSITORY, home / "days")
    program.good("publish", "--root", demo, "--as-of", "2031-03-01")  # all that it holds lies before
    bare = home / "bare"
    site = {"organisation": {"name": "虚构县局"}, "site": {"name": "公示"}, "base_url": "https://g.example/", "profile": "sample", "sample": True}
    write(bare / "site/site.json", site)
    dateless = home / "dateless"
    write(dateless / "site/site.json", site)
    write(dateless / "content/tasks/t.json", {"id": "T1", "name": "没有日期的任务", "kind": "internal"})
    write(dateless / "content/plans/p.json", {"id": "P1", "year": 2024, "title": "没有日期的计划", "sections": [
        {"kind": "internal", "title": "一", "columns": [{"key": "number", "header": "序号"}], "entries": [{"number": "1", "name": "甲"}]}]})
    write(dateless / "content/items/i.json", {"id": "I1", "title": "没有日期的清单", "entries": [{"number": "1", "name": "甲"}]})
    for name, root in (("the demo", demo), ("a root without content", bare), ("a root without dates", dateless)):
        trees = {}
        for day in ("2031-03-07", "2031-03-08"):
            out = home / f"{root.name}-{day}"
            program.good("build", "--root", root, "--out", out, "--as-of", day)
            trees[day] = tree(out)
        lines = differences(*trees.values())
        if root is not demo:  # nothing in them has a date
            if lines:
                verdict.gap(f"{name}: the as-of date stands in {len(lines)} files (CONTRACT §3: never): {', '.join(x.split(': ')[1] for x in lines[:12])}")
            continue
        if not verdict.expect(not lines, f"{name}: a day later, no new fact", f"{len(lines)}: {lines[:6]}"):
            path = lines[0].split(": ", 1)[1]
            print("   ", first_difference(home / f"{root.name}-2031-03-07" / path, home / f"{root.name}-2031-03-08" / path)[:400])
        found = holds(home / f"{root.name}-2031-03-08", ["2031-03-08", "2031年3月8日", "2031.3.8", "2031/3/8", ">46089<"])
        verdict.expect(not found, f"{name}: the as-of date stands in the site", str(found[:4]))
    kept = stamps(demo / "site/public")
    done = program.good("publish", "--root", demo, "--as-of", "2031-03-02")
    verdict.expect(stamps(demo / "site/public") == kept and "nothing to publish" in done.stdout, "a publish on a day without a new fact", done.stdout)


def rows(page):
    """Addresses of the results in a page's list, in order."""
    found = []
    for tag, link in page.links:
        name = posixpath.basename(link)
        if tag == "a" and "results/" in link and "/page/" not in link and name.endswith(".html") and name not in found:
            found.append(name)
    return found


def long_root(root):
    """Six hundred results over a year, in four tasks, nothing in them newer than the day on which they can be published."""
    write(root / "site/site.json", {"organisation": {"name": "虚构县局"}, "site": {"name": "公示"}, "base_url": "https://g.example/", "profile": "sample", "sample": True})
    write(root / "content/tasks/t.json", [{"id": f"T{n}", "name": f"第{n}次抽查", "kind": "internal", "from": "2024-01-01", "to": "2024-12-31"} for n in range(4)])
    wordings = ["未发现问题"] * 6 + ["发现问题已责令改正", "发现问题待后续处理", "合格", "未发现问题"]
    records = []
    for n in range(600):
        day = datetime.date(2024, 1, 8) + datetime.timedelta(n * 340 // 600)
        records.append({"id": f"R{n:03d}", "task_id": f"T{n % 7 % 4}", "object_name": f"虚构第{n * 37 % 251}厂", "object_code": f"虚注字第{n * 37 % 251 + 1000}号", "inspected_on": str(day),
                        "concluded_on": str(day), "result": wordings[n % 10], "items": ["设施"], "district": "城关镇"})
    write(root / "content/results/r.ndjson", ndjson(records))
    return root


def numbered_pages(verdict, program, home):
    """Publications over a year: a full page keeps its rows, without corrections its bytes; no address goes."""
    root = long_root(home / "numbered")
    public, before, same = root / "site/public", {}, 0
    for day in ("2024-04-30", "2024-05-31", "2024-07-31", "2024-09-30", "2024-12-31"):
        program.good("publish", "--root", root, "--as-of", day)
        pages = pages_of(public)
        verdict.equal(sorted(before.keys() - pages.keys())[:5], [], f"{day}: addresses that are gone")
        for path in sorted(p for p in before if "/page/" in p):
            old, new = rows(before[path][1]), rows(pages[path])
            verdict.expect(new[-len(old):] == old if len(old) < 50 else new == old, f"{day}: {path} keeps its rows", f"{old[:3]}… became {new[:3]}…")
            if len(old) == 50:
                same += 1
                if read(public / path) != before[path][0]:
                    at = next(i for i, (a, b) in enumerate(zip(read(public / path), before[path][0])) if a != b)
                    verdict.expect(False, f"{day}: {path} keeps its bytes", read(public / path)[at - 80:at + 80].decode("utf-8", "replace"))
        every = sorted((p for p in pages if re.fullmatch(r"results/page/\d+\.html", p)), key=lambda p: int(p.split("/")[-1][:-5]))
        listed = [name for p in every for name in reversed(rows(pages[p]))]
        entries = [e["id"] + ".html" for e in lines_of(public / "data/ledger.ndjson") if e["kind"] == "publish" and "/" not in e["id"]]
        if every:
            verdict.expect(listed == entries or sorted(listed) == sorted(entries), f"{day}: the numbered pages hold all results, in the order of the ledger", f"{len(listed)} and {len(entries)}")
            order = [name for p in every for name in rows(pages[p])]
            verdict.expect(listed == entries or order == entries, f"{day}: rows stand in the order of the ledger")
        newest = rows(pages["results.html"])
        verdict.expect(set(newest) == set(entries[-50:]), f"{day}: results.html shows the newest fifty", f"{len(newest)}")
        preview = home / "numbered-preview"
        program.good("build", "--root", root, "--out", preview, "--as-of", "2024-12-31")
        ahead = pages_of(preview)
        for path in every:
            if len(rows(pages[path])) == 50:
                verdict.expect(rows(ahead[path]) == rows(pages[path]), f"{day}: {path} has the same rows in the preview")
        before = {path: (read(public / path), page) for path, page in pages.items()}
    verdict.expect(same > 10, "full pages were compared", str(same))
    common = {"reason": "误录", "approved_by": "某", "approver_role": "本部门主要负责人", "approved_on": "2025-01-10"}
    write(root / "content/corrections/c.json", [
        *({"result_id": f"R{n:03d}", "field": "result", "old": "未发现问题", "new": "发现问题已责令改正", "kind": "error", **common} for n in (0, 41, 112, 330)),
        *({"result_id": f"R{n:03d}", "field": "district", "old": "城关镇", "new": "北山镇", "kind": "error", **common} for n in (1, 333)),
        *({"result_id": f"R{n:03d}", "kind": "withdrawal", **common} for n in (3, 115, 598))])
    program.good("publish", "--root", root, "--as-of", "2025-01-15")
    pages = pages_of(public)
    verdict.equal(sorted(before.keys() - pages.keys())[:5], [], "after corrections: addresses that are gone")
    gone = {e["id"] + ".html" for e in lines_of(public / "data/ledger.ndjson") if e["kind"] == "withdraw"}
    for path in sorted(p for p in before if re.fullmatch(r"results/page/\d+\.html", p)):
        old, new = rows(before[path][1]), rows(pages[path])
        verdict.expect([x for x in new if x not in gone] == [x for x in old if x not in gone], f"after corrections and a withdrawal: {path} keeps its rows")
    for n in (3, 115, 598):
        verdict.expect("撤回" in "".join(pages[f"results/R{n:03d}.html"].words), f"R{n:03d} keeps its address")
    # in the list of a category a result that left leaves a gap: no other row moves to another page
    moved = {f"R{n:03d}.html" for n in (0, 41, 112, 330, 3, 115, 598)}
    for path in sorted(p for p in before if re.fullmatch(r"categories/(no-problem|follow-up|qualified)/page/\d+\.html", p)):
        verdict.expect([x for x in rows(pages[path]) if x not in moved] == [x for x in rows(before[path][1]) if x not in moved], f"after corrections: {path} keeps its rows")
    verdict.equal(link_faults(public, pages, "https://g.example/")[:6], [], "links of the public site after all of it")
    return root


def self_test(verdict, home):
    """A dead link, a dead fragment, a link away, an absolute one, a page that does not close: all are seen."""
    place = home / "eyes"
    write(place / "a/b.html", '<p id="x"><a href="../c.html#y">ok</a><a href="#x">ok</a><a href="https://beian.miit.gov.cn/">ok</a></p>')
    write(place / "c.html", '<p id="y">')
    see = lambda: link_faults(place, pages_of(place), "https://g.example/")
    verdict.equal(see(), ["c.html: left open: ['p']"], "an open tag is seen, and nothing else")
    write(place / "c.html", '<p id="y"></p>')
    verdict.equal(see(), [], "good links")
    for bad, says in {'<a href="d.html">': "no file", '<a href="../c.html#z">': "no such place", '<a href="https://evil.example/">': "leaves", '<a href="/c.html">': "not relative",
                      '<a href="//evil.example/x">': "leaves", '<a href="javascript:x()">': "leaves", '<img src="x.png">': "no file", '<a href="../../etc">': "no file"}.items():
        write(place / "a/bad.html", bad + ("</a>" if bad.startswith("<a") else ""))
        verdict.expect(any(says in f for f in see()), f"the harness sees {bad}", str(see()))


def main():
    options = arguments(__doc__, strict=(False, "gaps are failures")).parse_args()
    program, verdict = Program(options.program), Verdict("addresses")
    with workplace(options, "addresses") as home:
        self_test(verdict, home)
        root = copy_root(REPOSITORY, home / "demo")
        base_url = json.loads(read(root / "site/site.json"))["base_url"]
        program.good("build", "--root", root, "--as-of", "2024-12-31")
        preview = root / "site/preview"
        pages = pages_of(preview)
        missing = promised(root, preview, "2024-12-31") - set(files_of(preview))
        verdict.expect(not missing, "addresses that the contract promises", str(sorted(missing)[:8]))
        faults = link_faults(preview, pages, base_url)
        verdict.expect(not faults, f"{len(faults)} links of {sum(len(p.links) for p in pages.values())}", "; ".join(faults[:8]))
        verdict.expect(os.path.isdir(preview / "data/schema") and os.listdir(preview / "data/schema"), "schemas of the data")
        silent = [path for path, page in pages.items() if "演示数据" not in "".join(page.words)]
        verdict.expect(not silent, "pages that do not say that they are a sample", str(silent[:5]))
        sitemap_and_feed(verdict, preview, pages, base_url, "2024-12-31")
        reached, queue = {"index.html"}, ["index.html"]
        while queue:
            path = queue.pop()
            for tag, link in pages[path].links:
                parts = urllib.parse.urlsplit(link)
                if not parts.scheme and parts.path:
                    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), urllib.parse.unquote(parts.path)))
                    if target in pages and target not in reached:
                        reached.add(target)
                        queue.append(target)
        lost = {p for p, page in pages.items() if listed(p, page)} - reached
        verdict.expect(not lost, "pages that no link leads to", str(sorted(lost)[:6]))
        print(f"  {len(pages)} pages, {sum(len(p.links) for p in pages.values())} links, {len(files_of(preview)) - len(pages)} other files")
        one_day_later(verdict, program, home)
        numbered_pages(verdict, program, home)
    return verdict.end(options.strict, f", {program.runs} runs, {program.seconds:.0f} s in the program")


if __name__ == "__main__":
    sys.exit(main())
