import { join } from 'node:path';
import { openJsonFile } from '../store/json-file.ts';
import { type WindowState, windowStateSchema } from './window-state.ts';

/** Remembers from one start to the next where the window was. */
export interface WindowMemory {
  recall(): WindowState | null;
  remember(state: WindowState): void;
}

/** `onFailure` is told where it cannot be kept, which is no reason to bother anybody. */
export function openWindowMemory(userDataFolder: string, onFailure: () => void): WindowMemory {
  const file = openJsonFile({
    file: join(userDataFolder, 'window.json'),
    schema: windowStateSchema.nullable(),
    fallback: null,
  });
  return {
    recall: () => file.read(),
    remember(state) {
      try {
        file.write(state);
      } catch {
        onFailure();
      }
    },
  };
}
