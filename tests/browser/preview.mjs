// What the browser suites share: a root in a temporary folder, `gongshi serve` over it, and Chromium.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** A copy of the demo's root (or of another one), to be changed at will. */
export function copyOfRoot(from = repository) {
  const to = fs.mkdtempSync(path.join(os.tmpdir(), 'gongshi-browser-'));
  for (const part of ['content', 'site', 'templates']) {
    if (!fs.existsSync(path.join(from, part))) continue;
    fs.cpSync(path.join(from, part), path.join(to, part), { recursive: true, filter: (p) => !/site[/]([.]|public$|preview$)/.test(p) });
  }
  return to;
}

/** Starts the preview; resolves with its address once it answers. */
export function serve(program, root) {
  const child = spawn(program, ['serve', '--root', root, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (text) => {
      said += text;
      const address = said.match(/http:\/\/[^ ]+\//);
      if (address) resolve({ address: address[0], stop: () => new Promise((ended) => { child.on('exit', ended); child.kill('SIGTERM'); }), said: () => said });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', (code) => reject(new Error(`gongshi serve ended with ${code}: ${said}`)));
  });
}

export function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** Collects what is wrong; `finish` prints it and sets the exit status. */
export class Faults {
  list = [];
  checks = 0;
  expect(good, what) {
    ++this.checks;
    if (!good) this.list.push(what);
  }
  finish(name) {
    for (const fault of this.list.slice(0, 40)) console.error(`FAILED ${fault}`);
    if (this.list.length > 40) console.error(`… and ${this.list.length - 40} more`);
    console.log(`${name}: ${this.checks} checks, ${this.list.length} failed`);
    process.exitCode = this.list.length || !this.checks ? 1 : 0;
  }
}
