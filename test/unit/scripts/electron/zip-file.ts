import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip file that a test makes. */
export interface ZipEntry {
  readonly name: string;
  readonly content?: string;
  /** Unix mode with file type; an ordinary file unless given. */
  readonly mode?: number;
  /** Written instead of the right checksum. */
  readonly wrongCrc?: number;
}

/** Builds a zip file by the book, without the care that a zip library would take. */
export function zipFile(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, content = '', mode = 0o100644, wrongCrc } of entries) {
    const nameBytes = Buffer.from(name);
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const sizes = Buffer.alloc(14);
    sizes.writeUInt32LE(wrongCrc ?? crc32(raw), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(raw.length, 8);
    sizes.writeUInt16LE(nameBytes.length, 12);
    // Version, flags (UTF-8), deflate, and a date that nobody reads.
    const common = Buffer.from([20, 0, 0, 8, 8, 0, 0, 0, 0x21, 0]);
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04'),
      common,
      sizes,
      Buffer.alloc(2),
      nameBytes,
      packed,
    ]);
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE((mode << 16) >>> 0, 8);
    tail.writeUInt32LE(offset, 12);
    centrals.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), common, sizes, tail, nameBytes]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
