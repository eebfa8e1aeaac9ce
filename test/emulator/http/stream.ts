import type { ServerResponse } from 'node:http';
import type { Clock } from '../../../src/base/clock';
import type { Fault } from '../faults/faultRule';
import { withFrameFaults } from '../faults/faultyFrames';
import { withByteFaults } from '../faults/faultyWire';
import type { ReferenceSource } from './errors';
import { encodeFrame } from './frame';
import type { FrameSink, StreamReply } from './reply';
import { responseWire, type Wire } from './wire';

interface StreamParts {
  readonly clock: Clock;
  readonly newReference: ReferenceSource;
  readonly headers: Readonly<Record<string, string>>;
}

/** Writes the head of an event stream and opens it, with the faults that concern its bytes and its frames. */
export function openStream(
  reply: StreamReply,
  response: ServerResponse,
  faults: readonly Fault[],
  { clock, newReference, headers }: StreamParts,
): void {
  const wrongType = faults.find((fault) => fault.kind === 'wrong-content-type');
  response.writeHead(200, {
    'content-type': wrongType?.contentType ?? 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    ...headers,
  });
  response.flushHeaders();
  const wire = withByteFaults(responseWire(response), faults, clock);
  const frames = withFrameFaults(frameSink(wire), faults, {
    clock,
    newReference,
    kind: reply.frames,
    closingFrame: () => reply.closingFrame(),
    writeRaw: (text) => wire.write(Buffer.from(text)),
  });
  reply.open(frames);
}

/** Frames onto a wire. What is sent after the end is dropped. */
function frameSink(wire: Wire): FrameSink {
  let finished = false;
  const over = new AbortController();
  wire.closed.addEventListener('abort', () => over.abort(), { once: true });
  const write = (text: string): void => {
    if (!finished && !wire.closed.aborted) wire.write(Buffer.from(text));
  };
  return {
    send: (frame) => write(encodeFrame(frame)),
    comment: (text) => write(`: ${text}\n\n`),
    finish(last) {
      if (last !== null) write(encodeFrame(last));
      if (!finished) wire.end();
      finished = true;
      over.abort();
    },
    closed: over.signal,
  };
}
