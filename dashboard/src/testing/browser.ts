import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's Chromium with a profile that is thrown away, and nothing that talks to anyone on its own. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export type Watched = {
  readonly page: Page;
  /** Console errors and warnings, uncaught errors, violations of the content security policy, failed requests */
  readonly faults: string[];
  readonly requested: string[];
};

export async function openPage(browser: Browser, url: string, width = 1440): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: 'light' });
  const page = await context.newPage();
  const faults: string[] = [];
  const requested: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', error => faults.push(String(error)));
  page.on('requestfailed', request => {
    // A query is given up when its symbol leaves the page.
    const failure = request.failure()?.errorText;
    if (failure !== 'net::ERR_ABORTED') faults.push(`${request.url()}: ${failure}`);
  });
  page.on('request', request => requested.push(request.url()));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`content security policy: ${violatedDirective} ${blockedURI}`);
    });
  });
  await page.goto(url);
  return { page, faults, requested };
}

/** How many pixels of a chart have the color of a variable of the style sheet, or nearly. */
export const paintedPixels = (page: Page, chart: string, variable: string): Promise<number> =>
  page.evaluate(
    ([selector, name]) => {
      const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      if (!probe) return 0;
      probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
      probe.fillRect(0, 0, 1, 1);
      const wanted = probe.getImageData(0, 0, 1, 1).data;
      let painted = 0;
      for (const canvas of document.querySelectorAll<HTMLCanvasElement>(`${selector} canvas`)) {
        if (canvas.width === 0 || canvas.height === 0) continue;
        // A copy is read: Chromium warns about a canvas that is drawn and read in turns.
        probe.canvas.width = canvas.width;
        probe.canvas.height = canvas.height;
        probe.drawImage(canvas, 0, 0);
        const { data } = probe.getImageData(0, 0, canvas.width, canvas.height);
        for (let i = 0; i < data.length; i += 4) {
          const near = [0, 1, 2].every(part => Math.abs((data[i + part] ?? 0) - (wanted[part] ?? 0)) < 12);
          if (near && (data[i + 3] ?? 0) > 200) painted++;
        }
      }
      return painted;
    },
    [chart, variable] as const,
  );
