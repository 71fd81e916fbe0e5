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

/** Collects the CORS preflights the browser sends for the page, as its own network stack reports them. */
export async function preflightsOf(page) {
  const seen = new Map();
  const preflights = [];
  const devtools = await page.context().newCDPSession(page);
  devtools.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.method !== 'OPTIONS') return; // a page's own code sends none here
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]));
    const preflight = { method: request.method, url: request.url, origin: headers.origin, asked: headers['access-control-request-headers'] };
    seen.set(requestId, preflight);
    preflights.push(preflight);
  });
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    if (seen.has(requestId)) seen.get(requestId).status = response.status;
  });
  await devtools.send('Network.enable');
  return preflights;
}
