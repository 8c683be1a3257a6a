import { cpus, loadavg, release, totalmem, type } from 'node:os';

/** The machine that figures were taken on; without it they say nothing. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  readonly electron: string | null;
  readonly people: number;
  /** Processes that wanted to run in the last 1, 5 and 15 minutes. */
  readonly load: readonly number[];
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Describes this machine as it is now. */
export function describeMachine(people: number, electron: string | null): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGb: totalmem() / 2 ** 30,
    system: `${type()} ${release()} ${process.arch}`,
    node: process.versions.node,
    electron,
    people,
    load: loadavg(),
    at: new Date().toISOString(),
  };
}

/** The load of the last minute. */
export function currentLoad(): number {
  return loadavg()[0] ?? 0;
}
