// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { get, question } from './api.js';
import { byId, button, count, el } from './dom.js';
import { prepend } from './list.js';
import { set, state } from './state.js';
import { iso, resolve } from './time.js';

const PERIOD_MS = 1_000;
const AHEAD_MS = 3_600_000;
const WAITING_MAX = 2_000;
let since = '';
let paused = false;
let waiting = new Map();
let marks = [];
let more = false;
let round = 0;

/** Follows new events while the address says so; arrived is called with how many were shown. */
export function startTail(arrived, failed) {
  const poll = async () => {
    const mine = round;
    if (state().live && since) {
      try {
        const answer = await get('/api/tail', parameters());
        if (mine === round && state().live) take(answer, arrived);
        failed(null);
      } catch (problem) {
        failed(problem);
      }
    }
    setTimeout(poll, PERIOD_MS);
  };
  poll();
}

/** Begins again after the list was loaded anew. */
export function resetTail(at) {
  round += 1;
  since = iso(at);
  waiting = new Map();
  more = false;
  showLive();
}

export function togglePause() {
  if (!state().live) return;
  paused = !paused;
  if (!paused) flush();
  showLive();
}

export function toggleLive() {
  paused = false;
  const relative = state().to === 'now';
  set(state().live ? { live: '' } : { live: '1', sort: 'desc', ...(relative ? {} : { from: '-15m', to: 'now' }) });
}

export function showLive() {
  const on = Boolean(state().live);
  const follow = button(on ? '■ Stop' : '▶ Live', toggleLive, { id: 'golive', title: 'Follow new events (l)', 'aria-pressed': String(on) });
  const pause = on ? button(paused ? `▶ Resume${waiting.size ? ` (${count(waiting.size)}${more ? '+' : ''} new)` : ''}` : '❚❚ Pause',
    togglePause, { id: 'pause', title: 'Pause (p)', 'aria-pressed': String(paused) }) : null;
  byId('live').replaceChildren(...[follow, pause].filter(Boolean));
  document.body.classList.toggle('following', on && !paused);
}

function parameters() {
  const now = Date.now();
  const asked = question(state(), iso(resolve(state().from, now)), iso(now + AHEAD_MS));
  asked.set('since', since);
  asked.set('size', '500');
  return asked;
}

function take(answer, arrived) {
  since = answer.since;
  marks = answer.marks;
  more = answer.more;
  if (!paused) {
    const n = prepend(answer);
    if (n > 0) arrived(n);
    return;
  }
  for (const event of answer.events) {
    if (waiting.size < WAITING_MAX) waiting.set(event.id, event);
  }
  showLive();
}

function flush() {
  const events = [...waiting.values()].sort((a, b) => (a['@timestamp'] < b['@timestamp'] ? 1 : -1));
  prepend({ events, marks });
  waiting = new Map();
}
