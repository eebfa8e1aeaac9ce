import { scrub, type PrivateTexts } from '../../base/scrub';
import type { JournalHealth } from '../../journal/threads/health';
import type { Reachability, UnreachableCause } from '../../runs/ports/connectionCheck';
import type { Noted } from './scrubbedLog';

/** Everything that a report says. What is private is kept out where it is collected, and taken out once more here. */
export interface Diagnostics {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Name and value of each version and of what the editor is. */
  readonly versions: readonly Fact[];
  readonly settings: readonly Fact[];
  readonly keyStored: boolean;
  readonly storage: string;
  readonly journal: JournalHealth;
  readonly turns: number;
  /** How often each kind of problem was met in this window. */
  readonly problems: readonly Fact[];
  /** How many turns there are in each condition, of those that are under way. */
  readonly runs: readonly Fact[];
  readonly origin: string;
  /** Null where there is no address that could be checked. */
  readonly connection: Reachability | null;
  /** Host and port of the proxy of VS Code's settings or of the environment; null without one. */
  readonly proxy: string | null;
  readonly proxySettings: readonly Fact[];
  readonly noted: readonly Noted[];
}

export interface Fact {
  readonly name: string;
  readonly value: string | number | boolean;
}

/**
 * The report as Markdown, in English, since it is made for sharing: versions, health and errors; nothing of questions,
 * answers, titles, sources and keys.
 */
export function composeReport(diagnostics: Diagnostics, known: PrivateTexts): string {
  const sections = [
    ['# Research Threads: Diagnostics', '', `Made ${timeOf(diagnostics.at)}. ${nothingPrivate}`],
    section('Versions', facts(diagnostics.versions)),
    section('Settings', facts([...diagnostics.settings, { name: 'API key stored', value: diagnostics.keyStored }])),
    section('Connection', connectionLines(diagnostics)),
    section('Threads', facts(threadFacts(diagnostics))),
    section('Runs under way', facts(diagnostics.runs)),
    section('Last warnings and errors', notedLines(diagnostics.noted, known)),
  ];
  return known.secrets.whole(`${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`);
}

const nothingPrivate =
  'Questions, answers, titles, sources, keys and the names of folders are not in it; please look it over all the same.';

function section(title: string, lines: readonly string[]): readonly string[] {
  return [`## ${title}`, '', ...(lines.length === 0 ? ['None.'] : lines)];
}

function facts(given: readonly Fact[]): readonly string[] {
  return given.map(({ name, value }) => `- ${name}: ${typeof value === 'boolean' ? (value ? 'yes' : 'no') : value}`);
}

function threadFacts({ storage, journal, turns, problems }: Diagnostics): readonly Fact[] {
  const { write, trashed, indexBytes } = journal;
  return [
    { name: 'Storage', value: storage },
    { name: 'Threads', value: journal.threads },
    { name: 'Turns', value: turns },
    { name: 'Segments', value: `${journal.segments} (${journal.bytes} bytes)` },
    { name: 'Index', value: indexBytes === null ? 'none' : `${indexBytes} bytes` },
    { name: 'Unreadable folders', value: journal.unreadable },
    { name: 'Files in quarantine', value: journal.quarantined },
    { name: 'In the trash', value: trashed ?? 'nothing' },
    {
      name: 'Write test',
      value: write.kind === 'written' ? `${write.milliseconds.toFixed(1)} ms` : `failed (${write.failure})`,
    },
    ...problems,
  ];
}

function connectionLines({ origin, connection, proxy, proxySettings }: Diagnostics): readonly string[] {
  const known: readonly Fact[] = [
    { name: 'API', value: origin },
    { name: 'Proxy', value: proxy ?? 'none in settings or environment' },
    ...proxySettings,
  ];
  if (connection === null) return [...facts(known), '- Check: none, since there is no address'];
  return [...facts(known), `- Check: ${outcomeText(connection)}`, ...adviceLines(connection, proxy)];
}

function outcomeText(connection: Reachability): string {
  const took = `${Math.round(connection.milliseconds)} ms`;
  switch (connection.kind) {
    case 'reached':
      return `reached, HTTP ${connection.status} after ${took}`;
    case 'redirected':
      return `answered by a redirect, HTTP ${connection.status} after ${took}`;
    case 'failed':
      return `failed: ${causeTexts[connection.cause].what}${connection.code === null ? '' : ` (${codeText(connection.code)})`} after ${took}`;
  }
}

function adviceLines(connection: Reachability, proxy: string | null): readonly string[] {
  if (connection.kind === 'reached') return [];
  if (connection.kind === 'redirected') {
    return ['', 'The network may ask for a sign-in: open any web page in a browser, then try again.'];
  }
  const { advice } = causeTexts[connection.cause];
  const throughProxy =
    proxy !== null && connection.cause === 'refused' ? ' It may be the proxy that does not listen.' : '';
  return ['', `${advice}${throughProxy}`];
}

const causeTexts: Readonly<Record<UnreachableCause, { readonly what: string; readonly advice: string }>> = {
  name: {
    what: 'the name could not be resolved',
    advice: 'Check that this machine is online. Behind a proxy, set it in VS Code’s setting http.proxy.',
  },
  certificate: {
    what: 'the certificate was not accepted',
    advice:
      'A proxy or a scanner may put its own certificate in place of the server’s: add its authority to the system’s certificates, and keep VS Code’s setting http.systemCertificates on.',
  },
  tls: {
    what: 'no TLS was spoken',
    advice: 'Something else than the API listens there. Check the setting researchThreads.apiBaseUrl, and the proxy.',
  },
  proxy: {
    what: 'the proxy turned it away',
    advice:
      'Code 407 asks for a name and a password, others mean that the proxy may not or cannot reach the host. Check http.proxy, and ask who runs the proxy to allow the host.',
  },
  refused: {
    what: 'the connection was refused',
    advice:
      'Nothing listens at that address, or a firewall is in the way. Check the setting researchThreads.apiBaseUrl.',
  },
  network: { what: 'there is no way to the network', advice: 'Check that this machine is online, and its VPN.' },
  timeout: {
    what: 'no answer in time',
    advice: 'A firewall may drop the request, or a proxy is needed. Check http.proxy, then try again.',
  },
  broken: {
    what: 'the connection broke',
    advice: 'A firewall or a proxy may have ended it. Try again, or from another network.',
  },
  unknown: { what: 'for a reason that is not known', advice: 'Look into the log for more: “Research: Show Log”.' },
};

/** A code is of the system or of a library, and in capitals; anything else is not told. */
function codeText(code: string): string {
  return /^[A-Z0-9_]{2,50}$/.test(code) ? code : 'no code';
}

function notedLines(noted: readonly Noted[], known: PrivateTexts): readonly string[] {
  return noted.map(({ at, level, text }) => `- ${timeOf(at)} ${level}: ${inCode(scrub(text, known))}`);
}

/** As code, so that nothing in it is read as Markdown. */
function inCode(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}
