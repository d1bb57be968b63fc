// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { byId, button, el } from './dom.js';
import { go } from './nav.js';
import { set, state } from './state.js';

const PREFIX_MS = 1_500;
const PAGES = { l: 'logs', t: 'traces', m: 'metrics', p: 'pipeline', a: 'alerts' };
const KEYS = [
  ['g l   g t   g m   g p   g a', 'go to logs, traces, metrics, pipeline, alerts'],
  ['/', 'search'], ['j  k', 'next, previous'], ['Enter', 'open'], ['Esc', 'close, back, leave the search'],
  ['z', 'your time zone or UTC'], ['?', 'this help'],
  ['l   p   w', 'logs: live on or off, pause, wrap long lines'],
  ['c   x', 'in a trace: only the critical path, fold or unfold a span'],
];
const SYNTAX = [
  ['invalid token', 'both words, in any order'], ['"invalid token"', 'the phrase'], ['-health', 'without this word'],
  ['token*   *Exception', 'part of a word'], ['결제', 'Hangul is found inside longer words'],
  ['service:auth-service', 'a field; also level, status, trace, path, host, file, method, error, ...'],
  ['status:5xx   status:>=400', 'HTTP status'], ['level:error -path:/health', 'fields can be excluded, too'],
];

let goUntil = 0;

/** Keys of every page, then those of the page that is shown. */
export function startKeys(views) {
  byId('help').addEventListener('click', help);
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('input, textarea, select')) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    if (byId('helpbox').open) return;
    const action = choose(event.key, views[state().view].keys);
    const pressing = event.key === 'Enter' && event.target.closest('button, a, summary');
    if (action && !pressing) {
      event.preventDefault();
      action();
    }
  });
}

function choose(key, ofView) {
  if (Date.now() < goUntil && Object.hasOwn(PAGES, key)) {
    goUntil = 0;
    return () => go(PAGES[key]);
  }
  goUntil = 0;
  return Object.hasOwn(ACTIONS, key) ? ACTIONS[key] : Object.hasOwn(ofView, key) ? ofView[key] : undefined;
}

const ACTIONS = {
  g: () => { goUntil = Date.now() + PREFIX_MS; },
  z: () => set({ tz: state().tz === 'utc' ? '' : 'utc' }, { quiet: true }),
  '?': help,
};

function help() {
  const table = (rows) => el('table', {}, ...rows.map(([left, right]) =>
    el('tr', {}, el('td', {}, el('kbd', {}, left)), el('td', {}, right))));
  const box = byId('helpbox');
  box.replaceChildren(
    el('h2', {}, 'Help', button('✕', () => box.close(), { class: 'close', 'aria-label': 'Close' })),
    el('h3', {}, 'Keys'), table(KEYS), el('h3', {}, 'Search in logs'), table(SYNTAX),
    el('p', {}, 'Everything you choose is in the address: share it, or go back. The same answers are JSON at ',
      el('code', {}, '/api/'), '.'));
  box.showModal();
}
