import type { Frame } from './reply';

/** A frame in the format of https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function encodeFrame({ event, data }: Frame): string {
  const lines = data.split('\n').map((line) => `data: ${line}\n`);
  return `${event === null ? '' : `event: ${event}\n`}${lines.join('')}\n`;
}
