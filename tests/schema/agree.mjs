// The JSON Schemas, judged by a program that knows nothing of gongshi (ajv, draft 2020-12):
//   1. site/schema/ holds what the program writes (--write writes it there);
//   2. all content of the demo and of tests/cases/*/root is good by them;
//   3. `gongshi check` and the schemas agree, record by record, on hundreds of records with one fault or none.
//
//   node agree.mjs --program build/test/gongshi [--write] [--self-test] [--list]
import {execFile, execFileSync} from "node:child_process";
import {existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {basename, dirname, join, relative, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import {goodRecords} from "./records.mjs";

const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const option = name => process.argv.includes("--" + name);
const program = resolve(process.argv[process.argv.indexOf("--program") + 1] ?? "");
const run = promisify(execFile);

// ---- where check and the schemas may differ: what a schema cannot say -----------------------------------------------------------

const differences = [
  {why: "characters that nobody sees are not told in a pattern", code: "R0203"},
  {why: "numbers that no double holds exactly", code: "R0218"},
  {why: "which keys a column may name depends on the entries that it heads", code: "R0201", field: /columns\[\d+\]\.key$/},
  {why: "an entry of a plan needs the plan", code: "R0205", record: "task", field: /^plan_id$/},
  {why: "what `old` and `new` of a correction may be depends on its `field`", code: "R0202", record: "correction", field: /^(old|new)$/},
  {why: "a front matter has no types: every value is text", record: "notice", mutation: /^(title|document_number|category|issuer|index_number|valid|attachments): (wrong type|text)/},
];
// What concerns more than one value: other codes than those of files and fields.
const crossRecord = new Set(["R0130", "R0131", "R0210", "R0211", "R0212", "R0213", "R0214", "R0215", "R0216", "R0217", "R0219", "R0220", "R0221", "R0222",
  "R0227", "R0229"]);
const ofRecord = d => d.severity === "error" && /^R0[12]/.test(d.code) && !crossRecord.has(d.code);

// ---- the schemas ---------------------------------------------------------------------------------------------------------------

const siteJson = goodRecords.site[0];

function workFolder() {
  return mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "gongshi-schema-"));
}

function put(root, path, text) {
  const to = join(root, path);
  mkdirSync(dirname(to), {recursive: true});
  writeFileSync(to, text);
}

/** name -> text, as a built site has them. */
function writtenSchemas(work) {
  const root = join(work, "schemas");
  put(root, "site/site.json", JSON.stringify(siteJson));
  execFileSync(program, ["build", "--root", root, "--out", join(root, "out"), "--progress", "never"], {stdio: ["ignore", "ignore", "inherit"]});
  const folder = join(root, "out/data/schema");
  return Object.fromEntries(readdirSync(folder).sort().map(name => [name.replace(".schema.json", ""), readFileSync(join(folder, name), "utf8")]));
}

function compareWithRepository(texts) {
  const folder = join(repository, "site/schema");
  if (option("write")) {
    mkdirSync(folder, {recursive: true});
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name + ".schema.json"), text);
  }
  const wrong = [];
  const there = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith(".schema.json")) : [];
  for (const [name, text] of Object.entries(texts)) {
    const path = join(folder, name + ".schema.json");
    if (!existsSync(path)) wrong.push(`site/schema/${name}.schema.json is missing (agree.mjs --write)`);
    else if (readFileSync(path, "utf8") !== text) wrong.push(`site/schema/${name}.schema.json is not what the program writes (agree.mjs --write)`);
  }
  for (const name of there) if (!(name.replace(".schema.json", "") in texts)) wrong.push(`site/schema/${name} is no schema of the program`);
  return wrong;
}

function validators(texts, change = schema => schema) {
  const ajv = new Ajv2020({allErrors: true, strict: true, strictRequired: false});
  addFormats(ajv);
  const out = {};
  for (const [name, text] of Object.entries(texts)) {
    const schema = change(JSON.parse(text), name);
    ajv.addSchema(schema, schema.$id);
    out[name] = {file: ajv.getSchema(schema.$id), record: ajv.compile({$ref: `${schema.$id}#/$defs/${name}`}), schema};
  }
  return out;
}

const said = validate => (validate.errors ?? []).map(e => `${e.instancePath || "(record)"} ${e.message}`).join("; ");

// ---- 2. all content --------------------------------------------------------------------------------------------------------------

const folders = [["site/profiles/", "profile"], ["content/calendar/", "calendar"], ["content/plans/", "plan"], ["content/items/", "item_list"],
  ["content/tasks/", "task"], ["content/objects/", "object"], ["content/results/", "result"], ["content/corrections/", "correction"],
  ["content/notices/", "notice"], ["content/guide/", "guide"]];
const single = {"site/site.json": "site", "content/calendar/local.json": "local_calendar", "content/ledger.ndjson": "ledger_entry", "content/salts.ndjson": "salt",
  "content/withdrawn.ndjson": "kept_place"};
const schemaOf = path => single[path] ?? folders.find(([folder]) => path.startsWith(folder))?.[1];

/** The front matter of a page as the JSON that its schema is about. */
function frontMatter(text) {
  const out = {};
  let key = null;
  for (const line of text.split("\n").slice(1)) {
    if (line === "---") break;
    const value = text => text.replace(/^"(.*)"$/, "$1");
    if (/^\s*- /.test(line)) {
      const item = value(line.replace(/^\s*- /, ""));
      (out[key] ??= []).push(key === "revisions" ? {on: item.slice(0, 10), note: item.slice(11)} : item);
    } else if (line.includes(":")) {
      key = line.slice(0, line.indexOf(":"));
      const rest = value(line.slice(key.length + 1).trim());
      if (rest) out[key] = key === "order" && /^-?\d+$/.test(rest) ? Number(rest) : rest;
    }
  }
  return out;
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, {withFileTypes: true}).flatMap(e => e.isDirectory() ? filesBelow(join(folder, e.name)) : [join(folder, e.name)]).sort();
}

function checkContent(schemas) {
  const wrong = [];
  let records = 0;
  const cases = join(repository, "tests/cases");
  const roots = [repository, ...readdirSync(cases).map(name => join(cases, name, "root")).filter(existsSync)];
  for (const root of roots) {
    const files = [...filesBelow(join(root, "content")), ...filesBelow(join(root, "site/profiles")), join(root, "site/site.json")];
    for (const file of files) {
      const path = relative(root, file);
      const name = schemaOf(path);
      if (!name || !/\.(json|ndjson|md)$/.test(path)) continue;
      const text = readFileSync(file, "utf8").replace(/^\ufeff/, "");
      const judge = (validate, value, place) => {
        ++records;
        if (!validate(value)) wrong.push(`${relative(repository, file)}${place}: ${said(validate)}`);
      };
      if (path.endsWith(".ndjson")) text.split("\n").forEach((line, i) => line.trim() && judge(schemas[name].record, JSON.parse(line), `:${i + 1}`));
      else if (path.endsWith(".md")) judge(schemas[name].file, frontMatter(text), "");
      else judge(schemas[name].file, JSON.parse(text), "");
    }
  }
  return {wrong, records, roots: roots.length};
}

// ---- 3. mutations -----------------------------------------------------------------------------------------------------------------

const clone = value => JSON.parse(JSON.stringify(value));
const at = (record, path) => path.reduce((value, key) => value[key], record);

/** Every place of a record: [path, the schema of what stands there, whether it is required]. Of lists and maps, the first element. */
function* places(defs, node, value, path = [], required = false) {
  if (path.length) yield {path, node, required};
  const target = node.$ref ? defs[node.$ref.slice("#/$defs/".length)] : node;
  if (target.type === "object" && target.properties)
    for (const [key, child] of Object.entries(target.properties)) {
      if (!(key in value)) throw new Error(`the good record has no ${[...path, key].join(".")}: give it one in records.mjs`);
      yield* places(defs, child, value[key], [...path, key], (target.required ?? []).includes(key));
    }
  else if (target.type === "object")
    for (const key of Object.keys(value).slice(0, 1)) yield* places(defs, target.additionalProperties, value[key], [...path, key], false);
  else if (target.type === "array") yield* places(defs, target.items, value[0], [...path, 0], false);
}

const values = [["null", null], ["true", true], ["integer", 7], ["negative", -1], ["fraction", 1.5], ["whole fraction", "\u0001 2.0"], ["large", "\u0001 1e300"],
  ["text", "文字"], ["empty text", ""], ["blank", " "], ["hidden", "甲\u200b乙"], ["empty list", []], ["list of text", ["文字"]], ["list of empty text", [""]],
  ["list of null", [null]], ["list of list", [[]]], ["list of number", [3]], ["list of object", [{}]], ["empty object", {}], ["object", {"字": 1}], ["map", {"coverage": {}}], ["map of null", {"字": null}]];
const forms = {
  date: ["2024-02-29", "2023-02-29", "2024-13-01", "2024-00-10", "2024-6-7", "20240607", "2024-06-07T00:00:00", "2024/06/07", "1899-12-31", "1900-01-01", "2999-12-31", "3000-01-01", "二〇二四年六月七日"],
  id: ["a", "A.b_c-9", "-a", ".a", "a b", "中文", "a/b", "x".repeat(64), "x".repeat(65), "a\n"],
  month: ["2024-05", "2024-5", "2024-13", "2024-00", "2024", "2024-Q1", "2024-05-31", "2024-06-31", "1899-05", "3000-01"],
  hex: ["0".repeat(64), "A".repeat(64), "0".repeat(63), "0".repeat(32), "F".repeat(32), "0".repeat(65), "g".repeat(64)],
  uri: ["https://x.example/", "https://x.example/a/?b", "https://x.example/#a", "https://?a", "HTTP://x.example", "ftp://x.example/", "//x.example/", "https://", "https:///a", "javascript:alert(1)", "a b", "a\\b", "a/b", "a:b", "/a:b", "?a", "#a", "页面"],
  year: [1899, 1900, 2999, 3000, "2024", 2024.5],
};
const choices = ["internal", "INTERNAL", "内部", "general", "none", "error", "site", "other"];

function mutationsOf(name, {schema}) {
  const defs = schema.$defs;
  const out = [];
  goodRecords[name].forEach((good, i) => out.push({what: `good record ${i}`, record: good}));
  const good = goodRecords[name][0];
  const change = (what, path, act) => {
    const record = clone(good);
    const inner = at(record, path.slice(0, -1));
    if (act(inner, path.at(-1)) !== false) out.push({what: `${path.join(".")}: ${what}`, record, touched: path[0]});
  };
  for (const {path, node, required} of places(defs, defs[name], good)) {
    const inList = typeof path.at(-1) === "number";
    change(required ? "missing, required" : "missing", path, (inner, key) => { inList ? inner.splice(key, 1) : delete inner[key]; });
    if (!inList) change("misspelt", path, (inner, key) => { inner[key + "x"] = inner[key]; delete inner[key]; });
    for (const [what, value] of values) change(`wrong type or text, ${what}`, path, (inner, key) => { inner[key] = value; });
    const pattern = node.pattern ?? "";
    const kinds = [node.format === "date" && "date", pattern.includes("A-Za-z0-9._-") && "id", pattern.includes("0-9]{4}-") && node.format !== "date" && "month", pattern.includes("a-f") && "hex",
      /uri|http/i.test((node.format ?? "") + pattern) && "uri", node.maximum && "year"];
    for (const kind of kinds) for (const value of forms[kind] ?? []) change(`${kind} ${JSON.stringify(value)}`, path, (inner, key) => { inner[key] = value; });
    if (node.enum) for (const value of [...choices, ...node.enum]) change(`choice ${value}`, path, (inner, key) => { inner[key] = value; });
    if (node.type === "array") change("twice the same", path, (inner, key) => { inner[key] = [...inner[key], inner[key][0]]; });
    if (node.propertyNames)
      for (const key of ["", "字", "coverage", "error", "zzz"]) change(`key ${key}`, path, (inner, own) => { inner[own] = {[key]: Object.values(inner[own])[0]}; });
  }
  change("a key more", ["zusatz"], (inner, key) => { inner[key] = 1; });
  return out;
}

/** JSON; a text that begins with U+0001 stands for the number that it spells. */
const spelled = value => JSON.stringify(value).replace(/"\\u0001 ([^"]*)"/g, "$1");
const reread = record => JSON.parse(spelled(record));

const idKeys = {result: "id", task: "id", plan: "id", item_list: "id", profile: "id"};

function numbered(name, mutation, i) {
  const key = idKeys[name];
  if (!key || mutation.touched === key) return mutation.record;
  return {...mutation.record, [key]: `M${i}`};
}

const listFiles = {result: "content/results/m.ndjson", object: "content/objects/m.ndjson", task: "content/tasks/m.ndjson", plan: "content/plans/m.ndjson", item_list: "content/items/m.ndjson",
  correction: "content/corrections/m.ndjson", ledger_entry: "content/ledger.ndjson", salt: "content/salts.ndjson", kept_place: "content/withdrawn.ndjson", profile: "site/profiles/m.json", calendar: "content/calendar/m.json"};

async function check(root) {
  let text;
  try {
    text = (await run(program, ["check", "--root", root, "--format", "json"], {maxBuffer: 1 << 28})).stdout;
  } catch (error) {
    if (error.code !== 1) throw new Error(`check ended with ${error.code}: ${error.stderr}`);
    text = error.stdout;
  }
  return JSON.parse(text).diagnostics;
}

/** The diagnostics about each mutant, from one run over a file that holds one on each line. */
async function judgedTogether(work, name, mutations) {
  const root = join(work, name);
  const file = listFiles[name];
  const lines = mutations.map((m, i) => spelled(numbered(name, m, i)));
  put(root, "site/site.json", JSON.stringify(siteJson));
  put(root, file, file.endsWith(".json") ? "[" + lines.join(",\n") + "]" : lines.join("\n") + "\n");
  const found = mutations.map(() => []);
  for (const d of await check(root)) if (d.file === file && ofRecord(d)) found[d.line - 1].push(d);
  return found;
}

async function judgedOneByOne(work, name, mutations) {
  const file = {site: "site/site.json", local_calendar: "content/calendar/local.json"}[name];
  const found = [];
  let next = 0;
  const worker = async () => {
    while (next < mutations.length) {
      const i = next++;
      const root = join(work, `${name}-${i}`);
      put(root, "site/site.json", JSON.stringify(siteJson));
      put(root, file, spelled(mutations[i].record));
      found[i] = (await check(root)).filter(d => d.file === file && ofRecord(d));
      rmSync(root, {recursive: true});
    }
  };
  await Promise.all([worker(), worker()]);
  return found;
}

/** Pages: the mutations that a front matter can say, one file each. */
async function judgedAsPages(work, name, mutations) {
  const root = join(work, name);
  const folder = {notice: "content/notices", guide: "content/guide"}[name];
  const line = value => typeof value === "object" ? `${value.on ?? ""} ${value.note ?? ""}` : value;
  const text = record => ["---", ...Object.entries(record).flatMap(([key, value]) =>
    Array.isArray(value) ? [`${key}:`, ...value.map(v => `  - ${line(v)}`)] : [`${key}: ${value}`]), "---", "正文", ""].join("\n");
  put(root, "site/site.json", JSON.stringify(siteJson));
  mutations.forEach((m, i) => put(root, `${folder}/m${i}.md`, text(m.record)));
  const found = mutations.map(() => []);
  for (const d of await check(root)) if (d.file.startsWith(folder) && ofRecord(d)) found[Number(basename(d.file).slice(1, -3))].push(d);
  return found;
}

/** A front matter holds texts, whole numbers (order) and lists of texts; other mutations cannot be written there. */
function sayable(name, {record, what}) {
  if (/whole fraction|large|misspelt: |list of|hidden|blank/.test(what)) return false;
  const plain = v => typeof v === "string" && v !== "" && !/[\n:]/.test(v);
  return Object.entries(record).every(([key, v]) => {
    if (key === "revisions") return Array.isArray(v) && v.every(r => r && typeof r === "object" && plain(r.on) && plain(r.note) && Object.keys(r).length === 2);
    if (key === "attachments") return Array.isArray(v) && v.every(plain);
    if (key === "order") return Number.isInteger(v) || plain(v);
    return v === "" || plain(v) || key === "zusatz";
  });
}

function explained(name, mutation, diagnostics) {
  return differences.some(d => (!d.record || d.record === name) && (!d.mutation || d.mutation.test(mutation.what)) &&
    (!d.code || (diagnostics.length > 0 && diagnostics.every(x => x.code === d.code && (!d.field || d.field.test(x.field ?? ""))))));
}

async function compare(work, schemas, change = found => found) {
  const wrong = [];
  const counts = {};
  for (const name of Object.keys(schemas)) {
    if (name.startsWith("published_")) continue;  // written, not read
    if (!goodRecords[name]) {
      wrong.push(`${name} has no good record in records.mjs`);
      continue;
    }
    const page = name === "notice" || name === "guide";
    const mutations = mutationsOf(name, schemas[name]).filter(m => !page || sayable(name, m));
    const judge = page ? judgedAsPages : listFiles[name] ? judgedTogether : judgedOneByOne;
    const found = change(await judge(work, name, mutations));
    counts[name] = mutations.length;
    mutations.forEach((mutation, i) => {
      const validate = schemas[name].record;
      const bySchema = validate(reread(numbered(name, mutation, i)));
      const byCheck = found[i].length === 0;
      if (option("list")) console.log(name, "|", mutation.what, "|", bySchema ? "good" : "bad", byCheck ? "good" : "bad");
      if (bySchema === byCheck || (bySchema && explained(name, mutation, found[i]))) return;
      wrong.push(`${name}, ${mutation.what}: ${bySchema ? "good" : `bad (${said(validate)})`} by the schema, ` +
        (byCheck ? "good by check" : `bad by check (${found[i].map(d => `${d.code} ${d.field ?? ""} ${d.message}`).join("; ")})`));
    });
  }
  return {wrong, counts};
}

// ---------------------------------------------------------------------------------------------------------------------------------

async function selfTest(work, texts) {
  const loose = validators(texts, (schema, name) => {
    if (name === "task") delete schema.$defs.task.required;
    return schema;
  });
  const deaf = found => found.map(list => list.filter(d => d.code !== "R0207"));
  const strict = validators(texts, (schema, name) => {
    if (name === "task") schema.$defs.task.required.push("zusatz");
    return schema;
  });
  const seen = [(await compare(work, {task: loose.task})).wrong.length, (await compare(work, {task: validators(texts).task}, deaf)).wrong.length, checkContent(strict).wrong.length];
  const missed = ["a schema without its required keys", "a check that is deaf to dates", "content without a required key"].filter((_, i) => seen[i] === 0);
  console.log(missed.length ? `not seen: ${missed.join(", ")}` : `all ${seen.length} faults seen (${seen.join(", ")} lines)`);
  return missed.length ? 1 : 0;
}

async function main() {
  const work = workFolder();
  try {
    const texts = writtenSchemas(work);
    if (option("self-test")) return await selfTest(work, texts);
    const schemas = validators(texts);
    const wrong = compareWithRepository(texts);
    const content = checkContent(schemas);
    const agreement = await compare(work, schemas);
    wrong.push(...content.wrong, ...agreement.wrong);
    for (const line of wrong) console.log(line);
    const sum = Object.values(agreement.counts).reduce((a, b) => a + b, 0);
    console.log(`${Object.keys(texts).length} schemas; ${content.records} files and lines of ${content.roots} roots; ${sum} records compared; ${wrong.length} wrong`);
    return wrong.length ? 1 : 0;
  } finally {
    rmSync(work, {recursive: true, force: true});
  }
}

process.exitCode = await main();
