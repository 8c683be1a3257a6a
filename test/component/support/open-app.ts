import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import App from '../../../renderer/App.svelte';
import { createClient } from '../../../renderer/bridge.ts';
import '../../../renderer/styles/tokens.css';
import '../../../renderer/styles/base.css';
import type { FakeMain } from './fake-bridge.ts';

/** Opens the whole interface over a fake main process, as the window would. */
export async function openApp(
  main: FakeMain,
  { width = 1200, height = 800 }: { readonly width?: number; readonly height?: number } = {},
) {
  await page.viewport(width, height);
  return await render(App, {
    target: document.body,
    props: { client: createClient(main.bridge) },
  });
}
