#!/usr/bin/env python3
"""A build writes what changed and nothing else, and says so.

    rewrites.py --program GONGSHI

An unchanged root keeps every inode and time; an edit rewrites the files whose bytes differ and no others; --dry-run lists exactly what
the next build changes and writes nothing; --format json says the same; --explain gives the reason of each; a progress line shows on a
terminal only; the last line counts what was done.
"""
import json
import os
import pathlib
import pty
import select
import shutil
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from sites import *

BUILT = re.compile(r"^(?P<out>\S+): (?P<files>\d+) files, (?P<written>\d+) written, (?P<unchanged>\d+) unchanged, (?P<removed>\d+) removed, [0-9.]+ s$")
UNCHANGED = re.compile(r"^(?P<out>\S+): unchanged, (?P<files>\d+) files, [0-9.]+ s$")
CHINESE = re.compile(r"^\S+：共 \d+ 个文件，写了 \d+ 个，\d+ 个没有变化，移除 \d+ 个，用时 [0-9.]+ 秒$")
CHANGE = re.compile(r"^(new|changed|repaired|removed) (\S.*)$")


def said(done, pattern):
    """The last line that matches; the summary stands at the end (a note on pending results may follow)."""
    lines = [line for line in done.stdout.splitlines() if "wait for publication" not in line and "待公示" not in line]
    return pattern.match(lines[-1]) if lines else None


def changes(done):
    return {m[2]: m[1] for m in map(CHANGE.match, done.stdout.splitlines()) if m}


class Bench:
    def __init__(self, program, verdict, root):
        self.program, self.verdict, self.root, self.preview = program, verdict, root, root / "site" / "preview"
        self.records = root / "content/results/2024/q1.ndjson"

    def build(self, *more, **how):
        return self.program.good("build", "--root", self.root, *more, **how)

    def step(self, what, edit, only=None):
        """An edit, a dry run, a build with --explain: all three must tell the same story as the files."""
        expect = self.verdict.expect
        edit()
        hashes, stamped = tree(self.preview), stamps(self.preview)
        state = stamps(self.root / "site/.preview.gongshi")
        dry = self.build("--dry-run")
        listing = json.loads(self.build("--dry-run", "--format", "json").stdout)
        expect(stamps(self.preview) == stamped, f"{what}: --dry-run touched the site")
        expect(stamps(self.root / "site/.preview.gongshi") == state, f"{what}: --dry-run touched what a build remembers")
        expect({c["path"]: c["why"] for c in listing["changes"]} == changes(dry), f"{what}: --format json lists other changes")
        expect(all(("kind" in c) == (c["why"] != "removed") for c in listing["changes"]), f"{what}: a changed file without a kind")
        expect(sum(kind["files"] for kind in listing["kinds"]) == listing["files"] == listing["written"] + listing["unchanged"], f"{what}: --format json counts otherwise", str(listing["kinds"])[:300])
        done = self.build("--explain")
        now, renewed = tree(self.preview), stamps(self.preview)
        new, gone = now.keys() - hashes.keys(), hashes.keys() - now.keys()
        differ = {p for p in now.keys() & hashes.keys() if now[p] != hashes[p]}
        touched = {p for p in now.keys() & hashes.keys() if renewed[p] != stamped[p]}
        expect(touched == differ, f"{what}: rewritten but not different", f"{sorted(touched - differ)[:5]}, or the other way {sorted(differ - touched)[:5]}")
        wanted = {**{p: "new" for p in new}, **{p: "changed" for p in differ}, **{p: "removed" for p in gone}}
        expect(changes(dry) == wanted, f"{what}: --dry-run does not list what the build changes", f"{sorted(changes(dry).items() ^ wanted.items())[:6]}")
        expect(changes(done) == wanted, f"{what}: --explain does not give the reason of each file", f"{sorted(changes(done).items() ^ wanted.items())[:6]}")
        line = said(done, BUILT if wanted else UNCHANGED)
        if expect(line is not None, f"{what}: the last line", done.stdout.splitlines()[-1:]) and wanted:
            found = {k: int(line[k]) for k in ("files", "written", "unchanged", "removed")}
            self.verdict.equal(found, {"files": len(now), "written": len(new | differ), "unchanged": len(now) - len(new | differ), "removed": len(gone)},
                               f"{what}: the numbers of the last line")
        if only is not None:
            expect(new | differ | gone, f"{what}: nothing changed")
            odd = [p for p in new | differ | gone if not any(re.fullmatch(pattern, p) for pattern in only)]
            expect(not odd, f"{what}: files that have nothing to do with it", sorted(odd)[:8])
        return wanted

    def replace(self, old, new, path=None):
        path = path or self.records

        def edit():
            text = read(path).decode()
            assert old in text, (path, old)
            write(path, text.replace(old, new, 1))
        return edit


def on_terminal(program, verdict, root, *more):
    """Runs a build with standard error on a terminal; what it wrote there."""
    master, slave = pty.openpty()
    with open(root / "out.txt", "w") as out:
        child = subprocess.Popen([program.path, "build", "--root", str(root), "--full", *more], stdin=subprocess.DEVNULL, stdout=out, stderr=slave, env=ENVIRONMENT)
    os.close(slave)
    seen = b""
    while True:
        ready, _, _ = select.select([master], [], [], 60)
        try:
            piece = os.read(master, 65536) if ready else b""
        except OSError:
            piece = b""
        if not piece:
            break
        seen += piece
    os.close(master)
    verdict.equal(child.wait(60), 0, "a build on a terminal")
    return seen


def progress(bench, verdict):
    shown = re.compile(rb"\r\d+ / \d+")
    seen = on_terminal(bench.program, verdict, bench.root)
    verdict.expect(shown.search(seen), "a progress line on a terminal", repr(seen[-200:]))
    after = seen[seen.rfind(b"\x1b[K") + 3:]
    verdict.expect(b" / " not in after and b"\r\x1b[K" in seen, "the progress line is taken away at the end", repr(seen[-80:]))
    verdict.expect(not shown.search(on_terminal(bench.program, verdict, bench.root, "--progress", "never")), "--progress never on a terminal")
    piped = bench.build("--full")
    counts = re.compile(r"\d+ / \d+|\x1b")  # text mode takes a carriage return for a line's end
    verdict.expect(not counts.search(piped.stderr + piped.stdout), "no progress line in a pipe", repr(piped.stderr[:200]))
    always = bench.build("--full", "--progress", "always")
    verdict.expect(counts.search(always.stderr) and not counts.search(always.stdout), "--progress always in a pipe, on standard error only", repr(always.stderr[-200:]))


def tampered(bench, verdict):
    """Files that someone changed, removed or put into the site."""
    place = bench.preview
    page, style = place / "results/R2024-0001.html", place / "site.css" if (place / "site.css").exists() else place / next(p for p in files_of(place) if p.endswith(".css"))
    hashes = tree(place)
    write(page, "edited by hand")
    style.unlink()
    done = bench.build("--explain")
    verdict.same(tree(place), hashes, "an edited and a lost file are repaired")
    verdict.equal(set(changes(done).values()), {"repaired"}, "the reason for a repaired file")
    verdict.equal(set(changes(done)), {"results/R2024-0001.html", str(style.relative_to(place))}, "the files that were repaired")
    same = bench.build()
    verdict.expect(said(same, UNCHANGED), "after the repair nothing is left to do", same.stdout)


def self_test(verdict, home):
    """Files that were rewritten with the same bytes, or left alone with other bytes, are seen."""
    write(home / "s/a", "1")
    old = stamps(home / "s")
    os.utime(home / "s/a", ns=(1, 1))
    verdict.expect(stamps(home / "s") != old, "the harness sees a touched file")
    os.replace(shutil.copy2(home / "s/a", home / "s.new"), home / "s/a")
    verdict.expect(stamps(home / "s") != old, "the harness sees a replaced file")
    verdict.expect(said(type("D", (), {"stdout": "x: 3 files, 1 written, 2 unchanged, 0 removed, 0.10 s"})(), BUILT), "the harness reads the last line")
    verdict.expect(not said(type("D", (), {"stdout": "x: 3 files"})(), BUILT), "the harness refuses another last line")


def main():
    options = arguments(__doc__).parse_args()
    program, verdict = Program(options.program), Verdict("rewrites")
    with workplace(options, "rewrites") as home:
        self_test(verdict, home)
        root = copy_root(REPOSITORY, home / "demo")
        bench = Bench(program, verdict, root)
        first = bench.build()
        line = said(first, BUILT)
        files = len(files_of(bench.preview))
        verdict.expect(line and (int(line["files"]), int(line["written"]), int(line["removed"])) == (files, files, 0), "the first build", first.stdout)
        before = stamps(bench.preview)
        again = bench.build()
        verdict.expect(said(again, UNCHANGED), "an unchanged root: the message", again.stdout)
        verdict.expect(stamps(bench.preview) == before, "an unchanged root: a file was rewritten")
        full = bench.build("--full")
        verdict.expect(stamps(bench.preview) == before and said(full, UNCHANGED), "an unchanged root with --full: a file was rewritten", full.stdout)
        verdict.expect(CHINESE.match(program.good("build", "--root", root, "--out", home / "chinese", env={"LC_ALL": "zh_CN.UTF-8"}).stdout.splitlines()[0]), "the last line in Chinese")
        for path in files_of(root / "content"):  # times of sources are no content
            os.utime(root / "content" / path)
        again = bench.build()
        verdict.expect(said(again, UNCHANGED) and stamps(bench.preview) == before, "touched sources: a file was rewritten", again.stdout)

        about = [r"results/R2024-0001\.html", r"data/.*", r"reports/.*\.xlsx", r"search.*", r"feed\.xml", r"sitemap\.xml", r"tasks/T2024-01(/page/.*)?\.html"]
        bench.step("nothing", lambda: None)
        bench.step("a task's name", bench.replace('"name": "', '"name": "改', root / "content/tasks/2024.json"))
        only = bench.step("one changed finding", lambda: edit_record(bench.records, "R2024-0001", findings="新写的一句违法事实"), about)
        verdict.expect("results/R2024-0001.html" in only, "one changed record: its page is written")
        def renamed():  # in the drawn list too, which holds the names of what has no code
            for path in ("content/results/2024/product-sampling.json", "content/tasks/2024.json"):
                bench.replace("虚构金匠牌92号", "虚构银匠牌92号", root / path)()

        bench.step("one changed name", renamed)
        def one_less():  # and not drawn either
            drop_record(bench.records, "R2024-0003")
            path = root / "content/tasks/2024.json"
            tasks = json.loads(read(path))
            for task in tasks:
                if "91999901MA0M80JX10" in task.get("objects", []) and task["id"] == "T2024-01":
                    task["objects"].remove("91999901MA0M80JX10")
                    task["drawn"] -= 1
            write(path, json.dumps(tasks, ensure_ascii=False, indent=1))

        bench.step("one record less", one_less)
        bench.step("one notice more", lambda: write(root / "content/notices/new.md", "---\ntitle: 新通知\ndate: 2024-06-01\n---\n\n正文。\n"))
        bench.step("one notice less", (root / "content/notices/new.md").unlink)
        bench.step("one static file more", lambda: write(root / "site/static/a/b.txt", "附件"), [r"static/a/b\.txt"])
        bench.step("a static file of the same size and time", lambda: same_time(root / "site/static/a/b.txt", "附仵"), [r"static/a/b\.txt"])
        bench.step("a template", bench.replace("</main>", "<!-- x --></main>", root / "templates/layout.html") if "</main>" in read(root / "templates/layout.html").decode()
                   else bench.replace("</body>", "<!-- x --></body>", root / "templates/layout.html"), [r".*\.html"])
        bench.step("the site's footer", bench.replace("示例县示例路1号", "示例县示例路2号", root / "site/site.json"), [r".*\.html", r"data/datapackage\.json", r"feed\.xml"])
        bench.step("another order of records", lambda: write(bench.records, "".join(sorted(read(bench.records).decode().splitlines(True), reverse=True))), None)
        tampered(bench, verdict)
        progress(bench, verdict)
        stranger = bench.preview / "mine.txt"
        write(stranger, "mine")
        kept = stamps(bench.preview)
        refused = program("build", "--root", root)
        verdict.expect(refused.returncode == 3 and "mine.txt" in refused.stderr and stamps(bench.preview) == kept, "a file that no build wrote is never lost", f"{refused.returncode} {refused.stderr[-300:]}")
    return verdict.end(more=f", {program.runs} runs, {program.seconds:.0f} s in the program")


def edit_record(path, record_id, **values):
    records = lines_of(path)
    next(r for r in records if r["id"] == record_id).update(values)
    write(path, ndjson(records))


def drop_record(path, record_id):
    write(path, ndjson([r for r in lines_of(path) if r["id"] != record_id]))


def same_time(path, text):
    info = os.stat(path)
    write(path, text)
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))


if __name__ == "__main__":
    sys.exit(main())
