// A real Chromium: the system's, or the one CHROMIUM names.
import { chromium } from 'playwright-core';

export const startBrowser = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/** Collects what the browser complains about, save the lines it writes for each refused (4xx) request. */
export function complaintsOf(page) {
  const complaints = [];
  page.on('pageerror', error => complaints.push(`uncaught: ${error.message}`));
  page.on('console', message => {
    if (message.type() !== 'error') return;
    if (/^Failed to load resource: the server responded with a status of 400/.test(message.text())) return;
    complaints.push(message.text());
  });
  return complaints;
}
