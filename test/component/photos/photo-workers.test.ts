import { afterEach, describe, expect, it } from 'vitest';
import type { MadePhoto } from '../../../renderer/photos/photo-task.ts';
import { PhotoWorkers, type PhotoWorkersOptions } from '../../../renderer/photos/photo-workers.ts';
import { startPhotoWorker } from '../../../renderer/photos/start-worker.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import {
  type Corners,
  corners,
  cornersOf,
  encodedPicture,
  paintBitmap,
  paintPicture,
  tellsPlace,
  withExif,
} from '../support/pictures.ts';

const opened: PhotoWorkers[] = [];

function openWorkers(options?: PhotoWorkersOptions): PhotoWorkers {
  const workers = new PhotoWorkers(options);
  opened.push(workers);
  return workers;
}

afterEach(() => opened.splice(0).forEach((workers) => workers.close()));

const fileOf = (bytes: Uint8Array<ArrayBuffer>): Blob => new Blob([bytes]);

async function make(bytes: Uint8Array<ArrayBuffer>): Promise<MadePhoto> {
  const answer = await openWorkers().make(fileOf(bytes), null);
  if (!answer.ok) throw new Error(answer.fault);
  return answer.value;
}

describe('a photo is made', () => {
  const turned: Record<number, Corners> = {
    1: ['red', 'green', 'blue', 'white'],
    2: ['green', 'red', 'white', 'blue'],
    3: ['white', 'blue', 'green', 'red'],
    4: ['blue', 'white', 'red', 'green'],
    5: ['red', 'blue', 'green', 'white'],
    6: ['blue', 'red', 'white', 'green'],
    7: ['white', 'green', 'blue', 'red'],
    8: ['green', 'white', 'red', 'blue'],
  };

  it.each(Object.entries(turned))(
    'of a JPEG that says orientation %s, the right way up and without a word of it',
    async (orientation, expected) => {
      const jpeg = withExif(await paintPicture({ type: 'image/jpeg' }), Number(orientation));
      expect(tellsPlace(jpeg)).toBe(true);
      const { bytes, type, sidePx } = await make(jpeg);
      expect(await cornersOf(bytes)).toEqual(expected);
      expect([type, sidePx]).toEqual(['image/jpeg', 48]);
      expect(tellsPlace(bytes)).toBe(false);
    },
  );

  // These are decoded in a part of their size only.
  it.each(Object.entries(turned))(
    'of a large one that says orientation %s, as upright and of the same square',
    async (orientation, expected) => {
      const large = { type: 'image/jpeg', width: 1600, height: 1200 } as const;
      const jpeg = withExif(await paintPicture(large), Number(orientation));
      const { bytes, sidePx } = await make(jpeg);
      expect(await cornersOf(bytes)).toEqual(expected);
      expect(sidePx).toBe(512);
      // An eighth of it: what is left there is as sharp as the picture itself.
      const crop = { x: 0.5, y: 0.5, zoom: 8, turns: 0 } as const;
      const answer = await openWorkers().make(fileOf(jpeg), crop);
      const value = answer.ok ? answer.value : null;
      expect(value?.sidePx).toBe(150);
      expect(value && (await cornersOf(value.bytes))).toEqual(expected);
    },
  );

  it.each(['cmykJpeg', 'gif', 'avif', 'webp'] as const)('of a %s', async (kind) => {
    const { bytes, sidePx } = await make(encodedPicture(kind));
    expect(await cornersOf(bytes)).toEqual(corners);
    expect(sidePx).toBe(12);
  });

  it('of a BMP', async () => {
    expect((await make(paintBitmap())).sidePx).toBe(12);
  });

  it('with transparency where the picture has some', async () => {
    const colours = ['red', 'clear', 'blue', 'white'] as const;
    for (const type of ['image/png', 'image/webp'] as const) {
      const made = await make(await paintPicture({ colours, type }));
      expect(made.type).toBe('image/png');
      expect(await cornersOf(made.bytes)).toEqual(colours);
      expect(tellsPlace(made.bytes)).toBe(false);
    }
  });

  it('as PNG where a drawing is smaller so, and as JPEG where a photograph is', async () => {
    expect((await make(await paintPicture())).type).toBe('image/png');
    const canvas = new OffscreenCanvas(300, 300);
    const brush = canvas.getContext('2d');
    const noise = new ImageData(300, 300);
    const random = createSeededRandom(1);
    noise.data.forEach((_, at) => (noise.data[at] = at % 4 === 3 ? 255 : random() * 256));
    brush?.putImageData(noise, 0, 0);
    const blob = await canvas.convertToBlob();
    expect((await make(new Uint8Array(await blob.arrayBuffer()))).type).toBe('image/jpeg');
  });

  it('512 pixels wide of a large picture, and no larger than a small one', async () => {
    expect((await make(await paintPicture({ width: 3000, height: 2000 }))).sidePx).toBe(512);
    expect((await make(await paintPicture({ width: 90, height: 40 }))).sidePx).toBe(40);
    expect((await make(await paintPicture({ width: 1, height: 1 }))).sidePx).toBe(1);
  });

  it('of the square that was chosen, turned as told', async () => {
    const file = fileOf(await paintPicture({ width: 80, height: 80 }));
    const crop = { x: 0.5, y: 0.5, zoom: 1.5, turns: 1 } as const;
    const answer = await openWorkers().make(file, crop);
    const value = answer.ok ? answer.value : null;
    expect(value?.sidePx).toBe(53);
    expect(value && (await cornersOf(value.bytes))).toEqual(['blue', 'red', 'white', 'green']);
  });

  it.each(['png', 'jpeg'])('without jagged lines: stripes of a %s become even', async (kind) => {
    const canvas = new OffscreenCanvas(3072, 3072);
    const brush = canvas.getContext('2d');
    if (brush !== null) brush.fillStyle = '#fff';
    for (let x = 0; x < 3072; x += 3) brush?.fillRect(x, 0, 1, 3072);
    const striped = await canvas.convertToBlob({ type: `image/${kind}`, quality: 1 });
    const { bytes } = await make(new Uint8Array(await striped.arrayBuffer()));
    const shown = new OffscreenCanvas(512, 512).getContext('2d');
    shown?.drawImage(await createImageBitmap(new Blob([bytes])), 0, 0);
    const lights = (shown?.getImageData(0, 100, 512, 1).data ?? []).filter((_, at) => at % 4 === 0);
    expect(Math.max(...lights) - Math.min(...lights)).toBeLessThan(64);
  });
});

it('opens a picture to look at: its own size, its sides turned, the bitmap no larger than told', async () => {
  const jpeg = withExif(await paintPicture({ type: 'image/jpeg', width: 1201, height: 801 }), 6);
  const answer = await openWorkers().open(fileOf(jpeg), 300);
  if (!answer.ok) throw new Error(answer.fault);
  const { kind, width, height, bitmap } = answer.value;
  expect({ kind, width, height }).toEqual({ kind: 'jpeg', width: 801, height: 1201 });
  expect([bitmap.width, bitmap.height]).toEqual([200, 300]);
});

describe('what cannot become a photo', () => {
  it('is told by its fault: too large before it is decoded, or damaged where only a decoder sees it', async () => {
    const bomb = await paintPicture();
    new DataView(bomb.buffer).setUint32(16, 30_000);
    new DataView(bomb.buffer).setUint32(20, 30_000);
    const broken = await paintPicture({ width: 300, height: 300 });
    const pixels = new TextDecoder('latin1').decode(broken).indexOf('IDAT');
    broken.fill(0x55, pixels + 4, pixels + 24);
    const workers = openWorkers();
    const faultOf = async (file: Blob): Promise<string | null> => {
      const answer = await workers.make(file, null);
      return answer.ok ? null : answer.fault;
    };
    expect(await faultOf(fileOf(bomb))).toBe('too-many-pixels');
    expect(await faultOf(new Blob([new Uint8Array(26 * 1024 * 1024)]))).toBe('too-heavy');
    expect(await faultOf(fileOf(broken))).toBe('unreadable');
    expect(await faultOf(new Blob())).toBe('empty');
  });

  it('does no harm: 240 damaged files of every kind are photos or faults, and the workers live on', async () => {
    const random = createSeededRandom(6);
    const workers = openWorkers();
    const samples = [
      await paintPicture(),
      await paintPicture({ type: 'image/jpeg' }),
      await paintPicture({ type: 'image/webp' }),
      encodedPicture('gif'),
      encodedPicture('avif'),
      encodedPicture('cmykJpeg'),
      encodedPicture('webp'),
      paintBitmap(),
    ];
    const damaged = Array.from({ length: 240 }, (_, round) => {
      const bytes = Uint8Array.from(samples[round % samples.length] ?? []);
      const places = 1 + Math.floor(random() * 8);
      for (let place = 0; place < places; place += 1) {
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      }
      return random() < 0.2 ? bytes.slice(0, Math.floor(random() * bytes.length)) : bytes;
    });
    const answers = await Promise.all(damaged.map((bytes) => workers.make(fileOf(bytes), null)));
    const faults = answers.map((answer) => (answer.ok ? 'made' : answer.fault));
    expect(faults).not.toContain('failed');
    expect(faults).not.toContain('too-slow');
    expect(new Set(faults).size).toBeGreaterThan(3);
    for (const answer of answers) if (answer.ok) expect(answer.value.sidePx).toBeLessThan(513);
    expect((await workers.make(fileOf(await paintPicture()), null)).ok).toBe(true);
  });
});

describe('the workers', () => {
  it('never hold more pictures than there are workers', async () => {
    let asked = 0;
    let most = 0;
    const started: Worker[] = [];
    const workers = openWorkers({
      count: 2,
      startWorker: () => {
        const worker = startPhotoWorker();
        const post = worker.postMessage.bind(worker);
        worker.postMessage = (task: unknown) => {
          asked += 1;
          most = Math.max(most, asked);
          post(task);
        };
        worker.addEventListener('message', () => (asked -= 1));
        started.push(worker);
        return worker;
      },
    });
    const file = fileOf(await paintPicture());
    const answers = await Promise.all(Array.from({ length: 30 }, () => workers.make(file, null)));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect([most, started.length]).toEqual([2, 2]);
  });

  it('are exchanged where one does not answer, or falls', async () => {
    const scripts = ['setInterval(() => 0, 1)', 'addEventListener("message", () => { throw 1 })'];
    const workers = openWorkers({
      count: 1,
      limitMs: 300,
      startWorker: () => {
        const script = scripts.shift();
        if (script === undefined) return startPhotoWorker();
        return new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
      },
    });
    const file = fileOf(await paintPicture());
    expect(await workers.make(file, null)).toEqual({ ok: false, fault: 'too-slow' });
    expect(await workers.make(file, null)).toEqual({ ok: false, fault: 'failed' });
  });

  it('drop what is no longer wanted, and go on with the rest', async () => {
    const workers = openWorkers({ count: 1 });
    const file = fileOf(await paintPicture());
    const abort = new AbortController();
    const running = workers.open(file, 100, abort.signal);
    const waiting = workers.make(file, null, abort.signal);
    const wanted = workers.make(file, null);
    abort.abort();
    await expect(running).rejects.toThrow('aborted');
    await expect(waiting).rejects.toThrow('aborted');
    expect((await wanted).ok).toBe(true);
    await expect(workers.make(file, null, abort.signal)).rejects.toThrow('aborted');
  });

  it('leave nobody waiting when they are closed', async () => {
    const workers = openWorkers({ count: 1 });
    const file = fileOf(await paintPicture());
    const calls = [workers.make(file, null), workers.make(file, null)];
    workers.close();
    for (const call of calls) await expect(call).rejects.toThrow('closed');
    await expect(workers.make(file, null)).rejects.toThrow('closed');
  });
});
