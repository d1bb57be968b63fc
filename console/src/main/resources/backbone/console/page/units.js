// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

/** 0.25 ms, 3.2 ms, 120 ms, 1.18 s, 2.1 min */
export function duration(ms) {
  if (ms === null || ms === undefined || Number.isNaN(ms)) return '–';
  if (ms === 0) return '0 ms';
  if (ms < 1) return `${ms.toFixed(2)} ms`;
  if (ms < 10) return `${trim(ms.toFixed(1))} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${trim((ms / 1000).toFixed(2))} s`;
  return ms < 120_000 ? `${trim((ms / 1000).toFixed(1))} s` : `${trim((ms / 60_000).toFixed(1))} min`;
}

/** 0 %, 0.4 %, 12 % */
export function percent(share) {
  if (share === null || share === undefined || Number.isNaN(share)) return '–';
  const value = share * 100;
  return `${value > 0 && value < 10 ? trim(value.toFixed(1)) : Math.round(value)} %`;
}

/** 12 B, 3.4 MB */
export function bytes(n) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = n;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit > 0 && value < 10 ? trim(value.toFixed(1)) : Math.round(value)} ${units[unit]}`;
}

/** 0.03/s, 2/s, 140/s */
export function rate(perSecond) {
  if (perSecond === 0) return '0/s';
  if (perSecond < 0.1) return `${trim((perSecond * 60).toFixed(1))}/min`;
  return `${perSecond < 10 ? trim(perSecond.toFixed(1)) : Math.round(perSecond).toLocaleString('en')}/s`;
}

const trim = (text) => text.replace(/\.?0+$/, '');

const COLOURS = 10;

/** A colour class for each service: the same from trace to trace, and different within one. */
export function colours(services) {
  const taken = new Set();
  const found = new Map();
  for (const name of [...services].sort()) {
    let at = [...name].reduce((h, c) => (h * 31 + c.codePointAt(0)) >>> 0, 7) % COLOURS;
    for (let i = 0; i < COLOURS && taken.has(at); i += 1) at = (at + 1) % COLOURS;
    taken.add(at);
    found.set(name, `svc${at}`);
  }
  return found;
}
