import { describe, expect, test } from 'vitest';
import { run } from '../../../../scripts/process/run.ts';

const node = (code: string, timeoutMs = 15_000): ReturnType<typeof run> =>
  run(process.execPath, ['-e', code], { timeoutMs });

describe('run', () => {
  test('answers what a command printed and how it ended', async () => {
    const finished = await node('console.log("out"); console.error("err"); process.exit(3)');
    expect(finished).toEqual({ exitCode: 3, stdout: 'out\n', stderr: 'err\n' });
  });

  test('hands over arguments as they are, without a shell', async () => {
    const { stdout } = await run(process.execPath, ['-p', 'process.argv[1]', '$HOME "; *']);
    expect(stdout).toBe('$HOME "; *\n');
  });

  test('ends a command that takes too long, as a failure', async () => {
    const { exitCode } = await node('setInterval(() => {}, 1000)', 300);
    expect(exitCode).not.toBe(0);
  });

  test('rejects where there is no such program', async () => {
    await expect(run('rollcall-no-such-program', [])).rejects.toThrow(/rollcall-no-such-program/);
  });
});
