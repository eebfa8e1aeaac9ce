import type * as v from 'valibot';
import { decodeArguments } from './arguments';

/** A command of the manifest. */
export interface Command {
  /** Without `researchThreads.`. */
  readonly name: string;
  /**
   * Carries it out with what VS Code, a keybinding or another extension gives.
   *
   * @returns what the command gives to whoever calls it
   * @throws Error that names the command and what is wrong with its argument
   */
  readonly run: (given: unknown, several: unknown) => unknown;
}

/**
 * A command that takes one argument.
 *
 * @param schema what the argument is decoded with; nothing given is an empty object
 * @param read makes one argument of what VS Code gives, which from some menus is two
 */
export function command<Schema extends v.GenericSchema>(
  name: string,
  schema: Schema,
  run: (given: v.InferOutput<Schema>) => unknown,
  read: (given: unknown, several: unknown) => unknown = (given) => given,
): Command {
  return { name, run: (given, several) => run(decodeArguments(name, schema, read(given, several))) };
}

/** A command that takes nothing; what it is given all the same is not looked at. */
export function plainCommand(name: string, run: () => unknown): Command {
  return { name, run: () => run() };
}

/** A command that decodes by itself what it is given. */
export function rawCommand(name: string, run: Command['run']): Command {
  return { name, run };
}
