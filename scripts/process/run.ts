import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';

/** How a finished command went. */
export interface Finished {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** `capture` keeps the output; `show` lets the user see it; `stderr` sends all of it to stderr. */
  readonly output?: 'capture' | 'show' | 'stderr';
  readonly timeoutMs?: number;
}

const stdioOf = {
  capture: ['ignore', 'pipe', 'pipe'],
  show: ['ignore', 'inherit', 'inherit'],
  stderr: ['ignore', 2, 2],
} as const;

const graceMs = 10_000;

/** Runs a command to its end, without a shell; rejects only when it could not be started. */
export function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Finished> {
  const { output = 'capture', timeoutMs, ...rest } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...rest, stdio: [...stdioOf[output]] });
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => end(child), timeoutMs);
    const chunks: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] };
    child.stdout?.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({
        exitCode: code ?? 1,
        stdout: Buffer.concat(chunks.stdout).toString(),
        stderr: Buffer.concat(chunks.stderr).toString(),
      });
    });
  });
}

/** Asks a command to end, so that it can end what it started; then ends it. */
function end(child: ChildProcess): void {
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), graceMs).unref();
}
