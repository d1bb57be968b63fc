// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { byId, button, count, el, svg } from './dom.js';
import { set, state, utc } from './state.js';
import { axis, iso, marks as timeMarks, second, span } from './time.js';

const HEIGHT = 96;
const PAD = { left: 46, right: 8, top: 8, bottom: 20 };
const STACK = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'none'];
const ERRORS = ['fatal', 'error', 'warn'];
let answer = null;

/** Shows events over time, stacked by level: errors and warnings, or everything. */
export function showHistogram(histogram) {
  answer = histogram;
  draw();
}

export function startHistogram() {
  new ResizeObserver(() => requestAnimationFrame(redrawHistogram)).observe(byId('histogram'));
}

/** Draws again, after the width, the zone or the choice of levels changed. */
export function redrawHistogram() {
  if (answer !== null) draw();
}

function draw() {
  const all = state().chart === 'all';
  const shown = all ? STACK : ERRORS;
  const view = { from: Date.parse(answer.from), to: Date.parse(answer.to), step: answer.intervalMs };
  view.width = Math.max(200, byId('histogram').clientWidth);
  view.bars = answer.bars.map((bar) => ({ t: bar.t, parts: split(bar, shown) }));
  view.max = Math.max(1, ...view.bars.map((bar) => sum(bar.parts)));
  byId('histogram').replaceChildren(legend(all, shown, view), chart(view), readout());
}

const sum = (levels) => Object.values(levels).reduce((a, b) => a + b, 0);

function split(bar, shown) {
  const levels = { none: bar.total - sum(bar.levels) };
  for (const [name, n] of Object.entries(bar.levels)) {
    const known = STACK.includes(name) ? name : 'none';
    levels[known] = (levels[known] ?? 0) + n;
  }
  return Object.fromEntries(shown.filter((name) => levels[name] > 0).map((name) => [name, levels[name]]));
}

function legend(all, shown, view) {
  const totals = shown.map((name) => [name, view.bars.reduce((n, bar) => n + (bar.parts[name] ?? 0), 0)]);
  const choose = (label, value, pressed) =>
    button(label, () => set({ chart: value }), { 'aria-pressed': String(pressed) });
  return el('div', { class: 'legend' },
    el('span', { class: 'segments' }, choose('Errors and warnings', '', !all), choose('All levels', 'all', all)),
    ...totals.filter(([, n]) => n > 0).map(([name, n]) => el('span', { class: 'key' },
      el('span', { class: `swatch ${name}` }), `${name === 'none' ? 'no level' : name} ${count(n)}`)),
    el('span', { class: 'hint' }, `bars of ${span(view.step)} · drag to zoom`));
}

const readout = () => el('p', { id: 'readout', class: 'readout' }, '\u00a0');

function chart(view) {
  const plot = svg('svg', {
    width: view.width, height: HEIGHT, viewBox: `0 0 ${view.width} ${HEIGHT}`, role: 'img',
    'aria-label': 'Events over time by level',
  });
  const base = HEIGHT - PAD.bottom;
  const inner = view.width - PAD.left - PAD.right;
  const x = (t) => PAD.left + (inner * (t - view.from)) / (view.to - view.from);
  const y = (n) => base - ((base - PAD.top) * n) / view.max;
  for (const n of view.max > 1 ? [0, view.max / 2, view.max] : [0, 1]) {
    plot.append(
      svg('line', { class: 'grid', x1: PAD.left, x2: view.width - PAD.right, y1: y(n), y2: y(n) }),
      svg('text', { class: 'tick', x: PAD.left - 6, y: y(n) + 3, 'text-anchor': 'end' }, count(Math.round(n))));
  }
  ticks(plot, view, x, base);
  for (const bar of view.bars) plot.append(column(bar, view, x, y));
  if (view.bars.every((bar) => sum(bar.parts) === 0)) {
    plot.append(svg('text', { class: 'nothing', x: view.width / 2, y: HEIGHT / 2, 'text-anchor': 'middle' },
      state().chart === 'all' ? 'No events in this range' : 'No errors or warnings in this range'));
  }
  zoom(plot, view, inner);
  return plot;
}

function ticks(plot, view, x, base) {
  const { step, times } = timeMarks(view.from, view.to, Math.max(2, Math.floor(view.width / 110)), utc());
  for (const t of times.filter((time) => x(time) < view.width - 40)) {
    plot.append(
      svg('line', { class: 'grid', x1: x(t), x2: x(t), y1: base, y2: base + 4 }),
      svg('text', { class: 'tick', x: x(t), y: base + 15, 'text-anchor': 'middle' }, axis(t, step, utc())));
  }
}

function column(bar, view, x, y) {
  const left = Math.max(PAD.left, x(bar.t));
  const width = Math.max(1, Math.min(view.width - PAD.right, x(bar.t + view.step)) - left - 1);
  const group = svg('g', { class: 'column', 'data-t': bar.t, 'data-total': sum(bar.parts) });
  let below = 0;
  for (const [name, n] of Object.entries(bar.parts)) {
    const top = y(below + n);
    group.append(svg('rect', { class: name, x: left, width, y: top, height: Math.max(1, y(below) - top) }));
    below += n;
  }
  return group;
}

function zoom(plot, view, inner) {
  const box = svg('rect', { class: 'selection', y: PAD.top, height: HEIGHT - PAD.top - PAD.bottom, width: 0 });
  plot.append(box);
  const time = (event) => {
    const part = (event.clientX - plot.getBoundingClientRect().left - PAD.left) / inner;
    return view.from + Math.min(1, Math.max(0, part)) * (view.to - view.from);
  };
  let start = null;
  plot.addEventListener('pointerdown', (event) => {
    start = { t: time(event), x: event.offsetX };
    plot.setPointerCapture(event.pointerId);
  });
  plot.addEventListener('pointermove', (event) => {
    tell(view, time(event));
    if (start === null) return;
    box.setAttribute('x', Math.min(start.x, event.offsetX));
    box.setAttribute('width', Math.abs(event.offsetX - start.x));
  });
  plot.addEventListener('pointerup', (event) => {
    if (start === null) return;
    const dragged = Math.abs(event.offsetX - start.x) > 4;
    const ends = [start.t, time(event)].sort((a, b) => a - b);
    const bucket = Math.floor(ends[0] / view.step) * view.step;
    const [from, to] = dragged ? ends : [bucket, bucket + view.step];
    start = null;
    if (to - from >= 1000 || !dragged) set({ from: iso(Math.floor(from)), to: iso(Math.ceil(to)), live: '' });
  });
  plot.addEventListener('pointerleave', () => { byId('readout').textContent = '\u00a0'; });
}

function tell(view, t) {
  const bucket = Math.floor(t / view.step) * view.step;
  const bar = view.bars.find((b) => b.t === bucket);
  const levels = bar ? Object.entries(bar.parts).map(([name, n]) => `${name === 'none' ? 'no level' : name} ${count(n)}`) : [];
  byId('readout').textContent =
    `${second(bucket, utc())} + ${span(view.step)}:  ${levels.join(', ') || 'none'}`;
}
