import { spawn } from 'node:child_process';

/** Opens an address in the person's own browser where there is a desktop; a failure is left at that. */
export function openInBrowser(address: string): void {
  const command = openCommand(process.platform, process.env, address);
  if (command === undefined) return;
  const child = spawn(command.executable, command.args, { detached: true, stdio: 'ignore', windowsHide: true });
  child.once('error', () => undefined);
  child.unref();
}

/** What opens an address on a platform; `undefined` without a desktop. */
export function openCommand(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  address: string,
): { readonly executable: string; readonly args: readonly string[] } | undefined {
  if (platform === 'darwin') return { executable: 'open', args: [address] };
  // What `start` ends in; `start` itself needs cmd.exe, which takes `&` and `%` in the address for its own.
  if (platform === 'win32') return { executable: 'rundll32', args: ['url.dll,FileProtocolHandler', address] };
  const desktop = environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY'] ?? '';
  return desktop === '' ? undefined : { executable: 'xdg-open', args: [address] };
}
