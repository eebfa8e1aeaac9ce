import { localizeWith } from '../../src/base/localize';
import { pageStrings } from '../../src/chat/page/pageStrings';

/** The page's own texts, in English. */
export const englishTexts = pageStrings(localizeWith({}));
