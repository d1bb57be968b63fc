// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { every, get } from './api.js';
import { byId, count, el, fill, svg } from './dom.js';
import { deadLetters, ledgers } from './ledger.js';
import { problem } from './nav.js';
import { state } from './state.js';
import { visible } from './text.js';
import { duration } from './units.js';

const PERIOD_MS = 2_000;

/** The parts from left to right; a stage that Kafka tells of finds its place by its name. */
const PLACES = [
  { id: 'shipper', column: 0, row: 1, title: 'shipper', does: 'reads files', to: ['logs.raw'], match: /^shipper/ },
  { id: 'gateway', column: 0, row: 3, title: 'gateway', does: 'takes OTLP', to: ['logs.raw', 'spans.raw'], match: /^gateway/ },
  { id: 'logs.raw', column: 1, row: 1, topic: true, to: ['normalize-logs'] },
  { id: 'spans.raw', column: 1, row: 3, topic: true, to: ['normalize-spans'] },
  { id: 'normalize-logs', column: 2, row: 1, title: 'normalize-logs', does: 'parses and masks', to: ['sink-logs', 'derive-metrics'], match: /^normalize-logs/ },
  { id: 'normalize-spans', column: 2, row: 3, title: 'normalize-spans', does: 'splits by trace and masks', to: ['derive-metrics', 'sample-traces'], match: /^normalize-spans/ },
  { id: 'derive-metrics', column: 3, row: 2, title: 'derive-metrics', does: 'counts, before sampling', to: ['sink-metrics'], match: /^derive-metrics/ },
  { id: 'sample-traces', column: 3, row: 3, title: 'sample-traces', does: 'keeps what matters', to: ['sink-spans', 'sink-jaeger'], match: /^sample-traces/ },
  { id: 'sink-logs', column: 4, row: 1, title: 'sink: logs', does: 'into Elasticsearch', to: [], match: /^elasticsearch-sink(?!.*(?:span|metric))/ },
  { id: 'sink-metrics', column: 4, row: 2, title: 'sink: metrics', does: 'into Elasticsearch', to: [], match: /^elasticsearch-sink.*metric/ },
  { id: 'sink-spans', column: 4, row: 3, title: 'sink: spans', does: 'into Elasticsearch', to: [], match: /^elasticsearch-sink.*span/ },
  { id: 'sink-jaeger', column: 4, row: 4, title: 'sink: Jaeger', does: 'into Jaeger', to: [], match: /^jaeger-sink/ },
];
const COLUMNS = ['In', 'Raw topics', 'Normalize', 'Count and sample', 'Out'];

/** The page of the pipeline. */
export const pipeline = {
  title: 'Pipeline',
  keys: {},
  start() {
    byId('pipeline').append(el('div', { class: 'page' },
      el('div', { id: 'pipelinehead' }), el('div', { id: 'flow' }),
      el('div', { class: 'charts two' }, el('section', { id: 'ledgers' }), el('section', { id: 'dead' }))));
    new ResizeObserver(() => requestAnimationFrame(arrows)).observe(byId('flow'));
    every(PERIOD_MS, () => (state().view === 'pipeline' ? load() : null));
  },
  enter() { load(); },
  leave() {},
  changed() {},
};

async function load() {
  try {
    const answer = await get('/api/pipeline');
    if (state().view !== 'pipeline') return;
    problem(null);
    draw(answer);
  } catch (e) {
    if (state().view === 'pipeline') problem(e);
  }
}

function draw(answer) {
  const placed = new Map();
  const others = [];
  for (const stage of answer.stages) {
    const place = PLACES.find(({ match }) => match?.test(stage.name));
    if (place) placed.set(place.id, stage);
    else others.push(stage);
  }
  const behind = answer.stages.filter((stage) => stage.state !== 'ok');
  fill(byId('pipelinehead'),
    el('h1', {}, 'Pipeline'),
    el('span', { class: answer.known && behind.length === 0 ? 'verdict ok' : 'verdict' }, !answer.known
      ? 'Kafka has not told yet how far the parts are. Is the broker running? This page keeps asking.'
      : behind.length === 0 ? 'Nothing waits in any part.'
        : `${behind.map((stage) => stage.name).join(', ')}: ${behind.length === 1 ? 'is' : 'are'} behind or not known.`));
  fill(byId('flow'), ...COLUMNS.map((title, column) => at(el('h3', {}, title), column, 0)),
    ...PLACES.map((place) => at(card(place, placed.get(place.id), answer), place.column, place.row)),
    ...others.map((stage, i) => at(card({ id: stage.name, title: stage.name, does: '', to: [] }, stage, answer), COLUMNS.length - 1, 5 + i)));
  fill(byId('ledgers'), ...ledgers(answer));
  fill(byId('dead'), ...deadLetters(answer));
  arrows();
}

function at(element, column, row) {
  element.style.gridColumn = column + 1;
  element.style.gridRow = row + 1;
  return element;
}

function card(place, stage, answer) {
  if (place.topic) return el('div', { class: 'card topic', 'data-part': place.id }, el('code', {}, place.id));
  const kind = stage ? stage.state : 'absent';
  const job = answer.jobs.find(({ job: name }) => name === place.id);
  const unit = place.id === 'shipper' ? 'bytes' : 'records';
  return el('div', { class: `card ${['ok', 'behind', 'unknown'].includes(kind) ? kind : 'absent'}`, 'data-part': place.id },
    el('div', { class: 'title' }, el('span', { class: `dot ${kind === 'ok' || kind === 'behind' ? kind : ''}` }), el('strong', {}, visible(place.title))),
    el('small', {}, place.does),
    el('p', {}, !stage ? 'not seen here' : kind === 'ok' ? 'up to date'
      : kind === 'behind' ? el('span', {}, el('strong', {}, duration(stage.lagSeconds * 1000)), ` behind · ${count(stage.lagRecords)} ${unit} wait`)
        : visible(stage.detail)),
    job && job.residue !== null && job.residue !== 0 ? el('p', { class: 'bad' }, `residue ${count(job.residue)}`) : null);
}

/** Arrows from part to part, drawn below the cards once these have their places. */
function arrows() {
  const flow = byId('flow');
  flow.querySelector('svg')?.remove();
  const frame = flow.getBoundingClientRect();
  if (frame.width === 0 || getComputedStyle(flow).display !== 'grid') return;
  const plot = svg('svg', { width: frame.width, height: frame.height, 'aria-hidden': 'true' });
  const where = (id) => flow.querySelector(`[data-part="${CSS.escape(id)}"]`)?.getBoundingClientRect();
  for (const place of PLACES) {
    for (const next of place.to) {
      const [a, b] = [where(place.id), where(next)];
      if (!a || !b) continue;
      const [x1, y1, x2, y2] = [a.right - frame.left, a.top + a.height / 2 - frame.top, b.left - frame.left - 3, b.top + b.height / 2 - frame.top];
      const bend = Math.min(40, (x2 - x1) / 2);
      plot.append(svg('path', { class: 'arrow', d: `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}` }),
        svg('path', { class: 'head', d: `M${x2 - 5},${y2 - 4} L${x2 + 2},${y2} L${x2 - 5},${y2 + 4}` }));
    }
  }
  flow.prepend(plot);
}
