import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen } from '../../../scripts/demo-server/listen.ts';
import { createTestDemo } from '../../support/demo-server.ts';
import { makeTestFolder } from '../../support/folders.ts';
import type { ProcessReport } from './process-report.ts';

const script = new URL('./refresh-process.ts', import.meta.url).pathname;
const people = 12_000;

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

/** A directory that notes where the pages end that it is asked for. */
async function startServer(): Promise<{ readonly url: string; readonly pageEnds: number[] }> {
  const demo = createTestDemo({ fixture: 'demo', people, latencyMs: 30 });
  const pageEnds: number[] = [];
  const server = await listen({
    port: 0,
    fetch(request) {
      const { pathname, searchParams } = new URL(request.url);
      const [skipCount, maxItems] = ['skipCount', 'maxItems'].map((name) =>
        Number(searchParams.get(name) ?? 0),
      );
      if (pathname.endsWith('/people')) pageEnds.push((skipCount ?? 0) + (maxItems ?? 0));
      return demo.fetch(request);
    },
  });
  onTestFinished(() => server.close());
  return { url: server.url, pageEnds };
}

describe('B17: a refresh whose process is killed', () => {
  it('goes on behind the pages that it had, with all of them in sight meanwhile', async () => {
    for (const killAtPage of [1, 4, 9]) {
      const server = await startServer();
      const folder = makeTestFolder();
      const killed = await runApp(folder, server.url, killAtPage);
      const fetchedBefore = pagesOf(killed).at(-1)?.fetched ?? 0;
      expect(fetchedBefore).toBeGreaterThan(0);
      expect(fetchedBefore).toBeLessThan(people);

      const requestsBefore = server.pageEnds.length;
      const reports = await runApp(folder, server.url);
      const opened = reports.find(({ kind }) => kind === 'opened');
      expect(opened).toMatchObject({ kind: 'opened' });
      expect(opened?.kind === 'opened' && opened.total).toBeGreaterThanOrEqual(fetchedBefore);
      expect(pagesOf(reports)[0]?.fetched).toBeGreaterThanOrEqual(fetchedBefore);
      expect(reports.at(-1)).toEqual({ kind: 'ended', phase: 'idle', total: people });
      // However large the pages were: two at most had nobody on them who was new.
      const again = server.pageEnds.slice(requestsBefore).filter((end) => end <= fetchedBefore);
      expect(again.length).toBeLessThanOrEqual(2);
    }
  });
});
