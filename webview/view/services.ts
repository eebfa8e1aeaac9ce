import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Clock } from '../../src/base/clock';
import type { Localize } from '../../src/base/localize';
import type { ProcessorView } from '../../src/protocol/viewState';
import type { ChatConnection } from '../state/connection';
import type { KeptState } from '../state/kept';

/** What parts of the chat need besides what they draw. The same objects for the life of the webview. */
export interface ChatServices {
  readonly connection: ChatConnection;
  readonly kept: KeptState;
  readonly clock: Clock;
  /** Has a screen reader say a sentence when it next has time. */
  readonly announce: (sentence: string) => void;
}

export const ServicesContext = createContext<ChatServices | null>(null);
export const LocalizeContext = createContext<Localize | null>(null);
export const ProcessorsContext = createContext<readonly ProcessorView[]>([]);

export function useServices(): ChatServices {
  return provided(useContext(ServicesContext));
}

/** Every text of the product goes through this. */
export function useLocalize(): Localize {
  return provided(useContext(LocalizeContext));
}

/** All processors that a question can be sent with. */
export function useProcessors(): readonly ProcessorView[] {
  return useContext(ProcessorsContext);
}

function provided<Value>(value: Value | null): Value {
  if (value === null) throw new Error('Used outside of the chat.');
  return value;
}
