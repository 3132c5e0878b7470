// site/static/search.js against an index of generated objects: what a query finds must be what a plain look at all names finds.
//   node search_test.mjs FOLDER [NAMES]     FOLDER holds search/, as a site does, or as the unit tests write it (GONGSHI_SEARCH_OUT)
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { fileURLToPath } from 'node:url';

const [folder, wanted = '300'] = process.argv.slice(2);
if (!folder) {
  console.error('usage: search_test.mjs FOLDER [NAMES]');
  process.exit(2);
}
const script = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../site/static/search.js');
const room = vm.createContext({ URL });
vm.runInContext(fs.readFileSync(script, 'utf8'), room);
const { engine, highlighted, normalised } = room.gongshiSearch;

const read = (name) => fs.readFileSync(path.join(folder, 'search', name), 'utf8');
const meta = JSON.parse(read('meta.json'));
const rows = (kind) => {
  const out = [];
  for (let i = 0; fs.existsSync(path.join(folder, 'search', `${kind}-${i}.json`)); ++i) out.push(...JSON.parse(read(`${kind}-${i}.json`)));
  return out;
};

// ---- the plain look ----

const owners = [];
{
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
  let value = 0, shift = 0, before = 0;
  for (const c of meta.aliases) {
    value += (digits.indexOf(c) & 31) << shift;
    shift += 5;
    if (digits.indexOf(c) >= 32) continue;
    owners.push((before += value));
    value = shift = 0;
  }
}
const objects = rows('objects').map((r) => ({ id: r[0], names: [normalised(r[1])], codes: r[2] === '' ? [] : [normalised(r[2] === 1 ? r[0] : r[2])] }));
rows('aliases').forEach((r, i) => objects[owners[i]][r[1] ? 'codes' : 'names'].push(normalised(r[0])));
const tasks = rows('tasks').map((r) => ({ id: r[0], names: [normalised(r[1])], codes: [] }));

function expected(words) {
  const query = normalised(words);
  const code = /^[\x20-\x7e]*$/.test(query) ? query.replace(/\s/g, '') : query;
  const short = [...code].length < 4;
  const rank = (o) => Math.min(
    ...o.names.map((n) => n === query ? 0 : n.startsWith(query) ? 1 : n.includes(query) ? 2 : 9),
    ...o.codes.map((c) => c === code ? 0 : c.startsWith(code) ? 1 : !short && c.includes(code) ? 2 : 9));
  const of = (list) => new Map(list.map((o) => [o.id, rank(o)]).filter(([, r]) => r < 9));
  return { objects: of(objects), tasks: of(tasks) };
}

// ---- queries ----

let fetched = 0, worst = [0, ''], total = 0, asked = 0;
const faults = [];

async function ask(words) {
  const seen = new Set();
  const search = engine(async (name) => {
    const text = read(name);
    if (!seen.has(name)) fetched += Buffer.byteLength(text);
    seen.add(name);
    return JSON.parse(text);
  });
  fetched = 0;
  const found = await search.find(words);
  const want = expected(words);
  ++asked;
  total += fetched;
  if (fetched > worst[0]) worst = [fetched, words];
  const fault = (what) => faults.push(`${JSON.stringify(words)}: ${what}`);
  if (found.objects !== want.objects.size) fault(`${found.objects} objects, not ${want.objects.size}`);
  if (found.tasks !== want.tasks.size) fault(`${found.tasks} tasks, not ${want.tasks.size}`);
  if (found.hits.length !== Math.min(50, want.objects.size + want.tasks.size)) fault(`${found.hits.length} hits shown`);
  let before = 0;
  for (const hit of found.hits) {
    const rank = (hit.task ? want.tasks : want.objects).get(hit.id);
    if (rank === undefined) fault(`false hit ${hit.name}`);
    // Where there are many, a whole code is told from its beginning by nobody: that takes fifty equal codes.
    else if (rank < before) fault(`order: ${hit.name}`);
    before = rank ?? before;
  }
}

const pieces = (text, from, to) => {
  const chars = [...text];
  const out = [];
  for (let n = from; n <= to; ++n) for (let i = 0; i + n <= chars.length; ++i) out.push(chars.slice(i, i + n).join(''));
  return out;
};
const queries = new Set(['有限', '有限公司', '限公司', '91', '911', '9114', '1405', '排污', '重点排污单位抽查', '（有限合伙）', '(有限', '3m', '３Ｍ', 'ａｂ电',
  '没有这样的名字', '𠀀𠀁', '公司公司', '91140525ma0', '9114 0525', 'xx']);
const step = Math.max(1, Math.floor(objects.length / Number(wanted)));
objects.forEach((o, i) => {
  if (i % step) return;
  for (const name of o.names) {
    for (const piece of pieces(name, 2, 6)) queries.add(piece);
    queries.add(name);
  }
  for (const code of o.codes) {
    for (const piece of pieces(code, 4, 4)) queries.add(piece);
    for (const n of [2, 3, 8, 14, 18]) queries.add(code.slice(0, n));
  }
});
for (const words of queries) if (words.trim() === words) await ask(words);

// ---- a name with one wrong character, or one left out: it is among what is near, where nothing holds the query ----

const plain = engine(async (name) => JSON.parse(read(name)));
let near = 0;
for (const [i, o] of objects.entries()) {
  const chars = [...o.names[0]];
  if (i % step || chars.length < 6) continue;
  for (const wrong of [[...chars.slice(0, 3), '〇', ...chars.slice(4)], [...chars.slice(0, 2), ...chars.slice(3)]]) {
    const words = wrong.join('');
    const found = await plain.find(words);
    if (found.hits.length) continue;  // another name
    ++near;
    const shares = (name) => pieces(words, 2, 2).filter((pair) => name.includes(pair)).length;
    const better = objects.filter((x) => Math.max(...x.names.map(shares)) >= shares(o.names[0])).length;
    if (!found.near.some((hit) => hit.id === o.id) && better <= 10) faults.push(`${words}: ${o.names[0]} is not among what is near`);
    if (found.near.length > 10) faults.push(`${words}: ${found.near.length} near ones`);
  }
}
if (near < 20) faults.push(`only ${near} queries with a slip`);
if ((await plain.find('没有这样的名字')).near.length) faults.push('what nothing resembles has something near it');
if (!(await engine(async () => ({})).find('甲')).short) faults.push('one character is too short');

const show = (text, query) => highlighted(text, query).map(([t, m]) => (m ? `[${t}]` : t)).join('');
for (const [text, query, want] of [['虚构金匠厂金匠', '金匠', '虚构[金匠]厂[金匠]'], ['３Ｍ胶带', '3m', '[３Ｍ]胶带'], ['甲（有限合伙）', '(有限', '甲[（有限]合伙）'],
  ['甲乙', '丙丁', '甲乙'], ['㈱甲乙', '株)甲', '[㈱甲]乙'], ['<b>甲', 'b>', '<[b>]甲']])
  if (show(text, query) !== want) faults.push(`highlight ${text}: ${show(text, query)}, not ${want}`);

for (const fault of faults.slice(0, 20)) console.error(fault);
console.log(`${asked} queries on ${objects.length} objects: ${faults.length} faults; bytes a query: mean ${Math.round(total / asked)}, ` +
  `most ${worst[0]} (${worst[1]})`);
if (worst[0] > 100 * 1024) faults.push('too many bytes');
process.exit(faults.length ? 1 : 0);
