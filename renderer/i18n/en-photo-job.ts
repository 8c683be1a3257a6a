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
      `${files(count)} could not be read. Check that you may open them, and drop them again.`,
    keys: '↑ ↓ go from file to file, Enter confirms, Delete skips, C changes the match, A adjusts the crop.',
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
      contested: 'Several ticked files are for this person; the last one would stay.',
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
      weak: 'The file name is not the whole name.',
      'two-files': 'Several files are for this person.',
      disabled: 'This person is disabled.',
    },
    picker: {
      heading: 'Whose photo is it?',
      search: 'Find a person',
      clear: 'Clear search',
      close: 'Close',
      likely: 'Likely people',
      found: 'People found',
      nobody: 'Nobody matches.',
    },
    job: {
      label: 'Setting photos',
      making: (done: number, total: number) =>
        `${format.number(done)} of ${photos(total)} prepared`,
      pausedAt: (done: number, total: number) =>
        `Paused at ${format.number(done)} of ${photos(total)}`,
      cancelled: (done: number, total: number) =>
        `Cancelled: ${format.number(done)} of ${photos(total)} are set`,
      sent: (sent: number, total: number) =>
        `${format.number(sent)} of ${photos(total)} at the server`,
      allSent: (total: number) => `All ${photos(total)} are at the server`,
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
      undone: (dropped: number, goingBack: number) => `${photos(dropped + goingBack)} taken back`,
      notUndone: (count: number) => `${photos(count)} could not be taken back:`,
      results: 'What became of each',
    },
    busy: 'Photos are being prepared just now. Drop these once that is done.',
    reviewFirst:
      'Set the files that are here first, or choose “Start over”. Then drop these again.',
    leaving: {
      heading: 'Leave before all photos are prepared?',
      text: (open: number) =>
        `${photos(open)} ${plural(open, { one: 'is', other: 'are' })} not prepared yet, and not set then. What is prepared is sent all the same.`,
      stay: 'Stay',
      leave: 'Leave',
    },
    states: {
      idle: 'Not prepared',
      making: 'Being prepared',
      kept: 'Saved on this computer',
      failed: 'No photo',
      waiting: 'Waits to be sent',
      sent: 'At the server',
      conflict: 'Changed by somebody else as well: decide in “Waiting changes”',
      refused: 'Refused by the server',
      dropped: 'Not sent',
      'going-back': 'On its way back',
      'taken-back': 'Taken back',
    },
    past: {
      heading: 'Earlier',
      job: (people: number, at: string) => `${photos(people)}, ${format.dateTime(at)}`,
      open: 'Show',
    },
  },
};
