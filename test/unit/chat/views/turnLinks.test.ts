import assert from 'node:assert/strict';
import { localizeWith } from '../../../../src/base/localize';
import { ChatViewMaker } from '../../../../src/chat/views/makeView';
import { hasLink } from '../../../../src/chat/views/turnLinks';
import type { Answer } from '../../../../src/research/answer/answer';
import type { ThreadEvent } from '../../../../src/research/thread/events';
import { answered, asked, news, norway, sent, situation, threadOf, turn, writing } from '../../protocol/threads';

function links(...events: readonly ThreadEvent[]): (url: string, name?: string, written?: string) => boolean {
  const view = new ChatViewMaker(localizeWith({})).make(situation(threadOf(...events)));
  return (url, name = 'a', written) =>
    hasLink({ turns: view.turns, writing: written === undefined ? {} : { [turn('a')]: written } }, turn(name), url);
}

describe('The links of a turn', () => {
  const linked: Answer = {
    type: 'text',
    basis: norway.basis,
    text: 'See [this](HTTPS://Example.com:443/../ü) [1] and `https://code.example/`.',
  };

  it('are those of its sources and of its text, byte for byte', () => {
    const has = links(...answered('a', null, linked));
    assert.ok(has('https://example.org/medals'));
    assert.ok(has('HTTPS://Example.com:443/../ü'));
    assert.ok(!has('https://example.com/%C3%BC'), 'the same place in other bytes');
    assert.ok(!has('https://example.org/'), 'a part of one');
    assert.ok(!has('https://code.example/'), 'code');
    assert.ok(!has('https://evil.example/'));
    assert.ok(!has('https://example.org/medals', 'another turn'));
  });

  it('are never what must not be opened', () => {
    const [basis] = norway.basis;
    assert.ok(basis);
    const urls = [
      'javascript:alert(1)',
      'command:workbench.action.quit',
      'https://user@evil.example/',
      'file:///etc/passwd',
    ];
    const citations = urls.map((url) => ({ url, title: null, excerpts: [] }));
    const has = links(...answered('a', null, { ...norway, basis: [{ ...basis, citations }] }));
    for (const url of urls) assert.ok(!has(url), url);
  });

  it('are those of what has arrived, while an answer is being written and when it broke off', () => {
    const has = links(...writing('a', null, ''));
    assert.ok(has('https://example.com', 'a', 'So https://example.com says'));
    assert.ok(!has('https://example.com', 'a', 'So'));
    const lost = links(...writing('a', null, 'So https://example.com'), news('a', { kind: 'lost', detail: null }));
    assert.ok(lost('https://example.com'));
  });

  it('are the pages that a run reads', () => {
    const progress = { meter: 40, sourcesConsidered: 12, sourcesRead: 4, readSample: ['https://example.org'] };
    const has = links(asked('a'), ...sent('a'), news('a', { kind: 'progressed', trace: [], progress }));
    assert.ok(has('https://example.org'));
    assert.ok(!has('https://example.com'));
  });
});
