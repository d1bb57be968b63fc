// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { every, get } from './api.js';
import { button, byId, count, el, fill } from './dom.js';
import { problem } from './nav.js';
import { showScatter } from './scatter.js';
import { same, set, state, utc } from './state.js';
import { plain, visible } from './text.js';
import { iso, milli, resolve } from './time.js';
import { chooseSpan, leaveTrace, redrawTrace, showTrace, traceKeys } from './trace.js';
import { colours, duration } from './units.js';

const PAGE = '100';
const REFRESH_MS = 10_000;
const RETRY_MS = 3_000;
const QUESTION = ['from', 'to', 'service', 'operation', 'policy', 'min', 'max', 'errors', 'q'];
const ID = /^(?:[0-9a-f]{32}|[0-9a-f]{16})$/i;
let aborter = new AbortController();
let retry = 0;
let answer = null;
let facets = null;
let current = -1;

/** The page of traces: the list, or one of them. */
export const traces = {
  title: 'Traces',
  get keys() { return state().trace ? traceKeys : listKeys; },
  start() {
    byId('traces').append(
      el('section', { id: 'tracelist' }, el('div', { id: 'tracefilters' }), el('div', { id: 'scatter' }),
        el('div', { id: 'traceshead' }), el('div', { id: 'tracesempty', hidden: true }), el('div', { id: 'tracetable' })),
      el('section', { id: 'trace', hidden: true }));
    new ResizeObserver(() => requestAnimationFrame(draw)).observe(byId('scatter'));
    every(REFRESH_MS, () => (state().view === 'traces' && !state().trace && state().to === 'now' && !reading() ? load(true) : null));
  },
  enter() { choose(); },
  leave() {
    aborter.abort();
    clearTimeout(retry);
    leaveTrace();
    document.body.classList.remove('loading');
  },
  changed(before, after) {
    if (before.trace !== after.trace) choose();
    else if (after.trace) {
      if (!same(before, after, 'only', 'tz')) redrawTrace();
      else if (before.span !== after.span) chooseSpan();
    } else if (!same(before, after, ...QUESTION)) load();
    else if (before.tz !== after.tz) draw();
  },
};

function choose() {
  const one = state().trace !== '';
  byId('tracelist').hidden = one;
  byId('trace').hidden = !one;
  aborter.abort();
  clearTimeout(retry);
  problem(null);
  if (one) showTrace();
  else {
    leaveTrace();
    load();
  }
}

/** Whether somebody is in the middle of the list, which must not move then. */
const reading = () => current >= 0 || byId('tracetable').scrollTop > 0 || answer?.traces.length > Number(PAGE);

function parameters() {
  const now = Date.now();
  const time = (text) => { const t = resolve(text, now); return Number.isNaN(t) ? text : iso(t); };
  const asked = new URLSearchParams({ from: time(state().from), to: time(state().to) });
  for (const [key, name] of [['service', 'service'], ['operation', 'operation'], ['policy', 'policy'],
    ['min', 'minMs'], ['max', 'maxMs'], ['q', 'q']]) if (state()[key]) asked.set(name, state()[key]);
  if (state().errors) asked.set('error', 'true');
  return asked;
}

async function load(quiet = false) {
  aborter.abort();
  aborter = new AbortController();
  clearTimeout(retry);
  const { signal } = aborter;
  if (!quiet) document.body.classList.add('loading');
  try {
    const asked = parameters();
    const values = await get('/api/traces/facets', asked, signal);
    asked.set('size', PAGE);
    const list = await get('/api/traces', asked, signal);
    answer = list;
    facets = values;
    if (!quiet) current = -1;
    problem(null);
    draw();
  } catch (e) {
    if (signal.aborted) return;
    problem(e);
    filters();
    if (e.passing) retry = setTimeout(load, RETRY_MS);
  }
  document.body.classList.remove('loading');
}

async function more() {
  const asked = parameters();
  asked.set('from', answer.from);
  asked.set('to', answer.to);
  asked.set('size', PAGE);
  asked.set('cursor', answer.next);
  const page = await get('/api/traces', asked, aborter.signal).catch((e) => problem(e));
  if (!page) return;
  answer = { ...answer, next: page.next, traces: [...answer.traces, ...page.traces] };
  draw();
}

function draw() {
  if (answer === null || state().view !== 'traces' || state().trace) return;
  filters();
  showScatter(byId('scatter'), answer, open);
  const list = answer.traces;
  fill(byId('traceshead'),
    el('strong', {}, `${count(Math.max(answer.total, list.length))} kept ${answer.total === 1 ? 'trace' : 'traces'}`),
    el('span', {}, list.length < answer.total ? ` · the newest ${count(list.length)} shown` : '',
      answer.partial ? ' · not all was searched within 10 s; narrow the range' : '',
      ' · sampling keeps a part of all requests; rates are on the Metrics page'));
  empty(list.length === 0);
  table(list);
}

function filters() {
  const box = byId('tracefilters');
  if (box.contains(document.activeElement) && document.activeElement.matches('input, select')) return;
  fill(box,
    choice('service', 'All services', facets?.services ?? []),
    choice('operation', 'All operations', facets?.operations ?? []),
    choice('policy', 'Kept by any policy', facets?.policies ?? []),
    number('min', 'from ms'), number('max', 'to ms'),
    button('Errors only', () => set({ errors: state().errors ? '' : '1' }), { id: 'errorsonly', 'aria-pressed': String(state().errors !== '') }),
    search(),
    QUESTION.slice(2).some((key) => state()[key]) ? button('Clear', clear, { id: 'clearfilters' }) : null);
}

const clear = () => set(Object.fromEntries(QUESTION.slice(2).map((key) => [key, ''])));

function choice(key, all, values) {
  const chosen = state()[key];
  const options = values.map(({ value }) => value);
  if (chosen && !options.includes(chosen)) options.unshift(chosen);
  const select = el('select', {
    'aria-label': key, 'data-key': key,
    onchange: () => {
      select.blur();
      set({ [key]: select.value, ...(key === 'service' ? { operation: '' } : {}) });
    },
  }, el('option', { value: '' }, all), ...options.map((value) => el('option', { value }, plain(value))));
  select.value = chosen;
  return select;
}

function number(key, hint) {
  const input = el('input', {
    type: 'text', inputmode: 'numeric', placeholder: hint, 'aria-label': `duration ${hint}`, value: state()[key], 'data-key': key,
    onchange: () => { input.blur(); set({ [key]: input.value.trim() }); },
  });
  return input;
}

/** A trace id opens its trace, wherever it is; other words narrow the list. */
function search() {
  const input = el('input', {
    type: 'search', id: 'tq', placeholder: 'Trace id, or words of a span name', value: state().q, maxlength: '200', spellcheck: false,
    'aria-label': 'Search traces',
    onchange: () => {
      const text = input.value.trim();
      input.blur();
      if (ID.test(text)) set({ trace: text.toLowerCase().padStart(32, '0') });
      else set({ q: text });
    },
  });
  return input;
}

function empty(nothing) {
  const box = byId('tracesempty');
  box.hidden = !nothing;
  if (!nothing) return;
  const narrowed = QUESTION.slice(2).some((key) => state()[key]);
  fill(box, ...(narrowed ? [
    el('h2', {}, 'No kept trace matches'),
    el('p', { class: 'offers' }, button('Clear filters', clear, { class: 'primary' }))] : [
    el('h2', {}, 'No traces in this time range'),
    el('ul', {},
      el('li', {}, 'Services send spans by OTLP to port 4317 (gRPC) or 4318 (HTTP) of the gateway; ', el('code', {}, './backbone up'), ' starts it with a demo shop.'),
      el('li', {}, 'A trace is shown once it is decided (seconds after its first span) and kept.'),
      el('li', {}, 'The Pipeline page tells what waits where.')),
    el('p', { class: 'offers' }, button('Last 24 h', () => set({ from: '-24h', to: 'now' }), { class: 'primary' }),
      button('Last 7 d', () => set({ from: '-7d', to: 'now' })))]));
}

function table(list) {
  byId('tracetable').hidden = list.length === 0;
  const longest = Math.max(...list.map((trace) => trace.durationMs), 1);
  const sameDay = new Set(list.map((trace) => milli(trace.start, utc()).slice(0, 10))).size === 1;
  const colour = colours(new Set(list.flatMap((trace) => trace.services.map(({ name }) => name))));
  fill(byId('tracetable'),
    el('table', {},
      el('thead', {}, el('tr', {}, ...['Start', 'Root', 'Duration', 'Spans', 'Services', 'Kept by'].map((t) => el('th', { scope: 'col' }, t)))),
      el('tbody', {}, ...list.map((trace, i) => row(trace, i, longest, colour, sameDay)))),
    answer.next ? button('Older traces', more, { id: 'oldertraces' }) : el('span', {}));
  mark();
}

function row(trace, i, longest, colour, sameDay) {
  const meter = el('span', { class: `meter ${trace.errors > 0 ? 'failed' : ''}` });
  meter.style.width = `${Math.max(1, (100 * trace.durationMs) / longest)}%`;
  return el('tr', { 'data-trace': trace.traceId, class: trace.errors > 0 ? 'failed' : '', onclick: () => { current = i; open(trace.traceId); } },
    el('td', { class: 'time', title: milli(trace.start, utc()) }, milli(trace.start, utc()).slice(sameDay ? 11 : 0)),
    el('td', { class: 'root' }, el('span', { class: 'service' }, visible(trace.service)), ' ',
      el('a', { href: `/traces?trace=${encodeURIComponent(trace.traceId)}`, onclick: (event) => event.preventDefault() },
        visible(trace.operation)), trace.rootMissing ? el('small', {}, ' root span missing') : null),
    el('td', { class: 'duration' }, el('span', {}, duration(trace.durationMs)), meter),
    el('td', { class: 'n' }, count(trace.spans), trace.errors > 0 ? el('span', { class: 'bad' }, ` · ${count(trace.errors)} failed`) : null),
    el('td', {}, ...trace.services.map(({ name, spans }) => el('span', { class: 'chip', title: `${count(spans)} spans` },
      el('span', { class: `swatch ${colour.get(name)}` }), visible(name), el('span', { class: 'n' }, ` ${count(spans)}`)))),
    el('td', { class: 'policy' }, visible(trace.policy || '–')));
}

const open = (traceId) => set({ trace: traceId, span: '' });

function mark() {
  const rows = [...byId('tracetable').querySelectorAll('tbody tr')];
  rows.forEach((item, i) => item.toggleAttribute('aria-current', i === current));
  rows[current]?.scrollIntoView({ block: 'nearest' });
}

function move(step) {
  const last = (answer?.traces.length ?? 0) - 1;
  current = Math.min(last, Math.max(0, current + step));
  mark();
}

const listKeys = {
  '/': () => byId('tq').select(),
  j: () => move(1),
  k: () => move(-1),
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  Enter: () => answer?.traces[current] && open(answer.traces[current].traceId),
};
