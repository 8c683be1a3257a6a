import { z } from './zod.ts';

/** A proxy of the user's network wants a sign-in of its own. */
export const proxyQuestionSchema = z.strictObject({
  id: z.string().min(1).max(64),
  host: z.string(),
  port: z.number().int(),
  /** What the proxy calls itself; anybody could have written it. */
  realm: z.string(),
  /** True where it has refused an answer before. */
  isRepeated: z.boolean(),
});

export type ProxyQuestion = z.infer<typeof proxyQuestionSchema>;

export const proxyAnswerSchema = z.strictObject({
  id: z.string().min(1).max(64),
  /** Null leaves the question open: the requests fail. */
  credentials: z
    .strictObject({ userId: z.string().max(1024), password: z.string().max(1024) })
    .nullable(),
});

export type ProxyAnswer = z.infer<typeof proxyAnswerSchema>;
