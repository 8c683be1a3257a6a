import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ListeningDemoServer, startDemoServer } from '../../support/demo-server.ts';
import { makeTestFolder } from '../../support/folders.ts';
import type { ProcessReport } from './process-report.ts';

const script = new URL('./refresh-process.ts', import.meta.url).pathname;
const people = 12_000;
/** The first page is small, and pages share a few rows. */
const rowsOfPage = 995;

/** Runs the application until it ends or, once so many pages are in the cache, is killed. */
async function runApp(
  folder: string,
  address: string,
  killAtPage = Number.POSITIVE_INFINITY,
): Promise<ProcessReport[]> {
  const child = spawn(process.execPath, [script, folder, address], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const reports: ProcessReport[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const report = JSON.parse(line) as ProcessReport;
    reports.push(report);
    if (report.kind === 'page' && report.pages >= killAtPage) child.kill('SIGKILL');
  }
  await exited;
  return reports;
}

const pagesOf = (reports: readonly ProcessReport[]): { fetched: number; pages: number }[] =>
  reports.flatMap((report) => (report.kind === 'page' ? [report] : []));

const pageRequests = ({ demo }: ListeningDemoServer): number =>
  demo.stats().byKind['GET people'] ?? 0;

describe('B17: a refresh whose process is killed', () => {
  it('goes on behind the pages that it had, with all of them in sight meanwhile', async () => {
    for (const killAtPage of [1, 4, 9]) {
      const server = await startDemoServer({ fixture: 'demo', people, latencyMs: 30 });
      onTestFinished(() => server.close());
      const folder = makeTestFolder();
      const killed = await runApp(folder, server.baseUrl, killAtPage);
      const fetchedBefore = pagesOf(killed).at(-1)?.fetched ?? 0;
      expect(fetchedBefore).toBeGreaterThan(0);
      expect(fetchedBefore).toBeLessThan(people);

      const requestsBefore = pageRequests(server);
      const reports = await runApp(folder, server.baseUrl);
      const opened = reports.find(({ kind }) => kind === 'opened');
      expect(opened).toMatchObject({ kind: 'opened' });
      expect(opened?.kind === 'opened' && opened.total).toBeGreaterThanOrEqual(fetchedBefore);
      expect(pagesOf(reports)[0]?.fetched).toBeGreaterThanOrEqual(fetchedBefore);
      expect(reports.at(-1)).toEqual({ kind: 'ended', phase: 'idle', total: people });
      // The small page to begin with, those that are left, two that are read again at most, and
      // two more for a busy machine, on which pages take longer and are asked for in smaller sizes.
      const needed = 1 + Math.ceil((people - fetchedBefore) / rowsOfPage);
      expect(pageRequests(server) - requestsBefore).toBeLessThanOrEqual(needed + 2 + 2);
    }
  });
});
