import { startEmulator } from '../emulator/emulator';

/** The API that an extension under development talks to, and how it is told. */
export interface ParallelApi {
  /** Which one it is and what that means for money, for a person. */
  readonly description: string;
  /** What the extension host's environment must say. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/**
 * The real API for a person with a key in `PARALLEL_API_KEY`, else an emulator.
 * @param historyFile where the emulator keeps its runs, so that follow-ups work after a restart
 */
export async function chooseParallelApi(environment: NodeJS.ProcessEnv, historyFile: string): Promise<ParallelApi> {
  const key = environment['PARALLEL_API_KEY'];
  if (key !== undefined && key !== '') {
    return {
      description: 'the real Parallel API; questions are billed to the key in PARALLEL_API_KEY',
      environment: { RESEARCH_THREADS_API_KEY: key },
      stop: () => Promise.resolve(),
    };
  }
  const emulator = await startEmulator({ historyFile });
  return {
    description: `an emulator at ${emulator.url}; it searches no web and costs nothing (set PARALLEL_API_KEY for the real API)`,
    environment: {
      RESEARCH_THREADS_API_BASE_URL: emulator.url,
      RESEARCH_THREADS_API_KEY: 'emulator',
      RESEARCH_THREADS_API_IS_EMULATOR: '1',
    },
    stop: () => emulator.stop(),
  };
}
