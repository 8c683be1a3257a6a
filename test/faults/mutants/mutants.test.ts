import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inProject } from '../../../scripts/project.ts';
import { mutants } from './mutants.ts';

it.each(mutants)('B3: the place of a mistake is there: $name', ({ file, find, test }) => {
  expect(readFileSync(inProject(file), 'utf8').split(find)).toHaveLength(2);
  expect(readFileSync(inProject(test), 'utf8')).not.toBe('');
});
