import { env, l10n, ThemeIcon } from 'vscode';
import { threadAsHtml } from '../../documents/exports/threadHtml';
import { threadAsMarkdown } from '../../documents/exports/threadMarkdown';
import type { ThreadWriting } from '../../documents/exports/threadDocument';
import { Slices } from '../../base/slices';
import type { Thread } from '../../research/thread/thread';
import { choice, pickChoice } from '../ui/choices';

/** How threads can be written. JSON is the one that can be imported again. */
export type ExportFormat = 'markdown' | 'html' | 'json';
/** The formats that are for reading: one file a thread. */
export type ReadableFormat = Exclude<ExportFormat, 'json'>;

export const fileEndings: Readonly<Record<ExportFormat, string>> = { markdown: '.md', html: '.html', json: '.json' };

/** Asks how to write; undefined when the person thinks better of it. */
export async function chooseFormat(title: string): Promise<ExportFormat | undefined> {
  const offer = (format: ExportFormat, icon: string, label: string, detail: string) =>
    choice({ format, iconPath: new ThemeIcon(icon), label, detail });
  const items = [
    offer(
      'markdown',
      'markdown',
      'Markdown',
      l10n.t('Questions and answers with their sources as footnotes, to read and to edit'),
    ),
    offer(
      'html',
      'browser',
      'HTML',
      l10n.t('One page to read, print and pass on, with excerpts, reasoning and confidence'),
    ),
    offer('json', 'json', 'JSON', l10n.t('Everything, without loss: a backup that can be imported again')),
  ];
  return (await pickChoice(items, title, l10n.t('Choose a format')))?.format;
}

/** Names of the format for the native save dialog, with the endings that its files have. */
export function filtersOf(format: ExportFormat): Readonly<Record<string, readonly string[]>> {
  const names: Readonly<Record<ExportFormat, string>> = { markdown: 'Markdown', html: 'HTML', json: 'JSON' };
  return { [names[format]]: [fileEndings[format].slice(1)] };
}

/** Writes a thread for reading; a long one in slices, so that nothing else has to wait. */
export async function writeReadable(thread: Thread, format: ReadableFormat, writing: ThreadWriting): Promise<string> {
  const slices = new Slices();
  const parts =
    format === 'markdown'
      ? threadAsMarkdown(thread, writing)
      : threadAsHtml(thread, { ...writing, language: env.language });
  let text = '';
  for (const part of parts) {
    text += part;
    const pause = slices.pause();
    if (pause) await pause;
  }
  return text;
}
