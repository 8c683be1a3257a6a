import { createDemoServer } from '../../main/demo/demo-server.ts';
import { onParentEnd } from '../process/parent-end.ts';
import { BadArgumentsError, readArguments } from './arguments.ts';
import { listen } from './listen.ts';
import { createSharpImageScaler } from './sharp-image-scaler.ts';
import { withRemoteControl } from './with-remote-control.ts';

const exitCodeForBadArguments = 2;

async function run(): Promise<void> {
  const { port, settings } = readArguments(process.argv.slice(2));
  const server = createDemoServer({ settings, scaler: createSharpImageScaler() });
  const listening = await listen({ port, fetch: withRemoteControl(server, settings) });
  const stop = (): void => void listening.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Started by hand with nohup or by a service, it lives on; started by npm, it ends with npm.
  if (process.env.npm_lifecycle_event !== undefined) onParentEnd(stop);
  console.log(`Demo server on ${listening.url}`);
}

try {
  await run();
} catch (error) {
  const isKnown = error instanceof BadArgumentsError || (error instanceof Error && 'code' in error);
  console.error(isKnown ? `demo:server: ${error.message.split('\n')[0] ?? ''}` : error);
  process.exitCode = error instanceof BadArgumentsError ? exitCodeForBadArguments : 1;
}
