#!/usr/bin/env python3
"""Do generators do the same work? Compares finished sites with the records they were made from.

    same_pages.py RECORDS.ndjson SITE... [--superset] [--order published_on] [--sample N]
    same_pages.py --self-test

A peer's site must have just the addresses that follow from the records; every page must show what it is for, every list hold
the right results, markup be escaped, and the data files, the sitemap and the feed be complete.
--superset is for gongshi, which makes more pages and words them in its own way: asked for are the addresses, each record's
values on its page, each object's history, and which fifty results stand on which list page. Relative links are good. Its lists
follow the order of publication, in which results without an entry in the ledger stand by the day of inspection
(--order inspected_on, the default there). --sample N reads N evenly spread pages of a kind instead of all.
--self-test lets the node peer make a small site, damages copies of it, one fault in each, and wants every fault to be found.
Exits 1 where something is missing, with an example of each kind.
"""
import argparse
import collections
import csv
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

import forge

SPEC = forge.SPEC
SLUG_OF = {wording: slug for slug, _, wording in SPEC["categories"]}
PER_PAGE = SPEC["per_page"]


def spread(values, count):
    values = list(values)
    return values if count is None or len(values) <= count else [values[i * len(values) // count] for i in range(count)]


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


class Expected:
    """What follows from the records: the order, the groups and the addresses."""

    def __init__(self, records, order, superset):
        self.newest = sorted(records, key=lambda r: (r[order], r["id"]), reverse=True)
        self.objects, self.months, self.categories = {}, {}, {slug: [] for slug in SLUG_OF.values()}
        for r in self.newest:
            self.objects.setdefault(r["object_code"], []).append(r)
            self.months.setdefault(r["published_on"][:7], []).append(r)
            self.categories[SLUG_OF[r["result"]]].append(r)
        oldest = self.newest[::-1]
        starts = range(0, len(oldest), PER_PAGE) if len(oldest) > PER_PAGE else ()
        self.lists = {"results.html": self.newest[:PER_PAGE]}
        self.lists.update({f"results/page/{n}.html": oldest[start:start + PER_PAGE] for n, start in enumerate(starts, 1)})
        # Who makes a page only where there is something to show may leave out an empty category.
        slugs = [slug for slug, members in self.categories.items() if members or not superset]
        self.pages = ["index.html", *self.lists, *(f"categories/{slug}.html" for slug in slugs), *(f"summaries/{m}.html" for m in self.months),
                      *(f"results/{r['id']}.html" for r in records), *(f"objects/{code}.html" for code in self.objects)]
        self.files = {*self.pages, "sitemap.xml", "feed.xml", "data/results.csv", "data/results.json"}


class Site:
    def __init__(self, folder):
        self.folder, self.failures = folder, {}
        self.files = {os.path.relpath(os.path.join(d, f), folder) for d, _, files in os.walk(folder) for f in files}

    def need(self, good, kind, example):
        if not good:
            self.failures.setdefault(kind, [0, example])[0] += 1

    def read(self, path):
        try:
            with open(os.path.join(self.folder, path), encoding="utf-8", newline="") as file:
                return file.read()
        except OSError:
            return ""

    def shows(self, path, wanted, layout):
        raw = self.read(path)
        text = html.unescape(raw)
        for value in wanted:
            self.need(value in text, f"text missing on {path.split('/')[0]} pages", f"{path}: {value}")
        self.need("A&B <" not in raw and "<不一致>" not in raw, "markup not escaped", path)
        if layout:
            self.need(text.rstrip().endswith("</html>") and "网站标识码" in text, "layout missing", path)

    def results_linked(self, path):
        return re.findall(r'href="[^"]*?results/([^/"]+)\.html"', self.read(path))

    def texts_in(self, path, tag):
        """The texts of an XML file's elements of this name."""
        raw = self.read(path)
        try:
            return [element.text for element in xml.fromstring(raw.encode()).iter(tag)]
        except xml.ParseError:
            return []


def values(record):
    for key, _ in SPEC["fields"]:
        value = record.get(key)
        if isinstance(value, list):
            yield from value
        elif value:
            yield SPEC["words"][value] if key in SPEC["coded"] else value


def check_pages(site, expected, superset, sample):
    for r in spread(expected.newest, sample):
        more = [] if superset else [f"/categories/{SLUG_OF[r['result']]}.html", f"/summaries/{r['published_on'][:7]}.html"]
        site.shows(f"results/{r['id']}.html", [*values(r), f"/objects/{r['object_code']}.html", *more], not superset)
    for code, history in spread(expected.objects.items(), sample):
        newest = history[0]
        lines = [text for r in history for text in (f"/results/{r['id']}.html", r["result"], r["inspected_on"], r["published_on"])]
        site.shows(f"objects/{code}.html", [newest["object_name"], code, newest["district"], newest["industry"], *lines], not superset)
    known = {r["id"] for r in expected.newest}
    for path, members in spread(expected.lists.items(), sample):
        site.shows(path, [] if superset else [text for r in members for text in (r["object_name"], r["result"])], not superset)
        found, meant = site.results_linked(path), [r["id"] for r in members]
        if superset:
            found = list(dict.fromkeys(i for i in found if i in known))
        # results.html begins with the newest; a numbered page may run either way.
        good = found == meant or path != "results.html" and sorted(found) == sorted(meant)
        site.need(good, "results on a list page", f"{path}: {len(found)} for {len(meant)}, beginning with {(found or ['none'])[0]} for {meant[0]}")


def check_summaries(site, expected):
    for slug, members in expected.categories.items():
        site.shows(f"categories/{slug}.html", [f"共{len(members)}条", *(f"/results/{r['id']}.html" for r in members[:PER_PAGE])], True)
    for month, members in expected.months.items():
        counts = collections.Counter(r["result"] for r in members).values()
        site.shows(f"summaries/{month}.html", [f"共检查{len(members)}条", *(f">{count}<" for count in counts)], True)
    latest = [f"/results/{r['id']}.html" for r in expected.newest[:SPEC["latest"]]]
    site.shows("index.html", [f"检查结果{len(expected.newest)}条", f"检查对象{len(expected.objects)}户", *latest, *(f"/summaries/{m}.html" for m in expected.months)], True)


def check_data(site, expected, sample):
    try:
        data = {r["id"]: r for r in json.loads(site.read("data/results.json"))}
    except ValueError:
        data = {}
    site.need(data == {r["id"]: r for r in expected.newest}, "data/results.json differs from the records", f"{len(data)} of {len(expected.newest)}")
    rows = {row[0]: row for row in csv.reader(io.StringIO(site.read("data/results.csv").lstrip("\ufeff"), newline="")) if row}
    site.need(len(rows) == len(expected.newest) + 1, "data/results.csv: number of rows", str(len(rows)))
    for r in spread(expected.newest, sample):
        site.need(rows.get(r["id"]) == list(forge.cells(r)), "data/results.csv: a row", r["id"])
    listed = set(site.texts_in("sitemap.xml", "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"))
    for path in expected.pages:
        home = path == "index.html" and f"{SPEC['base']}/" in listed
        site.need("/page/" in path or home or f"{SPEC['base']}/{path}" in listed, "sitemap.xml: an address", path)
    entries = site.texts_in("feed.xml", "{http://www.w3.org/2005/Atom}id")
    for r in expected.newest[:SPEC["feed"]]:
        site.need(f"{SPEC['base']}/results/{r['id']}.html" in entries, "feed.xml: an entry", r["id"])


def check(records, folder, superset=False, order=None, sample=None):
    """{kind of failure: [how many, an example]}; empty where the site is good."""
    expected = Expected(records, order or ("inspected_on" if superset else "published_on"), superset)
    site = Site(folder)
    for path in sorted(expected.files - site.files):
        site.need(False, "address missing", path)
    if not superset:
        for path in sorted(site.files - expected.files):
            site.need(False, "address nobody asked for", path)
    check_pages(site, expected, superset, sample)
    if not superset:
        check_summaries(site, expected)
        check_data(site, expected, sample)
    return site.failures


# ---- the self-test ------------------------------------------------------------------------------------------------------

def swap(folder, one, other):
    one, other = os.path.join(folder, one), os.path.join(folder, other)
    os.rename(one, one + "~")
    os.rename(other, one)
    os.rename(one + "~", other)


def faults(records):
    """(name, what to do to a good site's folder, whether --superset has to see it too)."""
    expected = Expected(records, "published_on", False)
    some = next(r for r in expected.newest if "&" in r["object_name"])
    page, thing = f"results/{some['id']}.html", f"objects/{some['object_code']}.html"
    month = next(iter(expected.months))
    last = next(reversed(expected.lists))

    def edit(path, old, new=""):
        def apply(folder):
            with open(os.path.join(folder, path), encoding="utf-8", newline="") as file:
                text = file.read()
            assert old in text, f"{path} does not hold {old!r}"
            with open(os.path.join(folder, path), "w", encoding="utf-8", newline="") as file:
                file.write(text.replace(old, new))
        return apply

    def oldest_first(folder):
        shutil.copyfile(os.path.join(folder, "results/page/1.html"), os.path.join(folder, "results.html"))

    return [("a page is missing", lambda folder: os.remove(os.path.join(folder, page)), True),
            ("a page too many", lambda folder: shutil.copyfile(os.path.join(folder, page), os.path.join(folder, "results/more.html")), False),
            ("markup is not escaped", edit(page, "A&amp;B &lt;", "A&B <"), True),
            ("an inspected item is missing", edit(page, some["items"][0]), True),
            ("an object's history lacks a result", edit(thing, f"/results/{some['id']}.html"), True),
            ("a month counts wrongly", edit(f"summaries/{month}.html", f"共检查{len(expected.months[month])}条", "共检查0条"), False),
            ("the layout is missing", edit(page, "网站标识码"), False),
            ("a value in the table differs", edit("data/results.csv", some["inspected_on"], "2020-01-01"), False),
            ("a value in the data differs", edit("data/results.json", some["inspected_on"], "2020-01-01"), False),
            ("the sitemap lacks an address", edit("sitemap.xml", f"/results/{some['id']}.html"), False),
            ("the feed lacks an entry", edit("feed.xml", expected.newest[0]["id"]), False),
            ("two numbered pages are exchanged", lambda folder: swap(folder, "results/page/1.html", last), True),
            ("the newest list shows the oldest", oldest_first, True)]


def self_test():
    here = os.path.dirname(os.path.abspath(__file__))
    missed = []
    with tempfile.TemporaryDirectory() as work:
        good = os.path.join(work, "good")
        records_path = forge.forge(os.path.join(work, "root"), 240)
        records = load(records_path)
        subprocess.run(["node", os.path.join(here, "peers/node/build.mjs"), records_path, os.path.join(here, "peers/layout.html"), good], check=True)
        for superset in (False, True):
            found = check(records, good, superset, "published_on")
            if found:
                missed.append(f"a good site is refused: {found}")
        if not check(records, good, True):
            missed.append("superset: another order of the lists is not seen")
        for name, damage, also_superset in faults(records):
            copy = os.path.join(work, "copy")
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(good, copy)
            damage(copy)
            for superset in (False, True) if also_superset else (False,):
                if not check(records, copy, superset, "published_on"):
                    missed.append(f"{'superset: ' if superset else ''}{name}: not found")
    print("\n".join(missed) or f"all {len(faults(records))} faults found")
    return 1 if missed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", nargs="?")
    parser.add_argument("sites", nargs="*")
    parser.add_argument("--superset", action="store_true")
    parser.add_argument("--order", choices=["published_on", "inspected_on"])
    parser.add_argument("--sample", type=int)
    parser.add_argument("--self-test", action="store_true")
    given = parser.parse_args()
    if given.self_test:
        return self_test()
    if not given.sites:
        parser.error("RECORDS.ndjson and a SITE are needed")
    records, bad = load(given.records), False
    for folder in given.sites:
        failures = check(records, folder, given.superset, given.order, given.sample)
        print(f"{folder}: {'not the same' if failures else 'same'}")
        for kind, (count, example) in failures.items():
            print(f"  {kind}: {count}, such as {example}")
        bad = bad or bool(failures)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.exit(main())
