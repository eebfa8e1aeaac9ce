import * as v from 'valibot';
import type { ChatRequest, MessageToHost } from './messages';

/** Ids are opaque here; the host looks them up and finds nothing for a made-up one. */
const id = v.pipe(v.string(), v.maxLength(200));
const text = v.pipe(v.string(), v.maxLength(200_000));
const turn = { turnId: id };
const engine = v.object({ kind: v.picklist(['research', 'quick']), name: id });
const citation = { turnId: id, source: v.pipe(v.number(), v.integer()) };

const request = v.variant('kind', [
  v.object({
    kind: v.literal('ask'),
    place: id,
    threadId: v.nullable(id),
    parentTurnId: v.nullable(id),
    question: text,
    editedTurnId: v.nullable(id),
    engine,
    contextIds: v.pipe(v.array(id), v.maxLength(100)),
  }),
  v.object({ kind: v.literal('chooseKind'), engineKind: v.picklist(['research', 'quick']) }),
  v.object({ kind: v.literal('chooseEngine'), engine }),
  v.object({ kind: v.literal('chooseScope') }),
  v.object({ kind: v.literal('clearScope') }),
  v.object({ kind: v.literal('attachContext') }),
  v.object({
    kind: v.literal('attachDropped'),
    uris: v.pipe(v.array(v.pipe(v.string(), v.maxLength(4_000))), v.maxLength(100)),
  }),
  v.object({ kind: v.literal('removeContext'), contextId: id }),
  v.object({ kind: v.literal('showContext'), turnId: v.nullable(id), contextId: id }),
  v.object({ kind: v.literal('branch'), ...turn }),
  v.object({ kind: v.literal('editQuestion'), ...turn }),
  v.object({ kind: v.literal('cancelAim') }),
  v.object({ kind: v.literal('askAgain'), ...turn }),
  v.object({ kind: v.literal('dropQuestion'), ...turn }),
  v.object({ kind: v.literal('compareAnswers'), ...turn }),
  v.object({ kind: v.literal('selectTurn'), ...turn }),
  v.object({ kind: v.literal('followTurn'), ...turn }),
  v.object({ kind: v.literal('insertAnswer'), ...turn }),
  v.object({ kind: v.literal('insertCitation'), ...citation }),
  v.object({ kind: v.literal('copyAnswer'), ...turn }),
  v.object({ kind: v.literal('copyCitation'), ...citation }),
  v.object({ kind: v.literal('openLink'), ...turn, url: v.pipe(v.string(), v.maxLength(100_000)) }),
  v.object({ kind: v.literal('stopWatching'), ...turn }),
  v.object({ kind: v.literal('watchAgain'), ...turn }),
  v.object({ kind: v.literal('send'), ...turn, engine }),
  v.object({ kind: v.literal('sendWhenFree'), ...turn, engine }),
  v.object({ kind: v.literal('dontSend'), ...turn }),
  v.object({ kind: v.literal('carryContext'), ...turn, engine }),
  v.object({ kind: v.literal('adoptRun'), ...turn }),
  v.object({ kind: v.literal('restoreThread') }),
  v.object({ kind: v.literal('setApiKey') }),
  v.object({ kind: v.literal('changeBudget') }),
  v.object({ kind: v.literal('changeServer') }),
  v.object({ kind: v.literal('showSpending') }),
  v.object({ kind: v.literal('openPlatform'), page: v.picklist(['keys', 'billing', 'runs']) }),
  v.object({ kind: v.literal('showLog') }),
]);

const message = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('resync') }),
  v.object({ type: v.literal('drawn'), threadId: id }),
  v.object({ type: v.literal('typed'), serial: v.pipe(v.number(), v.safeInteger()), place: id, text }),
  v.object({ type: v.literal('drawingFailed'), part: id, error: v.pipe(v.string(), v.maxLength(2_000)) }),
  v.object({ type: v.literal('reload') }),
  v.object({ type: v.literal('heard'), id: v.pipe(v.number(), v.safeInteger()), pressed: v.boolean() }),
  v.object({ type: v.literal('request'), id: v.pipe(v.number(), v.safeInteger()), request }),
]);

/** What the webview said; null for anything that is not in the protocol. */
export function decodeMessageToHost(data: unknown): MessageToHost | null {
  const decoded = v.safeParse(message, data);
  return decoded.success ? decoded.output : null;
}

/** Fails to compile when a request is added to the protocol and not to its decoder. */
type Decoded = v.InferOutput<typeof request>['kind'];
type Missing = Exclude<ChatRequest['kind'], Decoded>;
export const everyRequestIsDecoded: [Missing] extends [never] ? true : Missing = true;
