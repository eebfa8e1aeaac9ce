import type { Passage } from '../research/passage';

/** Biology, astronomy and the exploration of Mars. */
export const science: readonly Passage[] = [
  {
    url: 'https://www.nobelprize.org/prizes/chemistry/2020/summary/',
    title: 'The Nobel Prize in Chemistry 2020 - NobelPrize.org',
    subject: 'CRISPR',
    sentences: [
      'CRISPR-Cas9 cuts DNA at a place that a guide RNA names, so that genes can be switched off or changed.',
      'Emmanuelle Charpentier and Jennifer Doudna received the Nobel Prize in Chemistry of 2020 for CRISPR-Cas9.',
      'CRISPR comes from the immune system of bacteria, which remember viruses in repeated stretches of their DNA.',
    ],
  },
  {
    url: 'https://www.fda.gov/news-events/press-announcements/fda-approves-first-gene-therapies-treat-patients-sickle-cell-disease',
    title: 'FDA Approves First Gene Therapies to Treat Patients with Sickle Cell Disease',
    subject: 'Casgevy',
    sentences: [
      'Casgevy was the first therapy based on CRISPR that the FDA approved, in December 2023, for sickle cell disease.',
      'For Casgevy, blood stem cells of the patient are edited outside the body so that they make foetal haemoglobin.',
      'The United Kingdom approved Casgevy in November 2023, before any other country.',
    ],
  },
  {
    url: 'https://en.wikipedia.org/wiki/Base_editing',
    title: 'Base editing - Wikipedia',
    subject: 'Base editing',
    sentences: [
      'Base editing changes one letter of DNA into another without cutting both strands, unlike CRISPR-Cas9.',
      'Base editing was developed in the laboratory of David Liu and published in 2016.',
    ],
  },
  {
    url: 'https://www.nobelprize.org/prizes/medicine/2023/summary/',
    title: 'The Nobel Prize in Physiology or Medicine 2023 - NobelPrize.org',
    subject: 'mRNA vaccines',
    sentences: [
      'Katalin Karikó and Drew Weissman received the Nobel Prize in Medicine of 2023 for changes to nucleosides that made mRNA vaccines possible.',
      'mRNA vaccines carry the instructions for a protein of a virus, which the cells of the body then make themselves.',
    ],
  },
  {
    url: 'https://alphafold.ebi.ac.uk/',
    title: 'AlphaFold Protein Structure Database',
    subject: 'AlphaFold',
    sentences: [
      'AlphaFold predicts the shape of a protein from its sequence of amino acids.',
      'The AlphaFold database holds more than 200 million predicted protein structures.',
      'Demis Hassabis and John Jumper shared the Nobel Prize in Chemistry of 2024 with David Baker, for AlphaFold and for protein design.',
    ],
  },
  {
    url: 'https://science.nasa.gov/mission/webb/',
    title: 'James Webb Space Telescope - NASA Science',
    subject: 'James Webb Space Telescope',
    sentences: [
      'The James Webb Space Telescope was launched on 25 December 2021 and observes in the infrared.',
      'The main mirror of the James Webb Space Telescope has 18 segments and a diameter of 6.5 metres.',
      'The James Webb Space Telescope works near the point L2, about 1.5 million kilometres from the Earth.',
      'Its sunshield of five layers keeps the James Webb Space Telescope cold enough to see faint heat.',
    ],
    figures: {
      kind: 'space telescopes',
      values: {
        'launched in': 'December 2021',
        'mirror diameter in metres': 6.5,
        light: 'infrared',
        place: 'near L2, 1.5 million km away',
      },
    },
  },
  {
    url: 'https://science.nasa.gov/mission/hubble/',
    title: 'Hubble Space Telescope - NASA Science',
    subject: 'Hubble Space Telescope',
    sentences: [
      'The Hubble Space Telescope was launched in April 1990 and observes in visible and ultraviolet light.',
      'The main mirror of the Hubble Space Telescope has a diameter of 2.4 metres.',
      'Astronauts serviced the Hubble Space Telescope five times between 1993 and 2009.',
    ],
    figures: {
      kind: 'space telescopes',
      values: {
        'launched in': 'April 1990',
        'mirror diameter in metres': 2.4,
        light: 'visible and ultraviolet',
        place: 'orbit around the Earth',
      },
    },
  },
  {
    url: 'https://science.nasa.gov/mars/facts/',
    title: 'Mars: Facts - NASA Science',
    subject: 'Mars',
    sentences: [
      'Mars has two moons, Phobos and Deimos, and about half the diameter of the Earth.',
      'A day on Mars lasts 24 hours and 37 minutes, a year 687 Earth days.',
      'The atmosphere of Mars is thin and consists almost entirely of carbon dioxide.',
      'Olympus Mons on Mars is the largest volcano known in the solar system.',
    ],
  },
  {
    url: 'https://science.nasa.gov/mission/mars-2020-perseverance/',
    title: 'Mars 2020: Perseverance Rover - NASA Science',
    subject: 'Perseverance',
    sentences: [
      'The rover Perseverance landed in Jezero Crater on Mars on 18 February 2021 and collects samples for a later return.',
      'Perseverance made oxygen from the atmosphere of Mars with its experiment MOXIE.',
      'Jezero Crater held a lake billions of years ago, which is why Perseverance looks there for traces of early life.',
    ],
    figures: {
      kind: 'rovers on Mars',
      values: {
        'landed on': '18 February 2021',
        'landing site': 'Jezero Crater',
        'mass in kg': 1025,
        task: 'collect samples, look for traces of life',
      },
    },
  },
  {
    url: 'https://science.nasa.gov/mission/msl-curiosity/',
    title: 'Mars Science Laboratory: Curiosity Rover - NASA Science',
    subject: 'Curiosity',
    sentences: [
      'The rover Curiosity landed in Gale Crater on Mars on 6 August 2012 by universal time.',
      'Curiosity found that Gale Crater once had water in which microbes could have lived.',
    ],
    figures: {
      kind: 'rovers on Mars',
      values: {
        'landed on': '6 August 2012',
        'landing site': 'Gale Crater',
        'mass in kg': 899,
        task: 'find out whether Mars was habitable',
      },
    },
  },
  {
    url: 'https://science.nasa.gov/mission/mars-2020-perseverance/ingenuity-mars-helicopter/',
    title: 'Ingenuity Mars Helicopter - NASA Science',
    subject: 'Ingenuity',
    sentences: [
      'The helicopter Ingenuity made the first powered flight on another planet, on Mars on 19 April 2021.',
      'Ingenuity flew 72 times, although five flights were planned, and ended its work in January 2024 with a damaged rotor.',
    ],
  },
  {
    url: 'https://www.ligo.caltech.edu/page/press-release-gw150914',
    title: "Gravitational Waves Detected 100 Years After Einstein's Prediction - LIGO Lab",
    subject: 'Gravitational waves',
    sentences: [
      'LIGO observed gravitational waves for the first time on 14 September 2015, from two black holes that merged.',
      'Rainer Weiss, Barry Barish and Kip Thorne received the Nobel Prize in Physics of 2017 for the observation of gravitational waves.',
    ],
  },
  {
    url: 'https://eventhorizontelescope.org/',
    title: 'Event Horizon Telescope',
    subject: 'Images of black holes',
    sentences: [
      'The Event Horizon Telescope published the first image of a black hole, that of the galaxy M87, in April 2019.',
      'In May 2022 followed the image of Sagittarius A*, the black hole at the centre of the Milky Way.',
    ],
  },
];
