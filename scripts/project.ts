import { join } from 'node:path';

/** The root of the checkout. */
export const projectDir = join(import.meta.dirname, '..');

/** A path in the checkout. */
export function inProject(...parts: readonly string[]): string {
  return join(projectDir, ...parts);
}
