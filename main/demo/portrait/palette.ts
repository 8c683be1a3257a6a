import { hex, type Color } from './canvas.ts';

type Colors = readonly [Color, ...Color[]];

const colors = (first: string, ...others: readonly string[]): Colors => [
  hex(first),
  ...others.map(hex),
];

/** From light to dark. */
export const skinTones = colors(
  '#f9dcc8',
  '#f3c9ac',
  '#e8b48f',
  '#d99e76',
  '#c08457',
  '#a26a43',
  '#835234',
  '#643c27',
);

export const darkHair = colors('#1f1a1c', '#2b211f', '#38251c', '#231f2b');
export const lightHair = colors('#6b4226', '#8a5a33', '#a8743f', '#c9974f', '#dcb877', '#a4472a');
export const grayHair = colors('#8d8f94', '#b9bcc2', '#dcdee2');

export const backgrounds = colors(
  '#f6d8ae',
  '#f2b5a7',
  '#cfe3c8',
  '#a9d6c9',
  '#b8d8e8',
  '#9fbfdf',
  '#cfc7ea',
  '#e8c6d8',
  '#f3e3b3',
  '#d9d4cc',
  '#8fb8a8',
  '#e7b98a',
);

export const fabrics = colors(
  '#2f4858',
  '#33658a',
  '#55828b',
  '#6d597a',
  '#b56576',
  '#e56b6f',
  '#3d5a45',
  '#588157',
  '#d99a3d',
  '#f4f1ea',
  '#3a3f4b',
  '#7a4a35',
  '#1d7874',
  '#9a3b4a',
);

export const white = hex('#ffffff');
export const ink = hex('#2a2424');
export const lips = hex('#b24a4a');
export const blush = hex('#e8736b');
export const frame = hex('#33302f');
export const gold = hex('#c49a4a');
