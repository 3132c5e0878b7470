"""Every byte of an output, opened up: packed files unpacked, and texts that are written another way turned back into plain ones."""
import binascii
import gzip
import html
import io
import json
import os
import re
import unicodedata
import urllib.parse
import zipfile
import zlib

ESCAPE = re.compile(rb"\\u[0-9a-fA-F]{4}")
RUN = re.compile(rb"[A-Za-z0-9+/_-]{12,}={0,2}")
HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){6,}")
TAG = re.compile(r"<[^<>]*>")
URL_SAFE = bytes.maketrans(b"-_", b"+/")
DEEPEST = 4  # a package in a package in a package


def unpacked(name, data, depth=0):
    """(name, bytes) of a file, of every part of it, and of what stands about it in a package: names, comments, extra fields."""
    yield name, data
    if depth == DEEPEST:
        return
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield f"{name}!about", b"\n".join([packed.comment, *(i.filename.encode() + b" " + i.comment + b" " + i.extra for i in packed.infolist())])
            for part in packed.namelist():
                yield from unpacked(f"{name}!{part}", packed.read(part), depth + 1)
    elif data[:2] == b"\x1f\x8b":
        yield from unpacked(f"{name}!gz", gzip.decompress(data), depth + 1)


def streams(data):
    """What is deflated inside a file that is no package (PDF, PNG)."""
    for match in re.finditer(rb"x[\x01\x5e\x9c\xda]", data):
        try:
            yield zlib.decompressobj().decompress(data[match.start():])
        except zlib.error:
            continue


def hidden(data):
    """What runs of letters may stand for: base64 in both alphabets, begun anywhere, and hexadecimal digits."""
    for run in RUN.findall(data):
        run = run.rstrip(b"=").translate(URL_SAFE)
        for start in range(4):
            piece = run[start:]
            yield binascii.a2b_base64(piece + b"A" * (-len(piece) % 4))
    for run in HEX.findall(data):
        yield binascii.unhexlify(run)


def readings(data):
    """A piece of bytes as the texts that it may be read as; the first is the plain one."""
    text = data.decode("utf-8", "replace")
    yield text
    if b"\0" in data:
        yield data.decode("utf-16-le", "replace")
        yield data.decode("utf-16-be", "replace")
    if ESCAPE.search(data):
        yield ESCAPE.sub(lambda m: json.loads(b'"' + m[0] + b'"').encode("utf-8", "replace"), data).decode("utf-8", "replace")
    if "&" in text:
        yield html.unescape(text)
    if "<" in text:
        yield html.unescape(TAG.sub("", text))
    if "%" in text:
        yield urllib.parse.unquote(text, errors="replace")
    for inner in hidden(data):
        yield inner.decode("utf-8", "replace")
        yield inner.decode("utf-16-le", "replace")
    if data[:4] in (b"%PDF", b"\x89PNG"):
        for inner in streams(data):
            yield inner.decode("utf-8", "replace")


def folded(text):
    """As two spellings of one text compare: full-width as plain, small letters."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).lower()


def every_file(folder):
    """Relative path and bytes of each file."""
    for place, folders, names in os.walk(folder):
        for name in sorted(names):
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                yield os.path.relpath(path, folder), file.read()


class Search:
    """Looks for all matches of one pattern; what was looked at once is known by its bytes."""

    def __init__(self, pattern):
        self.pattern, self.known = re.compile(pattern), {}

    def of(self, data):
        found = self.known.get(data)
        if found is None:
            found = self.known[data] = frozenset(m for text in readings(data) for m in self.pattern.findall(folded(text)))
        return found

    def in_file(self, name, data):
        """match → where it stands: in the file, or in parts of a package, or in the name."""
        found = {match: [f"the name {name}"] for match in self.pattern.findall(folded(name))}
        for part, inner in unpacked(name, data):
            for match in self.of(inner):
                found.setdefault(match, []).append(part)
        return found

    def in_folder(self, folder):
        found = {}
        for path, data in every_file(folder):
            for match, places in self.in_file(path, data).items():
                found.setdefault(match, []).extend(places)
        return found
