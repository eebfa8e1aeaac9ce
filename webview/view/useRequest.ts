import { useCallback, useRef, useState } from 'preact/hooks';
import { unreachable } from '../../src/base/result';
import type { ChatRequest } from '../../src/protocol/chatRequest';
import type { RequestEnd } from '../state/connection';
import { useStrings, useServices } from './services';

export type RequestStatus =
  | { readonly state: 'idle' }
  | { readonly state: 'pending' }
  /** `said` is for the person, where nothing else shows what was done. */
  | { readonly state: 'done'; readonly said?: string }
  /** `message` is for the person. */
  | { readonly state: 'refused'; readonly message: string };

/** Sends a request; does nothing while the one before is pending. `onDone` is called when the host has done it. */
export type SendRequest = (request: ChatRequest, onDone?: () => void) => void;

/** One request at a time for a part of the chat, and what came of the last one. */
export function useRequest(): readonly [RequestStatus, SendRequest] {
  const { connection, announce } = useServices();
  const strings = useStrings();
  const [status, setStatus] = useState<RequestStatus>({ state: 'idle' });
  const pending = useRef(false);

  const send = useCallback<SendRequest>(
    (request, onDone) => {
      if (pending.current) return;
      pending.current = true;
      setStatus({ state: 'pending' });
      connection.request(request, (end) => {
        pending.current = false;
        const ended = statusAfter(end, strings.notResponding);
        setStatus(ended);
        if (ended.state === 'refused') announce(ended.message);
        if (ended.state === 'done' && ended.said !== undefined) announce(ended.said);
        if (end.kind === 'done') onDone?.();
      });
    },
    [connection, announce, strings],
  );
  return [status, send];
}

/** What the person is told of how a request ended. */
export function statusAfter(end: RequestEnd, noAnswer: string): RequestStatus {
  switch (end.kind) {
    case 'done':
      return end.said === undefined ? { state: 'done' } : { state: 'done', said: end.said };
    case 'cancelled':
      return { state: 'idle' };
    case 'refused':
      return { state: 'refused', message: end.message };
    case 'timedOut':
      return { state: 'refused', message: noAnswer };
    default:
      return unreachable(end);
  }
}
