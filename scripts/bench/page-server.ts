import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from '../../preload/model/zod.ts';

const statsSchema = z.object({
  requests: z.number(),
  mostOpen: z.number(),
  rowsScanned: z.number(),
  firstPageAt: z.number().nullable(),
});

/** What the server counted, and when it handed out the first page since it was told to watch. */
export type PageServerStats = z.infer<typeof statsSchema>;

/** The demo server in another process, so that its work is not counted as ours. */
export interface PageServer {
  /** What to type as the server's address. */
  readonly address: string;
  /** Below which the People API is. */
  readonly baseUrl: string;
  setLatency(latencyMs: number): Promise<void>;
  /** Forgets kept pages and starts to count anew. */
  forget(): Promise<void>;
  /** Watches for the next page of people. */
  awaitPage(): Promise<void>;
  stats(): Promise<PageServerStats>;
  stop(): void;
}

/** Starts the demo server with so many people, on any free port of this machine. */
export async function startPageServer(people: number): Promise<PageServer> {
  const child = fork(new URL('./page-server-process.ts', import.meta.url), [String(people)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const stop = (): void => void child.kill();
  process.once('exit', stop);
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => ['']),
  ])) as [unknown];
  const url = z.url().parse(message);

  async function control(action: string): Promise<PageServerStats> {
    const response = await fetch(`${url}/__bench/${action}`);
    return statsSchema.parse(await response.json());
  }

  return {
    address: url,
    baseUrl: `${url}/alfresco`,
    async setLatency(latencyMs) {
      await control(`latency?${latencyMs}`);
    },
    async forget() {
      await control('forget');
    },
    async awaitPage() {
      await control('await-page');
    },
    stats: () => control('stats'),
    stop,
  };
}
