import type { AppErrorData } from '../../preload/model/app-error.ts';

/** Whether a call ended before the server had answered it as a server does. */
export function isUnanswered({ code }: AppErrorData): boolean {
  return code === 'network' || code === 'timeout' || code === 'cancelled';
}
