import type { Localize } from '../../base/localize';
import type { PageStrings } from '../../protocol/pageStrings';
import { answerStrings, comparisonStrings, sourcesStrings } from './answerStrings';
import { composerStrings, engineStrings } from './composerStrings';
import { problemStrings, threadStrings, welcomeStrings } from './threadStrings';

/** Every text that the pages show of their own, in the person's language. */
export function pageStrings(localize: Localize): PageStrings {
  return {
    ...comparisonStrings(localize),
    ...answerStrings(localize),
    ...sourcesStrings(localize),
    ...composerStrings(localize),
    ...engineStrings(localize),
    ...problemStrings(localize),
    ...threadStrings(localize),
    ...welcomeStrings(localize),
  };
}
