import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Server, WindowContents } from './server';
import { WorkbenchWindow } from './window';

export interface WindowOptions extends WindowContents {
  readonly server: Server;
  readonly browser: Browser;
  /** Another window whose browser storage this one shares, as two tabs do; a new storage unless given. */
  readonly besides?: WorkbenchWindow;
  /** Size of the page in CSS pixels. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Whether the page asks for reduced motion. It does unless given, so that pictures are still. */
  readonly reducedMotion?: boolean;
  /** Called before the page loads anything. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** What a window tells that runs an extension's tests. */
export interface TestRunListener {
  /** A line of the console in the extension host: its severity and what was logged. */
  onLog(severity: string, values: readonly unknown[]): void;
  /** The run has ended; 0 when every test passed. */
  onExit(code: number): void;
}

const usualViewport = { width: 1440, height: 900 };

/** Opens a window of VS Code and waits until the workbench is up. Several windows may show the same folder. */
export async function openWindow(options: WindowOptions): Promise<WorkbenchWindow> {
  const page = await newPage(options);
  const window = new WorkbenchWindow(page, options, options.besides === undefined);
  await page.goto(options.server.windowAddress(options));
  await window.waitUntilRestored();
  return window;
}

/**
 * Opens a window that runs the tests at `extensionTestsPath` in its extension host. The listener hears of everything
 * from the start; the run may be over before the workbench is up, which is not waited for.
 */
export async function openTestWindow(options: WindowOptions, listener: TestRunListener): Promise<Page> {
  const page = await newPage(options);
  await page.exposeFunction('codeAutomationLog', (severity: string, values: readonly unknown[]) =>
    listener.onLog(severity, values),
  );
  await page.exposeFunction('codeAutomationExit', (code: number) => listener.onExit(code));
  await page.goto(options.server.windowAddress(options));
  return page;
}

async function newPage(options: WindowOptions): Promise<Page> {
  const context = options.besides?.page.context() ?? (await newContext(options));
  const page = await context.newPage();
  await page.setViewportSize(options.viewport ?? usualViewport);
  await options.prepare?.(page);
  return page;
}

function newContext(options: WindowOptions): Promise<BrowserContext> {
  return options.browser.newContext({
    viewport: options.viewport ?? usualViewport,
    locale: 'en-US',
    reducedMotion: options.reducedMotion === false ? 'no-preference' : 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
}
