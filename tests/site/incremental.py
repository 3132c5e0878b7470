#!/usr/bin/env python3
"""An incremental build gives the same tree as a clean one, over random edits of the demo and of a case root.

    incremental.py --program GONGSHI [--seed N] [--rounds N]

Every round makes a few edits (keys, records, files, formats, templates, profile, settings, statics, the as-of date), builds into the
folder that has seen all rounds before, builds once more with --full into an empty one, and compares both byte for byte. Content that is
wrong must exit 1 and leave the tree as it was, to the inode. It goes on until every key of every record type (as the program's own
JSON Schemas list them), a template and the profile were hit; a key that was never hit is a failure. Same seed, same edits.
"""
import concurrent.futures
import json
import os
import pathlib
import random
import shutil
import sys
import threading

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from sites import *
from worlds import FOLDERS, Impossible, MADE_BY_PROGRAM, SINGLE, World, schema_paths


class Coverage:
    """Keys that were hit."""

    def __init__(self, schemas):
        self.wanted = {(kind, path) for kind, schema in schemas.items() for path in schema_paths(kind, schema)}
        self.hit, self.tried, self.how = {}, {}, {}

    def open(self):
        return sorted(self.wanted - self.hit.keys(), key=lambda k: (self.tried.get(k, 0), k))

    def choose(self, rng, count):
        left = self.open()[:40]
        chosen = rng.sample(left, min(count, len(left))) if left else []
        if not chosen or rng.random() < 0.2:
            chosen.append(rng.choice(sorted(self.wanted)))
        for key in chosen:
            self.tried[key] = self.tried.get(key, 0) + 1
        return chosen

    def add(self, edits):
        for key, how in edits:
            self.hit[key] = self.hit.get(key, 0) + 1
            self.how.setdefault(key, set()).add(how)


class Player:
    """One world and its tree."""

    def __init__(self, name, home, program, schemas, coverage, verdict, seed, options):
        self.name, self.home, self.program, self.coverage, self.verdict, self.options = name, home, program, coverage, verdict, options
        self.rng = random.Random(f"{seed}/{name}")
        self.root, self.fresh = home / name, home / f"{name}-fresh"
        self.preview = self.root / "site" / "preview"
        self.counts = {"good": 0, "refused": 0, "nothing new": 0}
        self.templates = {f"templates/{p}": read(REPOSITORY / "templates" / p) for p in files_of(REPOSITORY / "templates") if p.endswith(".html")}
        self.schemas = schemas

    def begin(self, source, publish_on, clock_range):
        copy_root(source, self.root)
        as_of = json.loads(read(self.root / "site/site.json"))["as_of"]
        profile = json.loads(read(self.root / "site/site.json"))["profile"]
        if not (self.root / f"site/profiles/{profile}.json").exists():
            write(self.root / f"site/profiles/{profile}.json", read(REPOSITORY / f"site/profiles/{profile}.json"))
        published = set()
        if publish_on:
            self.program.good("publish", "--root", self.root, "--as-of", publish_on)
            published = {e["id"] for e in lines_of(self.root / "content/ledger.ndjson") if e["kind"] == "publish"}
        self.world = World(self.root, self.schemas, self.rng, as_of, published)
        self.world.clock_range = (max(publish_on or "", clock_range[0]), clock_range[1])
        self.world.own_templates = {f"templates/{p}": read(self.root / "templates" / p) for p in files_of(self.root / "templates") if p.endswith(".html")}
        before = {p: read(self.root / p) for p in self.world.files}
        self.program.good("build", "--root", self.root, "--as-of", as_of)
        old = tree(self.preview)
        self.now = self.world.save(before)  # the same content as this script writes it
        if not self.compare("as read and written again by the test", []):
            sys.exit(f"{self.name}: the root has errors when this script writes it:\n{self.last}")
        self.verdict.same(tree(self.preview), old, f"{self.name}: the same records in this script's spelling")

    def build(self, out, *more):
        words = ["build", "--root", self.root, "--as-of", self.world.as_of, "--jobs", self.rng.choice([1, 2, 3]), *more]
        return self.program(*words, *(["--out", out] if out != self.preview else []))

    def compare(self, what, edits):
        """Builds both ways; True where the content was good and both are the same."""
        stamped = stamps(self.preview)
        done = self.build(self.preview)
        where = f"{self.name}, {what}: {'; '.join(map(str, edits))}"
        if done.returncode == 1:
            self.verdict.expect(stamps(self.preview) == stamped, f"{where}: content errors, but the tree was touched")
            self.verdict.expect("error" in done.stderr, f"{where}: exit 1 without a diagnostic", done.stderr[-300:])
            self.last = done.stderr
            return False
        if not self.verdict.expect(done.returncode == 0, f"{where}: exit {done.returncode}", done.stderr[-800:]):
            return False
        shutil.rmtree(self.fresh, ignore_errors=True)
        shutil.rmtree(self.fresh.with_name(f".{self.fresh.name}.gongshi"), ignore_errors=True)
        clean = self.build(self.fresh, "--full")
        self.verdict.expect(clean.returncode == 0, f"{where}: the clean build: exit {clean.returncode}", clean.stderr[-800:])
        lines = differences(tree(self.preview), tree(self.fresh))
        if lines:
            path = lines[0].split(": ", 1)[1]
            more = first_difference(self.preview / path, self.fresh / path) if lines[0].startswith("differs") else ""
            self.verdict.expect(False, f"{where}: incremental and clean build differ", f"{len(lines)} files: {'; '.join(lines[:5])} {more}")
        self.verdict.checks += 1
        self.counts["nothing new" if ": unchanged, " in done.stdout else "good"] += 1
        return True

    def play(self, number):
        """One round."""
        rng, world = self.rng, self.world
        state, hits, edits, same, spoiled = world.snapshot(), [], [], False, False
        draw = rng.random()
        try:
            if draw < 0.07:
                edits.append(world.spoil())
                spoiled = True
            elif draw < 0.17:
                edits.append(rng.choice([world.switch_form, world.move])())
                same = True
            else:
                alone = self.coverage.open()[:1]
                hard = alone and self.coverage.tried.get(alone[0], 0) >= 2
                for key in self.coverage.choose(rng, 1 if hard else rng.randint(3, 7)):
                    try:
                        how = world.edit(*key)
                        hits.append((key, how))
                        edits.append(f"{how} {key[0]}.{'.'.join(key[1])}")
                    except Impossible:
                        continue
                if rng.random() < 0.5:
                    other = rng.choice([lambda: world.template(self.templates), world.static, world.clock, world.remove_record,
                                        lambda: "add a " + (lambda k: world.add_record(k) and k)(rng.choice(["result", "object", "notice", "guide", "task"]))])
                    edits.append(other())
        except Impossible:
            pass
        if not edits:
            world.restore(state)
            return
        if not spoiled:
            world.settle()
        before, old = self.now, tree(self.preview) if same else None
        self.now = world.save(before)
        good = self.compare(f"round {number}", edits)
        if good and not spoiled:
            self.coverage.add(hits)
            for e in edits:
                for what in ("templates/", "as of ", "profile", "site/static"):
                    if what in str(e):
                        self.counts[what] = self.counts.get(what, 0) + 1
            if same:
                self.verdict.same(tree(self.preview), old, f"{self.name}, round {number}: {edits[0]}")
        else:
            self.verdict.expect(not good or not spoiled, f"{self.name}, round {number}: {edits}: was not refused")
            self.counts["refused"] += 1
            if self.options.verbose:
                print(f"  {self.name} {number}: refused: {edits}: {self.last[:400] if not good else ''}", flush=True)
            world.restore(state)
            world.written.clear()
            written = self.now
            for path in written.keys() - before.keys():
                os.unlink(self.root / path)
            for path, data in before.items():
                if written.get(path) != data:
                    write(self.root / path, data)
            self.now = before
            for path, file in world.files.items():  # the bytes that stand there belong to these records
                if path in before:
                    world.written[path] = (world.key(path, file), before[path])


def prove_the_eyes(home, verdict):
    """The comparison sees a flipped byte, a lost file and a stale one."""
    one, two = home / "eyes-1", home / "eyes-2"
    for place in (one, two):
        write(place / "a/x.html", "same")
        write(place / "b.css", "same too")
    verdict.expect(not differences(tree(one), tree(two)), "equal trees are equal")
    write(two / "a/x.html", "samf")
    verdict.expect(differences(tree(one), tree(two)) == ["differs: a/x.html"], "a flipped byte is seen")
    (two / "a/x.html").unlink()
    verdict.expect(differences(tree(one), tree(two)) == ["only in the first: a/x.html"], "a lost file is seen")
    write(two / "a/x.html", "same")
    write(two / "stale.html", "")
    verdict.expect(differences(tree(one), tree(two)) == ["only in the second: stale.html"], "a stale file is seen")
    old = stamps(one)
    write(one / "b.css", "same too")
    verdict.expect(stamps(one) != old, "a file that was written again is seen")


def schemas_of(program, home):
    """The record types that people write, from the program's own schemas."""
    root = home / "for-schemas"
    write(root / "site/site.json", {"organisation": {"name": "虚构县局"}, "site": {"name": "公示"}, "base_url": "https://g.example/", "profile": "sample", "sample": True, "as_of": "2024-06-01"})
    program.good("build", "--root", root)
    folder = root / "site/preview/data/schema"
    found = {name.removesuffix(".schema.json"): json.loads(read(folder / name)) for name in os.listdir(folder)}
    strange = found.keys() - FOLDERS.keys() - SINGLE.keys() - MADE_BY_PROGRAM
    if strange:
        sys.exit(f"record types that this suite does not know where to write: {sorted(strange)}; add them to worlds.py")
    return {kind: schema for kind, schema in found.items() if kind not in MADE_BY_PROGRAM}


def main():
    parser = arguments(__doc__, seed=(20240514, "the same seed makes the same edits"), rounds=(400, "at most so many rounds of the case; the demo gets a third"),
                       verbose=(False, "say what was refused"),
                       least=(150, "rounds of the case that are played even when all keys were hit; of the demo a third"))
    options = parser.parse_args()
    program, verdict = Program(options.program), Verdict("incremental")
    with workplace(options, "incremental") as home:
        prove_the_eyes(home, verdict)
        schemas = schemas_of(program, home)
        # each root goes its own way: what one does never depends on how fast the other is
        case = Player("case", home, program, schemas, Coverage(schemas), verdict, options.seed, options)
        demo = Player("demo", home, program, schemas, Coverage(schemas), verdict, options.seed, options)
        case.begin(CASES / "zezhou-2024" / "root", "", ("2024-03-01", "2025-03-31"))
        demo.begin(REPOSITORY, "2024-05-31", ("2024-06-01", "2025-03-31"))
        done = threading.Event()

        def go(player, rounds, least):
            for number in range(1, rounds + 1):
                if (done.is_set() and number > least) or len(verdict.faults) > 12:
                    break
                player.play(number)
                if number >= least and not player.coverage.open():
                    break
            if player is case:
                done.set()
            return number

        with concurrent.futures.ThreadPoolExecutor(2) as crew:
            played = list(crew.map(go, [case, demo], [options.rounds, options.rounds // 3], [options.least, options.least // 3]))
        missed = [f"{kind}.{'.'.join(path)}" for kind, path in case.coverage.open() if (kind, path) not in demo.coverage.hit]
        verdict.expect(not missed, "keys that were never hit", ", ".join(missed))
        for what in ("templates/", "profile", "as of ", "site/static"):
            verdict.expect(case.counts.get(what, 0) + demo.counts.get(what, 0), f"nothing of the kind was edited: {what}")
        print(f"seed {options.seed}: {played[0]} rounds of the case {case.counts}, {played[1]} of the demo {demo.counts}; "
              f"{len(case.coverage.wanted) - len(missed)} of {len(case.coverage.wanted)} keys hit, {sum(case.coverage.hit.values())} and {sum(demo.coverage.hit.values())} times ("
              + ", ".join(f"{sum(how in h for h in case.coverage.how.values())} keys by a {how}" for how in ("change", "add", "remove")) + ")")
    return verdict.end(more=f", {program.runs} runs, {program.seconds:.0f} s in the program")


if __name__ == "__main__":
    sys.exit(main())
