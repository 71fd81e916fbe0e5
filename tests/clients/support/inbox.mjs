// The development inbox: every message the service would have sent, newest first.
import { setTimeout as sleep } from 'node:timers/promises';
import { service } from './settings.mjs';

/** Messages to one recipient, newest first: {recipient, channel, subject, body, code, sentAt}. */
export async function messagesTo(recipient) {
  const answer = await fetch(`${service.url}/dev/inbox.json?recipient=${encodeURIComponent(recipient)}`);
  if (!answer.ok) throw new Error(`/dev/inbox.json answered HTTP ${answer.status}`);
  return answer.json();
}

/** The newest message to a recipient once at least `count` have arrived; the outbox may take a moment (10 s at most). */
export async function newestMessage(recipient, count = 1) {
  const deadline = Date.now() + 10_000;
  let messages = [];
  while (Date.now() < deadline) {
    messages = await messagesTo(recipient);
    if (messages.length >= count) return messages[0];
    await sleep(100);
  }
  throw new Error(`${messages.length} message(s) to ${recipient} within 10 s, expected ${count}.`);
}

export async function newestCode(recipient, count = 1) {
  const message = await newestMessage(recipient, count);
  if (!message.code) throw new Error(`The message "${message.subject}" to ${recipient} carries no code.`);
  return message.code;
}

/** A code of the same length that is certainly another one. */
export const wrongCode = code => code.replace(/\d/g, digit => String((Number(digit) + 1) % 10));
