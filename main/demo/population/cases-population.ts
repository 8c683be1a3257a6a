import { builtInAdmin, builtInGuest } from './built-in-accounts.ts';
import { emptyPerson, type PersonRecord } from '../directory/person-record.ts';
import { populationOf, type Population } from '../directory/population.ts';

/** The five people that the conformance cases start from. */
export function createCasesPopulation(): Population {
  return populationOf([
    builtInAdmin(),
    person('alice', 'Alice', 'Smith', 'alison.smith@example.com', {
      aspectNames: ['papi:lunchable'],
      properties: { 'papi:lunch': 'Magical sandwich' },
    }),
    person('aliced', 'Alice', 'Davis', 'alice.davis@example.com'),
    person('ben', 'Ben', 'Carson', 'ben.smythe@example.com'),
    builtInGuest(),
  ]);
}

function person(
  id: string,
  firstName: string,
  lastName: string,
  email: string,
  more: Partial<PersonRecord> = {},
): PersonRecord {
  const texts = { firstName, lastName, email };
  return { ...emptyPerson(id), texts, password: 'password', ...more };
}
