import { personRowSchema } from './person.ts';
import { z } from './zod.ts';

/** The most rows that one message carries. */
export const maximumWindowSize = 200;

/** What people can be filtered by; filters combine, and all must hold. */
export const peopleFilters = [
  'enabled',
  'disabled',
  'no-photo',
  'no-email',
  'no-last-name',
  'managed',
  'admin',
  'waiting',
] as const;

/** What the list can be sorted by; `changedAt` is when a refresh last saw a change. */
export const peopleSorts = [
  'name',
  'id',
  'jobTitle',
  'organization',
  'location',
  'email',
  'changedAt',
] as const;

export type PeopleFilter = (typeof peopleFilters)[number];
export type PeopleSort = (typeof peopleSorts)[number];

const filterSchema = z.enum(peopleFilters);

/** Who is in the list and in which order, whatever part of it is visible. */
export const peopleSelectionSchema = z.strictObject({
  /** What stands in the search box; see `preload/rules/search-terms.ts`. */
  text: z.string().max(1000),
  filters: z.array(filterSchema).max(peopleFilters.length),
  /** One organization exactly, without regard to case and accents; null for any. */
  organization: z.string().max(1000).nullable(),
  location: z.string().max(1000).nullable(),
  sort: z.strictObject({ by: z.enum(peopleSorts), isDescending: z.boolean() }),
});

export type PeopleSelection = z.infer<typeof peopleSelectionSchema>;

/** Which rows of a selection the list wants to show. */
export const peopleQuerySchema = peopleSelectionSchema.extend({
  offset: z.number().int().min(0).max(10_000_000),
  limit: z.number().int().min(1).max(maximumWindowSize),
});

export type PeopleQuery = z.infer<typeof peopleQuerySchema>;

export const peopleWindowSchema = z.strictObject({
  rows: z.array(personRowSchema).max(maximumWindowSize),
  offset: z.number().int().min(0),
  /** People in the selection. */
  matched: z.number().int().min(0),
  /** People in the directory. */
  total: z.number().int().min(0),
});

export type PeopleWindow = z.infer<typeof peopleWindowSchema>;

/** How many people each lens of the side bar would show. */
export const lensCountsSchema = z.strictObject({
  everybody: z.number().int().min(0),
  filters: z.record(filterSchema, z.number().int().min(0)),
});

export type LensCounts = z.infer<typeof lensCountsSchema>;

/** A value of a field with the number of people who have it. */
export const facetValueSchema = z.strictObject({ value: z.string(), count: z.number().int() });

export type FacetValue = z.infer<typeof facetValueSchema>;

/** Rows picked by hand: some, or all of a selection but some. */
export const pickedSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('these'), ids: z.array(z.string().max(1024)).max(100_000) }),
  z.strictObject({
    mode: z.literal('all-but'),
    selection: peopleSelectionSchema,
    exceptIds: z.array(z.string().max(1024)).max(100_000),
  }),
]);

export type Picked = z.infer<typeof pickedSchema>;
