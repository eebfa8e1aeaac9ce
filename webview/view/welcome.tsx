import type { VNode } from 'preact';
import { Button, Refusal } from './controls';
import { useLocalize } from './services';
import { useRequest } from './useRequest';

/** What stands in the chat before there is an API key for `host`: how to get one, and what leaves the machine. */
export function FirstRun({ host }: { readonly host: string }): VNode {
  const localize = useLocalize();
  const [status, send] = useRequest();
  return (
    <div class="welcome">
      <h1 class="welcome-title">{localize('Research the web')}</h1>
      <p class="welcome-lead">
        {localize('Ask a question. Parallel searches and reads the web, and the answer arrives here with its sources.')}
      </p>
      <div class="welcome-actions">
        <Button
          look="primary"
          label={localize('Enter API Key')}
          control="setApiKey"
          onPress={() => send({ kind: 'setApiKey' })}
        />
        <Button
          look="secondary"
          icon="link-external"
          label={localize('Get a Key at Parallel')}
          onPress={() => send({ kind: 'openPlatform', page: 'keys' })}
        />
      </div>
      <Refusal status={status} />
      <section class="privacy">
        <h2 class="privacy-title">{localize('What leaves this computer')}</h2>
        <ul>
          <li>
            {localize(
              'Your question and what you attach to it, when you press Send. They go to {0}, with your API key.',
              host,
            )}
          </li>
          <li>{localize('A follow-up also names the earlier answers that it builds on.')}</li>
          <li>{localize('Nothing else. Threads are kept on this computer, and the key in its secret storage.')}</li>
        </ul>
      </section>
    </div>
  );
}

/** What stands in a thread without turns: what this does, and questions to begin with. They are never sent by themselves. */
export function EmptyThread({ onPick }: { readonly onPick: (question: string) => void }): VNode {
  const localize = useLocalize();
  const examples = [
    localize('Which country won the most Winter Olympics gold medals in 2026?'),
    localize('What are the main pricing models used by SaaS companies?'),
    localize('Map the competitive landscape of autonomous vehicle companies'),
  ];
  return (
    <div class="welcome">
      <h1 class="welcome-title">{localize('Research the web')}</h1>
      <p class="welcome-lead">
        {localize('Every answer comes with its sources. Follow-up questions build on what was found.')}
      </p>
      <ul class="examples" aria-label={localize('Examples')}>
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
