/**
 * Where the adapter tells what it does; the extension's log fits. Neither the API key nor anything of questions, answers
 * and sources is written to it: what a server says is told to the person in the turn, and not here.
 */
export interface ApiLog {
  trace(message: string): void;
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
