// An open preview reloads by itself after a save, shows what is wrong as a page, and comes back when it is mended.
//   node reload.mjs PROGRAM
import fs from 'node:fs';
import path from 'node:path';
import { Faults, browser, copyOfRoot, serve } from './preview.mjs';

const [program] = process.argv.slice(2);
const faults = new Faults();
const root = copyOfRoot();
const site = await serve(program, root);
const chromium = await browser();
const page = await chromium.newPage();
const guide = path.join(root, 'content/guide/how-to-read.md');
const before = fs.readFileSync(guide, 'utf8');
await page.goto(site.address + 'guide/how-to-read.html');
const title = await page.locator('h1').textContent();

const shows = async (text, what) => {
  try {
    await page.locator('h1', { hasText: text }).waitFor({ timeout: 10000 });
    faults.expect(true, what);
  } catch {
    faults.expect(false, `${what}: the page shows ${await page.locator('h1').textContent()}`);
  }
};
fs.writeFileSync(guide, before.replace(/title: .*/, 'title: 改过的标题'));
await shows('改过的标题', 'a saved guide page');
fs.writeFileSync(guide, before.replace('date:', 'dat:'));
await shows('错误', 'a wrong guide page');
faults.expect((await page.content()).includes('content/guide/how-to-read.md'), 'the page of errors names the file');
fs.writeFileSync(guide, before);
await shows(title, 'the mended guide page');
const layout = path.join(root, 'templates/layout.html');
const frame = fs.readFileSync(layout, 'utf8');
fs.writeFileSync(layout, frame.replace('<main', '<main {{nothing_like_this}}'));
await shows('错误', 'a wrong template');
faults.expect((await page.content()).includes('templates/layout.html'), 'the page of errors names the template');
fs.writeFileSync(layout, frame);
await shows(title, 'the mended template');

await chromium.close();
await site.stop();
fs.rmSync(root, { recursive: true });
faults.finish('reload');
