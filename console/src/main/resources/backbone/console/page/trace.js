// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { get } from './api.js';
import { button, byId, copy, count, el, fill } from './dom.js';
import { problem } from './nav.js';
import { showSide } from './span.js';
import { address, set, state, utc } from './state.js';
import { visible } from './text.js';
import { iso, milli, offset } from './time.js';
import { colours, duration, percent } from './units.js';
import { drawWaterfall, fold, markSpan, moveSpan, resetWaterfall } from './waterfall.js';

const RETRY_MS = 3_000;
const AROUND_MS = 60_000;
let trace = null;
let shown = '';
let retry = 0;

/** Loads and shows the trace that the address names. */
export async function showTrace() {
  const id = state().trace;
  clearTimeout(retry);
  if (shown !== id) {
    shown = id;
    trace = null;
    resetWaterfall();
    fill(byId('trace'), el('p', { class: 'wait' }, 'Looking for this trace …'));
  }
  const asked = new URLSearchParams();
  if (state().at) asked.set('at', state().at);
  try {
    const answer = await get(`/api/traces/${encodeURIComponent(id)}`, asked);
    if (shown !== id) return;
    problem(null);
    trace = answer;
    redrawTrace();
    if (['undecided', 'kept'].includes(answer.state)) retry = setTimeout(showTrace, RETRY_MS);
  } catch (e) {
    if (shown !== id) return;
    problem(e);
    if (e.passing) retry = setTimeout(showTrace, RETRY_MS);
    else fill(byId('trace'), el('p', { class: 'wait' }, back()));
  }
}

export function leaveTrace() {
  clearTimeout(retry);
  shown = '';
  trace = null;
}

export function redrawTrace() {
  if (trace === null) return;
  const box = byId('trace');
  const top = byId('waterfall')?.scrollTop ?? 0;
  const colourOf = colour();
  if (trace.spans.length === 0) {
    fill(box, head(), fate(), el('div', { class: 'split' }, el('aside', { id: 'side', class: 'alone' })));
  } else {
    fill(box, head(), facts(colourOf), el('div', { class: 'split' },
      el('div', { id: 'waterfall' }), el('aside', { id: 'side', 'aria-label': 'Span and logs' })));
    drawWaterfall(byId('waterfall'), trace, colourOf);
    byId('waterfall').scrollTop = top;
  }
  showSide(byId('side'), trace, colourOf);
}

/** Another span is looked at; the bars stay as they are. */
export function chooseSpan() {
  if (trace === null || trace.spans.length === 0) return;
  markSpan();
  showSide(byId('side'), trace, colour());
}

const colour = () => colours(new Set((trace.services ?? []).map(({ name }) => name)));

const back = () => button('← Traces', close, { id: 'back', title: 'Back to the list (Esc)' });

const close = () => set({ trace: '', span: '', at: '', only: '' });

function head() {
  const link = button('Copy link', () => copy(location.origin + address({ ...state() }), link));
  const first = Date.parse(trace.start ?? trace.logs[0]?.['@timestamp'] ?? state().at);
  const around = Number.isNaN(first) ? {} : {
    from: iso(first - AROUND_MS), to: iso(first + (trace.durationMs ?? 0) + AROUND_MS * 10),
  };
  return el('header', { class: 'tracehead' },
    back(),
    el('h1', {}, trace.service ? el('span', { class: 'service' }, visible(trace.service)) : null,
      visible(trace.operation ?? (trace.spans.length > 0 ? 'root span missing' : 'Trace'))),
    el('code', { class: 'id' }, visible(trace.traceId)),
    el('span', { class: 'spacer' }),
    button(`Logs of this trace (${count(trace.logCount)})`, () => set({ view: 'logs', q: `trace:${trace.traceId}`, sort: 'asc', ...around }), { id: 'tracelogs' }),
    link);
}

/** What became of a trace whose spans are not in the index. */
function fate() {
  const TITLES = {
    dropped: 'This trace was dropped', kept: 'This trace is kept, its spans are on their way',
    undecided: 'This trace is not decided yet', unknown: 'The spans of this trace are not here',
  };
  const help = {
    dropped: 'Sampling keeps a part of the ordinary requests; its logs are complete, and it counts in the metrics all the same.',
    kept: 'This page looks again every few seconds. If it stays so, the Pipeline page tells what waits.',
    undecided: 'This page looks again every few seconds.',
    unknown: '',
  };
  return el('div', { id: 'fate', class: trace.state },
    el('h2', {}, TITLES[trace.state] ?? TITLES.unknown),
    el('p', {}, visible(trace.sentence)),
    help[trace.state] ? el('p', { class: 'soft' }, help[trace.state]) : null);
}

function facts(colourOf) {
  const failed = trace.services.reduce((n, service) => n + service.errors, 0);
  const fact = (label, ...value) => el('span', { class: 'fact' }, el('small', {}, label), ...value);
  return el('div', { class: 'facts' },
    fact('started', `${milli(trace.start, utc())} UTC${offset(trace.start, utc())}`),
    fact('took', el('strong', {}, duration(trace.durationMs))),
    fact('spans', count(trace.spanCount), trace.cut ? ` (the first ${count(trace.spans.length)} shown)` : '',
      failed > 0 ? el('span', { class: 'bad' }, ` · ${count(failed)} failed`) : null),
    fact('kept by', visible(trace.policy || '–')),
    el('span', { class: 'fact' }, el('small', {}, 'services'), ...trace.services.map(({ name, spans }) => el('span', { class: 'chip' },
      el('span', { class: `swatch ${colourOf.get(name)}` }), visible(name), el('span', { class: 'n' }, ` ${count(spans)}`)))),
    causes(colourOf));
}

/** Where the time went: the spans that the request waited for, longest first. */
function causes(colourOf) {
  const total = trace.criticalPath.reduce((ms, cause) => ms + cause.ms, 0);
  const share = (cause) => cause.ms / Math.max(trace.durationMs, total, 1e-9);
  return el('div', { class: 'causes' }, el('small', {}, 'time went to'),
    ...trace.criticalPath.filter((cause, i) => i === 0 || share(cause) >= 0.05).slice(0, 4).map((cause) => {
      const meter = el('span', { class: `meter ${colourOf.get(cause.service)}` });
      meter.style.width = `${100 * share(cause)}%`;
      return el('button', { type: 'button', class: 'cause', 'data-span': cause.spanId, onclick: () => set({ span: cause.spanId }, { quiet: true }) },
        meter, el('span', { class: 'service' }, visible(cause.service)), ' ', el('strong', {}, visible(cause.name)),
        cause.spans > 1 ? ` ×${cause.spans}` : '', `  ${duration(cause.ms)} · ${percent(share(cause))}`);
    }));
}

const step = (n) => () => {
  const id = moveSpan(n, state().span);
  if (id) set({ span: id }, { quiet: true });
};

export const traceKeys = {
  j: step(1),
  k: step(-1),
  ArrowDown: step(1),
  ArrowUp: step(-1),
  Enter: () => { fold(state().span); redrawTrace(); },
  x: () => { fold(state().span); redrawTrace(); },
  c: () => set({ only: state().only ? '' : '1' }, { quiet: true }),
  Escape: () => (state().span ? set({ span: '' }, { quiet: true }) : close()),
};
