// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { el, fill, svg } from './dom.js';
import { set, utc } from './state.js';
import { axis, iso, marks, second } from './time.js';

const HEIGHT = 150;
const PAD = { left: 56, right: 12, top: 10, bottom: 22 };
const NICE = [1, 2, 2.5, 5, 10];

/** Charts of one page share their time: pointing at one points at all of them. */
export class Charts {
  #charts = [];

  clear() { this.#charts = []; }

  /**
   * Draws lines, or bars, over time into a box.
   * chart: { title, from, to, step, format, series: [{ name, kind, points: [[t, value]], bars }], ceiling, floor }
   */
  draw(box, chart) {
    const view = scale(box, chart);
    const plot = svg('svg', {
      width: view.width, height: HEIGHT, viewBox: `0 0 ${view.width} ${HEIGHT}`, role: 'img', 'aria-label': chart.title,
    });
    grid(plot, view, chart);
    for (const series of chart.series) plot.append(...(series.bars ? bars(series, view, chart) : lines(series, view, chart)));
    if (chart.series.every(({ points }) => points.length === 0)) {
      plot.append(svg('text', { class: 'nothing', x: view.width / 2, y: HEIGHT / 2, 'text-anchor': 'middle' }, chart.nothing ?? 'Nothing in this range'));
    }
    const cursor = svg('line', { class: 'cursor', y1: PAD.top, y2: view.base, x1: -1, x2: -1 });
    plot.append(cursor);
    const values = el('div', { class: 'values' });
    const point = (t) => tell(values, cursor, view, chart, t);
    this.#charts.push(point);
    follow(plot, view, (t) => this.#charts.forEach((other) => other(t)));
    point(null);
    fill(box, el('h3', {}, chart.title), values, plot);
  }
}

function scale(box, chart) {
  const width = Math.max(220, box.clientWidth);
  const top = Math.max(chart.floor ?? 0, ...chart.series.flatMap(({ points }) => points.map(([, value]) => value ?? 0)));
  const max = chart.ceiling ?? nice((top || 1) * 1.05);
  const base = HEIGHT - PAD.bottom;
  return {
    width, max, base,
    x: (t) => PAD.left + ((width - PAD.left - PAD.right) * (t - chart.from)) / (chart.to - chart.from),
    y: (value) => base - ((base - PAD.top) * Math.min(value, max)) / max,
    time: (px) => chart.from + ((chart.to - chart.from) * Math.min(1, Math.max(0, (px - PAD.left) / (width - PAD.left - PAD.right)))),
  };
}

function nice(value) {
  const magnitude = 10 ** Math.floor(Math.log10(value));
  return magnitude * NICE.find((n) => n * magnitude >= value * 0.999);
}

function grid(plot, view, chart) {
  for (const value of [0, view.max / 2, view.max]) {
    plot.append(
      svg('line', { class: 'grid', x1: PAD.left, x2: view.width - PAD.right, y1: view.y(value), y2: view.y(value) }),
      svg('text', { class: 'tick', x: PAD.left - 6, y: view.y(value) + 4, 'text-anchor': 'end' }, chart.format(value)));
  }
  const { step, times } = marks(chart.from, chart.to, Math.max(2, Math.floor(view.width / 100)), utc());
  for (const t of times.filter((time) => view.x(time) < view.width - 30)) {
    plot.append(svg('text', { class: 'tick', x: view.x(t), y: view.base + 16, 'text-anchor': 'middle' }, axis(t, step, utc())));
  }
}

function lines({ points, kind }, view, chart) {
  const runs = [];
  let last = -Infinity;
  for (const [t, value] of points) {
    if (value === null || value === undefined) continue;
    if (t - last > chart.step * 1.5) runs.push([]);
    runs.at(-1).push([view.x(t + chart.step / 2), view.y(value)]);
    last = t;
  }
  return runs.map((run) => (run.length === 1
    ? svg('circle', { class: `dot-${kind} line`, cx: run[0][0], cy: run[0][1], r: 2.5 })
    : svg('polyline', { class: `line ${kind}`, points: run.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ') })));
}

const bars = ({ points, kind }, view, chart) => points.filter(([, value]) => value > 0).map(([t, value]) => {
  const left = Math.max(PAD.left, view.x(t));
  return svg('rect', {
    class: kind, x: left, width: Math.max(1, view.x(t + chart.step) - left - 1),
    y: view.y(value), height: Math.max(1, view.base - view.y(value)),
  });
});

function tell(values, cursor, view, chart, t) {
  const bucket = t === null ? null : Math.floor(t / chart.step) * chart.step;
  const x = bucket === null ? -1 : view.x(bucket + chart.step / 2);
  cursor.setAttribute('x1', x);
  cursor.setAttribute('x2', x);
  const at = ({ points }) => (bucket === null ? points.findLast(([, v]) => v !== null) : points.find(([time]) => time === bucket))?.[1];
  fill(values,
    ...chart.series.map((series) => el('span', { class: 'key' }, el('span', { class: `swatch ${series.kind}` }),
      `${series.name} `, el('strong', {}, chart.format(at(series) ?? (chart.zero && bucket !== null ? 0 : NaN))))),
    el('span', { class: 'hint' }, bucket === null ? 'latest' : second(bucket, utc())));
}

/** Pointing shows values, dragging zooms. */
function follow(plot, view, point) {
  const box = svg('rect', { class: 'selection', y: PAD.top, height: HEIGHT - PAD.top - PAD.bottom, width: 0 });
  plot.append(box);
  const px = (event) => event.clientX - plot.getBoundingClientRect().left;
  let start = null;
  plot.addEventListener('pointerdown', (event) => {
    start = px(event);
    plot.setPointerCapture(event.pointerId);
  });
  plot.addEventListener('pointermove', (event) => {
    point(view.time(px(event)));
    if (start === null) return;
    box.setAttribute('x', Math.min(start, px(event)));
    box.setAttribute('width', Math.abs(px(event) - start));
  });
  plot.addEventListener('pointerup', (event) => {
    if (start === null) return;
    const [from, to] = [start, px(event)].sort((a, b) => a - b).map(view.time);
    const dragged = Math.abs(px(event) - start) > 6;
    start = null;
    box.setAttribute('width', 0);
    if (dragged && to - from >= 1000) set({ from: iso(Math.floor(from)), to: iso(Math.ceil(to)) });
  });
  plot.addEventListener('pointerleave', () => point(null));
}
