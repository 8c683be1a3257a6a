import type { Bridge } from '../preload/contract/bridge.ts';
import { callNames } from '../preload/contract/channels.ts';
import type { RollcallContract } from '../preload/contract/contract.ts';
import type { Client, PushName, PushPayloads } from '../preload/contract/define.ts';
import type { AppErrorData } from '../preload/model/app-error.ts';

/** An error that main answered: the renderer's twin of `AppError`, without the schema library. */
export class BridgeError extends Error {
  override readonly name = 'BridgeError';
  readonly data: AppErrorData;

  constructor(data: AppErrorData) {
    super(data.message);
    this.data = data;
  }
}

/** All that the renderer can ask of main, and the news it can listen to. */
export interface RollcallClient extends Client<RollcallContract> {
  /** Listens to a push; the function returned ends the subscription. */
  on<W extends PushName<RollcallContract>>(
    channel: W,
    listener: (payload: PushPayloads<RollcallContract>[W]) => void,
  ): () => void;
}

type Ask = (input: unknown) => Promise<unknown>;

/** Makes the typed client over a transport: values come back bare, errors as `BridgeError`. */
export function createClient(bridge: Bridge): RollcallClient {
  const groups: Record<string, Record<string, Ask>> = {};
  for (const channel of callNames) {
    const [group, name] = channel.split(':') as [string, string];
    (groups[group] ??= {})[name] = async (input) => {
      const result = await bridge.invoke(channel, input);
      if (!result.ok) throw new BridgeError(result.error);
      return result.value;
    };
  }
  // The names come from the list that the contract is checked against at compile time, and main
  // parses every input: the shapes need no second check here.
  const calls = groups as unknown as Client<RollcallContract>;
  const on: RollcallClient['on'] = (channel, listener) =>
    bridge.on(channel, listener as (payload: unknown) => void);
  return { ...calls, on };
}

/** What to tell the user of anything thrown; what main did not say itself is a defect of ours. */
export function failureOf(error: unknown, sentence: string): AppErrorData {
  if (error instanceof BridgeError) return error.data;
  return {
    code: 'bug',
    reason: null,
    message: sentence,
    retryable: true,
    serverText: error instanceof Error ? error.message : String(error),
    traceId: '',
  };
}
