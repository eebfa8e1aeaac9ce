import path from 'node:path';
import { type Progress, wholeFolder } from './downloads';
import { downloadPackage } from './npm';
import { lowestNodeMajor, nodeBinaries } from './versions';

/**
 * A Node.js that the VS Code server runs on: the one that runs this program when it is new enough, else a binary from
 * the npm registry.
 * @returns the path of its executable
 */
export async function provisionNode(directory: string, progress: Progress): Promise<string> {
  if (Number.parseInt(process.versions.node, 10) >= lowestNodeMajor) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const binary = nodeBinaries[platform];
  if (binary === undefined) {
    throw new Error(`VS Code's server needs Node.js ${lowestNodeMajor} or later, and none is known for ${platform}.`);
  }
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  const folder = await wholeFolder(
    directory,
    `node-${binary.version}-${platform}`,
    async (partial) => {
      progress(`Downloading Node.js ${binary.version} (50 MB)…`);
      await downloadPackage(binary, partial, [`bin/${executable}`]);
    },
    progress,
  );
  return path.join(folder, 'package', 'bin', executable);
}
