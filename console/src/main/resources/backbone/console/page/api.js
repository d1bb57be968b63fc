// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { FACETS } from './state.js';

/** The server's sentence about what is wrong; status 0 when it did not answer. */
export class Problem extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }

  /** Whether asking again later may help. */
  get passing() {
    return this.status === 0 || this.status === 503;
  }
}

/** Gets JSON. */
export async function get(path, parameters = new URLSearchParams(), signal = undefined) {
  const query = parameters.toString();
  let response;
  try {
    // From the origin: the page's own address may hold a login, and fetch refuses such addresses.
    response = await fetch(location.origin + (query ? `${path}?${query}` : path), { signal });
  } catch (e) {
    if (e.name === 'AbortError') throw e;
    throw new Problem(0, 'The console does not answer. Is ./backbone still running? This page keeps trying.');
  }
  const body = await response.json().catch(() => ({ error: `HTTP ${response.status}` }));
  if (!response.ok) throw new Problem(response.status, body.error ?? `HTTP ${response.status}`);
  return body;
}

/** Asks again and again while the page is looked at; ms may change from round to round. */
export function every(ms, action) {
  const round = async () => {
    if (!document.hidden) await action();
    setTimeout(round, ms);
  };
  setTimeout(round, ms);
}

/** What a state asks for between two absolute times. */
export function question(state, from, to) {
  const parameters = new URLSearchParams({ from, to });
  if (state.q) parameters.set('q', state.q);
  for (const facet of FACETS) for (const value of state[facet]) parameters.append(facet, value);
  return parameters;
}
