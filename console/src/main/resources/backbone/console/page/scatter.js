// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { el, fill, svg } from './dom.js';
import { utc } from './state.js';
import { plain } from './text.js';
import { axis, marks, milli } from './time.js';
import { duration } from './units.js';

const HEIGHT = 150;
const PAD = { left: 56, right: 14, top: 10, bottom: 22 };
const FEWEST_MS = 1;

/** Shows each trace as a dot: when it began and, on a logarithmic scale, how long it took. */
export function showScatter(box, answer, open) {
  const width = Math.max(240, box.clientWidth);
  const from = Date.parse(answer.from);
  const to = Date.parse(answer.to);
  const lengths = answer.traces.map((trace) => Math.max(FEWEST_MS / 10, trace.durationMs));
  const low = 10 ** Math.floor(Math.log10(Math.min(FEWEST_MS * 10, ...lengths)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(low * 100, ...lengths) * 1.05));
  const base = HEIGHT - PAD.bottom;
  const x = (t) => PAD.left + ((width - PAD.left - PAD.right) * (t - from)) / (to - from);
  const y = (ms) => base - ((base - PAD.top) * Math.log10(Math.max(low, ms) / low)) / Math.log10(high / low);
  const plot = svg('svg', { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': 'Duration of traces over time' });
  for (let ms = low; ms <= high * 1.01; ms *= 10) {
    plot.append(
      svg('line', { class: 'grid', x1: PAD.left, x2: width - PAD.right, y1: y(ms), y2: y(ms) }),
      svg('text', { class: 'tick', x: PAD.left - 6, y: y(ms) + 4, 'text-anchor': 'end' }, duration(ms)));
  }
  const { step, times } = marks(from, to, Math.max(2, Math.floor(width / 110)), utc());
  for (const t of times.filter((time) => x(time) < width - 40)) {
    plot.append(svg('text', { class: 'tick', x: x(t), y: base + 16, 'text-anchor': 'middle' }, axis(t, step, utc())));
  }
  const oldest = Math.min(...answer.traces.map((trace) => trace.startMs));
  if (answer.next && x(oldest) > PAD.left + 60) {
    const to = x(oldest) - 12;
    plot.append(svg('rect', { class: 'unseen', x: PAD.left, y: PAD.top, width: to - PAD.left, height: base - PAD.top }),
      svg('text', { class: 'nothing', x: (PAD.left + to) / 2, y: base / 2 + 8, 'text-anchor': 'middle' }, 'older traces: not loaded'));
  }
  const readout = el('p', { class: 'readout' }, '\u00a0');
  for (const trace of [...answer.traces].sort((a, b) => (a.errors > 0) - (b.errors > 0))) {
    plot.append(dot(trace, x, y, readout, open));
  }
  fill(box,
    el('div', { class: 'legend' },
      el('span', { class: 'key' }, el('span', { class: 'swatch dotok' }), 'without errors'),
      el('span', { class: 'key' }, el('span', { class: 'swatch dotbad' }), 'with failed spans'),
      el('span', { class: 'hint' }, 'duration over time · click a dot to open its trace')),
    plot, readout);
}

function dot(trace, x, y, readout, open) {
  const bad = trace.errors > 0;
  const circle = svg('circle', {
    class: bad ? 'trace-dot failed' : 'trace-dot', cx: x(trace.startMs), cy: y(trace.durationMs),
    r: Math.min(8, 3.5 + Math.log10(trace.spans)), 'data-trace': trace.traceId,
  });
  circle.addEventListener('click', () => open(trace.traceId));
  circle.addEventListener('pointerenter', () => {
    readout.textContent = `${milli(trace.start, utc())}  ${plain(trace.service)}: ${plain(trace.operation)}  ${duration(trace.durationMs)}, ${trace.spans} spans${bad ? `, ${trace.errors} failed` : ''}`;
  });
  return circle;
}
