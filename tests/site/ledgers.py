"""The ledger re-computed from what the public can download, with nothing of the program: CONTRACT §5 in Python."""
import json
import re

from sites import canonical, lines_of, read, sha256, tree_digest

# CONTRACT §2: the public keys of a result, published_on left out as §5 says.
SEALED = ["id", "number", "task_id", "object_name", "object_code", "object_kind", "object_type", "district", "industry", "supervision_class",
          "credit_risk", "items", "department", "inspected_on", "concluded_on", "completed_on", "result", "uncooperative_ground", "findings",
          "handling", "follow_up", "transferred_on", "transferred_to", "penalty", "platform_on", "published_via", "reply"]
KEYS = {"publish": {"department"}, "correct": {"field", "correction", "approver_role", "approved_on"}, "withdraw": {"approver_role", "approved_on"},
        "draw": {"drawn"}, "release": set()}
COMMON = {"seq", "on", "kind", "id", "digest", "prev", "hash"}
DOCUMENTS = ("plans/", "items/", "notices/")
DOCUMENT_KEYS = {"publish": {"revisions"}, "correct": {"revisions"}}


def record_digest(record, salt):
    return sha256(canonical({**{k: record[k] for k in SEALED if k in record}, "salt": salt}))


def reported_digest(record):
    return sha256(canonical({"published_on": record["published_on"], "salt": record["salt"]}))


def chain_faults(entries):
    """What is wrong with a chain of entries, in words."""
    faults, prev, last = [], "0" * 64, ""
    for number, entry in enumerate(entries, 1):
        if entry.get("seq") != number:
            faults.append(f"entry {number}: seq {entry.get('seq')}")
        if entry["prev"] != prev:
            faults.append(f"entry {number}: prev is not the hash before it")
        if sha256(canonical({k: v for k, v in entry.items() if k != "hash"})) != entry["hash"]:
            faults.append(f"entry {number}: hash")
        if entry["on"] < last:
            faults.append(f"entry {number}: {entry['on']} after {last}")
        kind = entry["kind"]
        own = (DOCUMENT_KEYS if entry["id"].startswith(DOCUMENTS) else KEYS).get(kind, set())
        allowed = COMMON | own | ({"approved"} if kind == "release" else {"reported", "told"} if kind == "correct" else {"reported", "started"} if kind == "publish" else set())
        needed = COMMON | (own - {"approver_role"} if kind in ("publish", "correct", "draw") else set())
        if kind not in KEYS or not needed <= entry.keys() <= allowed:
            faults.append(f"entry {number}: keys {sorted(entry)} of a {kind}")
        if kind == "release" and entry["id"] != f"release-{number}":
            faults.append(f"entry {number}: {entry['id']}")
        prev, last = entry["hash"], entry["on"]
    twice = [e["id"] for e in entries if e["kind"] == "publish"]
    faults += [f"published twice: {i}" for i in sorted(set(twice)) if twice.count(i) > 1 and not i.startswith(DOCUMENTS)]
    corrected = [(e["id"], e["field"], e["correction"], e["approved_on"], e["digest"]) for e in entries if e["kind"] == "correct" and "field" in e]
    faults += [f"corrected twice: {c}" for c in sorted(set(corrected)) if corrected.count(c) > 1]
    gone = [e["id"] for e in entries if e["kind"] == "withdraw"]
    faults += [f"withdrawn twice: {i}" for i in sorted(set(gone)) if gone.count(i) > 1]
    return faults


def object_salt(entry_salt, drawn):
    return sha256(canonical([entry_salt, drawn]))[:32]


def of_file(site, name, key):
    path = site / "data" / name
    return json.loads(read(path))[key] if path.exists() else []


def document_faults(site, entries):
    """data/documents.json against the newest entry of each plan, item list and notice."""
    mine, faults = {}, []
    for e in entries:
        if e["id"].startswith(DOCUMENTS):
            mine.setdefault(e["id"], []).append(e)
            if (e["kind"] == "publish") != (len(mine[e["id"]]) == 1):
                faults.append(f"{e['id']}: entry {e['seq']} is a {e['kind']}")
    shown = of_file(site, "documents.json", "documents")
    if [d["id"] for d in shown] != sorted(mine):
        faults.append(f"documents entered and shown differ: {sorted(set(mine) ^ {d['id'] for d in shown})}")
    for d in shown:
        own = mine.get(d["id"])
        if own is None:
            continue
        if (d["ledger"], d["latest"]) != (own[0]["seq"], own[-1]["seq"]):
            faults.append(f"{d['id']}: ledger {d['ledger']}, latest {d['latest']}")
        if sha256(canonical({**d["content"], "salt": d["salt"]})) != own[-1]["digest"]:
            faults.append(f"{d['id']}: digest of entry {own[-1]['seq']}")
        if len(d["content"].get("revisions", [])) != own[-1]["revisions"]:
            faults.append(f"{d['id']}: {own[-1]['revisions']} revisions")
        page = "items.html" if d["id"].startswith("items/") else d["id"] + ".html"
        if not (site / page).exists():
            faults.append(f"{d['id']}: no page")
    return faults


def draw_faults(site, entries):
    """data/draws.json against the draw entries: all digests are there, and what is opened is what was sealed."""
    mine, faults = {e["id"]: e for e in entries if e["kind"] == "draw"}, []
    shown = of_file(site, "draws.json", "draws")
    if [d["task_id"] for d in shown] != sorted(mine) or len(mine) != len([e for e in entries if e["kind"] == "draw"]):
        faults.append(f"draws entered and shown differ: {sorted(set(mine) ^ {d['task_id'] for d in shown})}")
    for d in shown:
        e, digests = mine.get(d["task_id"]), [o["digest"] for o in d["objects"]]
        if e is None:
            continue
        if digests != sorted(digests) or sha256(canonical(digests)) != e["digest"] or d["digest"] != e["digest"]:
            faults.append(f"draw {d['task_id']}: digest of entry {e['seq']}")
        if not d["ledger"] == e["seq"] or not d["drawn"] == e["drawn"] == len(digests):
            faults.append(f"draw {d['task_id']}: {d['ledger']}, {d['drawn']} drawn, {len(digests)} objects")
        for o in d["objects"]:
            if ("object" in o) != ("salt" in o) or "object" in o and sha256(canonical([o["object"], o["salt"]])) != o["digest"]:
                faults.append(f"draw {d['task_id']}: an object that was not sealed")
    return faults


def opened_faults(root, entries, salts):
    """Which objects are opened, worked out from the tasks and the public results: after the inspection, with a result that stands, no person."""
    faults, today = [], entries[-1]["on"]
    tasks = {t["id"]: t for path in sorted((root / "content/tasks").glob("*.json")) for t in as_list(json.loads(read(path)))}
    public = [r for r in json.loads(read(root / "site/public/data/results.json"))["results"] if "withdrawn_on" not in r and r.get("object_type") != "person"]
    for d in of_file(root / "site/public", "draws.json", "draws"):
        task, salt = tasks[d["task_id"]], salts.get(d["ledger"])
        if [o["digest"] for o in d["objects"]] != sorted(sha256(canonical([o, object_salt(salt, o)])) for o in task["objects"]):
            faults.append(f"draw {d['task_id']}: not the task's list")
        ended = task.get("ended_on", "9999") <= today
        with_result = {x for r in public if r["task_id"] == task["id"] for x in (r.get("object_code"), r["object_name"])}
        wanted = sorted(o for o in task["objects"] if ended and o in with_result)
        got = sorted(o["object"] for o in d["objects"] if "object" in o)
        if got != wanted:
            faults.append(f"draw {d['task_id']}: opened {sorted(set(got) ^ set(wanted))[:4]}")
    return faults


def as_list(value):
    return value if isinstance(value, list) else [value]


def site_faults(site, hashes=None):
    """The public site against the ledger it carries."""
    entries = lines_of(site / "data/ledger.ndjson")
    faults = chain_faults(entries)
    if not entries or entries[-1]["kind"] != "release":
        return faults + ["the site's ledger does not end with a release"]
    if entries[-1]["digest"] != tree_digest(site, hashes):
        faults.append("the digest of the last release is not that of the site")
    data = json.loads(read(site / "data/results.json"))
    shown = {r["id"]: r for r in data["results"]}
    if len(shown) != len(data["results"]):
        faults.append("an id stands twice in results.json")
    if [json.loads(line) for line in read(site / "data/results.ndjson").splitlines()] != data["results"]:
        faults.append("results.ndjson and results.json hold different records")
    faults += document_faults(site, entries) + draw_faults(site, entries)
    of = lambda kind: [e for e in entries if e["kind"] == kind and not e["id"].startswith(DOCUMENTS)]
    if {e["id"] for e in of("publish")} != shown.keys():
        faults.append(f"published and shown differ: {sorted({e['id'] for e in of('publish')} ^ shown.keys())[:6]}")
    gone = {e["id"]: e for e in of("withdraw")}
    corrects = {}
    for e in of("correct"):
        corrects.setdefault(e["id"], []).append(e)
    for publish in of("publish"):
        record = shown.get(publish["id"])
        if record is None:
            continue
        if publish["id"] in gone:
            e = gone[publish["id"]]
            stub = {"id": publish["id"], "kind": "withdrawal", "withdrawn_on": e["on"]}
            if record != stub:
                faults.append(f"{publish['id']}: a withdrawn result shows {sorted(record)}")
            if sha256(canonical(stub)) != e["digest"]:
                faults.append(f"{publish['id']}: digest of the withdrawal")
            continue
        latest = corrects.get(publish["id"], [publish])[-1]
        if record_digest(record, record.get("salt")) != latest["digest"]:
            faults.append(f"{publish['id']}: digest of entry {latest['seq']}")
        if "published_via" in record and latest.get("reported") not in (None, reported_digest(record)):
            faults.append(f"{publish['id']}: the reported day of entry {latest['seq']}")
        if record["department"] != publish["department"] and "department" not in [e.get("field") for e in corrects.get(publish["id"], [])]:
            faults.append(f"{publish['id']}: department")
        if record.get("ledger") != publish["seq"]:
            faults.append(f"{publish['id']}: ledger {record.get('ledger')} instead of {publish['seq']}")
        release = next(e for e in entries[publish["seq"]:] if e["kind"] == "release")
        if "published_via" not in record and record["published_on"] != release["on"]:
            faults.append(f"{publish['id']}: published_on {record['published_on']}, released {release['on']}")
        told = [(c.get("field"), c["kind"], c["approver_role"], c["approved_on"]) for c in record.get("corrections", [])]
        entered = [(e["field"], e["correction"], e["approver_role"], e["approved_on"]) for e in corrects.get(publish["id"], [])]
        if told != entered:
            faults.append(f"{publish['id']}: corrections {told} instead of {entered}")
        if not (site / "results" / f"{publish['id']}.html").exists():
            faults.append(f"{publish['id']}: no page")
    return faults


def corrections_of(root):
    """The corrections in the content, by result."""
    out = {}
    for path in sorted((root / "content/corrections").rglob("*.json")):
        value = json.loads(read(path))
        for c in value if isinstance(value, list) else [value]:
            out.setdefault(c["result_id"], []).append(c)
    return out


def root_faults(root):
    """Ledger, salts and live site of a root, all against each other."""
    path = root / "content/ledger.ndjson"
    if not path.exists():
        return [] if not (root / "site/public").exists() else ["a live site without a ledger"]
    text = read(path)
    if not text.endswith(b"\n"):
        return ["the ledger's last line is not complete"]
    entries = lines_of(path)
    faults = chain_faults(entries)
    if read(root / "site/public/data/ledger.ndjson") != text:
        faults.append("the site carries another ledger")
    faults += site_faults(root / "site/public")
    salts = {}
    for line in lines_of(root / "content/salts.ndjson"):
        if line.keys() != {"seq", "salt"} or not re.fullmatch("[0-9a-f]{32}", line["salt"]):
            faults.append(f"salts: {line}")
        salts[line["seq"]] = line["salt"]
    wanted = {e["seq"] for e in entries if e["kind"] in ("publish", "correct", "draw")}
    faults += opened_faults(root, entries, salts)
    if not wanted <= salts.keys():
        faults.append(f"entries without a salt: {sorted(wanted - salts.keys())[:6]}")
    if len(set(salts.values())) != len(salts):
        faults.append("a salt was used twice")
    # what each correction says of itself, with what is not public of it
    written, gone = corrections_of(root), {e["id"] for e in entries if e["kind"] == "withdraw"}
    for entry in entries:
        if entry["kind"] == "correct" and "told" in entry and entry["id"] not in gone and not any(sha256(canonical([c, salts.get(entry["seq"])])) == entry["told"] for c in written.get(entry["id"], [])):
            faults.append(f"{entry['id']}: no correction is what entry {entry['seq']} tells of")
    # every digest of every result that was corrected, back to its publication, with the salts that only the bureau has
    shown = {r["id"]: r for r in json.loads(read(root / "site/public/data/results.json"))["results"]}
    for record in shown.values():
        past, mine = dict(record), [e for e in entries if e["kind"] in ("publish", "correct") and e["id"] == record["id"]]
        if "withdrawn_on" in record:
            continue
        for entry, told in zip(reversed(mine), [*reversed(record.get("corrections", [])), None]):
            if record_digest(past, salts.get(entry["seq"])) != entry["digest"]:
                faults.append(f"{record['id']}: digest of entry {entry['seq']}, taken back")
                break
            if told:
                past.pop(told["field"], None)
                if told.get("old") is not None:
                    past[told["field"]] = told["old"]
    return faults


def used_salts(root):
    """Salts that stand beside no record any more."""
    salts = {line["seq"]: line["salt"] for line in lines_of(root / "content/salts.ndjson")}
    shown = {r.get("salt") for r in json.loads(read(root / "site/public/data/results.json"))["results"]}
    shown |= {d["salt"] for d in of_file(root / "site/public", "documents.json", "documents")}
    return sorted(set(salts.values()) - shown)
