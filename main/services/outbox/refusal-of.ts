import { createAppError } from '../errors.ts';

/**
 * The error for values that the server would not take, by field. The interface has its own sentence
 * for each fault; this one is for whoever comes without.
 */
export function refusalOf(fields: Readonly<Record<string, string>>): Error {
  return createAppError(
    'invalid',
    'The server would not take these values. Change them and try again.',
    { fields },
  );
}
