/** A failure with a message for the person at the terminal: no stack is shown. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** Runs a script's main function; a Failure prints its message alone, anything else its stack. */
export async function runScript(main: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  }
}
