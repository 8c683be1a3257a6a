import { BrowserWindow, net, powerMonitor } from 'electron';
import type { Surroundings } from '../services/ports/surroundings.ts';

/** What Electron knows of the window, the user and the network. */
export function createSurroundings(): Surroundings {
  return {
    isWindowVisible: () =>
      BrowserWindow.getAllWindows().some((window) => window.isVisible() && !window.isMinimized()),
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
    isNetworkUp: () => net.isOnline(),
  };
}
