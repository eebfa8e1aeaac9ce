import { describeGrowth } from './describeGrowth';
import { citationFragments, citationReaders, documentReaders } from './documentReaders';

describe('Writing documents', () => {
  describeGrowth(documentReaders, { fragments: 10 });
});

describe('Reading the citations of documents', () => {
  describeGrowth(citationReaders, { fragments: 10, always: citationFragments });
});
