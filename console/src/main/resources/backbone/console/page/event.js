// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { get } from './api.js';
import { level } from './facets.js';
import { byId, button, copy, el } from './dom.js';
import { address, set, state, utc } from './state.js';
import { visible } from './text.js';
import { iso, milli, offset, resolve } from './time.js';

const AROUND_MS = 30_000;
const TRACE_MS = 3_600_000;
const LONG = ['message', 'error.message', 'error.stack_trace'];

/** Fields that the search knows, by the name that the search box uses. */
const SEARCHABLE = {
  'service.name': 'service', 'log.level': 'level', 'trace.id': 'trace', 'span.id': 'span',
  'http.response.status_code': 'status', 'http.request.method': 'method', 'url.path': 'path',
  'host.name': 'host', 'log.file.path': 'file', 'log.logger': 'logger',
  'process.thread.name': 'thread', 'error.type': 'error', 'client.ip': 'client',
  'labels.team': 'team', 'labels.env': 'env', 'labels.region': 'region', 'parse.format': 'format',
  'parse.status': 'parse',
};

let shown = '';

/** Shows the event that the address names, or nothing. */
export async function showEvent() {
  const id = state().event;
  const panel = byId('event');
  panel.hidden = id === '';
  if (id === shown) return;
  shown = id;
  if (id === '') {
    panel.replaceChildren();
    return;
  }
  try {
    const event = await get(`/api/logs/${encodeURIComponent(id)}`);
    if (shown === id) draw(panel, event);
  } catch (problem) {
    if (shown === id) panel.replaceChildren(title('Event'), el('p', { class: 'failed' }, visible(problem.message)));
    shown = '';
  }
}

/** Draws again, after the zone was switched. */
export function redrawEvent() {
  shown = '';
  showEvent();
}

function draw(panel, event) {
  const { fields } = event;
  const time = fields['@timestamp'];
  const kind = level(fields['log.level'] ?? '');
  panel.replaceChildren(
    title(fields['service.name'] ?? 'Event', kind, fields['log.level']),
    el('p', { class: 'when' }, el('strong', {}, `${milli(time, utc())} UTC${offset(time, utc())}`),
      offset(time, utc()) === '+00:00' ? null : el('span', {}, ` = ${time}`)),
    el('div', { class: 'actions' }, ...actions(event)),
    el('pre', { class: 'message' }, visible(fields.message ?? '')),
    ...LONG.slice(1).filter((name) => fields[name]).map((name) =>
      el('div', {}, el('h3', {}, name), el('pre', {}, visible(String(fields[name]))))),
    table(fields, event));
  panel.scrollTop = 0;
}

function title(service, kind = 'none', word = '') {
  return el('h2', {}, word ? el('span', { class: `badge ${kind}` }, visible(word)) : null,
    el('span', { class: 'name' }, visible(service)),
    button('✕', close, { class: 'close', title: 'Close (Esc)', 'aria-label': 'Close' }));
}

export const close = () => set({ event: '' });

function actions(event) {
  const { fields } = event;
  const at = Date.parse(fields['@timestamp']);
  const copyLink = button('Copy link', () => copy(link(at), copyLink), { id: 'copylink' });
  const copyJson = button('Copy JSON', () => copy(JSON.stringify(event.source, null, 2), copyJson));
  const list = [copyLink, copyJson];
  if (fields['trace.id']) {
    list.push(
      button('Show in trace', () => set({
        view: 'traces', trace: fields['trace.id'], span: fields['span.id'] ?? '', at: fields['@timestamp'],
      }), { id: 'showtrace', class: 'primary', title: 'The waterfall of the request that wrote this line' }),
      button('Lines of this trace', () => elsewhere({ q: `trace:${quote(fields['trace.id'])}` }, at, TRACE_MS)));
  }
  if (fields['log.file.path']) {
    list.push(button('Lines around it', () =>
      elsewhere({ q: `file:${quote(fields['log.file.path'])}` }, at, AROUND_MS), { title: 'The same file, 30 s before and after' }));
  }
  return list;
}

/** Another question about the same moment; the event stays open. */
const elsewhere = (change, at, around) => set({
  service: [], level: [], team: [], env: [], format: [], live: '', sort: 'asc',
  from: iso(at - around), to: iso(at + around), ...change,
});

/** A link for others: absolute times, as "the last hour" means something else tomorrow. */
function link(at) {
  const now = Date.now();
  const from = Math.min(resolve(state().from, now), at - AROUND_MS);
  const to = Math.max(resolve(state().to, now), at + AROUND_MS);
  return location.origin + address({ ...state(), from: iso(from), to: iso(to), live: '' });
}

function table(fields, event) {
  const rows = { ...fields, _index: event.index, _id: event.id };
  return el('table', {}, el('tbody', {}, ...Object.entries(rows)
    .filter(([name]) => !LONG.includes(name))
    .map(([name, value]) => el('tr', {},
      el('th', { scope: 'row' }, visible(name)),
      el('td', {}, visible(typeof value === 'object' ? JSON.stringify(value) : String(value))),
      el('td', { class: 'act' }, filter(name, value))))));
}

function filter(name, value) {
  const field = SEARCHABLE[name];
  if (!field || typeof value === 'object') return null;
  const add = (sign) => set({ q: `${state().q} ${sign}${field}:${quote(String(value))}`.trim() });
  return el('span', {},
    button('+', () => add(''), { title: `Only ${name} like this`, 'aria-label': `Only this ${name}` }),
    button('−', () => add('-'), { title: `Without ${name} like this`, 'aria-label': `Without this ${name}` }));
}

const quote = (value) => /^[\p{L}\p{N}_./-]+$/u.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
