import { type ChildProcess, spawn } from 'node:child_process';
import { access, chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { homeEnv, makeHome } from '../../scripts/launch/app-env.ts';
import { type AppUser, asUser, giveTo } from '../../scripts/launch/app-user.ts';
import { run } from '../../scripts/process/run.ts';

/** A Secret Service of the running test's own: GNOME Keyring on a private D-Bus. */
export interface Keyring {
  /** What leads a process to it, and to no other. */
  readonly env: Readonly<Record<string, string>>;
  /** Where it keeps its files. */
  readonly folder: string;
  /** Whether it holds a password of Rollcall's for the account. */
  holds(account: string): Promise<boolean>;
  /** Locks it; nobody is there whom it could ask for its password. */
  lock(): Promise<void>;
  /** Makes it hang: calls reach it and are not answered. */
  pause(): void;
  resume(): void;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Starts it again after that, unlocked, with what it has kept. */
  start(): Promise<void>;
}

/** What leaves a process without a D-Bus, whatever the developer's own session has. */
export const noDbusEnv = { DBUS_SESSION_BUS_ADDRESS: 'disabled:' } as const;

const keyringPassword = 'opens the keyring of the tests';
const secretService = '/org/freedesktop/secrets';
const loginCollection = `${secretService}/collection/login`;
const startTimeoutMs = 20_000;

// Without service folders: nothing is started by being asked for, neither a second keyring nor a
// window that wants a password.
const busConfig = (socket: string): string => `<!DOCTYPE busconfig PUBLIC
  "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>`;

/** Starts an unlocked keyring for the user, or for ourselves; it ends with the test. */
export async function startKeyring(user: AppUser | null = null): Promise<Keyring> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-keyring-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  await giveTo(user, folder);
  const homeDir = join(folder, 'home');
  await makeHome(homeDir, user);
  const daemonFile = await copyDaemon(folder);
  const socket = join(folder, 'bus');
  const configFile = join(folder, 'bus.conf');
  await writeFile(configFile, busConfig(socket), { mode: 0o644 });

  const address = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}` };
  const env = { ...homeEnv(process.env, homeDir, user?.name ?? null), ...address };
  const session = createSession(user, env);
  session.spawn('dbus-daemon', [`--config-file=${configFile}`, '--nofork']);
  // The keyring does not wait for the bus.
  await until(() => exists(socket));

  let daemon: ChildProcess;
  const start = async (): Promise<void> => {
    daemon = session.spawn(daemonFile, ['--unlock', '--components=secrets', '--foreground']);
    daemon.stdin?.end(keyringPassword);
    const isLocked = ['string:org.freedesktop.Secret.Collection', 'string:Locked'];
    await until(async () => {
      const answer = await session.send(loginCollection, 'DBus.Properties.Get', isLocked);
      return answer.includes('boolean false');
    });
  };
  await start();
  return {
    env: address,
    folder: homeDir,
    async holds(account) {
      const attributes = [`dict:string:string:service,Rollcall,account,${account}`];
      const answer = await session.send(secretService, 'Secret.Service.SearchItems', attributes);
      if (!answer.includes('array')) throw new Error('The keyring does not answer.');
      return answer.includes(loginCollection);
    },
    async lock() {
      const collections = [`array:objpath:${loginCollection}`];
      const answer = await session.send(secretService, 'Secret.Service.Lock', collections);
      if (!answer.includes(loginCollection)) throw new Error('The keyring does not lock.');
    },
    pause: () => void daemon.kill('SIGSTOP'),
    resume: () => void daemon.kill('SIGCONT'),
    kill: () => end(daemon),
    start,
  };
}

interface Session {
  /** Starts a process that ends with the test. */
  spawn(program: string, args: readonly string[]): ChildProcess;
  /** Calls the Secret Service; answers nothing where that fails. */
  send(path: string, method: string, args: readonly string[]): Promise<string>;
}

function createSession(user: AppUser | null, env: Readonly<Record<string, string>>): Session {
  const target = ['--print-reply', '--dest=org.freedesktop.secrets'];
  return {
    spawn(program, args) {
      const [first, ...rest] = asUser(user, program);
      const child = spawn(first, [...rest, ...args], { env, stdio: ['pipe', 'ignore', 'ignore'] });
      // What it does not read, because it has ended, is no error of ours.
      child.stdin.on('error', () => undefined);
      onTestFinished(() => end(child));
      return child;
    },
    async send(path, method, args) {
      const [first, ...rest] = asUser(user, 'dbus-send');
      const command = [...rest, ...target, path, `org.freedesktop.${method}`, ...args];
      return (await run(first, command, { env, timeoutMs: 5_000 })).stdout;
    },
  };
}

/** A copy has no file capabilities: many containers refuse to execute a program that has some. */
async function copyDaemon(folder: string): Promise<string> {
  const name = 'gnome-keyring-daemon';
  const copy = join(folder, name);
  for (const bin of [...(process.env.PATH ?? '').split(delimiter), '/usr/bin']) {
    if (!(await exists(join(bin, name)))) continue;
    await copyFile(join(bin, name), copy);
    await chmod(copy, 0o755);
    return copy;
  }
  throw new Error(`Missing on this machine: ${name}. See scripts/check-machine.ts.`);
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.kill('SIGKILL');
  });
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + startTimeoutMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error('The keyring did not start in time.');
    await delay(20);
  }
}
