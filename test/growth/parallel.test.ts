import { describeGrowth } from './describeGrowth';
import { parallelReaders } from './parallelReaders';

describe('What the API sends', () => {
  describeGrowth(parallelReaders);
});
