// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { get } from './api.js';
import { button, count, el, fill } from './dom.js';
import { set, state, utc } from './state.js';
import { visible } from './text.js';
import { milli } from './time.js';
import { logLines } from './tracelogs.js';
import { bytes, duration, percent } from './units.js';

const cache = new Map();
const CACHE_MAX = 200;

/** Beside the waterfall: the chosen span, or the logs of the whole trace. */
export function showSide(panel, trace, colour) {
  const span = trace.spans.find(({ spanId, missing }) => spanId === state().span && !missing);
  if (!span) {
    fill(panel,
      el('h2', {}, `Logs of this trace (${count(trace.logCount)})`),
      trace.logCount > trace.logs.length ? el('p', { class: 'soft' }, `The first ${count(trace.logs.length)} are shown.`) : null,
      trace.spans.length > 0 ? el('p', { class: 'soft' }, 'Choose a span (click, or j and k) to see what it carries and used.') : null,
      logLines(trace.logs, trace));
    return;
  }
  const below = el('div', { class: 'carried' }, el('p', { class: 'soft' }, '…'));
  const own = trace.logs.filter((line) => line['span.id'] === span.spanId);
  fill(panel,
    el('h2', {}, el('span', { class: `swatch ${colour.get(span.service)}` }), el('span', { class: 'name' }, visible(span.name)),
      button('✕', () => set({ span: '' }, { quiet: true }), { class: 'close', title: 'Close (Esc)', 'aria-label': 'Close' })),
    el('p', { class: 'when' }, visible(span.service), ` · ${span['span.kind'] ?? 'span'} · `, el('strong', {}, duration(span.durationMs)),
      ` · begins at ${duration(span.startMs)}`, waited(span)),
    span.error ? el('p', { class: 'failed' }, visible(span['span.status.message'] ?? 'This span failed.')) : null,
    strip(span, trace),
    el('h3', {}, `Logs of this span (${count(own.length)})`), logLines(own, trace),
    below);
  panel.scrollTop = 0;
  details(trace.traceId, span.spanId, below);
}

function waited(span) {
  const ms = span.critical.reduce((sum, [from, to]) => sum + to - from, 0);
  return ms > 0 ? el('span', { class: 'waitedfor' }, ` · ${duration(ms)} of it on the critical path`) : null;
}

/** What the span used: figures with small bars, each out of what it could have used. */
function strip(span, trace) {
  const of = (name) => span.figures?.[name];
  const cpuMs = of('thread.cpu.time') / 1e6;
  const most = Math.max(1, ...trace.spans.map((other) => other.figures?.['thread.allocated.bytes'] ?? 0));
  const long = Math.max(span.durationMs, 1e-6);
  const figures = [
    ['thread.cpu.time', 'CPU time', duration(cpuMs), cpuMs / long, 'of the thread, out of the span\'s length'],
    ['thread.allocated.bytes', 'allocated', bytes(of('thread.allocated.bytes')), of('thread.allocated.bytes') / most, 'by the thread, out of the most in this trace'],
    ['jvm.memory.heap.utilization', 'heap', percent(of('jvm.memory.heap.utilization')), of('jvm.memory.heap.utilization'), 'in use'],
    ['jvm.cpu.recent_utilization', 'process CPU', percent(of('jvm.cpu.recent_utilization')), of('jvm.cpu.recent_utilization'), 'of all processors'],
    ['system.cpu.utilization', 'host CPU', percent(of('system.cpu.utilization')), of('system.cpu.utilization'), 'of all processors'],
    ['jvm.gc.duration', 'GC', duration(of('jvm.gc.duration')), of('jvm.gc.duration') / long, 'of the process, out of the span\'s length'],
  ].filter(([name]) => of(name) !== undefined);
  if (figures.length === 0) {
    return el('p', { class: 'soft' }, 'No resource figures: the service has no span processor of producers/otel.');
  }
  const waits = cpuMs / long < 0.1 && span.durationMs >= 20
    ? el('p', { class: 'verdict' }, `It waited: ${duration(cpuMs)} of CPU in ${duration(span.durationMs)}.`) : null;
  return el('div', { class: 'strip' }, ...figures.map(([name, label, value, share, hint]) => {
    const meter = el('span', { class: 'meter' });
    meter.style.width = `${100 * Math.min(1, Math.max(0, share))}%`;
    return el('div', { class: 'figure', 'data-figure': name, title: `${name}: ${hint}` },
      el('small', {}, label), el('strong', {}, value), el('span', { class: 'track' }, meter));
  }), waits);
}

async function details(traceId, spanId, box) {
  const key = `${traceId}/${spanId}`;
  try {
    const span = cache.get(key) ?? await get(`/api/traces/${encodeURIComponent(traceId)}/${encodeURIComponent(spanId)}`);
    if (cache.size >= CACHE_MAX) cache.clear();
    cache.set(key, span);
    fill(box,
      ...group('Attributes', span.attributes, true),
      ...events(span.events),
      ...links(span.links),
      ...group('Resource', span.resource, false),
      ...group('Fields', { ...span.fields, _index: span.index, _id: span.id }, false));
  } catch (problem) {
    fill(box, el('p', { class: 'failed' }, visible(problem.message)));
  }
}

function group(label, values, open) {
  const rows = Object.entries(values);
  return rows.length === 0 ? [] : [el('details', { open }, el('summary', {}, `${label} (${count(rows.length)})`), table(rows))];
}

const table = (rows) => el('table', {}, el('tbody', {}, ...rows.map(([name, value]) => el('tr', {},
  el('th', { scope: 'row' }, visible(name)), el('td', {}, visible(text(value)))))));

const text = (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value));

function events(list) {
  return list.length === 0 ? [] : [el('details', { open: true }, el('summary', {}, `Events (${count(list.length)})`),
    ...list.map((event) => el('div', { class: 'spanevent' },
      el('strong', {}, visible(text(event.name ?? 'event'))), ' ', el('small', {}, event.time ? milli(event.time, utc()) : ''),
      table(Object.entries(event.attributes ?? {})))))];
}

function links(list) {
  return list.length === 0 ? [] : [el('details', { open: true }, el('summary', {}, `Links (${count(list.length)})`),
    ...list.map((link) => el('p', {}, button(String(link['trace.id']), () => set({ trace: String(link['trace.id']), span: String(link['span.id'] ?? '') }),
      { class: 'plainlink', title: 'Open the linked trace' }))))];
}
