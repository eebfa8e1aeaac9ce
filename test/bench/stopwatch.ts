/** What measures inside of a page. Times are in milliseconds since the page was asked for. */
export interface Stopwatch {
  /** The longest task since the last call, 0 when none took 50 ms: browsers tell of no shorter ones. */
  longestTask(): Promise<number>;
  /** Resolves after what was changed up to now has been drawn, and what `change` changes at the beginning of that frame. */
  drawn(change?: () => void): Promise<number>;
  /** Resolves after `text` has been drawn inside of `place`. */
  shown(place: string, text: string): Promise<number>;
  /** The naive way to show Markdown, in a page without the chat: all of it as HTML, at once. */
  showAsHtml(markdown: string): void;
}

declare global {
  interface Window {
    readonly stopwatch: Stopwatch;
    /** In a page without the chat. */
    readonly markdownit: () => { render(markdown: string): string };
  }
}

/** Runs in a page, and so takes nothing from outside. */
export function installStopwatch(): void {
  let longest = 0;
  const take = (entries: PerformanceEntryList): void => {
    for (const { duration } of entries) longest = Math.max(longest, duration);
  };
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  observer.observe({ type: 'longtask' });
  const drawn = (change?: () => void): Promise<number> =>
    new Promise((resolve) => {
      // A frame calls first and draws then; what was posted meanwhile comes after that.
      requestAnimationFrame(() => {
        change?.();
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  const showAsHtml = (markdown: string): void => {
    const main = document.querySelector('main');
    if (!main) throw new Error('The page has no main part.');
    // eslint-disable-next-line no-restricted-syntax -- this is what the chat does not do, to compare it with
    main.innerHTML = window.markdownit().render(markdown);
  };
  const stopwatch: Stopwatch = {
    showAsHtml,
    async longestTask() {
      // Tasks are told of after they have ended.
      await drawn();
      await drawn();
      take(observer.takeRecords());
      const told = longest;
      longest = 0;
      return told;
    },
    drawn,
    shown: (place, text) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (document.querySelector(place)?.textContent.includes(text)) void drawn().then(resolve);
          else requestAnimationFrame(look);
        };
        look();
      }),
  };
  Object.assign(window, { stopwatch });
}
