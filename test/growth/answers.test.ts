import { eventOf, shownFromEvent } from './answers';
import { describeGrowth } from './describeGrowth';
import { answerReaders, placeReaders } from './researchReaders';

describe('Reading answers', () => {
  describeGrowth(answerReaders, { fragments: 10 });
  describeGrowth(placeReaders, { fragments: 16 });
  describeGrowth(
    {
      'a text answer, from its event to the page': (text) => {
        const data = eventOf({ type: 'text', text, basis: [] });
        return () => shownFromEvent(data);
      },
      'a structured answer, from its event to the page': (text) => {
        const content = { [text]: text, list: [text, { text }] };
        const data = eventOf({ type: 'json', content, basis: [] });
        return () => shownFromEvent(data);
      },
    },
    { fragments: 10 },
  );
});
