/** A typed event with any number of listeners. */
export interface Signal<T> {
  emit(payload: T): void;
  /** Adds a listener; the function returned removes it. */
  subscribe(listener: (payload: T) => void): () => void;
}

export function createSignal<T>(): Signal<T> {
  const listeners = new Set<(payload: T) => void>();
  return {
    emit(payload) {
      for (const listener of listeners) listener(payload);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
