import assert from 'node:assert/strict';
import { env } from 'vscode';
import { activateWithEmulator, run, type TurnAddress } from './emulated';

describe('Diagnostics in a real extension host', () => {
  it('are returned and on the clipboard, without question and key', async () => {
    await activateWithEmulator();
    await run<TurnAddress>('start', { question: 'What is a canaryquestion?', processor: 'lite' });
    const report = await run<string>('copyDiagnostics');
    assert.match(report, /^# Research Threads: Diagnostics\n/);
    assert.match(report, /- API key stored: yes\n/);
    assert.match(report, /- Check: reached, HTTP \d+ after/);
    assert.match(report, /- Write test: [\d.]+ ms\n/);
    for (const canary of ['canaryquestion', 'a-key-of-the-test']) assert(!report.includes(canary), canary);
    assert.equal(await env.clipboard.readText(), report);
  });
});
