import { EventEmitter } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { App, BrowserWindow } from 'electron';
import { expect, it, vi } from 'vitest';
import { closeBeforeQuit, runWithOneWindow } from '../../../../main/electron/lifecycle.ts';

/** As much of Electron's app as ends. */
function createFakeApp() {
  let willQuit: (event: { preventDefault: () => void }) => void = () => undefined;
  const quit = vi.fn();
  const app = {
    on(name: string, listener: typeof willQuit) {
      if (name === 'will-quit') willQuit = listener;
    },
    quit,
  };
  return {
    app: app as unknown as App,
    quit,
    /** Answers whether the end was put off. */
    end: (): boolean => {
      const preventDefault = vi.fn();
      willQuit({ preventDefault });
      return preventDefault.mock.calls.length > 0;
    },
  };
}

it('puts the end off until all is closed, and then ends', async () => {
  const { app, quit, end } = createFakeApp();
  let finish = (): void => undefined;
  const closing = new Promise<void>((resolve) => {
    finish = resolve;
  });
  closeBeforeQuit(app, () => closing);
  expect(end()).toBe(true);
  await nextTurn();
  expect(quit).not.toHaveBeenCalled();
  finish();
  await vi.waitFor(() => expect(quit).toHaveBeenCalledOnce());
  expect(end()).toBe(false);
});

it('does not ask for the end while Electron is still telling of it', async () => {
  const { app, quit, end } = createFakeApp();
  closeBeforeQuit(app, () => Promise.resolve());
  end();
  await Promise.resolve().then(() => undefined);
  await Promise.resolve();
  expect(quit).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(quit).toHaveBeenCalledOnce());
});

/** As much of a window as can be shown again. */
function createFakeWindow() {
  const told: string[] = [];
  let isMinimized = false;
  let isDestroyed = false;
  const window = {
    isMinimized: () => isMinimized,
    isDestroyed: () => isDestroyed,
    restore: () => told.push('restore'),
    focus: () => told.push('focus'),
  };
  return {
    window: window as unknown as BrowserWindow,
    told,
    minimize: () => (isMinimized = true),
    close: () => (isDestroyed = true),
  };
}

it('shows the window there is, where it is started again, and opens one where there is none', () => {
  const app = new EventEmitter() as unknown as App;
  const windows = [createFakeWindow(), createFakeWindow()];
  const [first, second] = windows;
  const opened: BrowserWindow[] = [];
  runWithOneWindow(app, () => {
    const { window } = windows[opened.length] ?? createFakeWindow();
    opened.push(window);
    return window;
  });
  app.emit('second-instance');
  expect(first?.told).toEqual(['focus']);
  first?.minimize();
  app.emit('second-instance');
  expect(first?.told).toEqual(['focus', 'restore', 'focus']);
  expect(opened).toHaveLength(1);
  // Where closing the last window does not end the app.
  first?.close();
  app.emit('second-instance');
  expect(opened).toHaveLength(2);
  expect(second?.told).toEqual(['focus']);
});
