// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

// All that can be shared is in the address, so a link or the back button restores it.
export const FACETS = ['service', 'level', 'team', 'env', 'format'];

/** What every page has. */
const SHARED = { from: '-1h', to: 'now', tz: '' };

/** What a page has beside that, with its initial values. */
const VIEWS = {
  logs: { path: '/', own: { q: '', sort: 'desc', event: '', live: '', chart: '' }, lists: FACETS },
  traces: {
    path: '/traces',
    own: {
      service: '', operation: '', policy: '', min: '', max: '', errors: '', q: '',
      trace: '', span: '', at: '', only: '',
    },
    lists: [],
  },
  metrics: { path: '/metrics', own: { service: '', operation: '' }, lists: [] },
  pipeline: { path: '/pipeline', own: {}, lists: [] },
  alerts: { path: '/alerts', own: {}, lists: [] },
};

const listeners = [];
const left = {};
let current = read();

function read() {
  const url = new URLSearchParams(location.search);
  const [view] = Object.entries(VIEWS).find(([, { path }]) => path === location.pathname) ?? ['logs'];
  const state = { view };
  for (const [key, initial] of Object.entries(singles(view))) state[key] = url.get(key) ?? initial;
  for (const list of VIEWS[view].lists) state[list] = url.getAll(list);
  return state;
}

function singles(view) {
  return { ...VIEWS[view].own, ...SHARED };
}

/** A page as it begins, at the time that is looked at. */
function fresh(view, { from, to, tz }) {
  const state = { view, ...VIEWS[view].own, from, to, tz };
  for (const list of VIEWS[view].lists) state[list] = [];
  return state;
}

export const state = () => current;

export const utc = () => current.tz === 'utc';

/** The address of a state. */
export function address(of = current) {
  const url = new URLSearchParams();
  for (const [key, initial] of Object.entries(singles(of.view))) {
    if (of[key] !== initial) url.set(key, of[key]);
  }
  for (const list of VIEWS[of.view].lists) for (const value of of[list]) url.append(list, value);
  const text = url.toString();
  return VIEWS[of.view].path + (text ? `?${text}` : '');
}

/** The state after a change; one that names another page begins there anew. */
export const changed = (change) => (change.view && change.view !== current.view
  ? { ...fresh(change.view, current), ...change } : { ...current, ...change });

/** Another page as it was left, at the time that is looked at now. */
export function visit(view) {
  const { from, to, tz } = current;
  return view === current.view ? fresh(view, current) : { ...(left[view] ?? fresh(view, current)), from, to, tz };
}

/** Changes the state; quiet changes make no step of the back button. */
export function set(change, { quiet = false } = {}) {
  const before = current;
  left[before.view] = before;
  current = changed(change);
  if (address(before) === address(current)) return;
  history[quiet ? 'replaceState' : 'pushState'](null, '', address());
  tell(before);
}

/** Calls back with the states before and after each change. */
export const listen = (listener) => listeners.push(listener);

const tell = (before) => listeners.forEach((listener) => listener(before, current));

/** Whether two states of the logs differ in what is asked of the server. */
export const sameQuestion = (a, b) =>
  ['q', 'from', 'to', 'sort', 'live', ...FACETS].every((key) => String(a[key]) === String(b[key])
    && (!Array.isArray(a[key]) || a[key].length === b[key].length));

/** Whether two states agree in these keys. */
export const same = (a, b, ...keys) => keys.every((key) => a[key] === b[key]);

window.addEventListener('popstate', () => {
  const before = current;
  current = read();
  tell(before);
});
