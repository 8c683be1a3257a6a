// Fills a small disk until an outbox on it takes no more, again and again.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openOutboxStore } from '../../../../main/store/outbox/outbox-store.ts';
import { AppError } from '../../../../preload/model/app-error.ts';
import { createSeededRandom } from '../../../support/seeded-random.ts';
import { contentsOf, numbered } from '../support/copies.ts';

/** What came of it. */
export interface FullDiskReport {
  readonly lost: readonly string[];
  readonly wrong: readonly string[];
  readonly refusals: number;
  /** Outboxes that could be opened while there was no room at all. */
  readonly openings: number;
}

const [disk = '', rounds = '0', seed = '1'] = process.argv.slice(2);
const lost: string[] = [];
const wrong: string[] = [];
let refusals = 0;
let openings = 0;
const file = join(disk, 'outbox', 'outbox.db');
const ballast = join(disk, 'ballast');
const open = () => openOutboxStore({ file, now: Date.now });

function isFull(error: unknown): boolean {
  return error instanceof AppError && error.data.message.includes('disk is full');
}

for (let round = 0; round < Number(rounds); round += 1) {
  const random = createSeededRandom(Number(seed) + round);
  rmSync(join(disk, 'outbox'), { recursive: true, force: true });
  writeFileSync(ballast, Buffer.alloc(1_000_000 + Math.floor(random() * 900_000)));
  let store = open();
  let inARow = 0;
  // Small ones may still fit where a large one did not.
  for (let number = 0; inARow < 5 && number < 2000; number += 1) {
    const before = contentsOf(store.changes);
    try {
      store.write({ put: [numbered(number, round, random)] });
      inARow = 0;
    } catch (error) {
      inARow += 1;
      refusals += 1;
      if (!isFull(error)) wrong.push(`round ${round}: ${String(error)}`);
      if (contentsOf(store.changes) !== before) wrong.push(`round ${round}: half kept`);
    }
  }
  const expected = contentsOf(store.changes);
  if (round % 2 === 0) store.close();
  if (round % 2 === 0) {
    try {
      store = open();
      openings += 1;
      if (contentsOf(store.changes) !== expected) lost.push(`round ${round}: opened while full`);
      store.close();
    } catch (error) {
      if (!isFull(error)) wrong.push(`round ${round}, opening: ${String(error)}`);
    }
  } else store.close();
  rmSync(ballast);
  store = open();
  if (contentsOf(store.changes) !== expected) lost.push(`round ${round}: ${store.recovery}`);
  store.write({ put: [numbered(5000, round, random)] });
  store.close();
}
const report: FullDiskReport = { lost, wrong, refusals, openings };
process.stdout.write(JSON.stringify(report));
