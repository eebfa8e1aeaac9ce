import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';

/** The themes that VS Code must have, by the file of their variables and what it writes into the page's body. */
export const themes = {
  'dark-modern': { className: 'vscode-dark', kind: 'vscode-dark' },
  'light-modern': { className: 'vscode-light', kind: 'vscode-light' },
  'high-contrast-dark': { className: 'vscode-high-contrast', kind: 'vscode-high-contrast' },
  'high-contrast-light': {
    className: 'vscode-high-contrast-light vscode-high-contrast',
    kind: 'vscode-high-contrast-light',
  },
} as const;

export type ThemeName = keyof typeof themes;

const nonce = 'dGVzdCBub25jZQ';

/** What the product says of itself in its page. Here the style sheets of the theme come from the same place. */
const contentSecurityPolicy = [
  `default-src 'none'`,
  `script-src 'nonce-${nonce}'`,
  `style-src 'self' 'nonce-${nonce}'`,
  `font-src 'self'`,
  `img-src 'self'`,
  `form-action 'none'`,
  `base-uri 'none'`,
  `require-trusted-types-for 'script'`,
  `trusted-types fast-html`,
].join('; ');

/** The pages by their path, with what each loads of our own. */
const pages: Readonly<Record<string, string>> = {
  '/': pageWith('webview.js', ['webview.css']),
  '/comparison': pageWith('comparisonPage.js', ['webview.css', 'comparisonPage.css']),
};

function pageWith(script: string, styles: readonly string[]): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta property="csp-nonce" content="${nonce}">
<title>Chat</title>
<link rel="stylesheet" href="/themes/workbench.css">
<link rel="stylesheet" href="/themes/dark-modern.css" id="theme">
${styles.map((name) => `<link rel="stylesheet" href="/dist/${name}">`).join('\n')}
</head>
<body class="vscode-dark" data-vscode-theme-kind="vscode-dark">
<div id="root"></div>
<script nonce="${nonce}" src="/dist/${script}"></script>
</body>
</html>`;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.ttf': 'font/ttf',
};

interface MorePages {
  readonly pages?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Serves the built webview and the test's theme files on a free port of 127.0.0.1. */
export class ChatServer {
  readonly #server: Server;
  readonly url: string;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.url = `http://127.0.0.1:${port}/`;
  }

  /** @param more further pages by their path, and headers that come with every page */
  static async start(more: MorePages = {}): Promise<ChatServer> {
    const server = createServer((request, response) => {
      void answer(request.url ?? '/', response, more);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    return new ChatServer(server, address.port);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function answer(url: string, response: ServerResponse, more: MorePages): Promise<void> {
  const { pathname } = new URL(url, 'http://127.0.0.1');
  const page = pages[pathname] ?? more.pages?.[pathname];
  if (page !== undefined) {
    response.writeHead(200, { 'content-type': 'text/html', ...more.headers }).end(page);
    return;
  }
  if (pathname === '/favicon.ico') {
    response.writeHead(204).end();
    return;
  }
  const [, folder = '', name = ''] = /^\/(dist|themes)\/([\w.-]+)$/.exec(pathname) ?? [];
  const contentType = contentTypes[path.extname(name)];
  if (contentType === undefined) {
    response.writeHead(404).end();
    return;
  }
  // Tests run in the project's folder, bundled to another one; what they serve is found from the former.
  const file = folder === 'dist' ? path.join('dist', name) : path.join('test', 'webview', 'themes', name);
  response.writeHead(200, { 'content-type': contentType }).end(await readFile(file));
}
