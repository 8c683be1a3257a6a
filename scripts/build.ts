import { buildApp } from './build-app.ts';
import { runScript } from './process/failure.ts';

await runScript(async () => {
  await buildApp();
  console.log('Built into out/.');
  return 0;
});
