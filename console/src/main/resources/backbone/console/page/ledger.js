// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { count, el } from './dom.js';
import { visible } from './text.js';

const WORDS = { unrolled: 'unrolled', dead: 'dead', refused: 'refused', repeat: 'repeats', emitted: 'emitted', open: 'open' };

/** The books of each job: what came in, and what became of it. */
export function ledgers(answer) {
  const heading = el('h2', {}, 'Ledger');
  if (answer.jobs.length === 0) {
    return [heading, el('p', { class: 'soft' }, answer.jobsProblem || 'The jobs run, but none has told its books yet.')];
  }
  return [heading,
    el('p', { class: 'soft' }, 'Everything that came in must be somewhere. A residue other than 0 is a bug or an alert.'),
    ...answer.jobs.map((job) => el('div', { class: 'ledger', 'data-job': job.job },
      el('h3', {}, visible(job.job), ' ', residue(job.residue)),
      equation('records', job.records), equation('items', job.items)))];
}

function residue(value) {
  if (value === null) return el('span', { class: 'soft' }, 'tells no residue');
  return el('span', { class: value === 0 ? 'residue ok' : 'residue bad' }, `residue ${count(value)}`);
}

function equation(label, fates) {
  const { received, ...rest } = fates;
  const parts = Object.entries(rest);
  if (received === undefined && parts.length === 0) return null;
  const sum = received ?? parts.reduce((n, [, value]) => n + value, 0);
  return el('p', { class: 'equation' }, el('small', {}, label), ' ', el('strong', {}, count(sum)), ' = ',
    ...parts.filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]).flatMap(([fate, n], i) => [
      i > 0 ? ' + ' : '', el('span', { class: fate.startsWith('dead') ? 'term bad' : 'term' }, `${count(n)} `, el('small', {}, visible(word(fate))))]));
}

const word = (fate) => WORDS[fate] ?? fate.replace(/^dropped-/, 'dropped: ').replaceAll('-', ' ');

/** How many records lie in the topics of dead letters. */
export function deadLetters(answer) {
  const heading = el('h2', {}, 'Dead letters');
  if (answer.deadProblem) return [heading, el('p', { class: 'soft' }, answer.deadProblem)];
  const all = answer.dead.reduce((n, { records }) => n + records, 0);
  return [heading,
    el('p', { class: 'soft' }, all === 0 ? 'None: every record could be read and written.'
      : 'Records that could not be read or written, each with its reason. At most as many as told; marks of transactions count, too.'),
    el('table', { class: 'figures' }, el('tbody', {}, ...answer.dead.map(({ topic, records }) => el('tr', { 'data-topic': topic },
      el('td', {}, el('code', {}, visible(topic))), el('td', { class: records > 0 ? 'n bad' : 'n' }, count(records))))))];
}
