import type { ChatView } from '../../src/protocol/viewState';
import { chatView, problemView, turnView, writingChat } from './builders';

const quick = { engine: { kind: 'quick', name: 'lite' }, price: '$0.005' } as const;

const opening =
  '**Norway** won the most gold medals at the 2026 Winter Olympics in Milano Cortina: 18 of 116 [1], six more than the United States.';

const many = Array.from(
  { length: 12 },
  (_, index) =>
    `## Discipline ${index + 1}\n\nThe medals of this discipline went to four countries, with Norway first in most of its events [${index + 1}].\n\n- Men: Norway, Sweden, Italy\n- Women: Sweden, Norway, Germany\n`,
).join('\n');

/** Answers that are being written, or whose connection broke, as they are shown. */
export const writingStates: Readonly<Record<string, ChatView>> = {
  'writing, nothing yet': writingChat(''),
  'writing, short': writingChat(opening),
  'writing, long': writingChat(`${opening}\n\n${many}\nAltogether this means that`),
  'writing, in code': writingChat(
    `The counts can be added up with a few lines:\n\n\`\`\`python\nmedals = {"Norway": 18, "United States": 12}\nfor country, gold in sorted(medals.items()):\n    print(f"{country}`,
  ),
  'writing, in a table': writingChat(
    `${opening}\n\n| Country | Gold | Silver |\n|:--|--:|--:|\n| Norway | 18 | 12 |\n| United`,
  ),
  'writing, from right to left': writingChat(
    'فازت **النرويج** بأكبر عدد من الميداليات الذهبية في دورة الألعاب الأولمبية الشتوية 2026: 18 ميدالية [1]، متقدمة على الولايات المتحدة.\n\n- الذهب: 18\n- الفضة: 12',
    { question: 'ما هي الدولة التي فازت بأكبر عدد من الميداليات الذهبية في عام 2026؟' },
  ),
  'broken off': chatView([
    turnView({
      ...quick,
      condition: {
        state: 'lost',
        text: `${opening}\n\nIn the sprint events the`,
        problem: problemView({
          title: 'The answer broke off',
          explanation: 'A quick answer cannot be asked for again once its connection has ended; it may be billed.',
          detail: null,
          actions: ['retry'],
        }),
      },
    }),
  ]),
  'broken off before the first word': chatView([
    turnView({
      ...quick,
      condition: {
        state: 'lost',
        text: '',
        problem: problemView({
          title: 'No answer arrived',
          explanation: 'A quick answer cannot be asked for again once its connection has ended; it may be billed.',
          detail: 'read ECONNRESET',
          actions: ['retry'],
        }),
      },
    }),
  ]),
  'quick composer': chatView([turnView(quick)], { engine: quick.engine, spent: '$0.03 in this thread · $0.31 today' }),
};
