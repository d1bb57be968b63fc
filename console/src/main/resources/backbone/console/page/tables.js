// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { count, el } from './dom.js';
import { visible } from './text.js';
import { duration, percent, rate } from './units.js';

const SLOW_MS = 500;
const FAILING = 0.05;

/** Rate, errors and durations by service or operation; a click narrows the page to it. */
export function redTable(label, rows, name, choose, chosen) {
  const longest = Math.max(1, ...rows.map((row) => row.p95 ?? 0));
  return el('table', { class: 'figures' },
    header(label, 'Rate', 'Errors', 'p50', 'p95', 'p99'),
    el('tbody', {}, ...rows.map((row) => el('tr', {
      onclick: () => choose(row), 'data-name': name(row), ...(chosen(row) ? { 'aria-current': 'true' } : {}),
    },
    el('td', {}, visible(name(row))),
    el('td', { class: 'n' }, rate(row.rate)),
    el('td', { class: row.errorRate >= FAILING ? 'n bad' : 'n', title: `${count(row.errors)} of ${count(row.calls)}` }, percent(row.errorRate)),
    ...durations(row, longest)))));
}

/** Calls that services make, slowest first. */
export function slowTable(rows, choose) {
  const longest = Math.max(1, ...rows.map((row) => row.p95 ?? 0));
  return el('table', { class: 'figures' },
    header('Service', 'Call', 'Rate', 'Errors', 'p50', 'p95', 'p99', 'Time in it'),
    el('tbody', {}, ...rows.map((row) => el('tr', { onclick: () => choose(row), 'data-name': row.operation },
      el('td', {}, visible(row.service)), el('td', { class: 'op' }, visible(row.operation)),
      el('td', { class: 'n' }, rate(row.rate)), el('td', { class: row.errorRate >= FAILING ? 'n bad' : 'n' }, percent(row.errorRate)),
      ...durations(row, longest), el('td', { class: 'n soft' }, duration(row.totalMs))))));
}

const header = (...names) => el('thead', {}, el('tr', {}, ...names.map((name, i) => el('th', { scope: 'col', class: i > 0 && name !== 'Call' ? 'n' : '' }, name))));

function durations(row, longest) {
  const meter = el('span', { class: row.p95 >= SLOW_MS ? 'meter slow' : 'meter' });
  meter.style.width = `${(100 * (row.p95 ?? 0)) / longest}%`;
  return [
    el('td', { class: 'n' }, duration(row.p50)),
    el('td', { class: row.p95 >= SLOW_MS ? 'n measured slow' : 'n measured' }, el('span', {}, duration(row.p95)), meter),
    el('td', { class: 'n' }, duration(row.p99))];
}
