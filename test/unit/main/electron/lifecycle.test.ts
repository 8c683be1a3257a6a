import { setImmediate as nextTurn } from 'node:timers/promises';
import type { App } from 'electron';
import { expect, it, vi } from 'vitest';
import { closeBeforeQuit } from '../../../../main/electron/lifecycle.ts';

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
