// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { get, question } from './api.js';
import { byId, button, copy, count, el } from './dom.js';
import { hideEmpty, showEmpty } from './empty.js';
import { close, redrawEvent, showEvent } from './event.js';
import { showFacets } from './facets.js';
import { redrawHistogram, showHistogram, startHistogram } from './histogram.js';
import { append, move, open, retime, select, selectedId, showList, size, startList } from './list.js';
import { problem } from './nav.js';
import { address, sameQuestion, set, state, utc } from './state.js';
import { resetTail, showLive, startTail, toggleLive, togglePause } from './tail.js';
import { iso, resolve, second, zoneLabel } from './time.js';

const PAGE = '100';
const RETRY_MS = 3_000;
const REFRESH_MS = 10_000;
let aborter = new AbortController();
let range = { from: 0, to: 0 };
let total = 0;
let partial = false;
let retry = 0;

/** Asks for everything on the screen. */
async function load() {
  aborter.abort();
  aborter = new AbortController();
  clearTimeout(retry);
  const { signal } = aborter;
  const now = Date.now();
  range = { from: resolve(state().from, now), to: resolve(state().to, now) };
  document.body.classList.add('loading');
  try {
    await Promise.all([loadList(signal, now), loadCounts(signal)]);
    problem(null);
    if (size() > 0) hideEmpty();
    else await lookElsewhere(signal);
  } catch (e) {
    if (signal.aborted) return;
    problem(e);
    if (e.passing) retry = setTimeout(load, RETRY_MS);
  }
  document.body.classList.remove('loading');
}

async function lookElsewhere(signal) {
  await showEmpty(range.from, range.to);
  if (!signal.aborted && state().to === 'now' && !state().live) retry = setTimeout(load, RETRY_MS);
}

const asked = () => question(state(), bound(range.from, state().from), bound(range.to, state().to));

/** A broken time in the address goes to the server as it is, which tells what is wrong with it. */
const bound = (time, text) => Number.isNaN(time) ? text : iso(time);

async function loadList(signal, now) {
  const parameters = asked();
  parameters.set('sort', state().sort);
  parameters.set('size', PAGE);
  const answer = await get('/api/logs', parameters, signal);
  let next = answer.next;
  let busy = false;
  showList(answer, async () => {
    if (!next || busy) return;
    busy = true;
    parameters.set('cursor', next);
    const page = await get('/api/logs', parameters, signal).catch((e) => (signal.aborted ? null : problem(e)));
    if (page) {
      append(page);
      next = page.next;
    }
    busy = false;
  });
  resetTail(now);
}

async function loadCounts(signal) {
  const [histogram, facets] = await Promise.all([
    get('/api/histogram', asked(), signal), get('/api/facets', asked(), signal)]);
  total = histogram.total;
  partial = histogram.partial || facets.partial;
  showHistogram(histogram);
  showFacets(facets);
  head();
}

function head() {
  const sorted = state().sort === 'desc' ? 'newest first' : 'oldest first';
  const share = button('Copy link', () => copy(location.origin + address({
    ...state(), from: iso(range.from), to: iso(range.to), live: '',
  }), share), { title: 'A link with absolute times' });
  byId('head').replaceChildren(
    button(`Time · ${zoneLabel(range.to, utc())}`,
      () => set({ tz: utc() ? '' : 'utc' }, { quiet: true }), { id: 'zone', title: 'Switch between your zone and UTC (z)' }),
    el('span', { class: 'total' }, el('strong', {}, `${count(total)} ${total === 1 ? 'event' : 'events'}`),
      ` · ${second(range.from, utc())} to ${second(range.to, utc())}`,
      partial ? ' · not all was searched within 10 s; narrow the range' : ''),
    button(sorted, () => set({ sort: state().sort === 'desc' ? 'asc' : 'desc', live: '' }), { title: 'Turn the order around' }),
    share);
}

function changed(before, after) {
  if (byId('q') !== document.activeElement || before.q !== after.q) byId('q').value = after.q;
  showLive();
  showEvent();
  select(after.event || undefined, after.event !== '');
  if (!sameQuestion(before, after)) load();
  if (before.chart !== after.chart) redrawHistogram();
  if (before.tz !== after.tz) switchZone();
}

function switchZone() {
  retime();
  head();
  redrawHistogram();
  redrawEvent();
}

/** While following, counts change, too; seldom enough not to matter. */
async function refresh() {
  if (state().live && !document.hidden) {
    const now = Date.now();
    range = { from: resolve(state().from, now), to: now };
    await loadCounts(aborter.signal).catch(() => {});
  }
  setTimeout(refresh, REFRESH_MS);
}

byId('search').addEventListener('submit', (event) => {
  event.preventDefault();
  const q = byId('q').value.trim();
  byId('q').blur();
  if (q === state().q) load();
  else set({ q, event: '' });
});
byId('q').addEventListener('search', () => { if (byId('q').value === '') set({ q: '' }); });

const step = (n) => () => {
  const id = move(n);
  if (state().event && id) set({ event: id }, { quiet: true });
};

/** The page of logs. */
export const logs = {
  title: 'Logs',
  keys: {
    '/': () => byId('q').select(),
    j: step(1),
    k: step(-1),
    ArrowDown: step(1),
    ArrowUp: step(-1),
    Enter: () => selectedId() && open(selectedId()),
    Escape: close,
    l: toggleLive,
    p: togglePause,
    w: () => byId('list').classList.toggle('wrap'),
  },
  start() {
    startList();
    startHistogram();
    startTail(hideEmpty, (e) => { if (state().live) problem(e); });
    setTimeout(refresh, REFRESH_MS);
  },
  enter() {
    byId('q').value = state().q;
    showLive();
    showEvent();
    load();
  },
  leave() {
    aborter.abort();
    clearTimeout(retry);
    document.body.classList.remove('loading', 'following');
  },
  changed,
};
