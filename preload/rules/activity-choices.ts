// Apart from the schemas, since the renderer offers these to choose from.

/** How a change ended, or what happened to it on its way. */
export const activityOutcomes = [
  /** The server has it, and has shown it. */
  'applied',
  /** The server had it already. */
  'already-there',
  /** Some fields were taken, and others not: those wait for the user. */
  'partly-applied',
  'refused',
  'conflict',
  /** The user gave it up. */
  'discarded',
  /** Taken back before it was sent. */
  'undone',
] as const;

/** Days for which the log of what was sent can be kept. */
export const activityDays = [7, 30, 90, 365] as const;
