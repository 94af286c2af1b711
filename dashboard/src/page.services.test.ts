import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage, paintedPixels } from './testing/browser.ts';
import { type DemoServer, startDemo } from './testing/demo-server.ts';

/** Long enough that both symbols have alarms and decisions. */
const FROM = '2016-01-04';
const TO = '2018-05-11';
const WAIT = { timeout: 20_000, interval: 100 };

let server: DemoServer;
let browser: Browser;

beforeAll(async () => {
  server = await startDemo(FROM, TO);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const textOf = async (page: Page, name: string): Promise<string> =>
  (await panel(page, name).innerText()).replaceAll('\u00a0', ' ');
const drawn = (page: Page, chart: string, variable: string) =>
  expect.poll(() => paintedPixels(page, chart, variable), WAIT).toBeGreaterThan(200);

describe('the page of the real server', () => {
  it('shows a symbol whole: forecast, champion, charts, scores, alarms, decisions, versions', async () => {
    const { page, faults, requested } = await openPage(browser, server.url);
    await page.getByRole('heading', { level: 1, name: 'AAPL' }).waitFor();
    await expect.poll(() => page.getByRole('navigation').getByRole('link').allInnerTexts(), WAIT).toHaveLength(2);
    await expect
      .poll(() => textOf(page, 'Next close'), WAIT)
      .toMatch(/(Up|Down|No direction)[\s\S]*Random walk\s+\d+\.\d+\s+\d+\.\d+ – /);
    await expect
      .poll(() => textOf(page, 'Champion'), WAIT)
      .toMatch(/ v\d+[\s\S]*mv_[0-9a-f]+[\s\S]*Cut-off\s+\d+ \w+ 201\d/);
    await expect
      .poll(() => textOf(page, 'Score'), WAIT)
      .toMatch(/RMSE[\s\S]*random walk[\s\S]*always-majority[\s\S]*90 %\s+promised/);
    await expect.poll(() => textOf(page, 'Alarms'), WAIT).toMatch(/\d+ \w+ 201\d\s+\d\.\d\d % over \d\.\d\d %/);
    await expect
      .poll(() => textOf(page, 'Gate decisions'), WAIT)
      .toMatch(/(promoted|rejected)[\s\S]*RMSE on the same 20 sessions/);
    await expect.poll(() => textOf(page, 'Retrainings'), WAIT).toMatch(/after the alarm of/);
    await expect.poll(() => textOf(page, 'Registry'), WAIT).toMatch(/Champion[\s\S]*Random walk/);
    await drawn(page, '.panel-wide', '--champion');
    await drawn(page, '.panel-wide', '--ink');
    await drawn(page, '.panel-rolling', '--champion');
    await drawn(page, '.panel-rolling', '--walk');
    expect(await page.getByRole('contentinfo').innerText()).toContain('TradingView Lightweight Charts™');

    expect(faults).toEqual([]);
    const origins = new Set(requested.filter(url => !url.startsWith('data:')).map(url => new URL(url).origin));
    expect([...origins]).toEqual([new URL(server.url).origin]);
    await page.context().close();
  });

  it('opens another symbol by keyboard, keeps it in the address, and shows nothing of the first one', async () => {
    const { page, faults } = await openPage(browser, server.url);
    await expect.poll(() => textOf(page, 'Champion'), WAIT).toContain('mv_');
    const names = ['Champion', 'Next close', 'Score', 'Alarms', 'Gate decisions', 'Registry'];
    await expect.poll(() => textOf(page, 'Gate decisions'), WAIT).toContain('RMSE on');
    const before = await Promise.all(names.map(name => textOf(page, name)));

    await page.keyboard.press('/');
    await page.keyboard.type('gsp');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '^GSPC' }).waitFor();
    expect(new URL(page.url()).hash).toBe('#/%5EGSPC');
    for (const [i, name] of names.entries()) {
      await expect.poll(() => textOf(page, name), WAIT).not.toMatch(/Loading/);
      await expect.poll(() => textOf(page, name), WAIT).not.toBe(before[i]);
    }
    await drawn(page, '.panel-wide', '--champion');

    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'AAPL' }).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('answers the box with the symbol’s last 30 closes, and says what is wrong with others', async () => {
    const { page, faults } = await openPage(browser, `${server.url}/#/AAPL`);
    const box = panel(page, 'Try it');
    const prices = box.getByLabel('Recent closes');
    await prices.waitFor();
    expect((await prices.inputValue()).split(', ')).toHaveLength(30);
    await box.getByRole('button', { name: 'Forecast' }).click();
    await expect.poll(() => textOf(page, 'Try it'), WAIT).toMatch(/interval \d+\.\d+ – \d+\.\d+[\s\S]*logged as fc_/);

    await prices.fill('1, 2, three');
    await box.getByRole('button', { name: 'Forecast' }).click();
    expect(await box.getByRole('alert').innerText()).toBe('"three" is not a price: a number above zero');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('shows a promotion within seconds, without a reload', async () => {
    const { page, faults } = await openPage(browser, `${server.url}/#/^GSPC`);
    const models = await page.request.get(`${server.url}/v1/symbols/^GSPC/models`);
    const { items } = (await models.json()) as { items: { id: string; version: number; aliases: string[] }[] };
    const other = items.find(({ aliases }) => aliases.length === 0);
    await expect.poll(() => textOf(page, 'Champion'), WAIT).toContain('mv_');
    expect(await textOf(page, 'Champion')).not.toContain(other?.id);

    const moved = await page.request.post(`${server.url}/v1/models/${other?.id}/promote`, {
      data: { reason: 'a test' },
    });
    expect(moved.status()).toBe(200);
    await expect.poll(() => textOf(page, 'Champion'), WAIT).toContain(other?.id);
    await expect.poll(() => textOf(page, 'Registry'), WAIT).toMatch(new RegExp(`v${other?.version}\\s+Champion`));
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('says so when a symbol is not followed, and keeps the list', async () => {
    const { page } = await openPage(browser, `${server.url}/#/NOPE`);
    await expect.poll(() => page.getByRole('alert').innerText(), WAIT).toMatch(/NOPE/);
    await expect.poll(() => page.getByRole('navigation').getByRole('link').count(), WAIT).toBe(2);
    await page.context().close();
  });

  it('keeps what it has while the server is away, and finds it again', async () => {
    const { page } = await openPage(browser, `${server.url}/#/AAPL`);
    await expect.poll(() => textOf(page, 'Champion'), WAIT).toContain('mv_');
    await page.context().setOffline(true);
    await expect.poll(() => page.getByRole('banner').innerText(), WAIT).toContain('Server not reached');
    expect(await textOf(page, 'Champion')).toContain('mv_');
    await page.context().setOffline(false);
    await expect.poll(() => page.getByRole('banner').innerText(), WAIT).toContain('Live');
    await page.context().close();
  });

  it('draws its charts again in the colors of the dark theme', async () => {
    const { page, faults } = await openPage(browser, `${server.url}/#/AAPL`);
    await drawn(page, '.panel-wide', '--champion');
    await page.emulateMedia({ colorScheme: 'dark' });
    await drawn(page, '.panel-wide', '--champion');
    await drawn(page, '.panel-rolling', '--walk');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it.each([380, 768, 1024])('fits a window of %s pixels', async width => {
    const { page } = await openPage(browser, `${server.url}/#/^GSPC`, width);
    await drawn(page, '.panel-rolling', '--champion');
    await expect.poll(() => textOf(page, 'Registry'), WAIT).toContain('mv_');
    await page.getByText('settled forecasts as a table').click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.context().close();
  });

  it.runIf(process.env['NEXTCLOSE_SCREENSHOT'])('has its picture taken', async () => {
    const { page } = await openPage(browser, `${server.url}/#/AAPL`);
    await drawn(page, '.panel-wide', '--champion');
    await drawn(page, '.panel-rolling', '--champion');
    await expect.poll(() => textOf(page, 'Registry'), WAIT).toContain('mv_');
    await page.screenshot({ path: process.env['NEXTCLOSE_SCREENSHOT'] ?? '', fullPage: true });
    await page.context().close();
  });
});
