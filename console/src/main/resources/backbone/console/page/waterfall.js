// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { button, el, fill } from './dom.js';
import { set, state } from './state.js';
import { plain, visible } from './text.js';
import { duration } from './units.js';

const INDENT_PX = 13;
const INDENT_MAX = 16;
const TICKS = 5;
/** Share of the whole from which on a span is what the trace waited for. */
const HEAVY = 0.2;
const folded = new Set();
let order = [];

export function resetWaterfall() {
  folded.clear();
  order = [];
}

/** Folds the spans below one, or shows them again. */
export function fold(spanId) {
  if (!folded.delete(spanId)) folded.add(spanId);
}

/** The span before or after one, as they are shown. */
export function moveSpan(step, spanId) {
  const at = order.indexOf(spanId);
  const next = order[at < 0 ? 0 : Math.min(order.length - 1, Math.max(0, at + step))];
  document.querySelector(`#waterfall li[data-span="${CSS.escape(next ?? '')}"]`)?.scrollIntoView({ block: 'nearest' });
  return next;
}

/** Marks the span that the address names. */
export function markSpan() {
  for (const item of document.querySelectorAll('#waterfall li')) {
    item.toggleAttribute('aria-current', item.dataset.span === state().span);
  }
}

/** Draws spans as bars over time, children below their parents. */
export function drawWaterfall(box, trace, colour) {
  const redraw = () => drawWaterfall(box, trace, colour);
  const shown = visibleSpans(trace.spans);
  order = shown.map((span) => span.spanId);
  const lines = new Map();
  for (const line of trace.logs) {
    const id = line['span.id'] ?? '';
    lines.set(id, [...(lines.get(id) ?? []), line]);
  }
  const view = { total: Math.max(trace.durationMs, 1e-6), start: Date.parse(trace.start), colour, lines, redraw };
  fill(box,
    el('div', { class: 'ruler' },
      el('span', { class: 'left' },
        button(state().only ? 'Show all spans' : 'Only the critical path', () => set({ only: state().only ? '' : '1' }, { quiet: true }),
          { id: 'only', 'aria-pressed': String(state().only !== ''), title: 'The spans that the request waited for (c)' })),
      el('span', { class: 'lane' }, ...ticks(view.total))),
    el('ol', { 'aria-label': 'Spans' }, ...shown.map((span) => row(span, view))));
}

function visibleSpans(spans) {
  const shown = [];
  let hiddenBelow = Infinity;
  for (const span of spans) {
    if (span.depth > hiddenBelow) continue;
    hiddenBelow = folded.has(span.spanId) ? span.depth : Infinity;
    if (!state().only || span.critical.length > 0) shown.push(span);
  }
  return shown;
}

const ticks = (total) => Array.from({ length: TICKS + 1 }, (none, i) => {
  const tick = el('span', { class: i === TICKS ? 'tickmark last' : 'tickmark' }, duration((total * i) / TICKS));
  tick.style.left = `${(100 * i) / TICKS}%`;
  return tick;
});

const waitedMs = (span) => span.critical.reduce((sum, [from, to]) => sum + to - from, 0);

function row(span, view) {
  const classes = ['span', span.missing ? 'missing' : '', span.error ? 'failed' : '', span.critical.length > 0 ? 'waited' : '',
    waitedMs(span) >= HEAVY * view.total ? 'heavy' : ''];
  const item = el('li', {
    class: classes.filter(Boolean).join(' '), 'data-span': span.spanId,
    onclick: () => set({ span: state().span === span.spanId ? '' : span.spanId }, { quiet: true }),
  }, name(span, view), lane(span, view));
  if (state().span === span.spanId) item.setAttribute('aria-current', 'true');
  return item;
}

function name(span, view) {
  const toggle = span.children > 0
    ? button(folded.has(span.spanId) ? '▸' : '▾', (event) => {
      event.stopPropagation();
      fold(span.spanId);
      view.redraw();
    }, { class: 'fold', 'aria-label': folded.has(span.spanId) ? 'Unfold' : 'Fold', title: `${span.children} below (x)` })
    : el('span', { class: 'fold' });
  toggle.style.marginLeft = `${Math.min(INDENT_MAX, span.depth) * INDENT_PX}px`;
  return el('span', { class: 'left', title: plain(`${span.service ?? ''} ${span.name}`) }, toggle,
    el('span', { class: `swatch ${view.colour.get(span.service) ?? 'none'}` }),
    span.error ? el('span', { class: 'bad mark', title: plain(span['span.status.message'] ?? 'failed') }, '!') : null,
    el('span', { class: 'op' }, visible(span.name)),
    el('small', {}, visible(span.missing ? `span ${span.spanId} never came` : span.service)),
    folded.has(span.spanId) ? el('small', {}, `+${span.children}`) : null,
    span.skewMs ? el('small', { class: 'skew', title: 'It begins before its parent: the clocks of their hosts differ' }, `clock ${duration(span.skewMs)} early`) : null);
}

function lane(span, view) {
  const at = (ms) => `${(100 * ms) / view.total}%`;
  const bar = el('span', { class: `length-bar ${view.colour.get(span.service) ?? 'none'}` });
  bar.style.left = at(span.startMs);
  bar.style.width = at(span.durationMs);
  const critical = span.critical.map(([from, to]) => {
    const part = el('span', { class: 'critical' });
    part.style.left = at(from);
    part.style.width = at(to - from);
    return part;
  });
  const end = (span.startMs + span.durationMs) / view.total;
  const label = el('span', { class: 'length' }, duration(span.durationMs));
  if (end < 0.88) label.style.left = `calc(${100 * end}% + 5px)`;
  else if (span.startMs / view.total > 0.12) label.style.right = `calc(${100 - (100 * span.startMs) / view.total}% + 5px)`;
  else label.className = 'length inside';
  return el('span', { class: 'lane' }, bar, ...critical, ...(view.lines.get(span.spanId) ?? []).map((line) => tick(line, view, at)), label);
}

/** A line of the logs on the bar of the span that wrote it. */
function tick(line, view, at) {
  const offset = Date.parse(line['@timestamp']) - view.start;
  const mark = el('span', { class: `logtick ${['error', 'fatal', 'warn'].includes(line['log.level']) ? line['log.level'] : ''}`, title: plain(line.message ?? '') });
  mark.style.left = at(Math.min(view.total, Math.max(0, offset)));
  return mark;
}
