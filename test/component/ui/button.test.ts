import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import Button from '../../../renderer/ui/Button.svelte';
import '../../../renderer/styles/tokens.css';
import '../../../renderer/styles/base.css';
import { contrastOf } from '../support/contrast.ts';
import { emulateScheme, schemes } from '../support/schemes.ts';

afterEach(cleanup);

const children = createRawSnippet(() => ({ render: () => '<span>Set 0 photos</span>' }));
const variants = ['primary', 'secondary', 'quiet', 'danger'] as const;
const states = {
  'that can be used': {},
  'that is busy': { isBusy: true },
  'that is not to be had': { reason: 'Tick at least one photo first.' },
};
const button = () => page.getByRole('button', { name: 'Set 0 photos' });

describe.each(schemes)('in %s', (scheme) => {
  beforeEach(() => emulateScheme(scheme));

  describe.each(Object.entries(states))('a button %s', (_name, state) => {
    test.each(variants)('can be read, at rest and below the pointer: %s', async (variant) => {
      await render(Button, { props: { children, variant, ...state } });
      await button().unhover();
      expect(contrastOf(button().element())).toBeGreaterThanOrEqual(4.5);
      await button().hover();
      expect(contrastOf(button().element())).toBeGreaterThanOrEqual(4.5);
    });
  });
});

test('a primary button that is not to be had does not look like one', async () => {
  await render(Button, { props: { children, variant: 'primary', reason: 'Not now.' } });
  await button().unhover();
  const { backgroundColor, borderStyle } = getComputedStyle(button().element());
  expect([backgroundColor, borderStyle]).toEqual(['rgba(0, 0, 0, 0)', 'dashed']);
});
