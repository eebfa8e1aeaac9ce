import { format } from '../../src/base/localize';
import type { VNode } from 'preact';
import { Button, Refusal } from './controls';
import { useStrings } from './services';
import { useRequest } from './useRequest';

/** What stands in the chat before there is an API key for `host`: how to get one, and what leaves the machine. */
export function FirstRun({ host }: { readonly host: string }): VNode {
  const strings = useStrings();
  const [status, send] = useRequest();
  return (
    <div class="welcome">
      <h1 class="welcome-title">{strings.researchTheWeb}</h1>
      <p class="welcome-lead">{strings.firstRun}</p>
      <div class="welcome-actions">
        <Button
          look="primary"
          label={strings.enterApiKey}
          control="setApiKey"
          onPress={() => send({ kind: 'setApiKey' })}
        />
        <Button
          look="secondary"
          icon="link-external"
          label={strings.getKey}
          onPress={() => send({ kind: 'openPlatform', page: 'keys' })}
        />
      </div>
      <Refusal status={status} />
      <section class="privacy">
        <h2 class="privacy-title">{strings.whatLeaves}</h2>
        <ul>
          <li>{format(strings.questionLeaves, host)}</li>
          <li>{strings.followUpNames}</li>
          <li>{strings.nothingElse}</li>
        </ul>
      </section>
    </div>
  );
}

/** What stands in a thread without turns: what this does, and questions to begin with. They are never sent by themselves. */
export function EmptyThread({ onPick }: { readonly onPick: (question: string) => void }): VNode {
  const strings = useStrings();
  const examples = [strings.firstExample, strings.secondExample, strings.thirdExample];
  return (
    <div class="welcome">
      <h1 class="welcome-title">{strings.researchTheWeb}</h1>
      <p class="welcome-lead">{strings.emptyThread}</p>
      <ul class="examples" aria-label={strings.examples}>
        {examples.map((example) => (
          <li>
            <button type="button" class="example" onClick={() => onPick(example)}>
              {example}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
