import * as format from './en-formats.ts';
import { createPlural } from './plural.ts';

const plural = createPlural(format.locale);

const photos = (count: number): string =>
  `${format.number(count)} ${plural(count, { one: 'photo', other: 'photos' })}`;
const files = (count: number): string =>
  `${format.number(count)} ${plural(count, { one: 'file', other: 'files' })}`;

/** The texts of matching many photos to people, and of setting them in one go. */
export const photoJobTexts = {
  photoJob: {
    label: 'Match photos',
    menu: 'Match a folder of photos…',
    back: 'Back to people',
    chooseFolder: 'Choose a folder…',
    chooseFiles: 'Choose files…',
    empty: {
      heading: 'Drop a folder of photos here',
      text: 'Each is matched to a person by its file name: the user name, the e-mail address, or first and last name in either order. Nothing is sent before you say so.',
    },
    reading: 'Reading the folder…',
    refusals: {
      empty: 'There are no files in it. Choose another folder.',
      'too-many': 'There are more than 5,000 files in it. Choose a part of them.',
    },
    found: (count: number) => `${files(count)} found`,
    unreadable: (count: number) =>
      `${format.number(count)} ${plural(count, { one: 'file or folder', other: 'files or folders' })} could not be read. Check that you may open them, and drop them again.`,
    keys: '↑ ↓ go from file to file, Enter confirms, Delete skips, C changes the match, A adjusts the crop.',
    jump: 'Groups of files',
    faulty: (count: number) => `${format.number(count)} cannot be used`,
    open: (count: number) => `${files(count)} to match`,
    groups: {
      sure: 'Sure',
      'has-photo': 'Already has a photo',
      look: 'Needs a look',
      none: 'No match',
    },
    groupHints: {
      sure: 'Named after one person and nobody else, who has no photo yet.',
      'has-photo': 'Sure as well, but a photo would be replaced. Tick whom you want to change.',
      look: 'Tick what is right, or change the match.',
      none: 'Nobody is named so. Choose a person, or leave it.',
    },
    count: format.number,
    chooseAll: 'Tick all',
    chooseNone: 'Untick all',
    set: (count: number) => `Set ${photos(count)}`,
    setNone: 'Tick at least one photo first.',
    startAnew: 'Start over',
    file: {
      check: (file: string, name: string | null) =>
        name === null ? `${file}: no match` : `${file}: set the photo of ${name}`,
      of: (file: string) => `Picture in ${file}`,
      nobody: 'Nobody chosen',
      adjust: 'Adjust crop',
      change: 'Change match',
      find: 'Choose person',
      replaces: 'Has a photo, which would be replaced.',
    },
    kinds: {
      id: 'by user name',
      email: 'by e-mail address',
      mailbox: 'by e-mail address',
      name: 'by name',
      'part-of-name': 'by a part of the name',
      initials: 'by initials',
    },
    byHand: 'chosen by you',
    doubts: {
      several: 'Others could be meant as well.',
      weak: 'The file name and the name differ a little.',
      'two-files': 'Several files are for this person: tick one.',
      disabled: 'This person is disabled.',
      incomplete: 'Not everybody has been fetched yet: somebody else may be named so.',
    },
    picker: {
      heading: 'Whose photo is it?',
      search: 'Find a person',
      clear: 'Clear search',
      close: 'Close',
      likely: 'Likely people',
      found: 'People found',
      nobody: 'Nobody matches. Try another part of the name, the user name or the e-mail address.',
      failed: 'People could not be looked for. Change a letter to try again.',
    },
    job: {
      label: 'Setting photos',
      making: (done: number, total: number) =>
        `${format.number(done)} of ${photos(total)} prepared`,
      pausedAt: (done: number, total: number) =>
        `Paused at ${format.number(done)} of ${photos(total)}`,
      begun: (total: number) => `${photos(total)} are being prepared`,
      prepared: (total: number) => `${photos(total)} prepared, and being sent`,
      cancelled: (prepared: number, total: number, sent: number) =>
        `Cancelled: ${format.number(prepared)} of ${photos(total)} prepared, ${format.number(sent)} at the server`,
      atServer(sent: number, total: number, back: number): string {
        if (total > 0 && sent === total) return `All ${photos(total)} are at the server`;
        const standing = `${format.number(sent)} of ${photos(total)} at the server`;
        return back === 0 ? standing : `${standing}, ${format.number(back)} taken back`;
      },
      hindered: (why: string) => `Nothing is being sent at the moment. ${why}`,
      safe: 'What is prepared is safe on this computer, and sent in the background. You can go on with other things meanwhile.',
      needy: (count: number) =>
        `${photos(count)} ${plural(count, { one: 'needs', other: 'need' })} you, below`,
      pause: 'Pause',
      resume: 'Go on',
      cancel: 'Cancel',
      goOn: 'Go on with the rest',
      retry: 'Try again',
      undo: 'Undo all',
      undoing: 'Undoing…',
      done: 'Done',
      toRest: (count: number) => `Done, go on with the other ${files(count)}`,
      openPerson: (name: string) => `Show ${name}`,
      decide: 'Decide',
      goingBack: (back: number, total: number) =>
        `Taking photos back: ${format.number(back)} of ${format.number(total)} done`,
      undone: (total: number) =>
        `${total === 1 ? 'The photo is' : `All ${photos(total)} are`} taken back`,
      notUndone: (count: number) => `${photos(count)} could not be taken back:`,
      results: 'What became of each',
    },
    busy: 'Other photos are not all prepared yet. Wait for them or cancel them, then drop these again.',
    leaving: {
      heading: 'Leave before all photos are prepared?',
      text: (open: number) =>
        `${photos(open)} ${plural(open, { one: 'is', other: 'are' })} not prepared yet and will not be set. What is prepared is sent all the same.`,
      stay: 'Stay',
      leave: 'Leave',
    },
    forgetting: {
      heading: 'Give up these files?',
      text: 'What you have ticked, matched and cropped in them is forgotten. Nothing is changed at the server.',
      stay: 'Keep them',
      leave: 'Give up',
    },
    states: {
      idle: 'Not prepared',
      making: 'Being prepared',
      kept: 'Saved on this computer',
      failed: 'No photo',
      waiting: 'Waits to be sent',
      sent: 'At the server',
      conflict: 'Changed by somebody else as well',
      refused: 'Refused by the server',
      dropped: 'Not sent',
      'going-back': 'On its way back',
      'taken-back': 'Taken back',
    },
    past: {
      heading: 'Earlier',
      job(people: number, at: string, takenBack: number): string {
        const job = `${photos(people)}, ${format.dateTime(at)}`;
        if (takenBack === 0) return job;
        return takenBack === people
          ? `${job}, taken back`
          : `${job}, ${format.number(takenBack)} of them taken back`;
      },
      open: 'Show',
    },
  },
};
