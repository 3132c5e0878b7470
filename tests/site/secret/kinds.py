"""The kinds of files that the catalog knows, and what an embargo, a correction and a withdrawal do to each.

`gongshi build --dry-run --format json` names the kinds and says of which kind each file is. A kind, or a file of a kind, that has no
row here is a fault, and so is a row that no file has.
"""
import json
import re

EVENTS = ["embargo", "correction", "withdrawal"]
REACHED = True
FIXED = "the same in every site"
NO_VALUE = "says what files there are and what fields they have, and holds no record"
STAYS = "a document is revised, not withdrawn"
LIBRARY = "says of an object what the library says, and no result"
NONE_GONE = "is made by withdrawals alone"
TASKS_ONLY = "holds what tasks are, and no result"

# kind, pattern of its paths, then what an embargo, a correction and a withdrawal do: they reach it, or why they do not.
ROWS = [
    ("home", r"index\.html", REACHED, REACHED, REACHED),
    ("plan list", r"plans\.html", REACHED, REACHED, STAYS),
    ("plans", r"plans/\w+\.html", REACHED, REACHED, STAYS),
    ("items", r"items\.html", REACHED, REACHED, STAYS),
    ("task lists", r"tasks\.html", REACHED, REACHED, REACHED),
    ("tasks", r"tasks/\w+\.html", REACHED, REACHED, REACHED),
    ("results", r"results/\w+\.html", REACHED, REACHED, REACHED),
    ("result lists", r"results\.html", REACHED, REACHED, REACHED),
    ("objects", r"objects/[\w-]+\.html", REACHED, REACHED, REACHED),
    ("withdrawn results", r"results/\w+\.html", NONE_GONE, NONE_GONE, REACHED),
    ("object pointers", r"objects/[\w-]+\.html", REACHED, REACHED, REACHED),
    ("object directory", r"objects\.html", REACHED, REACHED, REACHED),
    ("object index", r"objects/by/\d+\.html", REACHED, REACHED, REACHED),
    ("summaries", r"summaries/[\dQ-]+\.html", REACHED, REACHED, REACHED),
    ("summary list", r"summaries\.html", REACHED, REACHED, REACHED),
    ("categories", r"categories/[\w-]+\.html", REACHED, REACHED, REACHED),
    ("corrections", r"corrections\.html", REACHED, REACHED, REACHED),
    ("notice lists", r"notices\.html", REACHED, REACHED, STAYS),
    ("notices", r"notices/\w+\.html", REACHED, REACHED, STAYS),
    ("guide", r"guide/\w+\.html", REACHED, REACHED, STAYS),
    ("search page", r"search\.html", REACHED, REACHED, REACHED),
    ("missing page", r"404\.html", FIXED, FIXED, FIXED),
    *(("data", rf"data/(\d+/)?results\.{ending}", REACHED, REACHED, REACHED) for ending in ("csv", "json", "ndjson", "xlsx")),
    ("data", r"data/ledger\.ndjson", REACHED, REACHED, REACHED),
    ("data", r"data/documents\.json", REACHED, REACHED, STAYS),
    ("data", r"data/draws\.json", REACHED, "a drawn object is opened under the name that was drawn", REACHED),
    ("data-descriptions", r"data/datapackage\.json", NO_VALUE, NO_VALUE, NO_VALUE),
    ("data-descriptions", r"data/schema/\w+\.schema\.json", FIXED, FIXED, FIXED),
    ("reports", r"reports/[\dQ-]+\.xlsx", REACHED, REACHED, REACHED),
    ("plan-workbooks", r"plans/\w+\.xlsx", REACHED, REACHED, STAYS),
    ("item-workbook", r"items\.xlsx", REACHED, REACHED, STAYS),
    ("sitemap", r"sitemap\.xml", REACHED, REACHED, REACHED),
    ("feeds", r"feed\.xml", REACHED, REACHED, REACHED),
    ("feeds", r"robots\.txt", FIXED, FIXED, FIXED),
    ("search", r"search/meta\.json", REACHED, REACHED, REACHED),
    ("search objects", r"search/objects-\d+\.json", REACHED, REACHED, REACHED),
    ("search aliases", r"search/aliases-\d+\.json", REACHED, REACHED, REACHED),
    ("search tasks", r"search/tasks-\d+\.json", REACHED, TASKS_ONLY, TASKS_ONLY),
    ("search grams", r"search/\d+\.json", REACHED, REACHED, REACHED),
    ("attachments", r"static/\w+\.pdf", REACHED, REACHED, STAYS),
    ("static", r"static/\w+\.pdf", REACHED, REACHED, STAYS),
    ("static", r"static/\w+\.(css|js|svg)", FIXED, FIXED, FIXED),
]


class Kinds:
    def __init__(self, verdict, rows=ROWS):
        self.verdict, self.rows = verdict, rows
        self.kind_of, self.before, self.every, self.names = {}, {}, {}, set()  # path → kind: now, on the day before, ever

    def learn(self, program, root, day, out):
        """Asks the program for the kinds of the site and the kind of each of its files."""
        done = program.good("build", "--root", root, "--as-of", day, "--full", "--dry-run", "--format", "json", "--out", out)
        listing = json.loads(done.stdout)
        self.names |= {kind["name"] for kind in listing["kinds"]}
        self.before, self.kind_of = self.kind_of, {change["path"]: change["kind"] for change in listing["changes"]}
        self.every |= {(path, kind): None for path, kind in self.kind_of.items()}
        for kind in listing["kinds"]:
            found = sum(change["kind"] == kind["name"] for change in listing["changes"])
            self.verdict.equal(found, kind["files"], f"files of the kind {kind['name']}")

    def row_of(self, path, kind):
        return next((row for row in self.rows if row[0] == kind and re.fullmatch(row[1].replace(r"\.html", r"(/page/\d+)?\.html"), path)), None)

    def every_kind_has_a_case(self):
        self.verdict.equal(sorted(self.names - {row[0] for row in self.rows}), [], "kinds of the catalog without a case in secret/kinds.py")
        without = sorted(path for path, kind in self.every if self.row_of(path, kind) is None)
        self.verdict.equal(without[:5], [], "files without a case in secret/kinds.py")

    def every_case_has_a_file(self):
        shown = {self.row_of(path, kind) for path, kind in self.every}
        self.verdict.equal([row[:2] for row in self.rows if row not in shown], [], "cases that no file of these sites has")

    def event(self, before, after, event):
        """`before`, `after`: path → digest of the site. What the event reached is what the table says."""
        at = 2 + EVENTS.index(event)
        unknown = sorted(path for path in after if path not in self.kind_of)
        self.verdict.equal(unknown[:5], [], f"{event}: files of a kind that the program does not name")
        differ = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
        moved = {self.row_of(path, kinds[path]) for path in differ for kinds in (self.before, self.kind_of) if path in kinds}
        for row in self.rows:
            if row[at] is REACHED:
                self.verdict.expect(row in moved, f"{event}: does not reach {row[0]} ({row[1]})")
            else:
                self.verdict.expect(row not in moved, f"{event}: reaches {row[0]} ({row[1]}), though it {row[at]}")
