import { setTimeout as wait } from 'node:timers/promises';
import { buildApp } from '../../../scripts/build-app.ts';
import { resolveElectron } from '../../../scripts/electron/resolve.ts';
import type { LaunchedApp } from '../../../scripts/launch/launch-app.ts';
import { launchApp } from '../../../scripts/launch/launch-app.ts';
import { makeLaunchable, removeLaunchable } from '../../../scripts/launch/launchable.ts';
import { startVirtualDisplay } from '../../../scripts/process/display.ts';
import { askPage } from '../../support/ask-page.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { type Findings, type RowOptions, type RowResult, runRow } from '../outbox/support/row.ts';

/** Main loads a page again so many times a minute; then it is launched anew. */
const crashesPerLaunch = 3;
/** What was typed is kept within 400 ms of the last key. */
const keptAfterMs = 900;
const patienceMs = 30_000;

/** B26: the page crashes while somebody is being changed; what was typed is offered again. */
export function testCrashes(options: RowOptions): Promise<RowResult> {
  return runRow(options, async (findings, { rounds, seed }) => {
    const random = createSeededRandom(seed);
    const electron = await resolveElectron();
    await buildApp();
    const launchable = await makeLaunchable(electron);
    const display = process.platform === 'linux' ? await startVirtualDisplay() : null;
    const env = {
      ROLLCALL_NO_KEYCHAIN: '1',
      ...(display === null ? {} : { DISPLAY: display.name }),
    };
    let launched = await launchApp(launchable, { env });
    try {
      await launched.window.getByRole('button', { name: 'Try the demo directory' }).click();
      for (let round = 0; round < rounds; round += 1) {
        if (round > 0 && round % crashesPerLaunch === 0) {
          await launched.close();
          launched = await launchApp(launchable, { env, userDataDir: launched.userDataDir });
        }
        await crashOnce(launched, { findings, round, random });
      }
    } finally {
      await launched.close();
      display?.stop();
      await removeLaunchable(launchable);
    }
  });
}

interface Round {
  readonly findings: Findings;
  readonly round: number;
  readonly random: () => number;
}

async function crashOnce({ app }: LaunchedApp, { findings, round, random }: Round): Promise<void> {
  const place = Math.floor(random() * 8);
  const pid = app.process().pid;
  const kept = `Typed in round ${round}`;
  await openRow(app, place);
  await press(app, 'Edit');
  await until(app, `(${jobTitle} ?? null) !== null`);
  await askPage(app, `${jobTitle}.focus(); ${jobTitle}.select()`);
  await type(app, kept);
  await wait(keptAfterMs);
  // Somewhere on its way to main, or not yet.
  await type(app, ' and more');
  await wait(random() * 500);
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await until(app, `${rows}.length > 8`);
  await openRow(app, place);
  await press(app, 'Continue');
  await until(app, `(${jobTitle} ?? null) !== null`);
  const found = await askPage(app, `${jobTitle}.value`);
  if (found !== kept && found !== `${kept} and more`) {
    findings.lost(`round ${round}: "${String(found)}"`);
  }
  if (app.process().pid !== pid || app.process().exitCode !== null) {
    findings.wrong(`round ${round}: main has ended`);
  }
  await press(app, 'Cancel');
  await until(app, `(${jobTitle} ?? null) === null`);
}

type App = LaunchedApp['app'];

const rows = `document.querySelectorAll('[role=grid] [role=row]')`;
const jobTitle = `document.querySelector('[data-field=jobTitle]')`;
const buttonOf = (name: string): string =>
  `Array.from(document.querySelectorAll('button')).find((one) => one.textContent.trim() === '${name}')`;

async function openRow(app: App, place: number): Promise<void> {
  await until(app, `${rows}.length > 8`);
  await askPage(app, `${rows}[${place}].click()`);
}

async function press(app: App, name: string): Promise<void> {
  await until(app, `${buttonOf(name)} !== undefined`);
  await askPage(app, `${buttonOf(name)}.click()`);
}

/** As the keyboard does, into what has the focus. */
async function type(app: App, text: string): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, typed) => BrowserWindow.getAllWindows()[0]?.webContents.insertText(typed),
    text,
  );
}

async function until(app: App, condition: string): Promise<void> {
  const endMs = performance.now() + patienceMs;
  while ((await askPage(app, condition)) !== true) {
    if (performance.now() > endMs) throw new Error(`It never came true: ${condition}`);
    await wait(50);
  }
}
