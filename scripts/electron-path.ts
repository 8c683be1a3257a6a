import { resolveElectron } from './electron/resolve.ts';
import { runScript } from './process/failure.ts';

await runScript(async () => {
  const { folder } = await resolveElectron();
  console.log(folder);
  return 0;
});
