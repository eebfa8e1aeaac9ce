import { activationFigure } from './activationFigure';
import { eventParserFigures } from './eventParserFigure';
import type { Figure } from './figures';
import { sizeFigures } from './sizeFigures';

/**
 * `npm run bench`: prints one JSON line a figure and exits non-zero when one is over its limit. The figures of times are
 * medians over fresh hosts, each with its baseline from the same run; a noisy machine shows in both.
 */
async function main(): Promise<void> {
  // Sizes first: they leave the production build that the activation is measured with.
  for (const figure of sizeFigures()) report(figure);
  for (const figure of await eventParserFigures()) report(figure);
  report(await activationFigure());
}

function report(figure: Figure): void {
  console.log(JSON.stringify(figure));
  if (figure.value > figure.limit) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
