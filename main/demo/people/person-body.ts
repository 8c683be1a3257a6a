import {
  companyFields,
  personTextFields,
  type CompanyField,
  type PersonTextField,
} from '../../../preload/model/person.ts';
import { invalidArgument, unreadableBody } from '../api-error.ts';
import {
  isJsonObject,
  readBoolean,
  readObject,
  readText,
  type JsonObject,
} from '../request-body.ts';

const personType = 'org.alfresco.rest.api.model.Person';

/** Kept by the server itself; in the order in which it complains about them. */
const derivedFields = ['statusUpdatedAt', 'avatarId', 'quota', 'quotaUsed'] as const;

const personKeys: ReadonlySet<string> = new Set([
  'id',
  ...personTextFields,
  ...derivedFields,
  // Read and ignored.
  'displayName',
  'capabilities',
  'company',
  'enabled',
  'emailNotificationsEnabled',
  'password',
  'oldPassword',
  'properties',
  'aspectNames',
]);
const companyKeys: ReadonlySet<string> = new Set(companyFields);

/** A person as a request describes it. An absent key was not sent; null and "" both mean null. */
export interface PersonBody {
  readonly id?: string | null;
  readonly texts: Readonly<Partial<Record<PersonTextField, string | null>>>;
  /** Absent: untouched. Null, also for an empty object: all fields are cleared. */
  readonly company?: Readonly<Partial<Record<CompanyField, string | null>>> | null;
  readonly enabled?: boolean | null;
  readonly emailNotificationsEnabled?: boolean | null;
  readonly password?: string | null;
  readonly oldPassword?: string | null;
  readonly properties: JsonObject;
  readonly aspectNames: readonly string[] | null;
}

/** Reads a person out of parsed JSON; refuses unknown fields. */
export function readPersonBody(json: unknown): PersonBody {
  const object = readObject(json, personType, personKeys);
  const company = readCompany(object.company);
  return {
    texts: readTexts(object, personTextFields),
    ...('id' in object && { id: readText(object.id, 'id') }),
    ...(company !== undefined && { company }),
    ...('password' in object && { password: readText(object.password, 'password') }),
    ...('oldPassword' in object && { oldPassword: readText(object.oldPassword, 'oldPassword') }),
    ...('enabled' in object && { enabled: readBoolean(object.enabled, 'enabled') }),
    ...('emailNotificationsEnabled' in object && {
      emailNotificationsEnabled: readBoolean(
        object.emailNotificationsEnabled,
        'emailNotificationsEnabled',
      ),
    }),
    properties: readProperties(object.properties),
    aspectNames: readAspectNames(object.aspectNames),
  };
}

/** Throws the API's 400 where a field is sent that the server keeps itself. */
export function refuseDerivedFields(json: unknown): void {
  if (!isJsonObject(json)) return;
  for (const field of derivedFields) {
    if (field in json) throw invalidArgument(`Unsupported field: ${field}`);
  }
}

function readTexts<F extends string>(
  object: JsonObject,
  fields: readonly F[],
): Partial<Record<F, string | null>> {
  const texts: Partial<Record<F, string | null>> = {};
  for (const field of fields) if (field in object) texts[field] = readText(object[field], field);
  return texts;
}

function readCompany(value: unknown): PersonBody['company'] {
  if (value === undefined || value === null || value === '')
    return value === undefined ? value : null;
  const object = readObject(value, 'org.alfresco.rest.api.model.Company', companyKeys);
  const company = readTexts(object, companyFields);
  return Object.keys(company).length === 0 ? null : company;
}

function readProperties(value: unknown): JsonObject {
  if (value === undefined || value === null) return {};
  if (isJsonObject(value)) return value;
  throw unreadableBody('Cannot deserialize value of type `java.util.LinkedHashMap` (properties)');
}

function readAspectNames(value: unknown): readonly string[] | null {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) {
    throw unreadableBody('Cannot deserialize value of type `java.util.ArrayList` (aspectNames)');
  }
  return value.map((name) => readText(name, 'aspectNames') ?? '');
}
