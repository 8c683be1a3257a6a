import type { Population } from '../directory/population.ts';
import { createCasesPopulation } from './cases-population.ts';

/** TEMP */
export function createCompanyPopulation(_s: { people: number; seed: number }): Population {
  return createCasesPopulation();
}
