import type { Passage } from '../research/passage';

/** Companies that build vehicles that drive themselves, and what is said of the field as a whole. */
export const autonomousVehicles: readonly Passage[] = [
  {
    url: 'https://en.wikipedia.org/wiki/Robotaxi',
    title: 'Robotaxi - Wikipedia',
    subject: 'The robotaxi market',
    sentences: [
      'The competitive landscape of autonomous vehicle companies has three groups: robotaxi operators, truck companies and suppliers of driving systems to carmakers.',
      'Waymo leads the autonomous vehicle companies of the United States in paid rides without a driver, Apollo Go those of China.',
      'Robotaxi operators differ most in their sensors: nearly all combine cameras, radar and lidar, while Tesla relies on cameras.',
      'Growth of robotaxi services is limited by permits, by the cost of vehicles and by remote operations rather than by demand.',
    ],
  },
  {
    url: 'https://www.sae.org/standards/content/j3016_202104/',
    title: 'J3016: Taxonomy and definitions for driving automation - SAE International',
    subject: 'Levels of driving automation',
    sentences: [
      'SAE J3016 defines six levels of driving automation, from 0 without automation to 5 for a vehicle that drives everywhere.',
      'At level 4 an autonomous vehicle needs no driver within its operating domain; robotaxis belong to this level.',
      'At level 2 the driver has to supervise all the time, however well the vehicle steers itself.',
    ],
  },
  {
    url: 'https://waymo.com/',
    title: 'Waymo - Self-Driving Cars - Autonomous Vehicles - Ride-Hail',
    subject: 'Waymo',
    sentences: [
      'Waymo, the autonomous vehicle company of Alphabet, runs the largest robotaxi service of the United States and began as the Google self-driving car project in 2009.',
      'Waymo carries paying passengers without a driver in Phoenix, San Francisco, Los Angeles, Austin and Atlanta.',
      'Waymo passed 250,000 paid rides a week in April 2025.',
      'Vehicles of Waymo combine cameras, radar and lidar with detailed maps; most of its fleet are Jaguar I-PACE cars.',
      'In Austin and Atlanta, rides with Waymo are booked through Uber.',
    ],
    figures: {
      kind: 'autonomous vehicle companies',
      values: {
        owner: 'Alphabet',
        product: 'robotaxi service',
        'main markets': 'Phoenix, San Francisco, Los Angeles',
        sensors: 'cameras, radar, lidar',
      },
    },
  },
  {
    url: 'https://www.tesla.com/robotaxi',
    title: 'Robotaxi - Tesla',
    subject: 'Tesla',
    sentences: [
      'Tesla started a robotaxi pilot in Austin in June 2025 with Model Y cars and a safety monitor on board.',
      'Tesla relies on cameras and neural networks and uses neither lidar nor detailed maps.',
      'The Cybercab of Tesla, shown in October 2024, has two seats and neither steering wheel nor pedals.',
      'The strength of Tesla among autonomous vehicle companies is its own mass production of cars; its driver assistance still needs supervision in the cars of private owners.',
    ],
    figures: {
      kind: 'autonomous vehicle companies',
      values: {
        owner: 'Tesla (listed)',
        product: 'robotaxi pilot and driver assistance',
        'main markets': 'Austin',
        sensors: 'cameras',
      },
    },
  },
  {
    url: 'https://zoox.com/',
    title: 'Zoox',
    subject: 'Zoox',
    sentences: [
      'Zoox, an autonomous vehicle company that Amazon bought in 2020, builds a robotaxi of its own that drives in both directions and has no steering wheel.',
      'Zoox opened its robotaxi service to the public in Las Vegas in September 2025.',
      'Passengers of Zoox sit face to face, four to a vehicle.',
    ],
    figures: {
      kind: 'autonomous vehicle companies',
      values: {
        owner: 'Amazon',
        product: 'purpose-built robotaxi',
        'main markets': 'Las Vegas, San Francisco',
        sensors: 'cameras, radar, lidar',
      },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/Baidu',
    title: 'Baidu - Wikipedia',
    subject: 'Apollo Go',
    sentences: [
      'Apollo Go, the autonomous vehicle arm of Baidu, is the largest robotaxi service of China, with Wuhan as its biggest market.',
      'Apollo Go gave 1.4 million rides in the first quarter of 2025.',
      'The RT6 of Apollo Go was announced at a price below 30,000 dollars a vehicle.',
      'Apollo Go is expanding to Dubai and Abu Dhabi.',
    ],
    figures: {
      kind: 'autonomous vehicle companies',
      values: {
        owner: 'Baidu',
        product: 'robotaxi service',
        'main markets': 'Wuhan, Beijing, Shenzhen',
        sensors: 'cameras, radar, lidar',
      },
    },
  },
  {
    url: 'https://www.pony.ai/',
    title: 'Pony.ai',
    subject: 'Pony.ai',
    sentences: [
      'Pony.ai, an autonomous vehicle company of Guangzhou, runs robotaxis in the four largest cities of China and was listed on Nasdaq in November 2024.',
      'Pony.ai builds its vehicles with Toyota, GAC and BAIC.',
      'Besides robotaxis, Pony.ai operates autonomous trucks.',
    ],
    figures: {
      kind: 'autonomous vehicle companies',
      values: {
        owner: 'Pony AI (listed)',
        product: 'robotaxis and trucks',
        'main markets': 'Beijing, Guangzhou, Shenzhen',
        sensors: 'cameras, radar, lidar',
      },
    },
  },
  {
    url: 'https://www.weride.ai/',
    title: 'WeRide',
    subject: 'WeRide',
    sentences: [
      'WeRide, another autonomous vehicle company of Guangzhou, makes taxis, buses and street sweepers and was listed on Nasdaq in October 2024.',
      'WeRide offers robotaxis in Abu Dhabi together with Uber.',
    ],
    figures: {
      kind: 'autonomous vehicle companies',
      values: {
        owner: 'WeRide (listed)',
        product: 'taxis, buses, sweepers',
        'main markets': 'Guangzhou, Beijing, Abu Dhabi',
        sensors: 'cameras, radar, lidar',
      },
    },
  },
  {
    url: 'https://aurora.tech/',
    title: 'Aurora Innovation',
    subject: 'Aurora',
    sentences: [
      'Aurora started commercial trucking without a driver between Dallas and Houston in May 2025.',
      'Aurora was founded in 2017 by Chris Urmson, Sterling Anderson and Drew Bagnell.',
      'Among autonomous vehicle companies, Aurora concentrates on long-distance freight rather than on passengers.',
    ],
    figures: {
      kind: 'autonomous vehicle companies',
      values: {
        owner: 'Aurora (listed)',
        product: 'driverless trucks',
        'main markets': 'Texas',
        sensors: 'cameras, radar, lidar',
      },
    },
  },
  {
    url: 'https://wayve.ai/',
    title: 'Wayve',
    subject: 'Wayve',
    sentences: [
      'Wayve, an autonomous vehicle company of London, licenses a driving system that learns end to end and is not bound to one vehicle or one map.',
      'Wayve raised 1.05 billion dollars in May 2024 in a round led by SoftBank.',
      'Nissan announced in 2025 that it would use software of Wayve in its driver assistance.',
    ],
    figures: {
      kind: 'autonomous vehicle companies',
      values: {
        owner: 'Wayve (private)',
        product: 'driving system for carmakers',
        'main markets': 'United Kingdom, Japan',
        sensors: 'cameras first',
      },
    },
  },
  {
    url: 'https://www.mobileye.com/',
    title: 'Mobileye | Driver Assist and Autonomous Driving Technologies',
    subject: 'Mobileye',
    sentences: [
      'Mobileye of Jerusalem supplies chips and software for driver assistance to most large carmakers.',
      'Intel bought Mobileye in 2017 for 15.3 billion dollars and listed it again in October 2022.',
      'The autonomous ID. Buzz of Volkswagen uses the driving system of Mobileye.',
    ],
    figures: {
      kind: 'autonomous vehicle companies',
      values: {
        owner: 'Intel (majority), listed',
        product: 'driving systems for carmakers',
        'main markets': 'worldwide',
        sensors: 'cameras, radar, lidar',
      },
    },
  },
  {
    url: 'https://en.wikipedia.org/wiki/Cruise_(autonomous_vehicle)',
    title: 'Cruise (autonomous vehicle) - Wikipedia',
    subject: 'Cruise',
    sentences: [
      'General Motors stopped funding the robotaxis of Cruise in December 2024.',
      'California suspended the permits of Cruise in October 2023 after one of its vehicles dragged a pedestrian.',
    ],
  },
  {
    url: 'https://www.nuro.ai/',
    title: 'Nuro',
    subject: 'Nuro',
    sentences: [
      'Nuro began with small delivery vehicles without a seat and changed in 2024 to licensing its driving system.',
      'Nuro, Lucid and Uber announced a robotaxi programme with the Lucid Gravity in July 2025.',
    ],
  },
];
