// The application without Electron on a disk of its own, which becomes full and then read-only.
import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../../../main/app.ts';
import { AppError } from '../../../preload/model/app-error.ts';
import type { RefreshState } from '../../../preload/model/refresh.ts';
import { everybody } from '../../../preload/rules/everybody.ts';
import { createProcessApp } from './process-app.ts';

/** What came of it: sentences on what went wrong, and what was seen on the way. */
export interface SmallDiskReport {
  readonly wrong: readonly string[];
  readonly notes: readonly string[];
}

const [disk = '', address = '', people = '0'] = process.argv.slice(2);
const everyone = Number(people);
const ballast = join(disk, 'ballast');
const wrong: string[] = [];
const notes: string[] = [];

const start = (): App => createProcessApp(join(disk, 'data'));

/** Leaves so many bytes free. */
function fillUp(leaveBytes: number): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leaveBytes)));
}

const remount = (way: 'ro' | 'rw'): unknown =>
  execFileSync('mount', ['-o', `remount,${way}`, disk]);

async function refreshed({ handlers }: App): Promise<RefreshState> {
  for (;;) {
    const state = await handlers.refresh.state(null);
    if (state.phase !== 'running') return state;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function total({ handlers }: App): Promise<number> {
  return (await handlers.people.window({ ...everybody, offset: 0, limit: 1 })).total;
}

/** The sentence with which an action was refused; null where it was not. */
async function refusalOf(action: Promise<unknown>): Promise<string | null> {
  try {
    await action;
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.data.message;
    wrong.push(`Not in words: ${String(error)}`);
    return null;
  }
}

/** What the window asks at its start. */
async function asWindow({ handlers }: App): Promise<void> {
  await handlers.session.current(null);
}

async function signIn({ handlers }: App): Promise<void> {
  await handlers.session.signIn({
    address,
    userId: 'admin',
    password: 'admin',
    acceptPlainHttp: true,
    remember: false,
  });
}

function expectSentence(what: string, text: string | null | undefined, pattern: RegExp): void {
  if (text === null || text === undefined || !pattern.test(text)) wrong.push(`${what}: ${text}`);
  else notes.push(`${what}: “${text}”`);
}

function expectSize(what: string, size: number, least: number): void {
  if (size < least) wrong.push(`${what}: ${size} people, not ${least}`);
}

const full = /disk is full.*Free some space/;
const readOnly = /may not write to its data folder.*permissions/;

// There is no room for everybody.
fillUp(1_500_000);
let app = start();
await signIn(app);
expectSentence('a refresh', (await refreshed(app)).error?.message, full);
const fitted = await total(app);
expectSize('what fitted', fitted, 100);
if (fitted >= everyone) wrong.push('The disk was never full');

// It is opened while there is none at all.
await app.close();
rmSync(ballast);
fillUp(0);
app = start();
const atStart = await refusalOf(app.reopen());
if (atStart === null) expectSize('opened on a full disk', await total(app), fitted);
else expectSentence('opening on a full disk', atStart, full);

// There is room again.
rmSync(ballast);
await signIn(app);
await refreshed(app);
await app.handlers.refresh.start(null);
const after = await refreshed(app);
if (after.error !== null) wrong.push(`After that: ${after.error.message}`);
expectSize('after that', await total(app), everyone);
await app.close();

// Nothing may be written any more, and then again.
remount('ro');
app = start();
await refusalOf(app.reopen());
expectSentence('opening what is read-only', await refusalOf(asWindow(app)), readOnly);
expectSentence('signing in there', await refusalOf(signIn(app)), readOnly);
await app.close();
remount('rw');
app = start();
await app.reopen();
expectSize('what could be written to again', await total(app), everyone);
await app.close();

const report: SmallDiskReport = { wrong, notes };
process.stdout.write(JSON.stringify(report));
