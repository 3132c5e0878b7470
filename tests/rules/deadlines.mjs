#!/usr/bin/env node
// Every deadline of every profile, against a count that knows nothing of the program: the day after the start is day one, a day counts
// where the package chinese-days says that it is worked (its own record of the State Council's notices), and the days are gone
// through one by one.
//
//   node tests/rules/deadlines.mjs --program build/test/gongshi
//   node tests/rules/deadlines.mjs --self-test --program …   sees that a start day counted, a make-up day dropped and a holiday dropped are found
//
// For each profile a root with one record for every start day from 2019-01-01 to 2026-12-31: a result for publication and transfer, a
// joint task for the report, a plan for each year; `gongshi status --format json` must agree in start, last day, plain day,
// provisional, days left, and in which days differ from a count of weekends only.
import {spawnSync} from "node:child_process";
import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";

const {isWorkday} = createRequire(import.meta.url)("chinese-days");
const repository = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const argument = (name) => process.argv[process.argv.indexOf(name) + 1];
const program = argument("--program");
const [first, last, asOf] = ["2019-01-01", "2026-12-31", "2027-03-01"];
const lastKnownYear = 2026;

// Days are numbers since 1970-01-01, in UTC.
const number = (iso) => Date.parse(`${iso}T00:00:00Z`) / 86400000;
const iso = (day) => new Date(day * 86400000).toISOString().slice(0, 10);
const year = (day) => Number(iso(day).slice(0, 4));
const weekday = (day) => ![0, 6].includes(new Date(day * 86400000).getUTCDay());
const memory = new Map();
function worked(day) {
  if (!memory.has(day)) memory.set(day, year(day) > lastKnownYear ? weekday(day) : isWorkday(iso(day)));
  return memory.get(day);
}

/** The last day of a period by `works`, and the plain day. */
function lastDay(start, {days, unit}, works) {
  let day = start;
  if (unit === "calendar") {
    const plain = start + days;
    for (day = plain; !works(day); ) ++day;
    return {day, plain};
  }
  for (let left = days; left > 0; ) if (works(++day)) --left;
  return {day, plain: day};
}

function daysLeft(due, now) {
  let count = 0;
  for (let day = Math.min(due, now) + 1; day <= Math.max(due, now); ++day) if (worked(day)) ++count;
  return due >= now ? count : -Math.max(1, count);
}

function expected(start, rule) {
  const {day, plain} = lastDay(start, rule, worked);
  const byWeekends = lastDay(start, rule, weekday).day;
  return {
    started_on: iso(start), due_on: iso(day), plain_due_on: iso(plain), provisional: year(day) > lastKnownYear,
    days_left: daysLeft(day, number(asOf)), by_weekends_on: byWeekends === day ? null : iso(byWeekends),
  };
}

const starts = [];
for (let day = number(first); day <= number(last); ++day) starts.push(day);

function writeRoot(root, profile, extra) {
  const put = (path, text) => {
    mkdirSync(dirname(join(root, path)), {recursive: true});
    writeFileSync(join(root, path), text);
  };
  put("site/site.json", JSON.stringify({organisation: {name: "虚构局"}, site: {name: "公示"}, base_url: "/", profile: profile.id, sample: true, as_of: asOf}));
  const wording = Object.keys(profile.allowed_results)[0];
  put("content/results/all.ndjson", starts.map((day) => JSON.stringify({
    id: `R${iso(day)}`, task_id: "T", object_name: "虚构厂", items: [iso(day)], inspected_on: iso(day), concluded_on: iso(day), completed_on: iso(day),
    result: wording, ...(profile.transfer ? {follow_up: "transferred"} : {}),
  })).join("\n") + "\n");
  const joint = starts.map((day) => ({id: `J${iso(day)}`, name: "联合抽查", kind: "joint", lead: "虚构局", ended_on: iso(day), status: "completed"}));
  put("content/tasks/all.json", JSON.stringify([{id: "T", name: "抽查", kind: "internal", status: "inspecting"}, ...(profile.report_to_regulator ? joint : [])]));
  const plans = [];
  for (let y = 2019; y <= 2027; ++y) plans.push({id: `P${y}`, year: y, title: `${y}年计划`, sections: [{kind: "joint", title: "联合", columns: [{key: "name", header: "名称"}], entries: [{number: "1", name: "抽查"}]}]});
  put("content/plans/all.json", JSON.stringify(plans));
  for (const [path, text] of Object.entries(extra)) put(path, text);
}

/** What the profile's document asks for: id in the program's answer → what must stand there. */
function reference(profile) {
  const out = new Map();
  for (const day of starts) {
    out.set(`publication:R${iso(day)}`, expected(day, profile.deadline));
    if (profile.transfer) out.set(`transfer:R${iso(day)}`, expected(day, profile.transfer));
    if (profile.report_to_regulator) out.set(`report:J${iso(day)}`, expected(day, profile.report_to_regulator));
  }
  const monthEnd = (y, month) => number(iso(Date.UTC(y, month, 0) / 86400000));
  const byMonth = (name, rule, before) => {
    for (let y = 2019; rule && y <= 2027; ++y) {
      const due = monthEnd(y - before, rule.month);
      out.set(`${name}:${y}:P${y}`, {
        started_on: null, due_on: iso(due), plain_due_on: iso(due), provisional: year(due) > lastKnownYear || year(due) < 2019,
        days_left: daysLeft(due, number(asOf)), by_weekends_on: null,
      });
    }
  };
  byMonth("plan_filing", profile.plan_due, 0);
  byMonth("plan_publication", profile.plan_public_due, 0);
  byMonth("numbers", profile.numbers_due, 1);
  return out;
}

/** The same from the program's answer. */
function answered(status) {
  const differing = new Map(status.weekend_differences.map((row) => [`${row.duty} ${row.started_on}`, row.by_weekends_on]));
  const out = new Map();
  const add = (id, duty, row) => out.set(id, {
    started_on: row.started_on, due_on: row.due_on, plain_due_on: row.plain_due_on ?? row.due_on, provisional: row.provisional, days_left: row.days_left,
    by_weekends_on: differing.get(`${duty} ${row.started_on}`) ?? null,
  });
  for (const row of status.results) add(`publication:${row.id}`, "publication", row);
  for (const row of status.duties) if (!row.id.endsWith(":2028")) add(row.id, row.duty, row);
  for (const row of status.tasks) {
    const duty = out.get(`report:${row.id}`);
    if (duty && duty.due_on !== row.report_due_on) duty.due_on += ` but ${row.report_due_on}`;
  }
  return out;
}

/** Compares one profile; returns [number compared, differences]. */
function compare(profile, extra = {}) {
  const root = mkdtempSync(join(tmpdir(), "deadlines-"));
  try {
    writeRoot(root, profile, extra);
    const done = spawnSync(program, ["status", "--root", root, "--format", "json"], {maxBuffer: 1 << 28, encoding: "utf8", env: {PATH: process.env.PATH}});
    if (done.status !== 0) throw new Error(`${profile.id}: gongshi status ended with ${done.status}: ${done.stdout}${done.stderr}`.slice(0, 2000));
    const got = answered(JSON.parse(done.stdout));
    const want = reference(profile);
    const wrong = [];
    for (const id of new Set([...want.keys(), ...got.keys()])) {
      const [a, b] = [JSON.stringify(want.get(id)), JSON.stringify(got.get(id))];
      if (a !== b) wrong.push(`${profile.id} ${id}: expected ${a}, the program says ${b}`);
    }
    return [want.size, wrong];
  } finally {
    rmSync(root, {recursive: true});
  }
}

const profiles = readdirSync(join(repository, "site/profiles")).sort().map((name) => JSON.parse(readFileSync(join(repository, "site/profiles", name), "utf8")));

function selfTest() {
  const own = profiles.find((p) => p.id === "pingdingshan-2020");
  const calendar = JSON.parse(readFileSync(join(repository, "content/calendar/2024.json"), "utf8"));
  const without = (key, day) => ({"content/calendar/2024.json": JSON.stringify({...calendar, [key]: calendar[key].filter((d) => d !== day)})});
  const counted = {...own, deadline: {...own.deadline, days: 19}};  // as if the start day, where it is worked, were day one
  const mutants = {
    "start day counted": {[`site/profiles/${own.id}.json`]: JSON.stringify(counted)},
    "make-up day dropped": without("work", "2024-02-04"),
    "holiday dropped": without("off", "2024-02-12"),
  };
  let missed = 0;
  for (const [name, extra] of Object.entries(mutants)) {
    const [, wrong] = compare(own, extra);
    console.log(`${name}: ${wrong.length} differences`);
    if (wrong.length === 0) ++missed;
  }
  return missed;
}

function all() {
  let [compared, different] = [0, 0];
  for (const profile of profiles) {
    const [count, wrong] = compare(profile);
    compared += count;
    different += wrong.length;
    console.log(`${profile.id}: ${count} deadlines`);
    for (const line of wrong.slice(0, 20)) console.log(line);
  }
  console.log(`${compared} deadlines compared, ${different} differences`);
  return different;
}

process.exit((process.argv.includes("--self-test") ? selfTest() : all()) === 0 ? 0 : 1);
