/** The answer is larger than we are willing to hold. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/**
 * Settles as `promise` does, or rejects as soon as the signal aborts. Not every fetch gives up by
 * itself: the demo server's handler runs in this process and knows nothing of signals.
 */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new DOMException('Aborted', 'AbortError'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/**
 * Reads a body up to `limitBytes`, counted after decompression. At one byte more, or when the
 * signal aborts, the connection is dropped at once; memory stays near the limit.
 */
export async function readLimitedBody(
  body: ReadableStream<Uint8Array> | null,
  limitBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), signal);
      if (done) return concatenate(chunks, sizeBytes);
      sizeBytes += value.byteLength;
      if (sizeBytes > limitBytes) throw new BodyTooLarge();
      chunks.push(value);
    }
  } catch (error) {
    // Not awaited: a stream that hangs would hang here too.
    reader.cancel().catch(() => undefined);
    throw error;
  }
}

function concatenate(chunks: readonly Uint8Array[], sizeBytes: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(sizeBytes);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
