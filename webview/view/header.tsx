import type { VNode } from 'preact';
import type { MapView, ThreadHeaderView } from '../../src/protocol/viewState';
import { Boundary } from './boundary';
import { memo } from './memo';
import { ThreadMap } from './threadMap';

interface HeaderProps {
  readonly thread: ThreadHeaderView;
  readonly map: MapView | null;
  /** A title that is not shown is read out all the same. */
  readonly showsTitle: boolean;
  /** Brings a turn into sight and puts the focus on it. */
  readonly reveal: (turnId: string) => void;
}

/** What the thread is called and, where its directions part, the map of them. */
export const Header = memo(function Header({ thread, map, showsTitle, reveal }: HeaderProps): VNode {
  return (
    <header class={showsTitle || map ? 'header' : 'header visually-hidden'}>
      <h1 class={showsTitle ? 'title' : 'visually-hidden'} title={thread.title} dir="auto">
        {thread.title}
      </h1>
      {map && (
        <Boundary part="map" of={map} fallback={null}>
          <ThreadMap key={thread.id} threadId={thread.id} map={map} reveal={reveal} />
        </Boundary>
      )}
    </header>
  );
});
