import type { Sender } from '../ipc/serve.ts';
import { rendererOrigin } from './renderer-files.ts';

/** Whether an address belongs to our own page: the app's, or the developer's Vite server. */
export function isRendererUrl(address: string, devServerUrl: string | null): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  if (url.username !== '' || url.password !== '') return false;
  // `origin` is "null" for schemes that the URL parser does not know, so compare the parts.
  if (`${url.protocol}//${url.host}` === rendererOrigin) return true;
  return devServerUrl !== null && url.origin === new URL(devServerUrl).origin;
}

/** Accepts messages of the main frame of our own page only. */
export function createSenderCheck(devServerUrl: string | null): (sender: Sender) => boolean {
  return (sender) =>
    sender.isMainFrame && sender.url !== null && isRendererUrl(sender.url, devServerUrl);
}
