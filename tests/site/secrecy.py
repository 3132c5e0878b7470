#!/usr/bin/env python3
"""What must stay secret stands in no byte of any output; and what is public does stand there, so that this test can fail.

    secrecy.py --program GONGSHI [--self-test]

Every text of every record type (site/schema/ names them) is a word of its own. A root is published on four days: before an
inspection has ended, after it, after corrections, after a withdrawal; each time every output, opened up, is looked through for words
that may not be read yet, any more, or ever. Roots that differ in secrets alone must give the same bytes. Each kind of file that the
catalog knows has its case (secret/kinds.py). Personal data are refused in every text, and what only resembles them passes.
"""
import sys

sys.dont_write_bytecode = True
from sites import *
from secret import mutants, opened, personal
from secret.canaries import PATTERN, other_words
from secret.kinds import EVENTS, Kinds
from secret.world import DAYS, GONE, World


def lay(root, files):
    """Makes the content of a root these files; what the program wrote stays."""
    for part in "content", "site/static":
        for path in files_of(root / part):
            if f"{part}/{path}" not in LEDGER:
                os.remove(root / part / path)
    for path, data in files.items():
        write(root / path, data)


def told_inside(words, phase):
    """What those may read who work with the program: neither names and contents of what is withheld, nor who was inspected as a person, nor
    what columns of inspectors and contacts hold. (canary, place) → whether."""
    blank = words[:2] == ["report", "--task"] and phase == 0  # the drawn list, for those who inspect
    explained = "--explain" in words  # the objects behind a share

    def lawful(canary, place):
        if canary.type == "result" and canary.who == "withheld":
            drawn = canary.path == "object_code" and (blank or explained) or canary.path == "object_name" and blank
            return drawn or canary.path in ("id", "department", "withheld.approved_by", "withheld.approved_on")
        if canary.type == "result" and canary.who == "person":
            return canary.path == "id"
        if canary.type == "table":
            return canary.public(0) or canary.path == "xlsx sheet name"
        return canary.path != "inspector_count" and not (canary.type == "object" and canary.who in ("withheld", "uninspected"))

    return lawful


class Play:
    def __init__(self, program, verdict, home, world):
        self.program, self.verdict, self.home, self.world = program, verdict, home, world
        self.canaries, self.search = world.canaries, opened.Search(PATTERN)
        self.root, self.kinds = home / "root", Kinds(verdict)
        self.public, self.preview = self.root / "site/public", self.root / "site/preview"

    def run(self, *words):
        return self.program.good(*words, "--root", self.root, env={"XDG_STATE_HOME": str(self.home / "state")})

    def look(self, place, phase, what):
        self.canaries.look(self.verdict, self.search.in_folder(place), phase, f"{what} of {DAYS[phase]}")

    def publish_all(self):
        before = {}
        for phase, day in enumerate(DAYS):
            lay(self.root, self.world.files(phase))
            self.kinds.learn(self.program, self.root, day, self.home / "nowhere")
            self.run("build", "--as-of", day)
            found = self.search.in_folder(self.preview)
            self.canaries.told(self.verdict, found, lambda canary, place: canary.lawful(phase, place), f"preview before publishing on {day}")
            self.inside(phase, before_publishing=True)
            self.run("publish", "--as-of", day)
            self.look(self.public, phase, "site")
            self.derived_addresses(phase)
            self.ledger(phase)
            self.salts(phase)
            self.run("build", "--as-of", day)
            self.look(self.preview, phase, "preview")
            self.inside(phase)
            after = tree(self.public)
            if phase:
                self.kinds.event(before, after, EVENTS[phase - 1])
            before = after
        self.kinds.every_kind_has_a_case()
        self.kinds.every_case_has_a_file()

    def inside(self, phase, before_publishing=False):
        """What the program says and writes for the bureau, the leader and the regulator."""
        commands = [["status"], ["status", "--explain"], ["status", "--format", "json", "--explain"], ["check"], ["check", "--format", "json"], ["check", "--format", "sarif"]]
        commands += [["publish", "--dry-run", "--out"]] if before_publishing else [["verify"], ["verify", "--format", "json"]]
        commands += [["report", period, "--out"] for period in ("2024-06", "2024-Q2", "2024")]
        commands += [["report", "--task", task["id"], "--out"] for task in (self.world.here, self.world.open_task)]
        for words in commands:
            written = self.home / ("written.zip" if "--task" in words else "written.xlsx")
            written.unlink(missing_ok=True)
            done = self.run(*words, *([written] if words[-1] == "--out" else []), "--as-of", DAYS[phase])
            for name, data in ("words", (done.stdout + done.stderr).encode()), *([(written.name, read(written))] if written.exists() else []):
                self.canaries.told(self.verdict, self.search.in_file(name, data), told_inside(words, phase), f"{' '.join(words[:3])} on {DAYS[phase]}")

    def derived_addresses(self, phase):
        """Addresses that follow from names: nobody may try out whether a name was inspected."""
        secret = [r for r in self.world.results.values() if not self.canaries.of(r["id"]).public(phase) or "withheld" in r]
        secret = [(r["object_name"], r["district"]) for r in secret] + [(o["name"], o["district"]) for o in self.world.library if self.canaries.of(o["name"]).who == "uninspected"]
        tokens = {sha256(canonical(key))[:12] for name, district in secret for key in ([name, district], [name])}
        self.verdict.equal(holds(self.public, sorted(tokens)), [], f"addresses made from names that are secret on {DAYS[phase]}")

    def ledger(self, phase):
        """It is never rewritten, so it holds nothing that may ever have to leave."""
        found = self.search.in_file("ledger", read(self.public / "data/ledger.ndjson"))
        lasting = ("id", "slug", "department", "organisation.name", "approver_role")
        self.canaries.told(self.verdict, found, lambda canary, place: canary.path in lasting and canary.since <= phase, f"ledger of {DAYS[phase]}")

    def salts(self, phase):
        """Only salts of the newest entry of what stands are public: with another, a sealed or withdrawn text could be guessed."""
        latest = {}
        for entry in lines_of(self.root / "content/ledger.ndjson"):
            if entry["kind"] in ("publish", "correct"):
                latest[entry["id"]] = entry["seq"]
            elif entry["kind"] == "withdraw":
                del latest[entry["id"]]
        salts = {line["seq"]: line["salt"] for line in lines_of(self.root / "content/salts.ndjson")}
        shown = {salt for _, salt in holds(self.public, sorted(salts.values()))}
        self.verdict.equal(shown, {salts[seq] for seq in latest.values()}, f"salts that are public on {DAYS[phase]}")

    # ---- roots that differ in secrets alone

    def preview_of(self, name, phase, **how):
        root = self.home / name
        shutil.rmtree(root, ignore_errors=True)
        lay(root, self.world.files(phase, **how))
        self.program.good("build", "--root", root, "--as-of", DAYS[phase])
        return tree(root / "site/preview")

    def secrets_change_no_byte(self):
        for phase, day in enumerate(DAYS):
            kept = {word for word, canary in self.canaries.by_word.items() if canary.public(phase)}
            mine = self.preview_of("mine", phase)
            self.verdict.same(mine, self.preview_of("other", phase, spell=lambda text: other_words(text, self.canaries, kept)), f"{day}: secrets written otherwise change no byte")
            self.verdict.same(mine, self.preview_of("fewer", phase, whole=False), f"{day}: what the public knows nothing of changes no byte")

    def secrets_change_no_published_byte(self):
        """The same of the published root, as far as the ledger has not sealed them: drawn lists must stay."""
        phase, other = GONE, self.home / "copy"
        copy_root(self.root, other, published=True)
        shutil.copytree(self.root / "site", other / "site", dirs_exist_ok=True)
        kept = {word for word, canary in self.canaries.by_word.items() if canary.since <= phase}
        kept |= {word.lower() for task in self.world.tasks for word in re.findall(PATTERN, str(task["objects"]), re.I)}
        kept |= {c["approved_by"].lower() for c in self.world.corrections}  # the ledger seals a correction with who approved it
        lay(other, self.world.files(phase, spell=lambda text: other_words(text, self.canaries, kept)))
        before = tree(other / "site/public")
        self.program.good("publish", "--root", other, "--as-of", DAYS[phase])
        self.verdict.same(before, tree(other / "site/public"), "secrets written otherwise change no published byte")


def main():
    options = arguments(__doc__, self_test=(False, "whether this suite sees what it is there to see")).parse_args()
    program, verdict = Program(options.program), Verdict("secrecy")
    with workplace(options, "secrecy") as home:
        if options.self_test:
            mutants.run(program, verdict, home)
            return verdict.end()
        play = Play(program, verdict, home, World())
        verdict.equal(play.world.bare(), [], "fields of the schemas that stand in no record of this root")
        play.publish_all()
        play.secrets_change_no_byte()
        play.secrets_change_no_published_byte()
        personal.look(program, verdict, play.world, home / "personal")
    return verdict.end()


if __name__ == "__main__":
    sys.exit(main())
