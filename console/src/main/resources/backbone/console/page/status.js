// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { get } from './api.js';
import { byId, el, count } from './dom.js';
import { state, utc } from './state.js';
import { clock, offset, second, span } from './time.js';

const PERIOD_MS = 1_000;
const STALE_MS = 30_000;

/** Shows on every screen up to when everything that was written can be found. */
export function startStatus() {
  const poll = async () => {
    try {
      show(await get('/api/progress'));
    } catch (problem) {
      line('unknown', 'Not connected', problem.message);
    }
    setTimeout(poll, PERIOD_MS);
  };
  poll();
}

function show(progress) {
  const waiting = progress.stages.filter((stage) => stage.state !== 'ok');
  const fine = progress.stages.length - waiting.length;
  const stages = [...waiting.map(describe), fine > 0 ? `${fine} ${fine === 1 ? 'part' : 'parts'} up to date` : '']
    .filter(Boolean).join(' · ');
  if (!progress.known) {
    line('unknown', 'Complete up to: not known yet', stages || 'Kafka has not told yet how far the pipeline is.');
    return;
  }
  const upTo = Date.parse(progress.completeUpTo);
  const lag = progress.lagSeconds * 1000;
  const today = second(upTo, utc()).slice(0, 10) === second(Date.now(), utc()).slice(0, 10);
  const time = today ? clock(upTo, utc()) : second(upTo, utc());
  line(lag > STALE_MS ? 'behind' : 'ok',
    `Complete up to ${time} (lag ${span(lag)})`, `UTC${offset(upTo, utc())} · ${stages}`);
}

const describe = (stage) => stage.state === 'behind'
  ? `${stage.name} ${span(stage.lagSeconds * 1000)} behind (${count(stage.lagRecords)} ${stage.name === 'shipper' ? 'bytes' : 'records'})`
  : `${stage.name}: ${stage.detail}`;

function line(kind, text, detail) {
  const bar = byId('status');
  const key = `${kind}|${text}|${detail}|${state().tz}`;
  if (bar.dataset.key === key) return;
  bar.dataset.key = key;
  bar.replaceChildren(
    el('span', { class: `dot ${kind}` }),
    el('strong', { id: 'complete' }, text),
    el('span', { class: 'stages' }, detail));
}
