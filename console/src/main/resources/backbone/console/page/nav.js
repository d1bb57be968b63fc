// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { byId, count, el } from './dom.js';
import { address, set, state, visit } from './state.js';

const PAGES = [['logs', 'Logs', 'g l'], ['traces', 'Traces', 'g t'], ['metrics', 'Metrics', 'g m'], ['pipeline', 'Pipeline', 'g p'],
  ['alerts', 'Alerts', 'g a']];

let firing = 0;

/** Shows the pages; each link leads to its page as it was left, at the time that is looked at. */
export function showNav() {
  byId('nav').replaceChildren(...PAGES.map(([view, label, keys]) => el('a', {
    href: address(visit(view)), title: `${label} (${keys})`,
    ...(state().view === view ? { 'aria-current': 'page' } : {}),
    onclick: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      go(view);
    },
  }, label, view === 'alerts' && firing > 0 ? el('span', { class: 'firing', title: 'alerts fire' }, count(firing)) : null)));
}

/** Tells on every page how many alerts fire. */
export function showFiring(n) {
  if (n === firing) return;
  firing = n;
  showNav();
}

/** Goes to a page; where one is already, to its beginning. */
export function go(view) {
  const { live, ...there } = visit(view);
  set({ ...there, ...(live === undefined ? {} : { live: '' }) });
}

/** Tells what is wrong in the line below the header, or that nothing is. */
export function problem(e) {
  const line = byId('problem');
  line.hidden = e === null;
  line.className = e?.passing ? 'passing' : 'wrong';
  line.textContent = e === null ? '' : e.message + (e.passing ? ' Trying again …' : '');
}
