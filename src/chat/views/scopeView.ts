import type { Localize } from '../../base/localize';
import { scopeInFull, scopeWords, type SourceScope } from '../../research/scope/sourceScope';
import type { TurnView } from '../../protocol/viewState';

/** Where research looks, as the chat shows it: shortened, and in full where that says more. */
export function scopeView(scope: SourceScope | null, localize: Localize): Pick<TurnView, 'scope' | 'scopeInFull'> {
  const words = scope && scopeWords(scope, localize);
  if (!scope || words === '') return { scope: null };
  const all = scopeInFull(scope, localize);
  return all === words ? { scope: words } : { scope: words, scopeInFull: all };
}
