import type { Localize } from '../../base/localize';
import type { Failure, FailureReason } from '../../research/thread/failure';
import type { Condition as AnyCondition } from '../../research/thread/turn';
import type { ProblemAction, ProblemView } from '../../protocol/viewState';

type Condition<State extends AnyCondition['state']> = Extract<AnyCondition, { readonly state: State }>;

interface ProblemText {
  readonly title: string;
  readonly explanation: string;
  readonly actions: readonly ProblemAction[];
}

/** A failure in the person's words: what happened, what it means for money, and what to do next. */
export function problemOf(failure: Failure, localize: Localize): ProblemView {
  const reference = failure.reference === null ? '' : ` (${localize('reference {0}', failure.reference)})`;
  const detail = failure.detail === null ? null : `${failure.detail}${reference}`;
  return { ...texts[failure.reason](localize), detail };
}

type TextMaker = (localize: Localize) => ProblemText;

function nothingBilled(localize: Localize): string {
  return localize('Nothing was started and nothing is billed.');
}

const texts: Readonly<Record<FailureReason, TextMaker>> = {
  keyMissing: (localize) => ({
    title: localize('No API key'),
    explanation: `${localize('Research needs your Parallel API key.')} ${nothingBilled(localize)}`,
    actions: ['setApiKey', 'retry'],
  }),
  addressUnusable: (localize) => ({
    title: localize('No usable server address'),
    explanation: `${localize('Fix the address that questions go to, then send the question again.')} ${nothingBilled(localize)}`,
    actions: ['changeServer', 'retry'],
  }),
  keyRefused: (localize) => ({
    title: localize('The API key was rejected'),
    explanation: `${localize('It may be mistyped, expired or revoked. Enter it again, then retry.')} ${nothingBilled(localize)}`,
    actions: ['setApiKey', 'retry'],
  }),
  noCredit: (localize) => ({
    title: localize('Not enough credit'),
    explanation: `${localize('The account has too little credit for this processor; runs that are still going on reserve some of it.')} ${nothingBilled(localize)}`,
    actions: ['addCredit', 'chooseProcessor', 'retry'],
  }),
  processorRefused: (localize) => ({
    title: localize('This processor isn’t available'),
    explanation: `${localize('The account may not use it. Choose another one and send the question again.')} ${nothingBilled(localize)}`,
    actions: ['chooseProcessor', 'retry'],
  }),
  budgetReached: (localize) => ({
    title: localize('Over budget'),
    explanation: `${localize('Your budget blocks this question.')} ${nothingBilled(localize)}`,
    actions: ['changeBudget', 'retry', 'chooseProcessor'],
  }),
  rateLimited: (localize) => ({
    title: localize('Too many requests'),
    explanation: `${localize('The server isn’t accepting more questions right now.')} ${nothingBilled(localize)}`,
    actions: ['sendWhenFree', 'retry'],
  }),
  invalidRequest: (localize) => ({
    title: localize('The question was not accepted'),
    explanation: `${localize('Shorten or reword it, or remove attached text, and ask again.')} ${nothingBilled(localize)}`,
    actions: ['retry', 'showLog'],
  }),
  contextRefused: (localize) => ({
    title: localize('The earlier turns cannot be continued'),
    explanation: `${localize('Parallel does not know their context, or this account keeps none (Zero Data Retention). The earlier questions and answers can go along inside the question instead, here and for the rest of this thread.')} ${nothingBilled(localize)}`,
    actions: ['carryContext', 'retry', 'showLog'],
  }),
  unreachable: (localize) => ({
    title: localize('No connection'),
    explanation: `${localize('The server could not be reached. Check the network and the proxy, then send the question again.')} ${nothingBilled(localize)}`,
    actions: ['retry', 'showLog'],
  }),
  proxyRefused: (localize) => ({
    title: localize('The proxy refused the connection'),
    explanation: `${localize('It may ask for a name and a password, or not allow this server. Check the setting http.proxy, or ask who runs the proxy, then send the question again.')} ${nothingBilled(localize)}`,
    actions: ['retry', 'showLog'],
  }),
  certificateRefused: (localize) => ({
    title: localize('The certificate of the server is not trusted'),
    explanation: `${localize('A proxy or a scanner may have put its own in its place. Add its authority to the certificates of the system, restart VS Code, then send the question again.')} ${nothingBilled(localize)}`,
    actions: ['retry', 'showLog'],
  }),
  serverError: (localize) => ({
    title: localize('The server had a problem'),
    explanation: localize('Try again in a moment.'),
    actions: ['retry', 'showLog'],
  }),
  runFailed: (localize) => ({
    title: localize('The run failed'),
    explanation: localize('Failed runs are not billed. Send the question again, perhaps with another processor.'),
    actions: ['retry', 'chooseProcessor'],
  }),
  runCancelled: (localize) => ({
    title: localize('The run was cancelled'),
    explanation: localize('It was cancelled on the platform. The question can be sent again.'),
    actions: ['retry', 'openPlatform'],
  }),
  runNeedsAction: (localize) => ({
    title: localize('Action required'),
    explanation: localize('The run stopped for input that you can only give on the platform.'),
    actions: ['openPlatform', 'retry'],
  }),
  runNotFound: (localize) => ({
    title: localize('Parallel can’t find this run'),
    explanation: localize(
      'The account may keep no data, or another key was used. If the run was completed, it was billed.',
    ),
    actions: ['retry', 'showLog'],
  }),
  unreadableResponse: (localize) => ({
    title: localize('The response could not be read'),
    explanation: localize(
      'The run may be going on and may be billed. Look at the platform before sending the question again.',
    ),
    actions: ['watchAgain', 'openPlatform', 'showLog'],
  }),
};

/** The connection of a quick answer broke, the person stopped it, or the server had a problem with it. */
export function problemOfLost({ text, detail, status }: Condition<'lost'>, localize: Localize): ProblemView {
  if (status !== undefined) {
    const explanation = localize('The question may have been answered and may be billed, but the answer is lost.');
    return { title: serverErrorTitle(status, localize), explanation, detail, actions: ['retry'] };
  }
  const title = text === '' ? localize('No answer arrived') : localize('The answer broke off');
  return {
    title,
    explanation: localize('A quick answer cannot be asked for again once its connection has ended; it may be billed.'),
    detail,
    actions: ['retry'],
  };
}

function serverErrorTitle(status: number, localize: Localize): string {
  return localize('The server reported an error (HTTP {0})', status);
}

/** The connection broke while a question was being sent, or the server had a problem with it. */
export function problemOfUnconfirmed({ detail, status }: Condition<'unconfirmed'>, localize: Localize): ProblemView {
  if (status !== undefined) {
    return {
      title: serverErrorTitle(status, localize),
      explanation: localize(
        'The run may have started all the same and may be billed, so the question is not sent again by itself. Look at your runs on the platform first. If it is there, its id is enough to get its answer.',
      ),
      detail,
      actions: ['openPlatform', 'adoptRun', 'retry'],
    };
  }
  return {
    title: localize('It is not certain that the question arrived'),
    explanation: localize(
      'The connection broke while it was being sent. The run may have started and may be billed, so it is not sent again by itself. Look at your runs on the platform first. If it is there, its id is enough to get its answer.',
    ),
    detail,
    actions: ['openPlatform', 'adoptRun', 'retry'],
  };
}

/** Nobody watches a run. */
export function problemOfDetached(failure: Failure | null, localize: Localize): ProblemView {
  if (failure === null) {
    return {
      title: localize('Not watching'),
      explanation: localize('The run continues and may be billed. Its answer will be here when you watch it again.'),
      detail: null,
      actions: ['watchAgain'],
    };
  }
  const { title, detail } = problemOf(failure, localize);
  const explanation = localize('The run continues and may be billed, but it can’t be watched until this is fixed.');
  const setKey = failure.reason === 'keyMissing' || failure.reason === 'keyRefused';
  return { title, explanation, detail, actions: setKey ? ['setApiKey', 'watchAgain'] : ['watchAgain', 'showLog'] };
}
