import { documentReaders } from './documentReaders';
import { describeGrowth } from './growthTests';

describe('Writing documents', () => {
  describeGrowth(documentReaders);
});
