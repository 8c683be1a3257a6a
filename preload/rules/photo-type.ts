import type { PhotoType } from '../model/photo.ts';

const signatures: Readonly<Record<PhotoType, readonly number[]>> = {
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/jpeg': [0xff, 0xd8, 0xff],
};

/** What a picture is by its first bytes; null for anything but JPEG and PNG. */
export function photoTypeOf(bytes: Uint8Array): PhotoType | null {
  const types = Object.keys(signatures) as PhotoType[];
  return (
    types.find((type) => signatures[type].every((byte, index) => bytes[index] === byte)) ?? null
  );
}
