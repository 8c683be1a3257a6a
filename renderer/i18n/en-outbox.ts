import * as format from './en-formats.ts';

const changes = (count: number): string =>
  count === 1 ? '1 change' : `${format.number(count)} changes`;

/** The texts of what waits to be sent, and of the log of what was sent. */
export const outboxTexts = {
  outbox: {
    label: 'Waiting changes',
    button: (count: number) => `Waiting changes: ${format.number(count)}`,
    count: format.number,
    summary: (waiting: number, needy: number) => {
      if (needy === 0) return `${format.number(waiting)} waiting`;
      const deciding = `${format.number(needy)} to decide`;
      return waiting === 0 ? deciding : `${format.number(waiting)} waiting, ${deciding}`;
    },
    summaryHint: 'Show what is not at the server yet',
    back: 'Back to people',
    decide: 'Decide…',
    loading: 'Loading…',
    empty: {
      heading: 'Everything is at the server',
      text: 'What you change while the server cannot be reached waits here, and is sent by itself.',
    },
    partial:
      'Changes that waited on this computer were damaged, and some of them may be lost. Look at your last ones.',
    paused: 'Nothing is being sent at the moment.',
    nextTry: (iso: string) => `Next try at ${format.time(iso)}.`,
    partOfAll: (shown: number, all: number) =>
      `The oldest ${format.number(shown)} of ${changes(all)} are shown.`,
    tryAll: 'Try all',
    discardAll: 'Discard all',
    groups: {
      conflict: 'To decide',
      refused: 'Refused by the server',
      waiting: 'Waiting to be sent',
    },
    groupHints: {
      conflict: 'Somebody else has changed the same fields meanwhile. Choose what is to hold.',
      refused: 'The server does not take these as they are.',
      waiting: 'These are sent by themselves, in the order in which they were made.',
    },
    kinds: {
      create: 'New person',
      password: 'New password',
      photo: 'Photo',
      update: (fields: readonly string[]) => format.list(fields),
    },
    sending: 'Being sent…',
    since: (iso: string, nowMs: number) => `Made ${format.ago(iso, nowMs)}`,
    sinceAt: format.dateTime,
    attempts: (count: number) =>
      count === 1 ? 'tried once' : `tried ${format.number(count)} times`,
    notApplied: (fields: readonly string[]) =>
      `The server has answered yes and left as it was: ${format.list(fields)}. A directory service may manage it.`,
    table: { field: 'Field', before: 'Before', after: 'After', mine: 'Mine', theirs: 'Theirs' },
    conflictOf: (name: string) => `Conflict of ${name}`,
    choiceOf: (field: string) => `What ${field} is to be`,
    useMine: (value: string) => `Mine: ${value}`,
    useTheirs: (value: string) => `Theirs: ${value}`,
    useOther: 'Another value',
    otherOf: (field: string) => `Another value of ${field}`,
    allMine: 'All mine',
    allTheirs: 'All theirs',
    apply: 'Apply',
    applying: 'Applying…',
    undecided: (fields: readonly string[]) => `Choose a value for ${format.list(fields)}.`,
    alsoWaits: (fields: readonly string[]) => `Not in question: ${format.list(fields)}.`,
    tryAgain: 'Try again',
    editAgain: 'Edit again',
    open: (name: string) => `Open ${name}`,
    discard: 'Discard',
    discarded: (count: number) =>
      count === 1 ? 'Change discarded.' : `${changes(count)} discarded.`,
    undo: 'Undo',
    dismiss: 'Dismiss',
    confirm: {
      heading: (count: number) => `Discard ${changes(count)}?`,
      text: 'What you have changed is then lost; at the server, everything stays as it is.',
      someForGood: 'New people, new passwords and photos among them cannot be had back.',
      yes: 'Discard',
      no: 'Keep',
    },
    unset: 'Empty',
    badges: {
      waiting: 'Waiting to be sent',
      conflict: 'Conflict to decide',
      refused: 'Refused by the server',
    },
  },
  activity: {
    label: 'Activity',
    search: 'Search activity',
    clearSearch: 'Clear',
    outcome: 'Outcome',
    anyOutcome: 'Every outcome',
    outcomes: {
      applied: 'Applied',
      'already-there': 'Was there already',
      'partly-applied': 'Applied in part',
      refused: 'Refused',
      conflict: 'Conflict',
      discarded: 'Discarded',
      undone: 'Taken back',
    },
    keep: 'Kept for',
    days: (count: number) => (count === 365 ? 'A year' : `${format.number(count)} days`),
    export: 'Export as CSV',
    exported: 'The log is written.',
    undo: 'Undo',
    undoOf: (name: string) => `Undo the change of ${name}`,
    undone: 'Taken back: the change back is on its way.',
    more: 'Load more',
    loading: 'Loading…',
    lines: 'What was sent',
    at: format.dateTime,
    by: (userId: string) => `by ${userId}`,
    status: (status: number) => `HTTP ${status}`,
    about: (fields: readonly string[]) => `This is about ${format.list(fields)}.`,
    empty: {
      heading: 'Nothing has been sent yet',
      text: 'Each change that Rollcall sends from this computer is told here, with the server’s answer.',
    },
    noMatch: { heading: 'Nothing found', text: 'No line of the log matches.', clear: 'Show all' },
  },
  newPerson: {
    label: 'New person',
    duplicate: 'Duplicate',
    id: 'User name',
    idHint: 'For signing in. It cannot be changed later.',
    idState: {
      asking: 'Looking whether it is free…',
      free: 'This user name is free.',
      freeHere: 'Free as far as this computer knows; the server decides when it is sent.',
    },
    taken: 'Somebody has this user name already.',
    takenHere: 'As far as this computer knows, somebody has this user name already.',
    more: 'More fields',
    enabled: 'Enabled',
    enabledHint: 'May sign in.',
    password: 'Password',
    passwordRequired: 'Enter a password, or have one made.',
    passwordHint:
      'Until the server has it, it is in this computer’s keychain, or in memory where there is none.',
    another: 'Create another',
    create: 'Create',
    creating: 'Saving…',
    cancel: 'Cancel',
    created: (name: string) => `${name} is saved on this computer and goes to the server.`,
    giveUp: {
      heading: 'Discard this new person?',
      text: 'What you have typed is not kept.',
      yes: 'Discard',
      stay: 'Keep editing',
    },
  },
};
