// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

// All that can be shared is in the address, so a link or the back button restores it.
export const FACETS = ['service', 'level', 'team', 'env', 'format'];
const SINGLE = { q: '', from: '-1h', to: 'now', sort: 'desc', event: '', live: '', tz: '', chart: '' };

const listeners = [];
let current = read();

function read() {
  const url = new URLSearchParams(location.search);
  const state = {};
  for (const [key, initial] of Object.entries(SINGLE)) state[key] = url.get(key) ?? initial;
  for (const facet of FACETS) state[facet] = url.getAll(facet);
  return state;
}

export const state = () => current;

export const utc = () => current.tz === 'utc';

/** The address of a state. */
export function address(of = current) {
  const url = new URLSearchParams();
  for (const [key, initial] of Object.entries(SINGLE)) {
    if (of[key] !== initial) url.set(key, of[key]);
  }
  for (const facet of FACETS) for (const value of of[facet]) url.append(facet, value);
  const text = url.toString();
  return text ? `/?${text}` : '/';
}

/** Changes the state; quiet changes make no step of the back button. */
export function set(change, { quiet = false } = {}) {
  const before = current;
  current = { ...current, ...change };
  if (address(before) === address(current)) return;
  history[quiet ? 'replaceState' : 'pushState'](null, '', address());
  tell(before);
}

/** Calls back with the states before and after each change. */
export const listen = (listener) => listeners.push(listener);

const tell = (before) => listeners.forEach((listener) => listener(before, current));

/** Whether two states differ in what is asked of the server. */
export const sameQuestion = (a, b) =>
  ['q', 'from', 'to', 'sort', 'live', ...FACETS].every((key) => String(a[key]) === String(b[key])
    && (!Array.isArray(a[key]) || a[key].length === b[key].length));

window.addEventListener('popstate', () => {
  const before = current;
  current = read();
  tell(before);
});
