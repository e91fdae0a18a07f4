import assert from 'node:assert/strict';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

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

/** Starts the Chromium that is installed, which asks nobody for anything by itself. */
export const launchBrowser = () =>
  chromium.launch({
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
