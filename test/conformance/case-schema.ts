import { z } from '../../preload/model/zod.ts';

const texts = z.record(z.string(), z.string());

const checkSchema = z.strictObject({
  path: z.string().optional(),
  header: z.string().optional(),
  eq: z.unknown().optional(),
  startsWith: z.string().optional(),
  contains: z.unknown().optional(),
  present: z.literal(true).optional(),
  absent: z.literal(true).optional(),
  absentAll: z.literal(true).optional(),
  where: z.record(z.string(), z.unknown()).optional(),
  has: z.record(z.string(), z.unknown()).optional(),
});

const bodySchema = z.unknown();

const requestStepSchema = z.strictObject({
  method: z.string(),
  path: z.string(),
  query: texts.optional(),
  headers: texts.optional(),
  body: bodySchema.optional(),
  as: z.enum(['admin', 'user', 'none']),
  login: z.strictObject({ user: z.string(), password: z.string() }).optional(),
  expectStatus: z.int().optional(),
  save: texts.optional(),
});

const mailStepSchema = z.strictObject({ mail: z.literal('last'), save: texts });

const caseSchema = z.strictObject({
  ...requestStepSchema.omit({ expectStatus: true, save: true }).shape,
  name: z.string(),
  source: z.string(),
  basis: z.enum(['test', 'test-transferred', 'source']),
  config: z.record(z.string(), z.unknown()).optional(),
  setup: z.array(z.union([requestStepSchema, mailStepSchema])).optional(),
  expect: z.strictObject({
    status: z.int(),
    facts: z.array(z.string()),
    assert: z.array(checkSchema),
    extraAssert: z.array(checkSchema).optional(),
  }),
});

export const casesSchema = z.array(caseSchema);

export type ConformanceCase = z.output<typeof caseSchema>;
export type RequestStep = z.output<typeof requestStepSchema>;
export type MailStep = z.output<typeof mailStepSchema>;
export type Check = z.output<typeof checkSchema>;
