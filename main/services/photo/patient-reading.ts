import type { AppErrorData } from '../../../preload/model/app-error.ts';
import type { Person } from '../../../preload/model/person.ts';
import type { Clock } from '../clock.ts';
import { toAppError } from '../errors.ts';
import type { KeptPicture } from '../ports/pictures.ts';
import { isServersFailure } from '../sync/patience.ts';

/** What came of reading a photo: it, that there is none, or why it could not be had. */
export type PhotoReading =
  | { readonly kind: 'photo'; readonly photo: KeptPicture }
  | { readonly kind: 'none' }
  | { readonly kind: 'missed'; readonly error: AppErrorData };

/** Reads the photos of several people; in their order. */
export type PatientReading = (people: readonly Person[]) => Promise<readonly PhotoReading[]>;

/** How long a server that stumbles is waited for in one go, before others are tried again. */
const pausesMs: readonly number[] = [1000, 2000, 4000, 8000];

/**
 * Creates the reading. Where the server fails, those whom it failed for are asked for again, one at a
 * time and after a pause. Once it has failed for all pauses it is waited for no more before it answers.
 */
export function createPatientReading(options: {
  readonly read: (person: Person) => Promise<KeptPicture | null>;
  readonly clock: Clock;
  /** Ends the waiting: then it rejects. */
  readonly signal: AbortSignal;
}): PatientReading {
  const { read, clock, signal } = options;
  let pausesLeft = [...pausesMs];

  async function readOnce(person: Person): Promise<PhotoReading> {
    try {
      const photo = await read(person);
      return photo === null ? { kind: 'none' } : { kind: 'photo', photo };
    } catch (error) {
      return { kind: 'missed', error: toAppError(error).data };
    }
  }

  async function readAgain(person: Person, former: PhotoReading): Promise<PhotoReading> {
    let reading = former;
    while (isStumble(reading)) {
      const pauseMs = pausesLeft.shift();
      if (pauseMs === undefined) return reading;
      await clock.sleep(pauseMs, signal);
      reading = await readOnce(person);
    }
    pausesLeft = [...pausesMs];
    return reading;
  }

  return async (people) => {
    const readings = await Promise.all(people.map(readOnce));
    const all: PhotoReading[] = [];
    for (const [index, person] of people.entries()) {
      const reading = readings[index] ?? { kind: 'none' };
      all.push(isStumble(reading) ? await readAgain(person, reading) : reading);
    }
    return all;
  };
}

function isStumble(reading: PhotoReading): boolean {
  return reading.kind === 'missed' && isServersFailure(reading.error);
}
