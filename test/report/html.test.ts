/// <reference lib="dom" />
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditReport } from '../../src/report/audit-report.js';
import { htmlPage } from '../../src/report/html/index.js';
import { EMPTY_RESULT, HOSTILE_RESULT } from './hostile.js';
import { FINDING, RESULT } from './sample-result.js';

it('asks for nothing from elsewhere', () => {
  expect(htmlPage(auditReport(RESULT)).replaceAll(/href="#[^"]*"/g, '')).not.toMatch(/ (?:src|href|srcset|action|data)=|url\(|@import|\bfetch\(|XMLHttpRequest|import\(/);
});

const BROWSER = '/usr/bin/chromium';
const browserIsNeeded = process.env.CI !== undefined;

describe.skipIf(!existsSync(BROWSER) && !browserIsNeeded)('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox', '--disable-background-networking'] });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
  });

  async function open(html: string, theme: 'light' | 'dark' = 'light'): Promise<{ page: Page; said: string[]; asked: string[] }> {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'scope-audit-html-')), 'report.html');
    writeFileSync(file, html);
    const page = await browser.newPage({ colorScheme: theme });
    const said: string[] = [];
    const asked: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('dialog', (dialog) => {
      said.push(dialog.message());
      void dialog.dismiss();
    });
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`file://${file}`);
    return { page, said, asked };
  }

  it('shows findings and the matrix, and finds by text and level', async () => {
    const warning = { ...FINDING, severity: 'warning' as const, rule: 'unknown-name', message: 'Another.' };
    const { page, said, asked } = await open(htmlPage(auditReport({ ...RESULT, findings: [FINDING, warning] })));
    expect(asked).toHaveLength(1);
    const shown = (): Promise<number> => page.locator('details.finding:visible').count();
    expect(await shown()).toBe(2);
    await page.getByLabel('Search').fill('another');
    expect(await shown()).toBe(1);
    expect(await page.locator('#shown').textContent()).toBe('1 finding shown');
    await page.getByLabel('Search').fill('');
    await page.getByLabel('errors').uncheck();
    expect(await shown()).toBe(1);
    expect(await page.getByRole('table').getByRole('rowheader').count()).toBe(1);
    expect(await page.locator('td.lacks').textContent()).toBe('routing:queue:edit');
    expect(said).toEqual([]);
  });

  it('runs nothing that stands in scanned code', async () => {
    const { page, said, asked } = await open(htmlPage(auditReport(HOSTILE_RESULT)));
    expect(await page.locator('img').count()).toBe(0);
    expect([said, asked.length]).toEqual([[], 1]);
    expect(await page.locator('details.finding').first().textContent()).toContain('<img src=x onerror=alert(1)>');
  });

  it.each(['light', 'dark'] as const)('is readable in the %s theme', async (theme) => {
    const { page } = await open(htmlPage(auditReport(RESULT)), theme);
    const low = await page.evaluate(() => {
      const numbers = (text: string): number[] => (text.match(/[\d.]+/g) ?? []).map(Number);
      const light = ([r = 0, g = 0, b = 0]: number[]): number => {
        const [x = 0, y = 0, z = 0] = [r, g, b].map((n) => (n / 255 <= 0.03928 ? n / 255 / 12.92 : ((n / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * x + 0.7152 * y + 0.0722 * z;
      };
      const behind = (node: Element | null): number[] => {
        for (let one = node; one !== null; one = one.parentElement) {
          const colour = numbers(getComputedStyle(one).backgroundColor);
          if (colour.length === 3 || (colour[3] ?? 0) > 0) return colour;
        }
        return [255, 255, 255];
      };
      return [...document.querySelectorAll('body *')]
        .filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent?.trim() !== '') && node.checkVisibility() && !/^(?:script|style)$/i.test(node.tagName))
        .map((node) => {
          const [a, b] = [light(numbers(getComputedStyle(node).color)), light(behind(node))];
          return { text: node.textContent, ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) };
        })
        .filter(({ ratio }) => ratio < 4.5);
    });
    expect(low).toEqual([]);
  });

  it('can be read without a script, and when there is nothing', async () => {
    const { page } = await open(htmlPage(auditReport(EMPTY_RESULT)));
    expect(await page.title()).toBe('scope-audit: no findings');
    expect(await page.getByRole('main').count()).toBe(1);
  });
});
