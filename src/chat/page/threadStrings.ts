import type { Localize } from '../../base/localize';
import type { StringsOf } from '../../protocol/pageStrings';

/** The texts of a thread, its turns, and its map. */
export function threadStrings(localize: Localize): StringsOf<'thread'> {
  return {
    thread: localize('Thread'),
    jumpToLatest: localize('Jump to the latest'),
    threadMap: localize('Thread map'),
    branchCount: localize('{0} branches'),
    questionCount: localize('{0} questions'),
    questionsInThread: localize('Questions in this thread'),
    moreQuestions: localize('{0} more questions'),
    unreadableQuestion: localize('This question can’t be read'),
    startsBranch: localize('starts a branch'),
    shown: localize('shown'),
    notSent: localize('not sent'),
    beingAnswered: localize('being answered'),
    answered: localize('answered'),
    needsAttention: localize('needs attention'),
    failed: localize('failed'),
    earlierSteps: localize('{0} earlier steps'),
    oneEarlierStep: localize('1 earlier step'),
    somePages: localize('Some of the pages read'),
    showAll: localize('Show all'),
    quickAnswerBy: localize('quick answer ({0})'),
    editQuestion: localize('Edit question'),
    branches: localize('Branches'),
    previousBranch: localize('Previous branch'),
    branchPosition: localize('{0} / {1}'),
    nextBranch: localize('Next branch'),
    compareAnswers: localize('Compare answers'),
    stopWatching: localize('Stop watching'),
    stopWatchingRun: localize('Stop watching. The run continues and may be billed.'),
    progress: localize('Progress'),
    close: localize('Close'),
  };
}

/** The texts of what went wrong, what waits, and what helps. */
export function problemStrings(localize: Localize): StringsOf<'problem'> {
  return {
    sendsItselfIn: localize('Will be sent in {0} if this window stays open.'),
    canSendIn: localize('You can send it again in {0}.'),
    canSendNow: localize('You can send it again now.'),
    details: localize('Details'),
    sendWhenFree: localize('Send When Ready'),
    sendWhenFreeFor: localize('Send When Ready for {0}'),
    dontSend: localize('Don’t Send'),
    addCredit: localize('Add Credit'),
    watchAgain: localize('Watch Again'),
    viewRuns: localize('View Runs on Parallel'),
    enterRunId: localize('Enter Run ID…'),
    includeEarlier: localize('Include Earlier Answers and Send'),
    includeEarlierFor: localize('Include Earlier Answers and Send for {0}'),
    changeBudget: localize('Change Budget'),
    openLog: localize('Open Log'),
    sendNow: localize('Send Now'),
    sendNowFor: localize('Send Now for {0}'),
    retry: localize('Retry'),
    retryFor: localize('Retry for {0}'),
    sendFor: localize('Send for {0}'),
    edit: localize('Edit'),
    discard: localize('Discard'),
    discardQuestion: localize('Discard this question. It wasn’t sent.'),
    unusableChat: localize(
      'The chat can’t be shown because of a bug. Your threads are safe: open another one, or reload.',
    ),
    reload: localize('Reload'),
  };
}

/** The texts of what is shown while there is no question yet. */
export function welcomeStrings(localize: Localize): StringsOf<'welcome'> {
  return {
    researchTheWeb: localize('Research the web'),
    firstRun: localize(
      'Ask a question. Parallel searches and reads the web, and the answer appears here with its sources.',
    ),
    getKey: localize('Get a Key from Parallel'),
    whatLeaves: localize('What leaves this computer'),
    questionLeaves: localize(
      'Your question and its attachments, when you press Send. They go to {0} with your API key.',
    ),
    followUpNames: localize('A follow-up also names the earlier answers it builds on.'),
    nothingElse: localize('Nothing else. Threads stay on this computer, and your key in its secret storage.'),
    firstExample: localize('Which country won the most Winter Olympics gold medals in 2026?'),
    secondExample: localize('What are the main pricing models used by SaaS companies?'),
    thirdExample: localize('Map the competitive landscape of autonomous vehicle companies'),
    emptyThread: localize('Every answer comes with its sources. Follow-up questions build on earlier answers.'),
    examples: localize('Examples'),
  };
}
