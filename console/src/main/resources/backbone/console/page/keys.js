// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { byId, button, el } from './dom.js';
import { close } from './event.js';
import { move, open, selectedId } from './list.js';
import { set, state } from './state.js';
import { toggleLive, togglePause } from './tail.js';

const KEYS = [
  ['/', 'search'], ['j  k', 'next, previous event'], ['Enter', 'open the event'], ['Esc', 'close, leave the search'],
  ['l', 'live on or off'], ['p', 'pause or resume'], ['z', 'your time zone or UTC'], ['w', 'wrap long lines'], ['?', 'this help'],
];
const SYNTAX = [
  ['invalid token', 'both words, in any order'], ['"invalid token"', 'the phrase'], ['-health', 'without this word'],
  ['token*   *Exception', 'part of a word'], ['결제', 'Hangul is found inside longer words'],
  ['service:auth-service', 'a field; also level, status, trace, path, host, file, method, error, ...'],
  ['status:5xx   status:>=400', 'HTTP status'], ['level:error -path:/health', 'fields can be excluded, too'],
];

export function startKeys() {
  byId('help').addEventListener('click', help);
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('input, textarea, select')) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    if (byId('helpbox').open) return;
    const action = ACTIONS[event.key];
    const pressing = event.key === 'Enter' && event.target.closest('button, a');
    if (action && !pressing) {
      event.preventDefault();
      action();
    }
  });
}

const step = (n) => () => {
  const id = move(n);
  if (state().event && id) set({ event: id }, { quiet: true });
};

const ACTIONS = {
  '/': () => byId('q').select(),
  j: step(1),
  k: step(-1),
  ArrowDown: step(1),
  ArrowUp: step(-1),
  Enter: () => selectedId() && open(selectedId()),
  Escape: close,
  l: toggleLive,
  p: togglePause,
  z: () => set({ tz: state().tz === 'utc' ? '' : 'utc' }, { quiet: true }),
  w: () => byId('list').classList.toggle('wrap'),
  '?': help,
};

function help() {
  const table = (rows) => el('table', {}, ...rows.map(([left, right]) =>
    el('tr', {}, el('td', {}, el('kbd', {}, left)), el('td', {}, right))));
  const box = byId('helpbox');
  box.replaceChildren(
    el('h2', {}, 'Help', button('✕', () => box.close(), { class: 'close', 'aria-label': 'Close' })),
    el('h3', {}, 'Keys'), table(KEYS), el('h3', {}, 'Search'), table(SYNTAX),
    el('p', {}, 'Everything you choose is in the address: share it, or go back. The same answers are JSON at ',
      el('code', {}, '/api/logs'), '.'));
  box.showModal();
}
