import { appendFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * Stands in for the native module `@vscode/spdlog`, with which VS Code writes its log files and the output channels of
 * extensions. Without it output channels are empty and no log reaches the disk. Files are appended to at once and
 * never rotated.
 */
const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'] as const;
type Level = (typeof levels)[number];

export class Logger {
  private level = levels.indexOf('info');
  private formatted = true;

  constructor(
    _kind: string,
    readonly name: string,
    private readonly file: string,
  ) {}

  trace(message: string): void {
    this.write('trace', message);
  }
  debug(message: string): void {
    this.write('debug', message);
  }
  info(message: string): void {
    this.write('info', message);
  }
  warn(message: string): void {
    this.write('warning', message);
  }
  error(message: string): void {
    this.write('error', message);
  }
  critical(message: string): void {
    this.write('critical', message);
  }

  getLevel(): number {
    return this.level;
  }
  setLevel(level: number): void {
    this.level = level;
  }
  /** VS Code sets one pattern only, the one that `write` follows. */
  setPattern(): void {
    this.formatted = true;
  }
  clearFormatters(): void {
    this.formatted = false;
  }
  /** Nothing is held back. */
  flush(): void {}
  /** No file stays open. */
  drop(): void {}

  private write(level: Level, message: string): void {
    if (levels.indexOf(level) < this.level) return;
    try {
      appendFileSync(this.file, this.formatted ? `${localTime(new Date())} [${level}] ${message}\n` : message);
    } catch {
      // Logging never fails its caller: the folder may be gone at the end of a test.
    }
  }
}

/** `2026-02-22 17:05:09.123` in local time, as the native module writes it and VS Code's log viewer reads it. */
function localTime(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().replace('T', ' ').replace('Z', '');
}

/** Each logger has its own level; VS Code never changes the level of all at once. */
export function setLevel(): void {}

/** Every line is written at once already. */
export function setFlushOn(): void {}

export async function createRotatingLogger(name: string, file: string): Promise<Logger> {
  await mkdir(path.dirname(file), { recursive: true });
  return new Logger('rotating', name, file);
}

export async function createAsyncRotatingLogger(name: string, file: string): Promise<Logger> {
  await mkdir(path.dirname(file), { recursive: true });
  return new Logger('rotating_async', name, file);
}
