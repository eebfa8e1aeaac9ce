import type { Passage } from '../research/passage';

/** Other Olympic Games: near enough to 2026 that only a ranking tells them apart. */
export const otherGames: readonly Passage[] = [
  {
    url: 'https://en.wikipedia.org/wiki/2022_Winter_Olympics_medal_table',
    title: '2022 Winter Olympics medal table - Wikipedia',
    subject: 'Beijing 2022',
    sentences: [
      'Norway won the most gold medals at the 2022 Winter Olympics in Beijing, 16, and the most medals in total, 37.',
      'Germany finished second at the 2022 Winter Olympics with 12 gold medals and 27 medals in total.',
      'China won 9 gold medals at its home Winter Olympics of 2022, more than at any Winter Games before.',
    ],
  },
  {
    url: 'https://en.wikipedia.org/wiki/2022_Winter_Olympics',
    title: '2022 Winter Olympics - Wikipedia',
    subject: 'Winter Games of 2022',
    sentences: [
      'The 2022 Winter Olympics took place in Beijing from 4 to 20 February 2022 with 109 events.',
      'Beijing was the first city to host both Summer and Winter Olympics.',
    ],
  },
  {
    url: 'https://en.wikipedia.org/wiki/2018_Winter_Olympics_medal_table',
    title: '2018 Winter Olympics medal table - Wikipedia',
    subject: 'PyeongChang 2018',
    sentences: [
      'Norway won 39 medals at the 2018 Winter Olympics in PyeongChang, 14 of them gold.',
      'Germany also won 14 gold medals at the 2018 Winter Olympics and finished second with 31 medals in total.',
      'Canada finished third at the 2018 Winter Olympics with 11 gold medals and 29 medals in total.',
      'The 2018 Winter Olympics had 102 events, held from 9 to 25 February 2018.',
    ],
  },
  {
    url: 'https://en.wikipedia.org/wiki/2010_Winter_Olympics_medal_table',
    title: '2010 Winter Olympics medal table - Wikipedia',
    subject: 'Vancouver 2010',
    sentences: [
      'Canada won 14 gold medals at its home Winter Olympics of 2010 in Vancouver, a record for one Winter Games at the time.',
      'The United States won the most medals in total at the 2010 Winter Olympics, 37.',
    ],
  },
  {
    url: 'https://en.wikipedia.org/wiki/2024_Summer_Olympics_medal_table',
    title: '2024 Summer Olympics medal table - Wikipedia',
    subject: 'Paris 2024',
    sentences: [
      'The United States and China won 40 gold medals each at the 2024 Summer Olympics in Paris.',
      'The United States won the most medals in total at the 2024 Summer Olympics, 126, ahead of China with 91.',
      'The 2024 Summer Olympics in Paris had 329 events.',
    ],
  },
  {
    url: 'https://en.wikipedia.org/wiki/2030_Winter_Olympics',
    title: '2030 Winter Olympics - Wikipedia',
    subject: 'French Alps 2030',
    sentences: [
      'The 2030 Winter Olympics are to be held in the French Alps in February 2030.',
      'The International Olympic Committee chose the French Alps for the 2030 Winter Olympics in July 2024.',
    ],
  },
  {
    url: 'https://en.wikipedia.org/wiki/2034_Winter_Olympics',
    title: '2034 Winter Olympics - Wikipedia',
    subject: 'Utah 2034',
    sentences: [
      'The 2034 Winter Olympics are to be held in Utah in the United States, with Salt Lake City at their centre.',
      'Salt Lake City hosted the Winter Olympics before, in 2002.',
    ],
  },
  {
    url: 'https://en.wikipedia.org/wiki/Ski_mountaineering_at_the_2026_Winter_Olympics',
    title: 'Ski mountaineering at the 2026 Winter Olympics - Wikipedia',
    subject: 'Ski mountaineering',
    sentences: [
      'Ski mountaineering was on the Olympic programme for the first time at the 2026 Winter Olympics.',
      'Ski mountaineers had three events in 2026: a sprint for women, a sprint for men and a mixed relay.',
      'In ski mountaineering, racers climb with skins under their skis or with the skis on their backs, then ski down.',
    ],
  },
];
