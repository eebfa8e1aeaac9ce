import type { Passage } from '../research/passage';
import { autonomousVehicles } from './autonomousVehicles';
import { geography } from './geography';
import { otherGames } from './otherGames';
import { saasPricing } from './saasPricing';
import { science } from './science';
import { software } from './software';
import { winterOlympics2026 } from './winterOlympics2026';

/** All that the emulator knows. The facts are public, the wording is the emulator's own. */
export const corpus: readonly Passage[] = [
  ...winterOlympics2026,
  ...otherGames,
  ...saasPricing,
  ...autonomousVehicles,
  ...software,
  ...science,
  ...geography,
];
