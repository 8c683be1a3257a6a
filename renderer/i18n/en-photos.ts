import * as format from './en-formats.ts';
import { createPlural } from './plural.ts';

const plural = createPlural(format.locale);
const percents = new Intl.NumberFormat(format.locale, { style: 'percent' });

const photos = (count: number): string =>
  `${format.number(count)} ${plural(count, { one: 'photo', other: 'photos' })}`;

/** The texts of photos: choosing, cropping, dropping, and what becomes of them. */
export const photoTexts = {
  photos: {
    group: 'Photo',
    change: 'Change photo',
    changeByFile: 'Change photo…',
    remove: 'Remove photo',
    none: 'There is no photo.',
    more: 'More for the photo',
    save: 'Save photo…',
    copy: 'Copy photo',
    paste: 'Paste a photo',
    pasteByKeys: 'Copy a picture anywhere, then press these keys with this person open.',
    dragHint: 'Drag it to where you want a copy of it.',
    states: {
      none: '',
      ready: '',
      waiting: 'Photo waits to be sent',
      removing: 'Waits to be removed',
      preparing: 'The server has the photo and is preparing it',
      late: 'The server has the photo, and has not prepared it for minutes: others may not see it yet',
    },
    conflict: 'Somebody else has changed the photo as well. Which of the two is to hold?',
    crop: {
      heading: 'Crop photo',
      of: (name: string) => `For ${name}`,
      loading: 'Reading the picture…',
      stage: 'Part of the picture',
      stageHint:
        'Drag, or use the arrow keys; + and − zoom, R turns, 0 resets, Enter uses the photo.',
      zoom: 'Zoom',
      zoomText: (zoom: number) => percents.format(zoom),
      turnLeft: 'Turn left',
      turnRight: 'Turn right',
      reset: 'Reset',
      previews: 'As Alfresco shows it',
      sizes: (sizes: readonly number[]) => `${format.list(sizes.map(String))} pixels wide`,
      coarse: 'Little is left of this picture, so the photo will look coarse.',
      use: 'Use photo',
      using: 'Saving…',
      another: 'Choose another picture',
      cancel: 'Cancel',
      close: 'Close',
    },
    faults: {
      empty: 'This file is empty.',
      'too-heavy': 'This file is larger than 25 MB. Save the picture smaller, and try that.',
      'too-many-pixels':
        'This picture has more than 40 million pixels. Save it smaller, and try that.',
      truncated: 'This file ends too early. Copy it anew from where it came.',
      damaged: 'This file is damaged. Copy it anew from where it came, or choose another.',
      contradictory:
        'What this file says of itself does not agree with what is in it. Save the picture anew, and try that.',
      polyglot:
        'There is more than a picture in this file. Save the picture anew with another program, and try that.',
      heic: 'HEIC pictures, as iPhones take them, cannot be read here. Save it as JPEG, and try that.',
      svg: 'SVG drawings can hold programs, and are not taken. Save it as PNG, and try that.',
      tiff: 'TIFF pictures cannot be read here. Save it as JPEG or PNG, and try that.',
      'animated-avif': 'This AVIF is a film. Choose a picture that stands still.',
      unknown: 'This is no picture that Rollcall reads: PNG, JPEG, WebP, GIF, AVIF or BMP.',
      unreadable: 'This picture cannot be read; it may be damaged. Choose another.',
      'too-slow': 'This picture took too long to read, and was given up. Save it smaller.',
      failed: 'This picture could not be worked on. Please try again, or choose another.',
    },
    drop: {
      here: (name: string) => `Drop to set the photo of ${name}`,
      hereForNew: 'Drop to set the photo of the new person',
      picture: (name: string) => `Drop a picture to set the photo of ${name}`,
      pictureForNew: 'Drop a picture to set the photo of the new person',
      pictureOrFolder: (name: string) =>
        `A picture becomes the photo of ${name}; a folder is matched to people by its names`,
      several: (count: number) => `Drop to match ${photos(count)} to people by their names`,
      folder: 'Drop to match the photos in this folder to people by their names',
      match: 'Drop to match it to people by name',
      onSomebody: 'Drop it on a person to set their photo',
      onSomebodyOrFolder:
        'Drop it on a person to set their photo; a folder is matched to people by its names',
      oneOnly: 'One photo for one person: drop a single file.',
      busy: 'Close the dialog first, then drop the photo.',
      busyForMany: 'Close the dialog first, then drop the photos.',
      link: 'An address is not enough: save the picture first, then drop the file.',
    },
    refusals: {
      link: 'That is only the address of a picture, and Rollcall fetches nothing from the web. Save the picture, then drop the file.',
      nothing: 'There was no picture in what was dropped.',
      nobody: 'Choose one person first, then paste the photo.',
    },
    news: {
      label: 'Photos',
      set: (name: string) => `The photo of ${name} is set`,
      setHere: (name: string) =>
        `The photo of ${name} is saved on this computer; it is sent when the server is back`,
      removed: (name: string) => `The photo of ${name} is removed`,
      undone: (name: string) => `The photo of ${name} is as it was`,
      redone: (name: string) => `The photo of ${name} is changed again`,
      copied: (name: string) => `The photo of ${name} is copied`,
      saved: (name: string) => `The photo of ${name} is saved`,
      undo: 'Undo',
      redo: 'Redo',
      dismiss: 'Dismiss',
    },
    pictures: {
      photo: 'Photo',
      removal: 'Photo removed',
      mine: 'Yours',
      theirs: 'Theirs',
      before: 'Before',
      after: 'After',
      none: 'No photo',
      unknown: 'Not known',
      altOf: (which: string, name: string) => `${which}: photo of ${name}`,
      choose: 'Both of you have changed the photo. Which one is to stay?',
      useMine: 'Use yours',
      useTheirs: 'Keep theirs',
      deciding: 'Applying…',
      loading: 'Fetching the pictures…',
    },
    ofPerson: {
      change: (name: string) => `Change photo of ${name}…`,
      remove: (name: string) => `Remove photo of ${name}`,
      save: (name: string) => `Save photo of ${name}…`,
      copy: (name: string) => `Copy photo of ${name}`,
    },
    menu: {
      label: 'Photos',
      exportAll: 'Export all photos…',
      export: 'Export photos…',
      exportOf: (count: number) => `Export photos of ${format.people(count)}…`,
    },
    exporting: {
      label: 'Exporting photos',
      progress: (written: number, seen: number, total: number, missed: number) => {
        const all = `${photos(written)}, ${format.number(seen)} of ${format.people(total)}`;
        return missed === 0 ? all : `${all}, ${format.number(missed)} missing`;
      },
      away: {
        heading: 'Export what is on this computer?',
        text: 'The server is away, so only photos that this computer has kept can be exported. The file lists those that are missing.',
        no: 'Not now',
        yes: 'Export those',
      },
      leaving: {
        heading: 'Leave before the export is done?',
        text: 'It is cancelled then, and its file deleted.',
        stay: 'Stay',
        leave: 'Leave',
      },
      cancel: 'Cancel',
      done: (written: number) => `${photos(written)} exported`,
      missed: (missed: number) =>
        `${photos(missed)} could not be read; a list of them is in the file`,
      cancelled: 'The export was cancelled, and its file deleted',
      failed: 'The photos could not be exported.',
      dismiss: 'Dismiss',
    },
    newPerson: {
      label: 'Photo',
      choose: 'Choose photo',
      hint: 'Or drop or paste one here. It is sent after the person.',
      alt: 'Photo of the new person',
      somebody: 'the new person',
    },
  },
};
