import type { Page } from 'playwright';
import type { LaunchedApp } from '../launch/launch-app.ts';
import { atMost, check, figureOf, type Row, single } from './figures.ts';
import { expectNothing, expectRows, readTiming } from './page-probes.ts';
import { percentile } from './statistics.ts';

/** Typed one after the other; between them the box is emptied. */
const searches = ['anna', 'engineer', 'london', 'smith', 'example', 'sales'];
const settleMs = 250;
const keysPerSecond = 15;

interface Stroke {
  readonly key: string;
  readonly countAfter: number;
}

/** From a letter typed to its rows painted. */
export async function measureTyping({ window }: LaunchedApp, isQuick: boolean): Promise<Row> {
  const search = window.getByRole('searchbox', { name: 'Search people' });
  const toRows: number[] = [];
  const toNothing: number[] = [];
  await search.click();
  for (const text of isQuick ? searches.slice(0, 3) : searches) {
    const strokes = await rehearse(window, text);
    for (let round = 0; round < (isQuick ? 1 : 3); round += 1) {
      let count = await countShown(window);
      for (const { key, countAfter } of strokes) {
        await window.evaluate(expectNothing);
        toNothing.push(await timeKey(window, 'F9'));
        // A letter after which the list is the same has nothing to paint.
        if (countAfter === count) {
          await window.keyboard.insertText(key);
        } else {
          await window.evaluate(expectRows, countAfter);
          toRows.push(await timeKey(window, key));
        }
        count = countAfter;
      }
      await search.fill('');
      await settledCount(window);
    }
  }
  const floor = figureOf('a key that changes nothing', 'ms', toNothing, 'p95');
  return {
    id: 'C7',
    title: 'a letter typed to its rows painted',
    checks: [
      check(figureOf('p95', 'ms', toRows, 'p95'), atMost(33)),
      check(
        single(
          'p95, more than a key that changes nothing',
          'ms',
          percentile(toRows, 0.95) - floor.p95,
        ),
        atMost(10),
      ),
      check(
        single(`letters lost at ${keysPerSecond} a second`, '', await countLostLetters(window)),
        atMost(0),
      ),
    ],
    yardstick: floor,
    beside: [],
    notes: [],
  };
}

/** Types a search slowly, and notes how many people the list shows after each letter. */
async function rehearse(window: Page, text: string): Promise<Stroke[]> {
  const strokes: Stroke[] = [];
  for (const key of text) {
    await window.keyboard.insertText(key);
    strokes.push({ key, countAfter: await settledCount(window) });
  }
  await window.getByRole('searchbox', { name: 'Search people' }).fill('');
  await settledCount(window);
  return strokes;
}

/** Presses a key that the page expects, and answers what the page measured. */
async function timeKey(window: Page, key: string): Promise<number> {
  await window.keyboard.press(key);
  const ms = await window.evaluate(readTiming);
  if (ms < 0) throw new Error(`Nothing followed the key ${key}`);
  return ms;
}

/** The number of people in the list once it has stayed the same for a while. */
async function settledCount(window: Page): Promise<number> {
  for (let last = -1; ;) {
    await window.waitForTimeout(settleMs);
    const count = await countShown(window);
    if (count === last) return count;
    last = count;
  }
}

function countShown(window: Page): Promise<number> {
  return window.evaluate(() => bench.count());
}

async function countLostLetters(window: Page): Promise<number> {
  const text = 'engineer london sales';
  const search = window.getByRole('searchbox', { name: 'Search people' });
  await search.pressSequentially(text, { delay: 1000 / keysPerSecond });
  const typed = await search.inputValue();
  await search.fill('');
  return text.length - typed.length;
}
