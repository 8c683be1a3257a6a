import { jsonValueSchema } from '../../../../preload/model/json.ts';
import {
  companyFields,
  personTextFields,
  type Company,
  type Person,
} from '../../../../preload/model/person.ts';
import { z } from '../../../../preload/model/zod.ts';
import { displayNameOf } from '../../../../preload/rules/display-name.ts';

const text = z
  .union([z.string(), z.number().transform(String), z.boolean().transform(String)])
  .transform((value) => (value.trim() === '' ? null : keepable(value)))
  .nullish()
  .transform((value) => value ?? null)
  .catch(null);

const flag = z
  .union([z.boolean(), z.literal(['true', 'false']).transform((value) => value === 'true')])
  .nullish()
  .catch(null);

const bytes = z
  .number()
  .nullish()
  .transform((value) => value ?? null)
  .catch(null);

/** Letter by letter: a pair of surrogates is one of them, half a pair is one by itself. */
function keepable(text: string): string {
  return Array.from(text, (letter) =>
    /^[\0\ud800-\udfff]$/.test(letter) ? '\ufffd' : letter,
  ).join('');
}

function textFields<F extends string>(fields: readonly F[]): Record<F, typeof text> {
  return Object.fromEntries(fields.map((field) => [field, text])) as Record<F, typeof text>;
}

const companySchema = z.object(textFields(companyFields));
const emptyCompany: Company = companySchema.parse({});

/** The rules of `readWirePerson` once more, as a schema: slow, and easy to believe. */
export const wirePersonSchema = z
  .object({
    ...textFields(personTextFields),
    id: z.string().min(1).transform(keepable),
    displayName: text,
    statusUpdatedAt: text,
    company: companySchema.catch(emptyCompany),
    enabled: flag,
    emailNotificationsEnabled: flag,
    avatarId: text,
    quota: bytes,
    quotaUsed: bytes,
    aspectNames: z.array(z.unknown()).catch([]),
    properties: z.record(z.string(), jsonValueSchema).catch({}),
    capabilities: z
      .object({ isAdmin: z.boolean(), isGuest: z.boolean(), isMutable: z.boolean() })
      .nullable()
      .catch(null),
  })
  .transform((wire): Person => ({
    ...wire,
    displayName: wire.displayName ?? displayNameOf(wire),
    statusUpdatedAt: utcTime(wire.statusUpdatedAt),
    enabled: wire.enabled ?? true,
    emailNotificationsEnabled: wire.emailNotificationsEnabled ?? true,
    aspectNames: wire.aspectNames.filter((name) => typeof name === 'string'),
  }));

function utcTime(wire: string | null): string | null {
  if (wire === null) return null;
  const time = new Date(wire.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
