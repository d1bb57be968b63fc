// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { get, question } from './api.js';
import { byId, button, count, el } from './dom.js';
import { FACETS, set, state, utc } from './state.js';
import { iso, offset, second } from './time.js';

const HOUR_MS = 3_600_000;

/** Explains an empty list and offers the way out of it. */
export async function showEmpty(from, to) {
  const extent = await get('/api/extent', question(state(), iso(from), iso(to)));
  const box = byId('empty');
  box.replaceChildren(...(extent.all.count === 0 ? nothingYet()
    : extent.search.count > 0 ? elsewhere(extent.search, from, to) : noMatch(extent.all)));
  box.hidden = false;
}

export const hideEmpty = () => { byId('empty').hidden = true; };

const nothingYet = () => [
  el('h2', {}, 'No logs yet'),
  el('p', {}, 'Nothing has arrived in Elasticsearch so far. This page looks again every few seconds.'),
  el('ul', {},
    el('li', {}, 'A small shop with logs to look at: ', el('code', {}, './backbone up')),
    el('li', {}, 'Your own files: ', el('code', {}, "./backbone up --no-demo --logs '/var/log/*.log'")),
    el('li', {}, 'Already running? The line at the bottom tells what waits where.')),
];

function elsewhere(extent, from, to) {
  const newest = Date.parse(extent.newest);
  const oldest = Date.parse(extent.oldest);
  const asked = state().q || FACETS.some((facet) => state()[facet].length > 0);
  return [
    el('h2', {}, 'Nothing in this time range'),
    el('p', {}, `${asked ? 'This search has' : 'There are'} no events from ${moment(from)} to ${moment(to)}, `
      + `but ${count(extent.count)} from ${moment(oldest)} to ${moment(newest)}.`),
    el('p', { class: 'offers' },
      button('Show the newest', () => go(newest - HOUR_MS, newest), { class: 'primary', id: 'newest' }),
      button('Show all of them', () => go(oldest, newest), { id: 'all' })),
  ];
}

const noMatch = (all) => [
  el('h2', {}, 'No event matches this search'),
  el('p', {}, `There are ${count(all.count)} events from ${moment(Date.parse(all.oldest))} to `
    + `${moment(Date.parse(all.newest))}, none like this at any time.`),
  el('p', { class: 'offers' }, button('Clear search and filters', () =>
    set({ q: '', ...Object.fromEntries(FACETS.map((facet) => [facet, []])) }), { class: 'primary' })),
];

/** The end is exclusive, so it lies one second later. */
const go = (from, to) => set({ from: iso(Math.max(0, from)), to: iso(to + 1000), live: '' });

const moment = (time) => `${second(time, utc())} (UTC${offset(time, utc())})`;
