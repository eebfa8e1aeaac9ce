/**
 * Where the adapter tells what it does; VS Code's `LogOutputChannel` fits. The API key is never written to it. What may
 * quote a question (a server's explanation, an unreadable event) is written at `debug` and below only.
 */
export interface ApiLog {
  trace(message: string): void;
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
