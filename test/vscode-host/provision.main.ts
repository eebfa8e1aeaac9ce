import { provisionHost, provisionTestBrowser, reportToConsole } from './provision';

/** Downloads everything that the host needs, for machines that are prepared before they go offline. */
async function main(): Promise<void> {
  const started = Date.now();
  const oldest = await provisionHost('oldest');
  const host = await provisionHost('newest');
  const browser = await provisionTestBrowser();
  reportToConsole(`VS Code: ${host.serverDirectory}`);
  reportToConsole(`VS Code, the oldest: ${oldest.serverDirectory}`);
  reportToConsole(`Node.js: ${host.nodeExecutable}`);
  reportToConsole(`Browser: ${browser.executable}`);
  reportToConsole(`Ready after ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
