import { localizeWith } from '../../src/base/localize';
import { pageStrings } from '../../src/chat/page/pageStrings';

/** The texts of the pages as they are where nothing is translated. */
export const englishStrings = pageStrings(localizeWith({}));
