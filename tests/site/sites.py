"""What the suites of tests/site share: copies of roots, runs of the program, trees of files and how they differ."""
import argparse
import contextlib
import csv
import hashlib
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
import zipfile

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
CASES = REPOSITORY / "tests" / "cases"
ENVIRONMENT = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "HOME": "/nonexistent"}
KEPT_OUT = {"site/preview", "site/public", "site/.preview.gongshi", "site/.public.gongshi"}
LEDGER = {"content/ledger.ndjson", "content/salts.ndjson", "content/withdrawn.ndjson"}


def arguments(description, **more):
    """The options that every suite takes: --program, --dir, --keep."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, help="the gongshi that was built")
    parser.add_argument("--dir", help="where to work (default: memory, where there is /dev/shm)")
    parser.add_argument("--keep", action="store_true", help="leave the working folder")
    for name, (value, words) in more.items():
        if value is False:
            parser.add_argument("--" + name.replace("_", "-"), action="store_true", help=words)
        else:
            parser.add_argument("--" + name.replace("_", "-"), type=type(value) if value is not None else str, default=value, help=words)
    return parser


@contextlib.contextmanager
def workplace(options, name):
    """A folder to work in, gone afterwards."""
    place = options.dir or ("/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    home = pathlib.Path(tempfile.mkdtemp(prefix=f"gongshi-{name}-", dir=place))
    try:
        yield home
    finally:
        if options.keep:
            print(f"left in {home}")
        else:
            shutil.rmtree(home, ignore_errors=True)


class Program:
    """Runs gongshi; counts runs and the time they took."""

    def __init__(self, path):
        self.path = os.path.abspath(path)
        self.runs, self.seconds = 0, 0.0
        if not os.access(self.path, os.X_OK):
            sys.exit(f"there is no program {self.path}")

    def __call__(self, *words, env=None, timeout=300, wrapped=(), cwd=None, umask=-1):
        began = time.monotonic()
        done = subprocess.run([*map(str, wrapped), self.path, *map(str, words)], capture_output=True, text=True, timeout=timeout,
                              env={**ENVIRONMENT, **(env or {})}, cwd=cwd, umask=umask, stdin=subprocess.DEVNULL)
        self.runs += 1
        self.seconds += time.monotonic() - began
        return done

    def good(self, *words, **more):
        """The same, where anything but exit 0 ends the suite."""
        done = self(*words, **more)
        if done.returncode != 0:
            sys.exit(f"gongshi {' '.join(map(str, words))}: exit {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
        return done


def copy_root(source, target, published=False):
    """A copy of a site root without what the program wrote into it (a repository has more in it than its root); `published`: with its
    ledger and salts."""
    source, target = pathlib.Path(source), pathlib.Path(target)
    left = KEPT_OUT if published else KEPT_OUT | LEDGER
    for part in ("site", "templates", "content"):
        if (source / part).is_dir():
            shutil.copytree(source / part, target / part, symlinks=True,
                            ignore=lambda folder, names: [n for n in names if os.path.relpath(os.path.join(folder, n), source) in left])
    (target / "site").mkdir(parents=True, exist_ok=True)
    return target


def files_of(folder):
    """Relative paths of all files, sorted; a link counts as a file."""
    found = []
    for place, folders, names in os.walk(folder):
        for name in names + [f for f in folders if os.path.islink(os.path.join(place, f))]:
            found.append(os.path.relpath(os.path.join(place, name), folder))
    return sorted(found)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def tree(folder):
    """Path → SHA-256; of a link what it is."""
    folder = str(folder)
    return {path: "link" if os.path.islink(os.path.join(folder, path)) else sha256(read(os.path.join(folder, path))) for path in files_of(folder)}


def stamps(folder):
    """Path → (inode, time, size): what no file that was left alone may change."""
    found = {}
    for path in files_of(folder):
        info = os.lstat(os.path.join(folder, path))
        found[path] = (info.st_ino, info.st_mtime_ns, info.st_size)
    return found


def differences(one, other):
    """How two {path: what} differ, in words; the first few."""
    lines = [f"only in the first: {p}" for p in sorted(one.keys() - other.keys())]
    lines += [f"only in the second: {p}" for p in sorted(other.keys() - one.keys())]
    lines += [f"differs: {p}" for p in sorted(one.keys() & other.keys()) if one[p] != other[p]]
    return lines


def first_difference(one, other):
    """Where two files differ, with what stands there."""
    a, b = read(one), read(other)
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    cut = lambda data: data[max(0, at - 60):at + 60].decode("utf-8", "replace")
    return f"at byte {at} of {len(a)} and {len(b)}: …{cut(a)}… / …{cut(b)}…"


def tree_digest(folder, hashes=None):
    """CONTRACT §5: over the sorted lines `path SP sha256 LF` of all files but data/ledger.ndjson."""
    hashes = tree(folder) if hashes is None else hashes
    lines = sorted(f"{path} {digest}\n".encode() for path, digest in hashes.items() if path != "data/ledger.ndjson")
    return sha256(b"".join(lines))


def canonical(value):
    """RFC 8785 for what stands in records: texts, whole numbers, booleans, lists, objects with ASCII keys."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def every_byte(folder):
    """(path, bytes) of every file, and of every part of a workbook."""
    for path in files_of(folder):
        data = read(os.path.join(folder, path))
        yield path, data
        if data[:4] == b"PK\x03\x04":
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                for name in packed.namelist():
                    yield f"{path}!{name}", packed.read(name)


def holds(folder, words):
    """(path, word) of all places where one of the words stands, plain, as a JSON escape, or in the names of files."""
    found = []
    needles = [(word, form) for word in words for form in {word.encode(), json.dumps(word).strip('"').encode()}]
    for path, data in every_byte(folder):
        found += [(path, word) for word, form in needles if form in data or word in path]
    return sorted(set(found))


def write(path, data):
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(data, (list, dict)):
        data = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


def ndjson(records):
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)


def lines_of(path):
    """The records of an NDJSON file; none where there is no file."""
    return [json.loads(line) for line in read(path).splitlines()] if os.path.exists(path) else []


class Verdict:
    """Collects what is wrong; the first of each kind are printed at the end."""

    def __init__(self, name):
        self.name, self.faults, self.gaps, self.checks, self.began = name, [], [], 0, time.monotonic()

    def expect(self, good, words, more=""):
        self.checks += 1
        if not good:
            self.faults.append(f"{words}{': ' if more else ''}{more}")
            print(f"  FAULT {self.faults[-1][:1500]}", flush=True)
        return bool(good)

    def equal(self, found, wanted, words):
        return self.expect(found == wanted, words, f"{found!r} instead of {wanted!r}")

    def same(self, one, other, words):
        lines = differences(one, other)
        return self.expect(not lines, words, f"{len(lines)} differences: {'; '.join(lines[:6])}")

    def gap(self, words):
        """Something the contract asks for that the program does not do yet: said, and no failure without --strict."""
        if words not in self.gaps:
            self.gaps.append(words)
            print(f"  GAP {words}", flush=True)

    def end(self, strict=False, more=""):
        seconds = time.monotonic() - self.began
        print(f"{self.name}: {self.checks} checks, {len(self.faults)} faults, {len(self.gaps)} gaps, {seconds:.0f} s{more}")
        return 1 if self.faults or (strict and self.gaps) else 0


HEADERS = {
    "result": {"id": "结果编号", "number": "原结果编号", "task_id": "任务编号", "object_name": "检查对象名称", "object_code": "统一社会信用代码/注册号",
               "object_kind": "主体类别", "object_type": "对象类型", "district": "行政区划", "industry": "行业类别", "supervision_class": "监管类别",
               "credit_risk": "信用风险等级", "items": "抽查事项", "department": "检查机关", "inspected_on": "检查日期", "concluded_on": "结果认定日期",
               "completed_on": "任务完成日期", "result": "检查结果", "uncooperative_ground": "不配合情形", "findings": "违法事实", "handling": "查处结果",
               "follow_up": "后续处置", "transferred_on": "移送日期", "transferred_to": "移送单位", "inspector_count": "检查人数",
               "platform_on": "平台公示日期", "published_on": "公示日期", "published_via": "公示系统", "reply": "被检查对象意见"},
    "object": {"name": "检查对象名称", "code": "统一社会信用代码/注册号", "kind": "主体类别", "type": "对象类型", "district": "行政区划",
               "industry": "行业类别", "supervision_class": "监管类别", "credit_risk": "信用风险等级", "departments": "检查机关",
               "former_names": "曾用名", "former_codes": "曾用代码"},
}
SEPARATORS = re.compile("[、;；\n]")


def labels(schema):
    """key → {label: word} of the closed vocabularies, as the descriptions of a schema give them: `…：key 重点、general 一般`."""
    found = {}
    for shape in schema["$defs"].values():
        for key, prop in shape["properties"].items():
            if "enum" in prop:
                pairs = [part.split(" ", 1) for part in prop.get("description", "").split("：", 1)[-1].split("、")]
                found[key] = {pair[1].replace("（不公开）", ""): pair[0] for pair in pairs if len(pair) == 2 and pair[0] in prop["enum"]}
    return found


def read_table(text, kind, vocabulary, schema):
    """The records of a CSV as the contract says it is read; None where this simple reader is not sure."""
    rows = [row for row in csv.reader(io.StringIO(text.lstrip("\ufeff"))) if any(cell.strip() for cell in row)]
    keys = {header: key for key, header in HEADERS[kind].items()}
    columns = [keys.get(cell.strip()) for cell in rows[0]]
    if sum(c is not None for c in columns) < 3:
        return None
    inspectors = [i for i, cell in enumerate(rows[0]) if cell.strip() in ("检查人员", "执法人员", "检查人")]
    records = []
    for row in rows[1:]:
        record = {}
        for key, cell in zip(columns, row):
            cell = cell.strip()
            if key is None or not cell:
                continue
            prop = schema["$defs"][kind]["properties"][key]
            if prop.get("type") == "array":
                record[key] = [part.strip() for part in SEPARATORS.split(cell) if part.strip()]
            elif "enum" in prop:
                record[key] = vocabulary.get(key, {}).get(cell, cell)
            elif prop.get("type") == "integer":
                record[key] = int(cell)
            elif "pattern" in prop and "19|2" in prop["pattern"] and not re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
                return None
            elif key in ("reply", "penalty"):
                return None
            else:
                record[key] = cell
        for i in inspectors:
            if i < len(row) and row[i].strip():
                record["inspector_count"] = len([p for p in SEPARATORS.split(row[i]) if p.strip()])
        if kind == "result" and "id" in record and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", record["id"]):
            record["number"] = record.pop("id")
        records.append(record)
    return records


def derived_id(record):
    """CONTRACT §2: of a result whose table gives none."""
    name = record.get("object_code") or unicodedata.normalize("NFKC", record["object_name"])
    return sha256(canonical([record["task_id"], name, record.get("department", ""), sorted(record.get("items", []))]))[:16]


CLEANED = re.compile(r"\s|[\uff01-\uff5e]|^[0-9.]+[eE]\+")  # in a code: tables are read without it


def as_table(records, kind, vocabulary):
    """CSV text of records; None where a table cannot hold them."""
    keys = [k for k in HEADERS[kind] if any(k in r for r in records)]
    if any(k not in HEADERS[kind] for r in records for k in r) or len(keys) < 3:
        return None
    required = {"result": ["task_id", "object_name", "result"], "object": ["name"]}[kind]
    if any(k not in keys for k in required):
        return None
    words = {key: {word: label for label, word in pairs.items()} for key, pairs in vocabulary.items()}
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow([HEADERS[kind][k] for k in keys])
    for record in records:
        row = []
        for key in keys:
            value = record.get(key, "")
            if isinstance(value, list):
                if any(SEPARATORS.search(part) or part != part.strip() or (key == "former_codes" and CLEANED.search(part)) for part in value):
                    return None
                value = "、".join(value)
            elif isinstance(value, dict):
                return None
            elif isinstance(value, str):
                value = words.get(key, {}).get(value, value)
                if value and (value != value.strip() or value[0] in "=+-@'＝＋－＠"):
                    return None
                if key in ("code", "object_code") and CLEANED.search(value):
                    return None
            row.append(str(value))
        table.writerow(row)
    return "\ufeff" + out.getvalue()
