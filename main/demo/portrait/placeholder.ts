/** TEMP */
export function placeholderPng(): Uint8Array {
  return new Uint8Array([1]);
}
