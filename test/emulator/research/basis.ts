import type { Citation, FieldBasis } from 'parallel-web/resources/task-run';
import type { AnswerForms } from './answerForms';
import type { CitedPage } from './citations';
import { confidenceOf, type Findings } from './findings';
import type { Passage } from './passage';
import type { FieldSupport } from './structuredAnswer';

const mostExcerpts = 3;

/** The basis of an answer in prose: one entry that lists every page that was read, the cited ones among them. */
export function basisOfText(
  findings: Findings,
  cited: readonly CitedPage[],
  order: 'as cited' | 'as read',
  forms: AnswerForms,
): FieldBasis[] {
  if (!findings.sufficient) {
    return [
      { field: forms.basisField, reasoning: nothingReasoning(findings), citations: [], ...confidence('low', forms) },
    ];
  }
  const read = [...new Map(findings.read.map(({ indexed: { passage } }) => [passage.url, passage])).values()];
  const numbers = new Map(cited.map(({ url, number }) => [url, number]));
  const unnumbered = cited.length + 1;
  const pages =
    order === 'as read'
      ? read
      : read.toSorted((a, b) => (numbers.get(a.url) ?? unnumbered) - (numbers.get(b.url) ?? unnumbered));
  return [
    {
      field: forms.basisField,
      reasoning: reasoningOf(findings, cited),
      citations: pages.map((page) => citationOf(page, excerptsOf(page.url, findings), forms)),
      ...confidence(confidenceOf(findings), forms),
    },
  ];
}

/** The basis of a structured answer: an entry for each field. */
export function basisOfFields(supports: readonly FieldSupport[], forms: AnswerForms): FieldBasis[] {
  return supports.map(({ field, findings, quotes }) => {
    const pages = [...new Map(quotes.map(({ passage }) => [passage.url, passage])).values()];
    return {
      field,
      reasoning:
        pages.length === 0
          ? nothingReasoning(findings)
          : reasoningOf(
              findings,
              pages.map(({ url, title }) => ({ url, title })),
            ),
      citations: pages.map((page) =>
        citationOf(
          page,
          quotes.filter(({ passage }) => passage.url === page.url).map(({ text }) => text),
          forms,
        ),
      ),
      ...confidence(pages.length === 0 ? 'low' : confidenceOf(findings), forms),
    };
  });
}

function reasoningOf(findings: Findings, cited: readonly Pick<CitedPage, 'title'>[]): string {
  const titles = cited.slice(0, 3).map(({ title }) => `“${title}”`);
  const others = cited.length > titles.length ? ` and ${cited.length - titles.length} more` : '';
  const share = Math.round(findings.coverage * 100);
  const margin =
    findings.margin >= 10
      ? 'no other subject comes near'
      : `the best sentence scores ${findings.margin.toFixed(2)} times the best one about another subject`;
  return (
    `Ranked in the emulator's corpus, not on the web: ${findings.considered.length} pages share words with the question, ` +
    `${findings.read.length} were read. This rests on ${titles.join(', ')}${others}. The best sentences have ${share} % of the ` +
    `question's weighted terms; ${margin}.`
  );
}

function nothingReasoning({ considered }: Findings): string {
  return (
    `The emulator's corpus has nothing on this: ${considered.length} pages share a word with the question, but they lack ` +
    `the words that it is about.`
  );
}

function excerptsOf(url: string, { quotes, read }: Findings): string[] {
  const ranked = quotes.filter(({ passage }) => passage.url === url).map(({ text }) => text);
  const sentences = read.flatMap(({ indexed: { passage } }) =>
    passage.url === url ? passage.sentences.slice(0, 1) : [],
  );
  return (ranked.length > 0 ? ranked : sentences).slice(0, mostExcerpts);
}

function citationOf({ url, title }: Passage, excerpts: string[], forms: AnswerForms): Citation {
  const citation: Citation = { url };
  if (forms.titles !== 'absent') citation.title = forms.titles === 'given' ? title : null;
  if (forms.excerpts === 'given') citation.excerpts = excerpts;
  else if (forms.excerpts !== 'absent') citation.excerpts = forms.excerpts === 'empty' ? [] : null;
  return citation;
}

function confidence(level: string, forms: AnswerForms): { confidence?: string | null } {
  switch (forms.confidence) {
    case 'given':
      return { confidence: level };
    case 'capitals':
      return { confidence: level.toUpperCase() };
    case 'null':
      return { confidence: null };
    case 'empty':
      return { confidence: '' };
    case 'absent':
      return {};
  }
}
