// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { every, get } from './api.js';
import { Charts } from './chart.js';
import { button, byId, count, el, fill } from './dom.js';
import { problem } from './nav.js';
import { same, set, state } from './state.js';
import { plain } from './text.js';
import { redTable, slowTable } from './tables.js';
import { iso, resolve, span } from './time.js';
import { duration, percent, rate } from './units.js';

const REFRESH_MS = 10_000;
const RETRY_MS = 3_000;
const PROCESSES = ['proc0', 'proc1', 'proc2', 'proc3', 'proc4', 'proc5'];
const charts = new Charts();
let aborter = new AbortController();
let retry = 0;
let answer = null;

/** The page of metrics: rate, errors and durations, slow calls, and errors above CPU. */
export const metrics = {
  title: 'Metrics',
  keys: { Escape: () => set({ service: state().operation ? state().service : '', operation: '' }) },
  start() {
    const chart = (id) => el('div', { class: 'chart', id: `chart-${id}` });
    byId('metrics').append(el('div', { class: 'page' },
      el('div', { id: 'metricshead' }),
      el('div', { id: 'metricsempty', hidden: true }),
      el('section', { id: 'red' }, el('div', { class: 'charts three' }, chart('rate'), chart('errorrate'), chart('latency')),
        el('div', { id: 'redtable' })),
      el('section', { id: 'slow' }, el('h2', {}, 'Slow calls'), el('p', { class: 'soft' }, 'What services call (databases, caches, other services), slowest first. Counted before sampling.'), el('div', { id: 'slowtable' })),
      el('section', { id: 'errorscpu' }, el('h2', {}, 'Errors and CPU'), el('p', { class: 'soft' }, 'Error lines of the logs above what host and processes used, on one time axis.'),
        el('div', { class: 'charts one' }, chart('errorlogs'), chart('cpu')))));
    new ResizeObserver(() => requestAnimationFrame(draw)).observe(byId('chart-rate'));
    every(REFRESH_MS, () => (state().view === 'metrics' && state().to === 'now' ? load() : null));
  },
  enter() { load(); },
  leave() {
    aborter.abort();
    clearTimeout(retry);
  },
  changed(before, after) {
    if (!same(before, after, 'from', 'to', 'service', 'operation')) load();
    else draw();
  },
};

async function load() {
  aborter.abort();
  aborter = new AbortController();
  clearTimeout(retry);
  const { signal } = aborter;
  const now = Date.now();
  const time = (text) => { const t = resolve(text, now); return Number.isNaN(t) ? text : iso(t); };
  const range = { from: time(state().from), to: time(state().to) };
  const service = state().service ? { service: state().service } : {};
  const operation = state().operation ? { operation: state().operation } : {};
  try {
    const [red, all, slow, cpu] = await Promise.all([
      get('/api/red', new URLSearchParams({ ...range, ...service, ...operation }), signal),
      state().service ? get('/api/red', new URLSearchParams(range), signal) : null,
      get('/api/slow-calls', new URLSearchParams({ ...range, ...service }), signal),
      get('/api/errors-cpu', new URLSearchParams(range), signal)]);
    const ofService = state().operation ? await get('/api/red', new URLSearchParams({ ...range, ...service }), signal) : red;
    answer = { red, services: (all ?? red).services, operations: ofService.operations, slow, cpu };
    problem(null);
    draw();
  } catch (e) {
    if (signal.aborted) return;
    problem(e);
    if (e.passing) retry = setTimeout(load, RETRY_MS);
  }
}

function draw() {
  if (answer === null || state().view !== 'metrics') return;
  const { red, cpu } = answer;
  fill(byId('metricshead'),
    el('h1', {}, state().service ? plain(state().service) : 'All services', state().operation ? ` · ${plain(state().operation)}` : ''),
    state().service ? button('All services', () => set({ service: '', operation: '' }), { id: 'allservices', title: 'Widen (Esc)' }) : null,
    state().service ? button('Traces of it', () => set({ view: 'traces', service: state().service, operation: state().operation }), { id: 'itstraces' }) : null,
    el('span', { class: 'soft' }, `server calls, all of them: counted before sampling, in buckets of ${span(red.intervalMs)}`,
      red.partial || cpu.partial ? ' · not all was searched within 10 s; narrow the range' : ''));
  empty(red);
  charts.clear();
  drawRed(red);
  drawCpu(cpu);
  fill(byId('redtable'), state().service
    ? redTable(`Operation of ${plain(state().service)}`, answer.operations, (row) => row.operation,
      (row) => set({ operation: state().operation === row.operation ? '' : row.operation }), (row) => state().operation === row.operation)
    : redTable('Service', answer.services, (row) => row.service, (row) => set({ service: row.service, operation: '' }), () => false));
  fill(byId('slowtable'), answer.slow.calls.length > 0
    ? slowTable(answer.slow.calls, (row) => set({ view: 'traces', service: row.service, operation: row.operation }))
    : el('p', { class: 'soft' }, 'No calls to others were counted in this range.'));
}

function empty(red) {
  const nothing = red.buckets.length === 0;
  const box = byId('metricsempty');
  box.hidden = !nothing;
  byId('red').hidden = nothing;
  if (nothing) {
    fill(box,
      el('h2', {}, 'No calls were counted in this time range'),
      el('ul', {},
        el('li', {}, 'Calls are counted from server spans: services send them by OTLP to port 4317 or 4318; ', el('code', {}, './backbone up'), ' starts a demo shop that does.'),
        el('li', {}, 'A minute appears some seconds after it began, once derive-metrics and its sink have run.')),
      state().service ? el('p', { class: 'offers' }, button('All services', () => set({ service: '', operation: '' }), { class: 'primary' })) : null);
  }
}

/** A bucket that is not over yet would look like a fall of the rate. */
const whole = (buckets) => (buckets.length > 1 ? buckets.filter((bucket) => !bucket.incomplete) : buckets);

const ends = (of) => ({ from: Date.parse(of.from), to: Date.parse(of.to), step: of.intervalMs });

function drawRed(red) {
  const buckets = whole(red.buckets);
  const series = (name, kind, value) => ({ name, kind, points: buckets.map((bucket) => [bucket.t, value(bucket)]) });
  charts.draw(byId('chart-rate'), { title: 'Calls', ...ends(red), format: rate, series: [series('calls', 'calls', (b) => b.rate)] });
  charts.draw(byId('chart-errorrate'), {
    title: 'Errors', ...ends(red), format: percent, floor: 0.05, series: [series('failed', 'errors', (b) => b.errorRate)],
  });
  charts.draw(byId('chart-latency'), {
    title: 'Duration', ...ends(red), format: duration,
    series: [series('p99', 'p99', (b) => b.p99), series('p95', 'p95', (b) => b.p95), series('p50', 'p50', (b) => b.p50)],
  });
}

function drawCpu(of) {
  charts.draw(byId('chart-errorlogs'), {
    title: 'Error lines in the logs', ...ends(of), format: (n) => (Number.isNaN(n) ? '–' : count(Math.round(n * 10) / 10)), floor: 4, zero: true,
    nothing: 'No error lines in this range',
    series: [{ name: 'error and fatal', kind: 'error', bars: true, points: of.errors.map(({ t, errors }) => [t, errors]) }],
  });
  const names = [...new Set(of.cpu.flatMap(({ processes }) => Object.keys(processes)))].sort();
  charts.draw(byId('chart-cpu'), {
    title: 'CPU', ...ends(of), format: percent, ceiling: 1,
    nothing: 'No samples of CPU in this range: the launcher writes them while it runs',
    series: [{ name: 'host', kind: 'host', points: of.cpu.map(({ t, system }) => [t, system]) },
      ...names.slice(0, PROCESSES.length).map((name, i) => ({ name: plain(name), kind: PROCESSES[i], points: of.cpu.map(({ t, processes }) => [t, processes[name] ?? null]) }))],
  });
}
