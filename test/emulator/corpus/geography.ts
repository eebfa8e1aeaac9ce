import type { Passage } from '../research/passage';

/** Mountains, waters and countries. */
export const geography: readonly Passage[] = [
  {
    url: 'https://en.wikipedia.org/wiki/Mount_Everest',
    title: 'Mount Everest - Wikipedia',
    subject: 'Mount Everest',
    sentences: [
      'Mount Everest is the highest mountain of the Earth above sea level, at 8,849 metres.',
      'Mount Everest stands on the border between Nepal and China.',
      'Edmund Hillary and Tenzing Norgay were the first to reach the summit of Mount Everest, on 29 May 1953.',
    ],
    figures: {
      kind: 'mountains',
      values: { 'height in metres': 8849, 'first ascent': '1953', range: 'Himalaya' },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/K2',
    title: 'K2 - Wikipedia',
    subject: 'K2',
    sentences: [
      'K2 is the second highest mountain of the Earth, at 8,611 metres, on the border between Pakistan and China.',
      'K2 was first climbed in 1954 by Lino Lacedelli and Achille Compagnoni.',
      'Nobody reached the summit of K2 in winter before January 2021.',
    ],
    figures: {
      kind: 'mountains',
      values: { 'height in metres': 8611, 'first ascent': '1954', range: 'Karakoram' },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/Mont_Blanc',
    title: 'Mont Blanc - Wikipedia',
    subject: 'Mont Blanc',
    sentences: [
      'Mont Blanc is the highest mountain of the Alps, at about 4,806 metres.',
      'Mont Blanc was first climbed in 1786 by Jacques Balmat and Michel-Gabriel Paccard.',
    ],
    figures: {
      kind: 'mountains',
      values: { 'height in metres': 4806, 'first ascent': '1786', range: 'Alps' },
    },
  },
  {
    url: 'https://www.britannica.com/place/Nile-River',
    title: 'Nile River - Encyclopaedia Britannica',
    subject: 'Nile',
    sentences: [
      'The Nile is usually called the longest river of the Earth, with about 6,650 kilometres.',
      'The Nile flows north through eleven countries of Africa to the Mediterranean.',
      'The White Nile and the Blue Nile meet at Khartoum.',
    ],
    figures: { kind: 'rivers', values: { 'length in km': 6650, 'flows into': 'Mediterranean', continent: 'Africa' } },
  },
  {
    url: 'https://www.britannica.com/place/Amazon-River',
    title: 'Amazon River - Encyclopaedia Britannica',
    subject: 'Amazon River',
    sentences: [
      'The Amazon carries more water than any other river of the Earth and is about 6,400 kilometres long.',
      'The Amazon drains a basin of about 7 million square kilometres, most of it in Brazil.',
    ],
    figures: { kind: 'rivers', values: { 'length in km': 6400, 'flows into': 'Atlantic', continent: 'South America' } },
  },
  {
    url: 'https://whc.unesco.org/en/list/754/',
    title: 'Lake Baikal - UNESCO World Heritage Centre',
    subject: 'Lake Baikal',
    sentences: [
      'Lake Baikal in Siberia is the deepest lake of the Earth, with about 1,640 metres, and the oldest, with some 25 million years.',
      'Lake Baikal holds about a fifth of the unfrozen fresh water on the surface of the Earth.',
    ],
    figures: {
      kind: 'lakes',
      values: { 'greatest depth in metres': 1642, 'area in square km': 31500, country: 'Russia' },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/Lake_Superior',
    title: 'Lake Superior - Wikipedia',
    subject: 'Lake Superior',
    sentences: [
      'Lake Superior has the largest surface of all freshwater lakes, about 82,100 square kilometres.',
      'Lake Superior is up to 406 metres deep and is shared by Canada and the United States.',
    ],
    figures: {
      kind: 'lakes',
      values: { 'greatest depth in metres': 406, 'area in square km': 82100, country: 'Canada, United States' },
    },
  },
  {
    url: 'https://oceanservice.noaa.gov/facts/oceandepth.html',
    title: 'How deep is the ocean? - NOAA National Ocean Service',
    subject: 'Mariana Trench',
    sentences: [
      'The deepest place of the ocean is the Challenger Deep in the Mariana Trench, almost 11 kilometres below the surface.',
      'The Mariana Trench lies in the western Pacific, near Guam.',
    ],
  },
  {
    url: 'https://en.wikipedia.org/wiki/Sahara',
    title: 'Sahara - Wikipedia',
    subject: 'Sahara',
    sentences: [
      'The Sahara is the largest hot desert of the Earth, with about 9.2 million square kilometres.',
      'Antarctica is the largest desert of all, since a desert is defined by little precipitation and not by heat.',
    ],
  },
  {
    url: 'https://en.wikipedia.org/wiki/List_of_countries_and_dependencies_by_area',
    title: 'List of countries and dependencies by area - Wikipedia',
    subject: 'Largest countries',
    sentences: [
      'Russia is the largest country of the Earth by area, with about 17.1 million square kilometres, followed by Canada.',
      'Canada has the longest coastline of all countries, more than 200,000 kilometres.',
      'The smallest country by area is Vatican City, with less than half a square kilometre.',
    ],
  },
  {
    url: 'https://whc.unesco.org/en/list/154/',
    title: 'Great Barrier Reef - UNESCO World Heritage Centre',
    subject: 'Great Barrier Reef',
    sentences: [
      'The Great Barrier Reef off the coast of Queensland is the largest coral reef system of the Earth.',
      'The Great Barrier Reef stretches over more than 2,000 kilometres and has about 400 kinds of coral.',
    ],
  },
];
