/** The chat's view, as the manifest declares it. */
export const chatViewId = 'researchThreads.chat';

/** The view of the threads, as the manifest declares it. */
export const threadTreeId = 'researchThreads.threads';

/** The scheme of answers that are laid side by side: `research-answer:/Question.md?<thread>/<turn>/<other turn>`. */
export const answerScheme = 'research-answer';
