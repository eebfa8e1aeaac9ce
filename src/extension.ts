import type { ExtensionContext } from 'vscode';

/** Composition root. */
export function activate(_context: ExtensionContext): void {}
