import { personRowSchema } from './person.ts';
import { z } from './zod.ts';

/** The most rows that one message carries. */
export const maximumWindowSize = 200;

/** Which rows of the directory the list wants to show. */
export const peopleQuerySchema = z.strictObject({
  /** What stands in the search box; every word must occur in some field. */
  text: z.string().max(1000),
  offset: z.number().int().min(0).max(10_000_000),
  limit: z.number().int().min(1).max(maximumWindowSize),
});

export type PeopleQuery = z.infer<typeof peopleQuerySchema>;

export const peopleWindowSchema = z.strictObject({
  rows: z.array(personRowSchema).max(maximumWindowSize),
  offset: z.number().int().min(0),
  /** People that match the query. */
  matched: z.number().int().min(0),
  /** People in the directory. */
  total: z.number().int().min(0),
});

export type PeopleWindow = z.infer<typeof peopleWindowSchema>;
