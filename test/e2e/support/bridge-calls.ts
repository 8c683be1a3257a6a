import type { Page } from 'playwright';
import type { SignInState } from '../../../preload/model/sign-in-state.ts';

/** Calls main as the page would, where a test asks for more than the screen shows. */
export function callMain(window: Page, channel: string, input: unknown): Promise<unknown> {
  return window.evaluate(
    ([name, argument]) => {
      const bridge = Reflect.get(globalThis, 'bridge') as {
        invoke(channel: string, input: unknown): Promise<unknown>;
      };
      return bridge.invoke(name, argument);
    },
    [channel, input] as const,
  );
}

/** How far the open directory is with its sign-in. */
export async function signInStateOf(window: Page): Promise<SignInState> {
  const result = (await callMain(window, 'session:signInState', null)) as { value: SignInState };
  return result.value;
}
