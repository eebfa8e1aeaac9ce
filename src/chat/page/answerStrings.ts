import type { Localize } from '../../base/localize';
import type { StringsOf } from '../../protocol/pageStrings';

/** The texts of an answer and what can be done with it. */
export function answerStrings(localize: Localize): StringsOf<'answer'> {
  return {
    showMore: localize('Show more'),
    showLess: localize('Show less'),
    code: localize('Code'),
    codeIn: localize('Code, {0}'),
    table: localize('Table'),
    formula: localize('Formula'),
    answerArrived: localize('Answer received: {0}'),
    problemWith: localize('{0}: {1}'),
    incompleteAnswer: localize('Incomplete answer'),
    answer: localize('Answer'),
    copy: localize('Copy'),
    copied: localize('Copied'),
    branch: localize('Branch'),
    askFromHere: localize('Ask another question from here'),
    askAgain: localize('Ask again'),
    askAgainFor: localize('Ask again for {0}'),
    insert: localize('Insert'),
    insertInto: localize('Insert into {0}'),
    unformattedAnswer: localize('This answer can’t be shown with formatting.'),
    sourcesNotShown: localize('The sources can’t be shown.'),
    unformattedText: localize('Unformatted text'),
    onlyBeginning: localize('Only the first {0} characters are shown.'),
    suggestions: localize('Follow-up suggestions'),
    contents: localize('Contents'),
    untitledSection: localize('Untitled section'),
    writing: localize('Writing…'),
    stop: localize('Stop'),
    stopWriting: localize('Stop. The text so far is kept. The answer may be billed.'),
  };
}

/** The texts of what supports an answer. */
export function sourcesStrings(localize: Localize): StringsOf<'sources'> {
  return {
    source: localize('Source {0}'),
    sourceTitled: localize('Source {0}: {1}'),
    noSources: localize('No sources'),
    citedCount: localize('{0} cited'),
    readCount: localize('{0} read'),
    reasoning: localize('Reasoning'),
    cited: localize('Cited ({0})'),
    readNotCited: localize('Read, not cited ({0})'),
    steps: localize('Steps ({0})'),
    confidence: localize('Confidence:'),
    deceptiveAddress: localize('This address may be deceptive'),
    onlyInAnswer: localize('Only named in the answer'),
    open: localize('Open'),
    insertCitation: localize('Insert citation {0}'),
    copyCitation: localize('Copy citation {0}'),
    unmatched: localize('{0}, not matched to a source'),
    notListed: localize('The answer’s references don’t include {0}.'),
    noAddress: localize('The answer’s references give no address for {0}.'),
    noSource: localize('The answer came without a source for {0}.'),
    ambiguous: localize('{0} could refer to more than one source.'),
    doubtful: localize('This may be part of the text or a citation of:'),
  };
}

/** The texts of what two answers beside each other show. */
export function comparisonStrings(localize: Localize): StringsOf<'comparison'> {
  return {
    comparedAnswers: localize('Compared answers'),
    showAsTextDiff: localize('Show as Text Diff'),
    sourcesOnlyInThisAnswer: localize('Sources only in this answer'),
    sourcesInBoth: localize('Sources in both answers: {0}'),
    firstAnswer: localize('First answer'),
    secondAnswer: localize('Second answer'),
    none: localize('None.'),
    readNotCitedMark: localize('read, not cited'),
    emptyAnswer: localize('This answer is empty.'),
  };
}
