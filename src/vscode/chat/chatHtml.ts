import { env, Uri, type Webview } from 'vscode';

/** The page that the chat's bundle runs in. */
export function chatHtml(webview: Webview, extensionUri: Uri): string {
  return pageHtml(webview, extensionUri, { script: 'webview.js', styles: ['webview.css'], title: 'Research' });
}

/** A page that says a sentence and does nothing. */
export function noticeHtml(webview: Webview, extensionUri: Uri, sentence: string): string {
  const { cspSource } = webview;
  const style = webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist', 'webview.css')).toString();
  const text = sentence.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<!DOCTYPE html>
<html lang="${env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${cspSource}; font-src ${cspSource}">
<link rel="stylesheet" href="${style}">
</head>
<body>
<p class="notice-page" role="status">${text}</p>
</body>
</html>`;
}

/** What a page loads of our own. */
interface PageParts {
  readonly script: string;
  readonly styles: readonly string[];
  readonly title: string;
}

/** A page that holds no data: everything arrives by message. */
export function pageHtml(webview: Webview, extensionUri: Uri, { script, styles, title }: PageParts): string {
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const resource = (name: string): string => webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist', name)).toString();
  // The toolkit creates the Trusted Types policy `fast-html` and takes its style nonce from the meta element.
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource}`,
    `form-action 'none'`,
    `base-uri 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types fast-html`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${nonce}">
${styles.map((name) => `<link rel="stylesheet" href="${resource(name)}">`).join('\n')}
<title>${title}</title>
</head>
<body>
<div id="root"></div>
<script nonce="${nonce}" src="${resource(script)}"></script>
</body>
</html>`;
}
