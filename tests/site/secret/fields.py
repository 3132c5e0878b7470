"""Every field of every record type, as site/schema/ has them: what it holds in these tests, and whether it may ever be public.

A field that is in no table here is a fault, so that a new one cannot come without its canary.
"""
import json

from sites import REPOSITORY

# What the program writes; all other schemas are those of what a bureau writes.
WRITTEN = {"kept_place", "ledger_entry", "published_document", "published_draw", "published_result", "salt"}
# Free texts and ids that the site shows as long as their record is public. `[]`: each of a list, `{}`: each of a map.
PUBLIC = {
    "site": "organisation.name organisation.short_name site.name site.domain site.id_code footer.sponsor footer.operator footer.contact"
            " footer.address footer.postcode footer.icp footer.police footer.conac licence",
    "profile": "name source deadline.article targets{}.article",
    "plan": "id title document_number issuer revisions[].note preamble sections[].title sections[].columns[].header sections[].columns[].group"
            " sections[].entries[].number sections[].entries[].name sections[].entries[].items[] sections[].entries[].objects"
            " sections[].entries[].ratio.text sections[].entries[].frequency sections[].entries[].credit_risk_rule sections[].entries[].period_text"
            " sections[].entries[].lead sections[].entries[].partners[] sections[].entries[].mode sections[].remarks[]",
    "item_list": "id title issuer document_number revisions[].note columns[].header columns[].group entries[].number entries[].class entries[].name"
                 " entries[].objects entries[].methods[] entries[].bodies[] entries[].basis[] entries[].level remarks[]",
    "task": "id number name items[] lead partners[] delay_reason",
    "task, over": "not_inspected[].object not_inspected[].reason scheme.purpose scheme.objects_and_ratio scheme.items_and_content scheme.division"
                  " scheme.schedule_and_method scheme.result_handling",
    "object": "former_names[] former_codes[]",
    "result": "id number object_name object_code district industry items[] department findings handling transferred_to penalty.number penalty.text"
              " published_via reply.text",
    "correction": "reason investigation.outcome",
    "notice": "title document_number category issuer index_number valid attachments[] revisions[].note",
    "guide": "title",
}
# Public, but shown only where there is an occasion.
PERHAPS = {
    "site": "members[]",
    "profile": "allowed_results{}.article report_to_regulator.article transfer.article channels.article corrections{}.article plan_due.article"
               " plan_public_due.article numbers_due.article uncooperative_ground.article",
    "calendar": "notices[].number notices[].title",
    "local_calendar": "source",
}
# What no file of the site holds, in no state.
SECRET = {
    "site": "accepted_codes[] public_phones[] public_names[]",
    "profile": "aliases[].variant targets{}.initiate[] targets{}.initiate_or_join[]",
    "object": "name code district industry departments[]",
    "task": "objects[]",
    "result": "withheld.approved_by withheld.note",
    "correction": "approved_by",
}
# Texts that are neither: they name something else, or the form asks for certain words.
BOUND = {
    "site": "organisation.region_code base_url profile",
    "profile": "id allowed_results{} aliases[].wording corrections{} corrections{}.role targets{}",
    "plan": "sections[].columns[].key sections[].merged[] sections[].entries[].from sections[].entries[].to",
    "item_list": "columns[].key",
    "task": "plan_id plan_entry",
    "result": "task_id result",
    "correction": "result_id field old new approver_role",
}


class Schema:
    """The leaves of a record type: path → property."""

    def __init__(self, name):
        with open(REPOSITORY / "site/schema" / f"{name}.schema.json", encoding="utf-8") as file:
            self.defs = json.load(file)["$defs"]
        self.name = name
        self.leaves = dict(self.walk({"$ref": name}, ""))

    def walk(self, node, path):
        if "$ref" in node:
            node = self.defs[node["$ref"].split("/")[-1]]
        if "properties" in node:
            for key, inner in node["properties"].items():
                yield from self.walk(inner, f"{path}.{key}".lstrip("."))
        elif node.get("type") == "array":
            yield from self.walk(node["items"], path + "[]")
        elif isinstance(node.get("additionalProperties"), dict):
            yield path + "{}", node["propertyNames"]
            yield from self.walk(node["additionalProperties"], path + "{}")
        else:
            yield path, node

    def texts(self):
        """Paths of the leaves that may hold any text: no vocabulary, number or date."""
        return [path for path, node in self.leaves.items() if "enum" not in node and node.get("type", "string") == "string" and node.get("format") != "date"]


def listed(table, name):
    return set(table.get(name, "").split())


def record_types():
    names = {path.name.removesuffix(".schema.json") for path in (REPOSITORY / "site/schema").glob("*.schema.json")}
    return sorted(names - WRITTEN)


def put(record, path, value):
    """Sets a leaf of a record in every element of the lists and maps on its way; what is missing is made."""
    step, _, rest = path.partition(".")
    key = step.rstrip("[]{}")
    if step.endswith("{}"):
        for inner in record.get(key, {}).values():
            put(inner, rest, value)
    elif not rest:
        record[key] = [value] if step.endswith("[]") else value
    elif step.endswith("[]"):
        for inner in record.setdefault(key, [{}]):
            put(inner, rest, value)
    else:
        put(record.setdefault(key, {}), rest, value)


def has(record, path):
    """Whether a record has a leaf."""
    step, _, rest = path.partition(".")
    value = record.get(step.rstrip("[]{}"))
    inner = value.values() if step.endswith("{}") and value else value if step.endswith("[]") and rest and value else [value]
    return value is not None and (not rest or any(has(one, rest) for one in inner))
