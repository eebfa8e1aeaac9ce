import type { Passage } from '../research/passage';

/** Milano Cortina 2026: the Games as a whole, and the countries in the medal table. */
export const winterOlympics2026: readonly Passage[] = [
  {
    url: 'https://www.olympics.com/en/milano-cortina-2026/',
    title: 'Milano Cortina 2026 Winter Olympics - olympics.com',
    subject: 'Milano Cortina 2026',
    sentences: [
      'The 2026 Winter Olympics took place in Milano Cortina in northern Italy from 6 to 22 February 2026.',
      'The programme of the 2026 Winter Olympics had 116 events, seven more than in Beijing in 2022.',
      'The opening ceremony of Milano Cortina 2026 was at the San Siro stadium in Milan, the closing ceremony in the Arena of Verona.',
      'Milano Cortina 2026 was the first edition of the Winter Games that carried the names of two host cities.',
    ],
  },
  {
    url: 'https://en.wikipedia.org/wiki/2026_Winter_Olympics_medal_table',
    title: '2026 Winter Olympics medal table - Wikipedia',
    subject: 'Medal table of 2026',
    sentences: [
      'Norway finished first in the medal table of the 2026 Winter Olympics with 18 gold medals, ahead of the United States with 12 and the Netherlands with 10.',
      'The medal table ranks countries by gold medals, then by silver, then by bronze.',
      'Norway and the United States won the most silver medals at the 2026 Winter Olympics, 12 each.',
      'Host Italy won the most bronze medals at the 2026 Winter Olympics, 14.',
      'By medals in total the order of 2026 was Norway with 41, the United States with 33, Italy with 30 and Germany with 26.',
    ],
  },
  {
    url: 'https://www.sportsmole.co.uk/winter-sports/feature/winter-olympics-medal-table-2026_591370.html',
    title: 'Winter Olympics medal table 2026 - Sports Mole',
    subject: 'Final standings of 2026',
    sentences: [
      'The final standings of the 2026 Winter Olympics have Norway in first place, the United States in second place and the Netherlands in third place.',
      'Three countries reached eight gold medals in 2026 without reaching ten: Germany, France and Sweden.',
      'Austria, Japan, Canada and China each won five gold medals at the 2026 Winter Olympics.',
    ],
  },
  {
    url: 'https://en.wikipedia.org/wiki/Norway_at_the_2026_Winter_Olympics',
    title: 'Norway at the 2026 Winter Olympics - Wikipedia',
    subject: 'Norway',
    sentences: [
      'Norway won the most gold medals of any country at the 2026 Winter Olympics in Milano Cortina: 18.',
      'Norway won 41 medals in total at the 2026 Winter Olympics: 18 gold, 12 silver and 11 bronze.',
      'The 18 gold medals of Norway in 2026 broke the record for one Winter Games, the 16 that Norway itself had won in Beijing.',
    ],
    figures: {
      kind: 'countries at the 2026 Winter Olympics',
      values: { place: '1st', 'gold medals': 18, 'silver medals': 12, 'bronze medals': 11, 'medals in total': 41 },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/United_States_at_the_2026_Winter_Olympics',
    title: 'United States at the 2026 Winter Olympics - Wikipedia',
    subject: 'United States',
    sentences: [
      'The United States finished in second place of all countries at the 2026 Winter Olympics, with 12 gold medals and 33 medals in total.',
      'The United States won 33 medals in total at the 2026 Winter Olympics: 12 gold, 12 silver and 9 bronze.',
      'The 12 gold medals of 2026 were the most that the United States ever won at a Winter Games, two more than in Salt Lake City in 2002.',
    ],
    figures: {
      kind: 'countries at the 2026 Winter Olympics',
      values: { place: '2nd', 'gold medals': 12, 'silver medals': 12, 'bronze medals': 9, 'medals in total': 33 },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/Netherlands_at_the_2026_Winter_Olympics',
    title: 'Netherlands at the 2026 Winter Olympics - Wikipedia',
    subject: 'Netherlands',
    sentences: [
      'The Netherlands finished third at the 2026 Winter Olympics with 10 gold medals and 20 medals in total.',
      'The Netherlands won 20 medals at the 2026 Winter Olympics: 10 gold, 7 silver and 3 bronze.',
      'Winter medals of the Netherlands come almost entirely from the ice, from speed skating and short track.',
    ],
    figures: {
      kind: 'countries at the 2026 Winter Olympics',
      values: { place: '3rd', 'gold medals': 10, 'silver medals': 7, 'bronze medals': 3, 'medals in total': 20 },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/Italy_at_the_2026_Winter_Olympics',
    title: 'Italy at the 2026 Winter Olympics - Wikipedia',
    subject: 'Italy',
    sentences: [
      'Host Italy finished fourth at the 2026 Winter Olympics with 10 gold medals and 30 medals in total.',
      'Italy won 30 medals at its home Winter Olympics of 2026: 10 gold, 6 silver and 14 bronze.',
      'The 30 medals of 2026 far exceeded the previous best of Italy, the 20 medals of Lillehammer in 1994.',
    ],
    figures: {
      kind: 'countries at the 2026 Winter Olympics',
      values: { place: '4th', 'gold medals': 10, 'silver medals': 6, 'bronze medals': 14, 'medals in total': 30 },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/Germany_at_the_2026_Winter_Olympics',
    title: 'Germany at the 2026 Winter Olympics - Wikipedia',
    subject: 'Germany',
    sentences: [
      'Germany finished fifth at the 2026 Winter Olympics with 8 gold medals and 26 medals in total.',
      'Germany won 26 medals at the 2026 Winter Olympics: 8 gold, 10 silver and 8 bronze.',
      'Luge, bobsleigh and skeleton are the sports in which Germany has long been strongest at Winter Games.',
    ],
    figures: {
      kind: 'countries at the 2026 Winter Olympics',
      values: { place: '5th', 'gold medals': 8, 'silver medals': 10, 'bronze medals': 8, 'medals in total': 26 },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/France_at_the_2026_Winter_Olympics',
    title: 'France at the 2026 Winter Olympics - Wikipedia',
    subject: 'France',
    sentences: [
      'France finished sixth at the 2026 Winter Olympics with 8 gold medals and 23 medals in total.',
      'France won 23 medals at the 2026 Winter Olympics: 8 gold, 9 silver and 6 bronze.',
    ],
    figures: {
      kind: 'countries at the 2026 Winter Olympics',
      values: { place: '6th', 'gold medals': 8, 'silver medals': 9, 'bronze medals': 6, 'medals in total': 23 },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/Sweden_at_the_2026_Winter_Olympics',
    title: 'Sweden at the 2026 Winter Olympics - Wikipedia',
    subject: 'Sweden',
    sentences: [
      'Sweden finished seventh at the 2026 Winter Olympics with 8 gold medals and 18 medals in total.',
      'Sweden won 18 medals at the 2026 Winter Olympics: 8 gold, 6 silver and 4 bronze.',
    ],
    figures: {
      kind: 'countries at the 2026 Winter Olympics',
      values: { place: '7th', 'gold medals': 8, 'silver medals': 6, 'bronze medals': 4, 'medals in total': 18 },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/Switzerland_at_the_2026_Winter_Olympics',
    title: 'Switzerland at the 2026 Winter Olympics - Wikipedia',
    subject: 'Switzerland',
    sentences: [
      'Switzerland finished eighth at the 2026 Winter Olympics with 6 gold medals and 23 medals in total.',
      'Switzerland won 23 medals at the 2026 Winter Olympics: 6 gold, 9 silver and 8 bronze.',
    ],
    figures: {
      kind: 'countries at the 2026 Winter Olympics',
      values: { place: '8th', 'gold medals': 6, 'silver medals': 9, 'bronze medals': 8, 'medals in total': 23 },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/Austria_at_the_2026_Winter_Olympics',
    title: 'Austria at the 2026 Winter Olympics - Wikipedia',
    subject: 'Austria',
    sentences: [
      'Austria finished ninth at the 2026 Winter Olympics with 5 gold medals and 18 medals in total.',
      'Austria won 18 medals at the 2026 Winter Olympics: 5 gold, 8 silver and 5 bronze.',
    ],
    figures: {
      kind: 'countries at the 2026 Winter Olympics',
      values: { place: '9th', 'gold medals': 5, 'silver medals': 8, 'bronze medals': 5, 'medals in total': 18 },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/Japan_at_the_2026_Winter_Olympics',
    title: 'Japan at the 2026 Winter Olympics - Wikipedia',
    subject: 'Japan',
    sentences: [
      'Japan finished tenth at the 2026 Winter Olympics with 5 gold medals and 24 medals in total.',
      'Japan won 24 medals at the 2026 Winter Olympics: 5 gold, 7 silver and 12 bronze.',
      'The 24 medals of 2026 were six more than the 18 that Japan had won in Beijing in 2022.',
    ],
    figures: {
      kind: 'countries at the 2026 Winter Olympics',
      values: { place: '10th', 'gold medals': 5, 'silver medals': 7, 'bronze medals': 12, 'medals in total': 24 },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/Canada_at_the_2026_Winter_Olympics',
    title: 'Canada at the 2026 Winter Olympics - Wikipedia',
    subject: 'Canada',
    sentences: [
      'Canada finished eleventh at the 2026 Winter Olympics with 5 gold medals and 21 medals in total.',
      'Canada won 21 medals at the 2026 Winter Olympics: 5 gold, 7 silver and 9 bronze.',
      'The 21 medals of 2026 were five fewer than the 26 that Canada had won in Beijing in 2022.',
    ],
    figures: {
      kind: 'countries at the 2026 Winter Olympics',
      values: { place: '11th', 'gold medals': 5, 'silver medals': 7, 'bronze medals': 9, 'medals in total': 21 },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/China_at_the_2026_Winter_Olympics',
    title: 'China at the 2026 Winter Olympics - Wikipedia',
    subject: 'China',
    sentences: [
      'China finished twelfth at the 2026 Winter Olympics with 5 gold medals and 15 medals in total.',
      'China won 15 medals at the 2026 Winter Olympics: 5 gold, 4 silver and 6 bronze.',
    ],
    figures: {
      kind: 'countries at the 2026 Winter Olympics',
      values: { place: '12th', 'gold medals': 5, 'silver medals': 4, 'bronze medals': 6, 'medals in total': 15 },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/South_Korea_at_the_2026_Winter_Olympics',
    title: 'South Korea at the 2026 Winter Olympics - Wikipedia',
    subject: 'South Korea',
    sentences: [
      'South Korea won 10 medals at the 2026 Winter Olympics: 3 gold, 4 silver and 3 bronze.',
      'Short track has brought South Korea more winter medals than any other sport.',
    ],
    figures: {
      kind: 'countries at the 2026 Winter Olympics',
      values: { 'gold medals': 3, 'silver medals': 4, 'bronze medals': 3, 'medals in total': 10 },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/Johannes_H%C3%B8sflot_Kl%C3%A6bo',
    title: 'Johannes Høsflot Klæbo - Wikipedia',
    subject: 'Johannes Høsflot Klæbo',
    sentences: [
      'In February 2026 the skier Johannes Høsflot Klæbo became the first athlete with nine Olympic titles in winter sports.',
      'Johannes Høsflot Klæbo of Norway won his first Olympic titles in PyeongChang in 2018, at the age of 21.',
    ],
  },
];
