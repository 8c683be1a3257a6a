import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from './contract/bridge.ts';
import { callNames, pushNames } from './contract/channels.ts';

const calls: ReadonlySet<string> = new Set(callNames);
const pushes: ReadonlySet<string> = new Set(pushNames);

const bridge: Bridge = {
  invoke(channel, input) {
    if (!calls.has(channel)) throw new TypeError(`Unknown call ${channel}`);
    return ipcRenderer.invoke(channel, input);
  },
  on(channel, listener) {
    if (!pushes.has(channel)) throw new TypeError(`Unknown push ${channel}`);
    // The event is kept here: it would hand the page a `sender`.
    const forward = (_event: unknown, payload: unknown): void => listener(payload);
    ipcRenderer.on(channel, forward);
    return () => void ipcRenderer.removeListener(channel, forward);
  },
  platform: process.platform,
};

contextBridge.exposeInMainWorld('bridge', bridge);
