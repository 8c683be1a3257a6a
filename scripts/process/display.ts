import { spawn } from 'node:child_process';
import { Failure } from './failure.ts';

const server = 'Xvfb';
const startTimeoutMs = 20_000;

/** Fails where no window can be shown, and says what works there. */
export function requireDisplay(): void {
  const { DISPLAY: x11, WAYLAND_DISPLAY: wayland } = process.env;
  if (process.platform !== 'linux' || x11 || wayland) return;
  throw new Failure(
    'No display found. `npm run tour` shows the app without one: it writes screenshots to out/tour/.',
  );
}

/** A display that nobody looks at. */
export interface VirtualDisplay {
  /** The value for `DISPLAY`. */
  readonly name: string;
  stop(): void;
}

/** Starts Xvfb on a display number that is free. */
export function startVirtualDisplay(): Promise<VirtualDisplay> {
  const child = spawn(
    server,
    ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const stop = (): void => void child.kill();
  process.once('exit', stop);
  return new Promise((resolve, reject) => {
    let complaint = '';
    const fail = (reason: string): void => {
      stop();
      reject(new Failure(`${server} did not start: ${reason}\n${complaint}`));
    };
    const timer = setTimeout(() => fail('it gave no display in time.'), startTimeoutMs);
    child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`exit code ${code ?? 'none'}.`));
    child.stdio[3]?.once('data', (chunk: Buffer) => {
      clearTimeout(timer);
      resolve({ name: `:${chunk.toString().trim()}`, stop });
    });
  });
}
