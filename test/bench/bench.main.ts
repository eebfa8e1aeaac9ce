import { activationFigure } from './activationFigure';
import { ChatBrowser } from './chatBrowser';
import { answerFigures, chatFigures } from './chatFigures';
import { closingFigures } from './closingFigures';
import { eventParserFigures } from './eventParserFigure';
import type { Figure } from './figures';
import { firstCaretFigure } from './firstCaretFigure';
import { journalFigures } from './journalFigures';
import { searchFigures } from './searchFigure';
import { sizeFigures } from './sizeFigures';
import { writingFigures } from './writingFigures';

/** What is measured in one go. The sizes come first: they leave the production build that the others are measured with. */
const measurements: readonly (() => Promise<readonly Figure[]>)[] = [
  () => Promise.resolve(sizeFigures()),
  eventParserFigures,
  () => ChatBrowser.with(chatFigures),
  () => ChatBrowser.with(answerFigures),
  () => ChatBrowser.with(writingFigures),
  () => ChatBrowser.with(closingFigures),
  async () => [await activationFigure()],
  async () => [await firstCaretFigure()],
  searchFigures,
  journalFigures,
];

/**
 * `npm run bench`: prints one JSON line a figure and exits non-zero when one is over its limit. The figures of times are
 * medians, each with its baseline from the same run; a noisy machine shows in both.
 */
async function main(): Promise<void> {
  for (const measure of measurements) {
    let figures = await measure();
    // Something else may have kept the machine busy: what is over its limit is measured once more, and counts then.
    if (figures.some(isOver)) figures = await measure();
    for (const figure of figures) report(figure);
  }
}

function isOver({ value, limit }: Figure): boolean {
  return !(value <= limit);
}

function report(figure: Figure): void {
  console.log(JSON.stringify(figure));
  if (isOver(figure)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
