import type { TaskRunProgressMessageEvent } from 'parallel-web/resources/task-run';
import type { Depth } from './depth';
import type { Findings, RankedPassage } from './findings';
import type { Inquiry } from './inquiry';
import { hostOf } from './passage';
import { termsOf } from './words';

/** One thing that a run reports, and when: as a share of its time, above 0 and below 1. */
export type Step = { readonly share: number } & (
  | { readonly kind: 'message'; readonly type: TaskRunProgressMessageEvent['type']; readonly message: string }
  | {
      readonly kind: 'stats';
      readonly meter: number;
      readonly considered: number;
      readonly read: number;
      readonly sample: readonly string[];
    }
);

type Report = { [Kind in Step['kind']]: Omit<Extract<Step, { kind: Kind }>, 'share'> }[Step['kind']];

const mostSamples = 5;

/** What a run reports while it works: a plan, its searches with what each brought, and the writing of the answer. */
export function reportProgress(findings: Findings, inquiry: Inquiry, depth: Depth): Step[] {
  const queries = queriesFor(findings, inquiry).slice(0, depth.searches);
  const reports: Report[] = [
    message('plan', `Planning in the emulator's corpus: ${planFor(inquiry, queries.length)}.`),
    message('search', `Objective: ${inquiry.question.replace(/\s+/g, ' ').slice(0, 300)}`),
  ];
  const perQuery = Math.ceil(findings.read.length / Math.max(1, queries.length));
  for (const [turn, query] of queries.entries()) {
    const from = turn * perQuery;
    const seen = Math.ceil((findings.considered.length * (turn + 1)) / queries.length);
    reports.push(message('search', `Query: ${query}`), stats(findings, seen, from));
    for (const [place, ranked] of findings.read.slice(from, from + perQuery).entries()) {
      reports.push(message('result', resultFor(ranked)), stats(findings, seen, from + place + 1));
    }
  }
  reports.push(message('exec_status', statusFor(findings)));
  return reports.map((report, place) => ({
    ...withMeter(report, place, reports.length),
    share: (place + 1) / (reports.length + 1),
  }));
}

function message(kind: 'plan' | 'search' | 'result' | 'exec_status', text: string): Report {
  return { kind: 'message', type: `task_run.progress_msg.${kind}`, message: text };
}

function stats({ read }: Findings, considered: number, count: number): Report {
  const sample = read.slice(0, count).slice(-mostSamples);
  return {
    kind: 'stats',
    meter: 0,
    considered: Math.max(considered, count),
    read: count,
    sample: sample.map(({ indexed }) => indexed.passage.url),
  };
}

function withMeter(report: Report, place: number, count: number): Report {
  return report.kind === 'stats' ? { ...report, meter: Math.round((95 * (place + 1)) / count) } : report;
}

function planFor({ intent, carried, named }: Inquiry, searches: number): string {
  const about = named.length > 0 ? named : carried.slice(0, 2);
  const aim = intent.comparison
    ? 'set the subjects side by side'
    : intent.list
      ? 'collect the subjects'
      : 'find the fact';
  const subjects = about.length > 0 ? ` about ${about.join(' and ')}` : '';
  return `${aim}${subjects} with ${searches} ${searches === 1 ? 'search' : 'searches'}`;
}

/** The question in search words, then the same with each of the subjects that the ranking found. */
function queriesFor({ read }: Findings, { question, named, carried, years }: Inquiry): string[] {
  const words = question
    .replace(/\s+/g, ' ')
    .split(/[^\p{L}\p{N}.'-]+/u)
    .filter((word) => termsOf(word).length > 0)
    .slice(0, 8);
  const [year] = years;
  const inherited = named.length > 0 ? [] : carried.slice(0, 1);
  const subjects = [...new Set(read.map(({ indexed }) => indexed.passage.subject))];
  const queries = [[...inherited, ...words], ...subjects.map((subject) => [subject, ...words.slice(0, 3)])].map(
    (parts) => (year === undefined || parts.join(' ').includes(year) ? parts : [...parts, year]).join(' '),
  );
  return [...new Set(queries)].filter((query) => query !== '');
}

function resultFor({ indexed: { passage } }: RankedPassage): string {
  return `Read “${passage.title}” (${hostOf(passage)}): ${passage.sentences[0] ?? ''}`;
}

function statusFor({ sufficient, read }: Findings): string {
  return sufficient ? `Writing the answer from ${read.length} pages.` : 'Nothing in the corpus answers this question.';
}
