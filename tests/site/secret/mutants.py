"""Whether the harness sees what it is there to see: words hidden in many ways, kinds and fields without a case, searches that skip a field."""
import base64
import contextlib
import gzip
import io
import json
import urllib.parse
import zipfile
import zlib

from sites import Verdict
from secret import fields, opened, personal
from secret.canaries import PATTERN, Canaries
from secret.kinds import ROWS, Kinds
from secret.world import World

WORD = "ZQ4711K"


def packed(data, comment=b""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("docProps/core.xml", data)
        package.comment = comment
    return out.getvalue()


def hidden():
    """The word as it may stand in a file."""
    word, around = WORD.encode(), lambda n: base64.b64encode(b"x" * n + WORD.encode() + b"end")
    yield from {
        "plain": word, "small": word.lower(), "full-width": "".join(chr(ord(c) + 0xFEE0) for c in WORD).encode(), "JSON": "".join(f"\\u{ord(c):04x}" for c in WORD).encode(),
        "entities": "".join(f"&#{ord(c)};" for c in WORD).encode(), "hexadecimal entities": "".join(f"&#x{ord(c):x};" for c in WORD).encode(),
        "percent": "".join(f"%{ord(c):02X}" for c in WORD).encode(), "base64": around(0), "base64, one on": around(1), "base64, two on": around(2), "base64 in words": b"data" + around(3),
        "base64 for addresses": base64.urlsafe_b64encode(b"\xfb\xff" + word + b"end"), "hexadecimal": word.hex().encode(), "UTF-16": WORD.encode("utf-16-le"), "UTF-16, big": WORD.encode("utf-16-be"),
        "markup": f"{WORD[:3]}<wbr>{WORD[3:]}".encode(), "gzip": gzip.compress(word), "package": packed(word), "package in a package": packed(packed(word)), "remark of a package": packed(b"", word),
        "deflated in a PDF": b"%PDF-1.4 stream " + zlib.compress(word), "address in an entity": f"q={urllib.parse.quote(WORD)}&amp;".encode(),
    }.items()


def faults(check):
    """How many faults a check finds, in silence."""
    verdict = Verdict("mutant")
    with contextlib.redirect_stdout(io.StringIO()):
        check(verdict)
    return len(verdict.faults)


def told(phase):
    canaries = Canaries()
    word = canaries.new("result", "withheld", "findings", 1, 2)
    return faults(lambda verdict: canaries.look(verdict, {word.lower(): ["index.html"]}, phase, "site"))


def silent():
    canaries = Canaries()
    canaries.new("result", "open", "findings")
    return faults(lambda verdict: canaries.look(verdict, {}, 0, "site"))


def without_row(number):
    """An added kind, as a table sees it that lacks it."""
    def check(verdict):
        kinds = Kinds(verdict, ROWS[:number] + ROWS[number + 1:])
        kinds.names = {row[0] for row in ROWS}
        kinds.every = {("x", ROWS[number][0]): None}
        kinds.every_kind_has_a_case()
    return faults(check)


def untouched(verdict):
    kinds = Kinds(verdict)
    kinds.kind_of = {"feed.xml": "feeds"}
    kinds.event({"feed.xml": "1"}, {"feed.xml": "1"}, "withdrawal")


class Deaf:
    """A program that does not search one field."""

    def __init__(self, program, field):
        self.program, self.field = program, field

    def __call__(self, *words, **more):
        done = self.program(*words, **more)
        told = json.loads(done.stdout)
        told["diagnostics"] = [d for d in told["diagnostics"] if d.get("field") != self.field]
        done.stdout = json.dumps(told)
        return done


def skips(program, root, field):
    plant = personal.Plant(Deaf(program, field), World(), root)
    return faults(lambda verdict: personal.refuses_in_every_text(verdict, plant, {"联系人：欧阳小明": "欧阳小明"}))


def new_field():
    """A text that a schema has and no table."""
    known = fields.Schema.texts
    fields.Schema.texts = lambda schema: [*known(schema), "weather"] if schema.name == "task" else known(schema)
    try:
        World()
    except SystemExit:
        return 1
    finally:
        fields.Schema.texts = known
    return 0


def run(program, verdict, home):
    search = opened.Search(PATTERN)
    for name, data in hidden():
        verdict.expect(WORD.lower() in search.in_file("x.bin", data), f"a word is found as {name}")
    verdict.expect(WORD.lower() in search.in_file(f"results/{WORD}.html", b""), "a word is found in the name of a file")
    verdict.expect(told(0) and told(2) and not told(1), "a word is told before and after its time")
    verdict.expect(silent(), "a public word is missed")
    verdict.expect(all(without_row(number) for number in range(len(ROWS))), "a kind without a case is a fault")
    verdict.expect(faults(untouched), "a withdrawal that does not reach a file is a fault")
    verdict.expect(new_field(), "a field without a canary is a fault")
    for field in "delay_reason", "reason", "sections[0].entries[0].objects", "source":
        verdict.expect(skips(program, home / "deaf", field), f"a search that leaves out {field} is a fault")
