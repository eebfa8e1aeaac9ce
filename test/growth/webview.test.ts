import { describeGrowth } from './describeGrowth';
import { webviewReaders } from './webviewReaders';

describe('The chat, while an answer arrives', () => {
  describeGrowth(webviewReaders);
});
