/** Shortest and longest usual time of a run, in seconds. */
type UsualTime = readonly [shortest: number, longest: number];

/** Usual times of each processor and of its fast variant. Source: https://docs.parallel.ai/task-api/guides/choose-a-processor */
const usualTimes: Readonly<Record<string, { readonly standard: UsualTime; readonly fast: UsualTime }>> = {
  lite: { standard: [10, 60], fast: [10, 20] },
  base: { standard: [15, 100], fast: [15, 50] },
  core: { standard: [60, 300], fast: [15, 100] },
  core2x: { standard: [60, 600], fast: [15, 180] },
  pro: { standard: [120, 600], fast: [30, 300] },
  ultra: { standard: [300, 1500], fast: [60, 600] },
  ultra2x: { standard: [300, 3000], fast: [60, 1200] },
  ultra4x: { standard: [300, 5400], fast: [60, 2400] },
  ultra8x: { standard: [300, 7200], fast: [60, 3600] },
};

/** Usual times of the chat models. Source: https://docs.parallel.ai/chat-api/chat-quickstart */
const usualChatTimes: Readonly<Record<string, UsualTime>> = {
  speed: [2, 4],
  lite: [10, 60],
  base: [15, 100],
  core: [60, 300],
};

/** Whether events are recorded unless a run asks for something else: for `pro` and above. */
export function recordsEventsByDefault(processor: string): boolean {
  return /^(?:pro|ultra)/.test(processor);
}

/** The usual time of a processor's runs; undefined for an unknown processor. */
export function usualTimeOf(processor: string): UsualTime | undefined {
  const times = usualTimes[processor.replace(/-fast$/, '')];
  return processor.endsWith('-fast') ? times?.fast : times?.standard;
}

/** The usual time of a chat model's answers; undefined for an unknown model. */
export function usualChatTimeOf(model: string): UsualTime | undefined {
  return usualChatTimes[model];
}

/**
 * How long one particular piece of work takes, in seconds: near the geometric middle of the usual time.
 * @param luck 0 to 1, where in the likely range it falls
 */
export function likelySeconds([shortest, longest]: UsualTime, luck: number): number {
  return Math.sqrt(shortest * longest) * (0.75 + 0.5 * luck);
}
