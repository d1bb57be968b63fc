// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { every, get } from './api.js';
import { button, byId, count, el, fill } from './dom.js';
import { problem, showFiring } from './nav.js';
import { address, changed, state, utc } from './state.js';
import { plain, visible } from './text.js';
import { iso, second, span } from './time.js';

const PERIOD_MS = 5_000;
const BEFORE_MS = 10 * 60_000;
const AFTER_MS = 5 * 60_000;
const WORDS = {
  firing: 'fires', silenced: 'fires, silenced', inhibited: 'fires, inhibited by another alert', pending: 'pending',
};
const PLAIN_LABELS = new Set(['alertname', 'severity']);

/** Runbooks that are open, by the name of their alert. */
const runbooks = new Map();

/** The page of the alerts; how many fire is shown on every page. */
export const alerts = {
  title: 'Alerts',
  keys: {},
  start() {
    byId('alerts').append(el('div', { class: 'page' },
      el('div', { id: 'alertshead' }), el('div', { id: 'alertswatch' }), el('ol', { id: 'alertslist' })));
    every(PERIOD_MS, load);
    load();
  },
  enter() { load(); },
  leave() {},
  changed() { load(); },
};

const shown = () => state().view === 'alerts';

async function load() {
  try {
    const answer = await get('/api/alerts');
    showFiring(answer.alerts.filter((alert) => alert.state === 'firing').length);
    if (!shown()) return;
    problem(null);
    draw(answer);
  } catch (e) {
    if (shown()) problem(e);
  }
}

function draw(answer) {
  const n = (wanted) => answer.alerts.filter((alert) => alert.state === wanted).length;
  const parts = [[n('firing'), 'firing'], [n('silenced') + n('inhibited'), 'kept from people'], [n('pending'), 'pending']]
    .filter(([number]) => number > 0).map(([number, word]) => `${count(number)} ${word}`);
  const blind = answer.prometheusProblem !== '' && answer.alertmanagerProblem !== '';
  fill(byId('alertshead'), el('h1', {}, 'Alerts'),
    el('span', { class: parts.length === 0 && !blind ? 'verdict ok' : 'verdict' },
      blind ? 'Nobody tells what fires.' : parts.length === 0 ? 'Nothing fires.' : `${parts.join(', ')}.`),
    answer.count > answer.alerts.length ? el('span', { class: 'soft' }, `The first ${count(answer.alerts.length)} of ${count(answer.count)}.`) : null);
  fill(byId('alertswatch'),
    ...[answer.prometheusProblem, answer.alertmanagerProblem].filter(Boolean).map((text) => el('p', { class: 'warned' }, text)),
    answer.prometheusProblem ? null : el('p', { class: answer.watched ? 'soft' : 'warned' }, answer.watched
      ? `${count(answer.rules)} rules are watched, and the watchdog fires as it should.`
      : `${count(answer.rules)} rules, but the watchdog does not fire: no alert here does not mean that all is well.`),
    ...answer.brokenRules.map((text) => el('p', { class: 'warned' }, 'Prometheus cannot evaluate ', visible(text))));
  fill(byId('alertslist'), ...answer.alerts.map((alert) => item(alert, answer.grafana)));
}

function item(alert, grafana) {
  const { summary, description } = alert.annotations;
  const since = Date.parse(alert.activeAt);
  return el('li', { class: `alert ${alert.state} ${alert.labels.severity === 'page' ? 'page-now' : ''}`, 'data-alert': alert.name },
    el('div', { class: 'title' },
      el('span', { class: `state ${alert.state}` }, WORDS[alert.state] ?? visible(alert.state)),
      el('strong', {}, visible(summary || alert.name)),
      el('time', { class: 'soft', title: plain(alert.activeAt) }, `since ${second(since, utc())}, ${span(Math.max(0, Math.round((Date.now() - since) / 1000) * 1000))}`)),
    description ? el('p', {}, visible(description)) : null,
    el('p', { class: 'labels' }, el('code', {}, visible(alert.name)), ' ',
      alert.labels.severity ? el('span', { class: 'severity' }, visible(alert.labels.severity)) : null,
      ...Object.entries(alert.labels).filter(([label]) => !PLAIN_LABELS.has(label)).map(([label, value]) => el('span', { class: 'label' },
        el('small', {}, visible(label)), ' ', visible(value))),
      alert.value ? el('span', { class: 'label' }, el('small', {}, 'value'), ' ', visible(figure(alert.value))) : null,
      alert.receivers.length > 0 ? el('span', { class: 'label' },
        el('small', {}, alert.state === 'firing' ? 'told' : 'not told'), ' ', visible(alert.receivers.join(', '))) : null),
    el('p', { class: 'links' }, ...links(alert, since, grafana)),
    runbooks.has(alert.name) ? el('pre', { class: 'runbook' }, visible(runbooks.get(alert.name))) : null);
}

/** 1.18e+02 is 118. */
const figure = (text) => (Number.isFinite(Number(text)) ? Number(text).toLocaleString('en-US', { maximumSignificantDigits: 4 }) : text);

function links(alert, since, grafana) {
  const all = [];
  const { service_name: service, env } = alert.labels;
  if (service && Number.isFinite(since)) {
    const window = { from: iso(since - BEFORE_MS), to: iso(Math.min(since + AFTER_MS, Date.now())) };
    const to = (view, more) => address(changed({ view, ...window, ...more }));
    all.push(el('a', { href: to('logs', { service: [service], env: env ? [env] : [] }) }, 'Logs'),
      el('a', { href: to('traces', { service, errors: '1' }) }, 'Failed traces'),
      el('a', { href: to('traces', { service }) }, 'All traces'),
      el('a', { href: to('metrics', { service }) }, 'Metrics'));
  }
  const dashboard = grafana ? below(grafana, alert.annotations.dashboard_url ?? '') : null;
  if (dashboard) all.push(el('a', { href: dashboard, rel: 'noopener' }, 'Dashboard'));
  const runbook = alert.annotations.runbook_url ?? '';
  if (/^docs\/runbooks\/[A-Za-z0-9]+\.md$/.test(runbook)) all.push(button('What to do', () => toggle(alert.name, runbook), { class: 'todo' }));
  else if (/^https?:\/\//.test(runbook)) all.push(el('a', { href: runbook, rel: 'noopener noreferrer' }, 'What to do'));
  return all;
}

/** The address of a dashboard; null for one that is not Grafana's. */
function below(grafana, path) {
  if (!path.startsWith('/') || path.startsWith('//')) return null;
  try {
    const url = new URL(grafana + path);
    return url.origin === new URL(grafana).origin ? url.href : null;
  } catch {
    return null;
  }
}

async function toggle(name, runbook) {
  if (runbooks.delete(name)) {
    load();
    return;
  }
  try {
    const { text } = await get('/api/runbook', new URLSearchParams({ name: runbook.slice('docs/runbooks/'.length, -'.md'.length) }));
    runbooks.set(name, text);
  } catch (e) {
    runbooks.set(name, e.message);
  }
  load();
}
