import type { Random } from '../population/random.ts';
import type { Color } from './canvas.ts';
import { backgrounds, darkHair, fabrics, grayHair, lightHair, skinTones } from './palette.ts';

const feminineStyles = [
  'long',
  'long',
  'wavy',
  'bob',
  'bob',
  'bun',
  'ponytail',
  'curls',
  'pixie',
  'fringe',
  'headscarf',
] as const;
const masculineStyles = [
  'short',
  'short',
  'parted',
  'parted',
  'quiff',
  'buzz',
  'curls',
  'bald',
  'wavy',
  'fringe',
] as const;
const garments = [
  'crew',
  'crew',
  'shirt',
  'shirt',
  'blazer',
  'blazer',
  'turtleneck',
  'vneck',
] as const;
const beards = ['none', 'none', 'none', 'stubble', 'full', 'moustache', 'goatee'] as const;
const backdrops = ['plain', 'sun', 'corner', 'slope'] as const;
const mouths = ['smile', 'smile', 'grin', 'calm'] as const;

export type HairStyle = (typeof feminineStyles)[number] | (typeof masculineStyles)[number];

/** Everything that tells one portrait from another. */
export interface Looks {
  readonly background: Color;
  readonly backdrop: (typeof backdrops)[number];
  readonly skin: Color;
  readonly hair: Color;
  readonly style: HairStyle;
  readonly garment: (typeof garments)[number];
  readonly fabric: Color;
  readonly accent: Color;
  readonly beard: (typeof beards)[number];
  readonly mouth: (typeof mouths)[number];
  readonly faceWidth: number;
  readonly hasGlasses: boolean;
  readonly hasRoundGlasses: boolean;
  readonly hasEarrings: boolean;
  readonly hasFreckles: boolean;
  readonly hasLashes: boolean;
}

/** Chooses the looks of one sitter. */
export function chooseLooks(random: Random, isFeminine: boolean): Looks {
  const tone = random.below(skinTones.length);
  const isLight = tone < 3;
  const isGray = random.chance(0.16);
  const background = random.pick(backgrounds);
  const fabric = random.pick(fabrics);
  return {
    background,
    backdrop: random.pick(backdrops),
    skin: skinTones[tone] ?? skinTones[0],
    hair: random.pick(isGray ? grayHair : isLight && random.chance(0.7) ? lightHair : darkHair),
    style: random.pick(isFeminine ? feminineStyles : masculineStyles),
    garment: random.pick(garments),
    fabric,
    accent: random.pick(fabrics),
    beard: isFeminine ? 'none' : random.pick(beards),
    mouth: random.pick(mouths),
    faceWidth: 11.6 + random.next() * 1.6 - (isFeminine ? 0.5 : 0),
    hasGlasses: random.chance(0.28),
    hasRoundGlasses: random.chance(0.5),
    hasEarrings: isFeminine && random.chance(0.4),
    hasFreckles: isLight && random.chance(0.25),
    hasLashes: isFeminine,
  };
}
