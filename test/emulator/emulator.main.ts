import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startEmulator } from './emulator';
import { type FaultRule, readFaultRules } from './faults/faultRule';

const usage = `An emulator of the Parallel API for development and tests. It searches no web.

  --port N        listen on this port of 127.0.0.1 (default: any free one)
  --faults FILE   fault rules, a JSON list; see test/emulator/README.md
  --speed X       how many times as fast as the service (default: 20)
  --history FILE  keep runs in this file over restarts
  --log           print a line for each request
  --help          print this`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      faults: { type: 'string' },
      speed: { type: 'string' },
      history: { type: 'string' },
      log: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const emulator = await startEmulator({
    port: wholeNumber('--port', values.port),
    faults: values.faults === undefined ? [] : readFaultFile(values.faults),
    ...(values.speed === undefined ? {} : { speed: positiveNumber('--speed', values.speed) }),
    ...(values.history === undefined ? {} : { historyFile: values.history }),
    ...(values.log ? { log: (line: string) => console.log(line) } : {}),
  });
  console.log(`An emulator of the Parallel API (not the service) listens on ${emulator.url}`);
  console.log(`Its state: ${emulator.url}/emulator  Any key but "wrong" is let in. Ctrl+C ends it.`);
  process.once('SIGINT', () => void emulator.stop());
  process.once('SIGTERM', () => void emulator.stop());
}

function readFaultFile(file: string): FaultRule[] {
  return readFaultRules(JSON.parse(readFileSync(file, 'utf8')));
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) throw new Error(`${name} takes a port, not ${text}`);
  return number;
}

function positiveNumber(name: string, text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`${name} takes a number above 0, not ${text}`);
  return number;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
