// Every address of the demo in a real browser: it loads, complains of nothing, asks no other host, fits a phone, and one page of
// each kind passes axe, wide, narrow, dark and in large type.
//   node pages.mjs PROGRAM [--self-test]
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { HtmlValidate } from 'html-validate';
import { Faults, browser, copyOfRoot, repository, serve } from './preview.mjs';

const [program, mode] = process.argv.slice(2);
const faults = new Faults();
const root = copyOfRoot();
if (mode === '--self-test') {  // a layout that is too wide, names no language and loads from elsewhere must be caught
  const layout = path.join(root, 'templates/layout.html');
  fs.writeFileSync(layout, fs.readFileSync(layout, 'utf8').replace('<html lang="zh-CN">', '<html>').replace('</main>', '<img src="http://127.0.0.2:9/x.png" width="900" height="9"></main>'));
}
const out = path.join(root, 'out');
execFileSync(program, ['build', '--root', root, '--out', out], { stdio: 'ignore' });
const addresses = fs.readdirSync(out, { recursive: true }).filter((p) => p.endsWith('.html')).sort();
if (mode === '--self-test') addresses.splice(30);  // enough to be caught
const site = await serve(program, root);
const chromium = await browser();

/** results/R1.html → results/*.html; the kinds of CONTRACT §4. */
const kindOf = (address) => address.replace(/page\/\d+\.html$/, 'page/N.html').replace(/by\/\d+\.html$/, 'by/N.html')
  .replace(/^(results|objects|tasks|plans|notices|guide|categories)\/[^/]+\.html$/, '$1/ID.html').replace(/^summaries\/.*$/, (p) => p.replace(/\d{4}(-Q?)?\d*/, 'P$1'));

// ---- every address, on a phone ----

const samples = new Map();
const failed = [];
const crew = Array.from({ length: 2 }, async () => {
  const page = await chromium.newPage({ viewport: { width: 360, height: 740 } });
  let now = '';
  page.on('console', (m) => { if (m.type() === 'error') failed.push(`${now}: console: ${m.text()}`); });
  page.on('pageerror', (e) => failed.push(`${now}: script: ${e.message}`));
  page.on('request', (r) => { if (!r.url().startsWith(site.address)) failed.push(`${now}: asks for ${r.url()}`); });
  for (let address; (address = queue.shift()) !== undefined;) {
    now = address;
    const answer = await page.goto(site.address + address, { waitUntil: 'load' });
    faults.expect(answer.status() === 200, `${address}: status ${answer.status()}`);
    const seen = await page.evaluate(() => ({
      h1: document.querySelectorAll('h1').length, title: document.title, language: document.documentElement.lang,
      wide: document.documentElement.scrollWidth > document.documentElement.clientWidth, sample: document.querySelectorAll('aside.sample').length,
      empty: [...document.querySelectorAll('h1,h2,h3,a,th[scope=col],caption,dt,dd')].filter((e) => !e.textContent.trim() && !e.querySelector('img,svg')).length,
    }));
    faults.expect(seen.h1 === 1, `${address}: ${seen.h1} h1`);
    faults.expect(seen.title.length > 3 && seen.language === 'zh-CN', `${address}: title or language`);
    faults.expect(!seen.wide, `${address}: wider than 360 px`);
    faults.expect(seen.sample === 1, `${address}: does not say that it is a sample`);
    faults.expect(seen.empty === 0, `${address}: ${seen.empty} empty headings, links or facts`);
    const kind = kindOf(address);
    if (!samples.has(kind) || (await page.content()).length > samples.get(kind).size) samples.set(kind, { address, size: (await page.content()).length });
  }
  await page.close();
});
var queue = [...addresses];
await Promise.all(crew);
faults.expect(mode === '--self-test' || addresses.length > 700, `${addresses.length} addresses only`);

// ---- one page of each kind, looked at closely ----

const html = new HtmlValidate({ extends: ['html-validate:recommended', 'html-validate:document'], rules: { 'require-sri': 'off' /* files of the same site */, 'long-title': 'off', 'no-trailing-whitespace': 'off' } });
const axe = path.join(repository, 'tests/node_modules/axe-core/axe.min.js');
for (const [kind, { address }] of samples) {
  for (const [name, look] of Object.entries({ wide: { width: 1280 }, narrow: { width: 320 }, dark: { width: 1280, dark: true }, large: { width: 360, large: true } })) {
    const page = await chromium.newPage({ viewport: { width: look.width, height: 900 }, colorScheme: look.dark ? 'dark' : 'light' });
    await page.goto(site.address + address);
    if (look.large) await page.locator('#elder').evaluate((e) => { e.checked = true; });
    await page.addScriptTag({ path: axe });
    const found = await page.evaluate(() => axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
    faults.expect(found.violations.length === 0, `${kind} ${name} (${address}): axe ${found.violations.map((v) => `${v.id} at ${v.nodes[0].target}`).join('; ')}`);
    faults.expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${kind} ${name}: scrolls sideways`);
    await page.close();
  }
  // Text at 200 % on the narrowest phone: nothing to scroll sideways, and the name of the bureau is not squeezed to a column.
  const big = await chromium.newPage({ viewport: { width: 320, height: 640 } });
  await big.goto(site.address + address);
  await big.addStyleTag({ content: 'html{font-size:200%}' });
  const room = await big.evaluate(() => ({ wide: document.documentElement.scrollWidth > document.documentElement.clientWidth, name: document.querySelector('.band a').getBoundingClientRect() }));
  faults.expect(!room.wide, `${kind} at 200 % (${address}): scrolls sideways`);
  faults.expect(room.name.width > 160, `${kind} at 200 %: the name has ${room.name.width} px`);
  await big.close();
  const report = await html.validateFile(path.join(out, address));
  faults.expect(report.valid, `${kind} (${address}): ${report.results.flatMap((r) => r.messages).slice(0, 3).map((m) => `${m.ruleId} line ${m.line}: ${m.message}`).join('; ')}`);
}

// ---- the page of `status`, which only the preview has ----

for (const look of [{ width: 320 }, { width: 1280, dark: true }]) {
  const page = await chromium.newPage({ viewport: { width: look.width, height: 740 }, colorScheme: look.dark ? 'dark' : 'light' });
  await page.goto(site.address + '-/status');
  await page.addScriptTag({ path: axe });
  const found = await page.evaluate(() => axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
  faults.expect(found.violations.length === 0, `status at ${look.width}: axe ${found.violations.map((v) => `${v.id} at ${v.nodes[0].target}`).join('; ')}`);
  faults.expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `status at ${look.width}: scrolls sideways`);
  await page.close();
}

// ---- without scripts, and as a file ----

const bare = await (await chromium.newContext({ javaScriptEnabled: false })).newPage();
await bare.goto('file://' + path.join(out, 'index.html'));
await bare.locator('a[href^="results/"]').first().click();
faults.expect((await bare.locator('h1').textContent()).length > 2, 'a result opened from the home page as a file, without scripts');

// ---- search ----

const page = await chromium.newPage();
await page.goto(site.address + 'search.html');
await page.fill('#q', '污水');
await page.press('#q', 'Enter');
await page.locator('#search-hits li').first().waitFor({ timeout: 10000 });
faults.expect((await page.locator('#search-hits li mark').first().textContent()) === '污水', 'search marks what it found');

await chromium.close();
await site.stop();
for (const f of failed) faults.expect(false, f);
fs.rmSync(root, { recursive: true });
if (mode === '--self-test') {
  const kinds = ['wider than 360', 'title or language', 'asks for'].filter((k) => !faults.list.some((f) => f.includes(k)));
  console.log(kinds.length ? `self-test: not caught: ${kinds}` : `self-test: the bad layout was caught (${faults.list.length} faults)`);
  process.exitCode = kinds.length ? 1 : 0;
} else {
  console.log(`${addresses.length} addresses, ${samples.size} kinds`);
  faults.finish('pages');
}
