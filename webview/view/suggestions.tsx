import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { Icon } from './controls';
import { memo } from './memo';
import { PanelContext, useStrings } from './services';

/** Questions that could be asked next. They are put into the composer and never sent by themselves. */
export const Suggestions = memo(function Suggestions({
  suggestions,
}: {
  readonly suggestions: readonly string[];
}): VNode | null {
  const strings = useStrings();
  const { suggest } = useContext(PanelContext);
  if (suggestions.length === 0) return null;
  return (
    <ul class="suggestions" aria-label={strings.suggestions}>
      {suggestions.map((suggestion) => (
        <li key={suggestion}>
          <button type="button" class="suggestion" onClick={() => suggest(suggestion)}>
            <Icon name="arrow-right" />
            <bdi>{suggestion}</bdi>
          </button>
        </li>
      ))}
    </ul>
  );
});
