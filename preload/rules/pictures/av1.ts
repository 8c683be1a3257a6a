/** Reads bits from the left, as AV1 writes them. */
class Bits {
  readonly #view: DataView;
  #place: number;

  constructor(view: DataView, at: number) {
    this.#view = view;
    this.#place = at * 8;
  }

  read(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left -= 1) {
      const byte = this.#view.getUint8(this.#place >>> 3);
      value = value * 2 + ((byte >>> (7 - (this.#place & 7))) & 1);
      this.#place += 1;
    }
    return value;
  }

  /** A number of any length (`uvlc` of the AV1 specification), which is not of interest. */
  skipLong(): void {
    let zeros = 0;
    while (zeros < 32 && this.read(1) === 0) zeros += 1;
    if (zeros < 32) this.read(zeros);
  }
}

const sequenceHeader = 1;

/**
 * The largest size of a picture in AV1 data, by its sequence header, which is what a decoder makes
 * room for; null where there is none. Bitstream: AV1 specification 5.3 and 5.5.
 */
export function readAv1Size(
  view: DataView,
  from: number,
  end: number,
): { readonly width: number; readonly height: number } | null {
  for (let at = from; at < end;) {
    const head = view.getUint8(at);
    at += (head & 0x04) === 0 ? 1 : 2;
    let length = end - at;
    if ((head & 0x02) !== 0) {
      const told = readLength(view, at);
      length = told.value;
      at = told.end;
    }
    if (((head >>> 3) & 0x0f) === sequenceHeader) return readSequence(new Bits(view, at));
    at += length;
  }
  return null;
}

function readLength(view: DataView, from: number): { value: number; end: number } {
  let value = 0;
  for (let place = 0; place < 8; place += 1) {
    const byte = view.getUint8(from + place);
    value += (byte & 0x7f) * 2 ** (7 * place);
    if ((byte & 0x80) === 0) return { value, end: from + place + 1 };
  }
  return { value, end: from + 8 };
}

function readSequence(bits: Bits): { width: number; height: number } {
  bits.read(4);
  const isReduced = bits.read(1) === 1;
  if (isReduced) bits.read(5);
  else skipOperatingPoints(bits);
  const widthBits = bits.read(4) + 1;
  const heightBits = bits.read(4) + 1;
  return { width: bits.read(widthBits) + 1, height: bits.read(heightBits) + 1 };
}

/** What a film may say of its timing, before it says its size. */
function skipOperatingPoints(bits: Bits): void {
  let delayBits = 0;
  const hasTiming = bits.read(1) === 1;
  if (hasTiming) {
    bits.read(64);
    if (bits.read(1) === 1) bits.skipLong();
    if (bits.read(1) === 1) {
      delayBits = bits.read(5) + 1;
      bits.read(42);
    }
  }
  const hasDelays = bits.read(1) === 1;
  const points = bits.read(5) + 1;
  for (let point = 0; point < points; point += 1) {
    bits.read(12);
    if (bits.read(5) > 7) bits.read(1);
    if (delayBits > 0 && bits.read(1) === 1) bits.read(2 * delayBits + 1);
    if (hasDelays && bits.read(1) === 1) bits.read(4);
  }
}
