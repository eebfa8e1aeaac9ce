// Prints the figures of the event parser as one JSON text. What calls it is `eventParserFigure`, with the Node to measure.
//   node --expose-gc eventParser.main.js
import { measureEventParser } from './eventParserFigure';

measureEventParser()
  .then((figures) => console.log(JSON.stringify(figures)))
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
