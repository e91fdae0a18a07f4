import assert from 'node:assert/strict';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { after, before, beforeEach, afterEach, describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { gateway, somethingHappens } from './gateway.js';

const QUERIES = ['NewestDockings', 'DockedNow', 'StationHistory', 'OneDockingInFull'];
const EXAMPLES = [...QUERIES, 'LiveDockings'];

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installedBrowser() {
  const directories = (process.env.PATH ?? '').split(delimiter);
  const candidates = ['chromium', 'chromium-browser', 'google-chrome'].flatMap(name => directories.map(directory => join(directory, name)));
  const browser = candidates.find(isExecutable);
  assert.ok(browser, 'These tests need a Chromium on the PATH.');
  return browser;
}

describe('the playground', () => {
  let browser;
  let context;
  let page;
  let outside;
  let complaints;

  before(async () => {
    browser = await chromium.launch({
      executablePath: installedBrowser(),
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
  });

  after(() => browser?.close());

  beforeEach(async () => {
    outside = [];
    complaints = [];
    context = await browser.newContext();
    await context.route('**/*', route => {
      const url = new URL(route.request().url());
      if (['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) {
        return route.continue();
      }
      outside.push(url.href);
      return route.abort();
    });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    page.on('console', message => {
      if (['error', 'warning'].includes(message.type())) {
        complaints.push(message.text());
      }
    });
    page.on('pageerror', error => complaints.push(error.message));
    page.on('response', response => {
      if (response.status() >= 400) {
        complaints.push(`${response.status()} ${response.url()}`);
      }
    });
    const answer = await page.goto(`${gateway}/graphiql`);
    assert.equal(answer.status(), 200);
    await runButton().waitFor();
  });

  afterEach(async () => {
    await context.close();
    assert.deepEqual(outside, [], 'nothing is asked of other hosts');
    assert.deepEqual(complaints, [], 'the browser has nothing to complain about');
  });

  const tab = name => page.getByRole('tab', { name, exact: true });
  const runButton = () => page.getByRole('button', { name: /execute query/i });
  const contents = pane => page.locator(`${pane} .CodeMirror`).first().evaluate(editor => editor.CodeMirror.getValue());

  async function answerInPane() {
    await page.waitForFunction(() => {
      const pane = document.querySelector('.result-window .CodeMirror');
      return !document.querySelector('.graphiql-spinner') && pane && pane.CodeMirror.getValue() !== '';
    });
    return JSON.parse(await contents('.result-window'));
  }

  test('greets a first visitor with the examples, the first of them open', async () => {
    assert.equal(await page.title(), 'Dockgraph');
    assert.deepEqual(await page.locator('.graphiql-tab-button').allTextContents(), EXAMPLES);
    assert.match(await page.locator('.graphiql-tab-active').textContent(), new RegExp(EXAMPLES[0]));
    assert.match(await contents('.graphiql-query-editor'), /^# .*\n(.*\n)*query NewestDockings/);
  });

  for (const name of QUERIES) {
    test(`runs ${name} without an error`, async () => {
      await page.locator('.graphiql-tab-button', { hasText: name }).click();
      await runButton().click();

      const { data, errors } = await answerInPane();

      assert.equal(errors, undefined);
      for (const [field, value] of Object.entries(data)) {
        assert.notEqual(value, null, `${field} has an answer`);
      }
    });
  }

  test('shows what happens as it happens, until it is told to stop', async () => {
    await page.locator('.graphiql-tab-button', { hasText: 'LiveDockings' }).click();
    const stream = page.waitForResponse(answer => answer.url().includes('/graphql?query='));
    await runButton().click();
    assert.equal((await stream).headers()['content-type'], 'text/event-stream');

    for (let i = 0; i < 2; i++) {
      const kind = await somethingHappens();
      await page.waitForFunction(
        text => document.querySelector('.result-window .CodeMirror').CodeMirror.getValue().includes(text),
        `"kind": "${kind}"`,
      );
    }

    await page.getByRole('button', { name: /stop query/i }).click();
    await runButton().waitFor();
  });

  test('shows what a field is', async () => {
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByRole('link', { name: 'Subscription', exact: true }).click();
    await page.getByRole('link', { name: 'dockingEventChanged', exact: true }).click();

    await page.getByText('Subscribe first, then query what you show').waitFor();
  });

  test("keeps a visitor's own query over a reload", async () => {
    const own = '{ upstream { source } }';
    await page.getByRole('button', { name: 'Add tab' }).click();
    await page.locator('.graphiql-query-editor .CodeMirror').click();
    await page.keyboard.insertText(own);
    await page.waitForFunction(
      text => localStorage.getItem('dockgraph:graphiql:tabState')?.includes(JSON.stringify(text)),
      own,
    );

    await page.reload();
    await runButton().waitFor();

    assert.equal(await page.locator('.graphiql-tab-button').count(), EXAMPLES.length + 1);
    assert.equal(await contents('.graphiql-query-editor'), own);
  });

  test('links to the schema', async () => {
    const href = await page.getByRole('link', { name: 'Schema' }).getAttribute('href');

    assert.equal((await fetch(new URL(href, gateway))).status, 200);
  });
});
