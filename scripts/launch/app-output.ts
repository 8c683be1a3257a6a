import { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ElectronApplication, Page } from 'playwright';

const channel = 'child_process';

/** Collects what an app prints, line by line, from its first moment. */
export interface AppOutput {
  readonly lines: readonly string[];
  /** Adds what its windows print; call it once the app is launched. */
  readonly follow: (app: ElectronApplication) => void;
  /** Ends the waiting for the app's process to start. */
  readonly stopWaiting: () => void;
}

/**
 * Listens to the next process that is started with an argument. Playwright hands out the process
 * only when the app runs, too late for an error while it loads.
 */
export function collectOutput(argument: string): AppOutput {
  const lines: string[] = [];
  const print = (chunk: Buffer): void => void lines.push(`main: ${chunk.toString().trimEnd()}`);
  const onProcess = (message: unknown): void => {
    const child = processOf(message);
    child?.once('spawn', () => {
      if (!child.spawnargs.some((spawned) => spawned.includes(argument))) return;
      child.stdout?.on('data', print);
      child.stderr?.on('data', print);
    });
  };
  subscribe(channel, onProcess);

  const followWindow = (window: Page): void => {
    window.on('console', (message) => lines.push(`window: ${message.type()} ${message.text()}`));
    window.on('pageerror', (error) =>
      lines.push(`window: uncaught ${error.stack ?? error.message}`),
    );
    window.on('crash', () => lines.push('window: crashed'));
  };
  return {
    lines,
    follow(app) {
      app.windows().forEach(followWindow);
      app.on('window', followWindow);
    },
    stopWaiting: () => void unsubscribe(channel, onProcess),
  };
}

function processOf(message: unknown): ChildProcess | null {
  if (typeof message !== 'object' || message === null || !('process' in message)) return null;
  return message.process instanceof ChildProcess ? message.process : null;
}
