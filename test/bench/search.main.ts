import { searchFigures } from './searchFigure';

/** Prints the figures of the search alone. */
async function main(): Promise<void> {
  for (const figure of await searchFigures()) console.log(JSON.stringify(figure));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
