// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { level } from './facets.js';
import { byId, el } from './dom.js';
import { set, state, utc } from './state.js';
import { firstLine, marker, plain, visible } from './text.js';
import { milli, offset } from './time.js';

const ROWS_MAX = 2_000;
let rows = new Map();
let marks = null;
let more = null;
let selected = null;

/** Shows a first page of events; further ones are fetched when its end comes into view. */
export function showList(answer, fetchMore) {
  rows = new Map();
  byId('list').replaceChildren();
  byId('list').scrollTop = 0;
  selected = null;
  append(answer);
  more = fetchMore;
  select(state().event, false);
}

export function append(answer) {
  marks = marker(answer.marks);
  const fresh = answer.events.filter((event) => !rows.has(event.id) && rows.size < ROWS_MAX);
  byId('list').append(...fresh.map(row));
}

/** Puts events that just arrived at the top and lets the oldest go; returns how many were new. */
export function prepend(answer) {
  marks = marker(answer.marks);
  const fresh = answer.events.filter((event) => !rows.has(event.id));
  const list = byId('list');
  const before = list.scrollHeight;
  const reading = list.scrollTop > 4;
  list.prepend(...fresh.map(row));
  while (rows.size > ROWS_MAX) {
    rows.delete(list.lastElementChild.dataset.id);
    list.lastElementChild.remove();
  }
  if (reading) list.scrollTop += list.scrollHeight - before;
  return fresh.length;
}

export const has = (id) => rows.has(id);

export const size = () => rows.size;

/** Time stamps again, after the zone was switched. */
export function retime() {
  for (const item of rows.values()) item.querySelector('time').replaceWith(stamp(item.dataset.time));
}

/** Marks an event as the current one. */
export function select(id, scroll = true) {
  rows.get(selected)?.removeAttribute('aria-current');
  selected = rows.has(id) ? id : null;
  const item = rows.get(selected);
  item?.setAttribute('aria-current', 'true');
  if (scroll) item?.scrollIntoView({ block: 'nearest' });
}

export const selectedId = () => selected;

/** Moves the current event; at the end more are fetched. */
export function move(step) {
  const list = byId('list');
  const item = rows.get(selected);
  const next = !item ? list.firstElementChild
    : step > 0 ? item.nextElementSibling : item.previousElementSibling;
  if (next) select(next.dataset.id);
  if (next && next === list.lastElementChild && more) more();
  return selected;
}

export function startList() {
  byId('list').addEventListener('click', (event) => {
    const item = event.target.closest('li');
    if (item && String(getSelection()) === '') open(item.dataset.id);
  });
  byId('list').addEventListener('scroll', () => {
    const list = byId('list');
    if (more && list.scrollTop + list.clientHeight > list.scrollHeight - 400) more();
  }, { passive: true });
}

export function open(id) {
  select(id);
  set({ event: state().event === id ? '' : id }, { quiet: state().event !== '' && state().event !== id });
}

function row(event) {
  const { line, more: lines } = firstLine(event.message ?? '');
  const kind = level(event['log.level'] ?? '');
  const item = el('li', { class: kind, 'data-id': event.id, 'data-time': event['@timestamp'] },
    stamp(event['@timestamp']),
    el('span', { class: `badge ${kind}` }, visible(event['log.level'] ?? '–')),
    el('span', { class: 'service', title: plain(event['log.file.path'] ?? '') }, visible(event['service.name'] ?? '–')),
    el('span', { class: 'message' }, visible(line, marks),
      lines > 0 ? el('span', { class: 'lines' }, `+${lines} ${lines === 1 ? 'line' : 'lines'}`) : null,
      event.cut ? el('span', { class: 'lines' }, 'cut, open for all') : null));
  rows.set(event.id, item);
  return item;
}

const stamp = (time) => el('time', { datetime: time, title: `${time} (UTC${offset(time, utc())} shown)` },
  milli(time, utc()));
