import { cdp } from 'vitest/browser';

/** The two colour schemes that a system may ask for. */
export const schemes = ['light', 'dark'] as const;

/** Shows everything in a scheme, with nothing moving; the function returned ends that. */
export async function emulateScheme(
  scheme: (typeof schemes)[number],
): Promise<() => Promise<void>> {
  await cdp().send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ],
  });
  return async () => {
    await cdp().send('Emulation.setEmulatedMedia', { features: [] });
  };
}
