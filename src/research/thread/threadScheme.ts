/** The scheme of threads and answers as documents: `research-thread:/Title.md?<thread>`, with `/<turn>` for an answer. */
export const threadScheme = 'research-thread';
