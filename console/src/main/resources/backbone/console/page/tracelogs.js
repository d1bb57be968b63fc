// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { button, el } from './dom.js';
import { level } from './facets.js';
import { set, state, utc } from './state.js';
import { firstLine, visible } from './text.js';
import { clock, iso, milli } from './time.js';
import { duration } from './units.js';

const AROUND_MS = 60_000;

/** Lines of the logs in time order; each leads to its span and to itself among the logs. */
export function logLines(lines, trace) {
  if (lines.length === 0) return el('p', { class: 'soft' }, 'No line of the logs carries its id.');
  const spans = new Set(trace.spans.map(({ spanId }) => spanId));
  const start = trace.start ? Date.parse(trace.start) : NaN;
  return el('ol', { class: 'tracelines' }, ...lines.map((line) => {
    const kind = level(line['log.level'] ?? '');
    const at = Date.parse(line['@timestamp']);
    const known = spans.has(line['span.id']);
    return el('li', {
      class: `${kind}${known ? ' linked' : ''}`, 'data-span': line['span.id'] ?? '',
      title: known ? 'Show its span' : 'Its span is not here',
      onclick: () => { if (known && String(getSelection()) === '') set({ span: line['span.id'] }, { quiet: true }); },
    },
    el('span', { class: 'meta' },
      el('time', { datetime: line['@timestamp'], title: milli(at, utc()) }, Number.isNaN(start) ? clock(at, utc()) : `+${duration(Math.max(0, at - start))}`),
      el('span', { class: `badge ${kind}` }, visible(line['log.level'] ?? '–')),
      el('span', { class: 'service' }, visible(line['service.name'] ?? '–')),
      button('in logs', (event) => {
        event.stopPropagation();
        set({ view: 'logs', q: `trace:${state().trace}`, sort: 'asc', event: line.id, from: iso(at - AROUND_MS), to: iso(at + AROUND_MS) });
      }, { class: 'inlogs', title: 'This line among the logs' })),
    el('span', { class: 'text' }, visible(firstLine(line.message ?? '').line)));
  }));
}
