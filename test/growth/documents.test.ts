import { describeGrowth } from './describeGrowth';
import { documentReaders } from './documentReaders';

describe('Writing documents', () => {
  describeGrowth(documentReaders, { fragments: 10 });
});
