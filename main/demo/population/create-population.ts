import type { Population } from '../directory/population.ts';
import type { DemoSettings } from '../settings.ts';
import { createCasesPopulation } from './cases-population.ts';
import { createCompanyPopulation } from './company-population.ts';

/** The people that a server with these settings starts with. */
export function createPopulation(
  settings: Pick<DemoSettings, 'fixture' | 'people' | 'seed'>,
): Population {
  return settings.fixture === 'cases' ? createCasesPopulation() : createCompanyPopulation(settings);
}
