/** What the editing process tells the test, one line of JSON each. */
export type Report =
  | { readonly kind: 'ready' }
  /** The edit was acknowledged: safe, the user was told. */
  | { readonly kind: 'edited'; readonly id: string; readonly number: number }
  | { readonly kind: 'created'; readonly id: string }
  /** The photo was acknowledged. */
  | { readonly kind: 'photographed'; readonly id: string; readonly number: number }
  /** Nothing waits any more, or only for the user. */
  | { readonly kind: 'rested'; readonly left: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string };

/** The places at which a process can be killed, in the order in which an edit comes by them. */
export const steps = [
  'keychain kept',
  'before picture',
  'picture synced',
  'before journal',
  'journal synced',
  'before commit',
  'committed',
  'before cache',
  'acknowledged',
  'before GET',
  'GET answered',
  'before PUT',
  'PUT answered',
  'before POST',
  'POST answered',
  'keychain wiped',
  'before avatar',
  'avatar answered',
] as const;

export type Step = (typeof steps)[number];

/** What an editing process is started with. */
export interface ProcessOrder {
  readonly folder: string;
  readonly address: string;
  readonly seed: number;
  /** Nobody else edits these people. */
  readonly ids: readonly string[];
  /** Numbers of edits from here on. */
  readonly from: number;
  /** Edits to make; 0 only sends what waits. */
  readonly edits: number;
  /** Where to die, and at which time of coming by. */
  readonly killAt: { readonly step: Step; readonly time: number } | null;
}
