import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ConnectionToken, newConnectionToken, withoutToken } from './connectionToken';
import { type GuardedProcess, startGuarded } from './guardedProcess';
import { type ProvisionedHost, provisionHost } from './provision';
import { runCommand } from './runCommand';
import type { Release } from './versions';
import { type Settings, quietSettings, writeFirstUserSettings, writeSettings } from './settings';

export interface ServerOptions {
  /** Which VS Code; the one that the environment names unless given. */
  readonly release?: Release;
  /** Where the server keeps settings, extensions, workspace storage and logs; made when it is not there. */
  readonly serverDataDirectory: string;
  /** Added to the environment of the extension host. `PARALLEL_*` and `VSCODE_*` are not inherited from here. */
  readonly extensionHostEnvironment?: Readonly<Record<string, string>>;
  /** The person's settings, of any scope but `application`; see `writeSettings`. Without it they are left as they are. */
  readonly settings?: Settings;
  /** Where extensions are installed; a folder of the server's data unless given. */
  readonly extensionsDirectory?: string;
  /** TCP port on 127.0.0.1; a free one unless given. The id of a workspace's storage depends on it. */
  readonly port?: number;
  /** Whether folders start untrusted, with VS Code's question. Everything is trusted unless given. */
  readonly askForWorkspaceTrust?: boolean;
  /**
   * How long the extension host of a window that went away waits for it to come back, in seconds; 1 unless given.
   * A browser does not always get to say goodbye when a window closes, and then this time passes.
   */
  readonly reconnectionGraceTime?: number;
  /** The language of the windows, for which there must be a language pack in the server's data; English unless given. */
  readonly locale?: string;
  /** The secret that a browser must show; random, and gone with the server, unless given. */
  readonly connectionToken?: ConnectionToken;
}

/** What a window shows. Paths are absolute and of this machine. */
export interface WindowContents {
  readonly folder?: string;
  /** A file to open in an editor. */
  readonly file?: string;
  readonly extensionDevelopmentPath?: string;
  readonly extensionTestsPath?: string;
}

/** A running VS Code server on 127.0.0.1. */
export interface Server {
  readonly port: number;
  /** Such as `http://127.0.0.1:8395`. */
  readonly origin: string;
  readonly serverDataDirectory: string;
  /** Resolves with the exit code when the server has ended. */
  readonly exited: Promise<number>;
  /** The address of a window, including the secret that lets a browser in. */
  windowAddress(contents: WindowContents): string;
  /** The last of what the server wrote, without the secret. */
  logs(): string;
  /** Waits until the server writes a line like this, or has done so; see `GuardedProcess.waitForOutput`. */
  waitForLog(pattern: RegExp, milliseconds: number): Promise<RegExpExecArray>;
  /** Ends the server and every process that it started; resolves when they are gone. */
  stop(): Promise<void>;
}

const readyTimeout = 60_000;

/**
 * Starts a VS Code server, after provisioning where something is missing, and waits until it listens.
 * The server ends with this process, however this process ends.
 * @throws when it does not come up; the message holds its log
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const host = await provisionHost(options.release);
  const data = options.serverDataDirectory;
  await mkdir(data, { recursive: true });
  await writeFirstUserSettings(data, quietSettings);
  if (options.settings !== undefined) await writeSettings(data, options.settings);

  // For its owner alone, as `mkdtemp` makes them: it holds the server's sockets, and its secret unless that is kept.
  const ownDirectory = await mkdtemp(path.join(tmpdir(), 'vscode-'));
  const token = options.connectionToken ?? (await newConnectionToken(path.join(ownDirectory, 'token')));
  const running = startGuarded(
    host.nodeExecutable,
    serverArguments(host, options, token),
    serverEnvironment({ XDG_RUNTIME_DIR: ownDirectory, ...options.extensionHostEnvironment }),
  );
  const port = await listeningPort(running, token);
  const authority = `127.0.0.1:${port}`;
  return {
    port,
    origin: `http://${authority}`,
    serverDataDirectory: data,
    exited: running.exited,
    windowAddress: (contents) => windowAddress(authority, token, contents),
    logs: () => withoutToken(running.output(), token),
    waitForLog: (pattern, milliseconds) => running.waitForOutput(pattern, milliseconds),
    async stop() {
      await running.stop();
      await rm(ownDirectory, { recursive: true, force: true });
    },
  };
}

/**
 * Installs a packaged extension into the data folder of a server that is started later.
 * @param extension the path of a `.vsix` file
 */
export async function installExtension(
  serverDataDirectory: string,
  extension: string,
  extensionsDirectory?: string,
  release?: Release,
): Promise<void> {
  const host = await provisionHost(release);
  await mkdir(serverDataDirectory, { recursive: true });
  const args = [
    path.join(host.serverDirectory, 'out', 'server-main.js'),
    ...dataArguments(serverDataDirectory, extensionsDirectory),
    '--accept-server-license-terms',
    '--install-extension',
    extension,
    '--force',
  ];
  await runCommand(host.nodeExecutable, args, { environment: serverEnvironment({}) });
}

/** No secret is among them: every user of the machine can list the arguments of all processes. */
function serverArguments(host: ProvisionedHost, options: ServerOptions, token: ConnectionToken): readonly string[] {
  return [
    path.join(host.serverDirectory, 'out', 'server-main.js'),
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0)],
    ...['--connection-token-file', token.file],
    '--accept-server-license-terms',
    ...['--telemetry-level', 'off'],
    ...['--reconnection-grace-time', String(options.reconnectionGraceTime ?? 1)],
    ...dataArguments(options.serverDataDirectory, options.extensionsDirectory),
    ...(options.locale === undefined ? [] : ['--locale', options.locale]),
    ...(options.askForWorkspaceTrust === true ? [] : ['--disable-workspace-trust']),
  ];
}

function dataArguments(serverDataDirectory: string, extensionsDirectory: string | undefined): readonly string[] {
  const extensions = extensionsDirectory === undefined ? [] : ['--extensions-dir', extensionsDirectory];
  return ['--server-data-dir', serverDataDirectory, ...extensions];
}

/**
 * This process's environment without what would reach an extension host by accident: keys and addresses of the API,
 * and what a VS Code that this process was started from left there.
 */
function serverEnvironment(added: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(PARALLEL_|RESEARCH_THREADS_|VSCODE_|ELECTRON_|NODE_OPTIONS$)/i.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    // No extension gallery: nothing in the workbench then asks the network for updates or recommendations.
    EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '' }),
    ...added,
  };
}

async function listeningPort(running: GuardedProcess, token: ConnectionToken): Promise<number> {
  try {
    const ready = await running.waitForOutput(/Extension host agent listening on (\d+)/, readyTimeout);
    return Number(ready[1]);
  } catch (error) {
    await running.stop();
    throw new Error(withoutToken(error instanceof Error ? error.message : String(error), token));
  }
}

function windowAddress(authority: string, token: ConnectionToken, contents: WindowContents): string {
  const address = new URL(`http://${authority}/`);
  address.searchParams.set('tkn', token.value);
  if (contents.folder === undefined) address.searchParams.set('ew', 'true');
  else address.searchParams.set('folder', decodeURIComponent(pathToFileURL(contents.folder).pathname));
  const payload = [
    ['openFile', contents.file],
    ['extensionDevelopmentPath', contents.extensionDevelopmentPath],
    ['extensionTestsPath', contents.extensionTestsPath],
  ].flatMap(([name, named]) =>
    named === undefined ? [] : [[name, `vscode-remote://${authority}${pathToFileURL(named).pathname}`]],
  );
  if (payload.length > 0) address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}
