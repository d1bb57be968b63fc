// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { byId, button, count, el } from './dom.js';
import { FACETS, set, state } from './state.js';
import { visible } from './text.js';

const TITLES = { service: 'Service', level: 'Level', team: 'Team', env: 'Environment', format: 'Format' };
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'];
const SHORT = 12;
const expanded = new Set();

/** Shows the values of each facet with how many events choosing it would leave. */
export function showFacets(answer) {
  byId('facets').replaceChildren(
    ...FACETS.map((facet) => group(facet, answer[facet])).filter((node) => node !== null));
}

function group(facet, { values, absent, others }) {
  const chosen = state()[facet];
  const rows = values.map((row) => ({ ...row }));
  if (absent > 0) rows.push({ value: '', count: absent });
  for (const value of chosen) {
    if (!rows.some((row) => row.value === value)) rows.push({ value, count: 0 });
  }
  if (rows.length === 0) return null;
  if (facet === 'level') rows.sort((a, b) => rank(a.value) - rank(b.value));
  const shown = expanded.has(facet) ? rows : rows.slice(0, SHORT);
  const most = Math.max(...rows.map((row) => row.count), 1);
  const rest = rows.length - shown.length;
  return el('fieldset', { 'data-facet': facet },
    el('legend', {}, TITLES[facet],
      chosen.length > 0 ? button('clear', () => set({ [facet]: [] }), { class: 'clear' }) : null),
    ...shown.map((row) => entry(facet, row, most, chosen.includes(row.value))),
    rest > 0 ? button(`${rest} more`, () => { expanded.add(facet); rerender(); }, { class: 'more' }) : null,
    others > 0 ? el('small', {}, `${count(others)} events in further values`) : null);

  function rerender() {
    document.querySelector(`fieldset[data-facet=${facet}]`)
      .replaceWith(group(facet, { values, absent, others }));
  }
}

function entry(facet, { value, count: n }, most, chosen) {
  const meter = el('span', { class: 'meter' });
  meter.style.width = `${Math.max(1, (100 * n) / most)}%`;
  const name = value === '' ? el('i', {}, 'none') : visible(value);
  return el('button', {
    type: 'button', class: 'value', 'aria-pressed': String(chosen), 'data-value': value,
    onclick: () => toggle(facet, value),
  }, meter, facet === 'level' ? el('span', { class: `swatch ${level(value)}` }) : null,
  el('span', { class: 'name' }, name), el('span', { class: 'n' }, count(n)));
}

function toggle(facet, value) {
  const chosen = state()[facet];
  set({ [facet]: chosen.includes(value) ? chosen.filter((v) => v !== value) : [...chosen, value] });
}

const rank = (value) => LEVELS.includes(value) ? LEVELS.indexOf(value) : LEVELS.length;

/** A class name for a level: only known words become one. */
export const level = (value) => LEVELS.includes(value) ? value : 'none';
