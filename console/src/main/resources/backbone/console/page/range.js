// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import { byId, button, el } from './dom.js';
import { set, state, utc } from './state.js';
import { iso, resolve, second, zoneLabel } from './time.js';

const PRESETS = [['15 m', '-15m'], ['1 h', '-1h'], ['24 h', '-24h'], ['7 d', '-7d']];

/** The choice of a time range: a few relative ones, or two absolute times. */
export function showRange() {
  const { from, to } = state();
  const preset = to === 'now' && PRESETS.some(([, value]) => value === from);
  byId('range').replaceChildren(
    el('span', { class: 'segments' },
      ...PRESETS.map(([label, value]) => button(label, () => set({ from: value, to: 'now' }), {
        'aria-pressed': String(to === 'now' && from === value), title: `The last ${label}`,
      })),
      button('Custom', toggle, { id: 'custom', 'aria-pressed': String(!preset), title: 'Choose two times' })),
    button('⊖', zoomOut, { title: 'Zoom out: twice the range', 'aria-label': 'Zoom out' }));
}

function toggle() {
  const open = byId('picker');
  if (open) {
    open.remove();
    return;
  }
  const now = Date.now();
  const from = input('from', resolve(state().from, now));
  const to = input('to', resolve(state().to, now));
  const apply = () => {
    const [a, b] = [parse(from.value), parse(to.value)];
    if (!(a < b)) {
      to.setCustomValidity(Number.isNaN(a) || Number.isNaN(b)
        ? 'Write times as 2026-11-23 14:00:00.' : 'The end must be after the beginning.');
      to.reportValidity();
      return;
    }
    byId('picker').remove();
    set({ from: iso(a), to: iso(b), live: '' });
  };
  from.addEventListener('input', () => to.setCustomValidity(''));
  to.addEventListener('input', () => to.setCustomValidity(''));
  const form = el('form', { id: 'picker', onsubmit: (event) => { event.preventDefault(); apply(); } },
    el('label', {}, 'From', from), el('label', {}, 'To', to),
    el('small', {}, `Times in ${zoneLabel(now, utc())}`),
    el('button', { type: 'submit', class: 'primary' }, 'Apply'));
  byId('range').append(form);
  from.focus();
}

/** A text field, because the browser's own shows no 24 hours in many places and takes no paste. */
const input = (name, time) => el('input', {
  type: 'text', name, required: true, spellcheck: false, autocomplete: 'off', value: second(time, utc()),
});

/** 2026-11-23 14:00[:00] in the zone that is shown, or an ISO time with its own. */
function parse(text) {
  const time = text.trim().replace(' ', 'T');
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(time);
  return Date.parse(zoned || !utc() ? time : `${time}Z`);
}

function zoomOut() {
  const now = Date.now();
  const [from, to] = [resolve(state().from, now), resolve(state().to, now)];
  const half = Math.max(30_000, (to - from) / 2);
  set({ from: iso(Math.max(0, from - half)), to: iso(Math.min(to + half, Math.max(to, now))), live: '' });
}
