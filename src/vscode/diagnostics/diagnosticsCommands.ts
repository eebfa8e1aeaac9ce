import { type Command, plainCommand } from '../commandTable';
import type { DiagnosticsOptions } from './diagnostics';

/** What helps to find out what is wrong. */
export function diagnosticsCommands(options: DiagnosticsOptions, showLog: () => void): readonly Command[] {
  return [
    plainCommand('showLog', showLog),
    plainCommand('copyDiagnostics', async () => (await import('./diagnostics')).copyDiagnostics(options)),
  ];
}
