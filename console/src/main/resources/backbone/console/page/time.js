// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

const two = (n) => String(n).padStart(2, '0');

const parts = (date, utc) => utc
  ? [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(),
    date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds(), date.getUTCMilliseconds()]
  : [date.getFullYear(), date.getMonth(), date.getDate(),
    date.getHours(), date.getMinutes(), date.getSeconds(), date.getMilliseconds()];

/** 2026-11-23 14:03:22 */
export function second(time, utc) {
  const [y, mo, d, h, mi, s] = parts(new Date(time), utc);
  return `${y}-${two(mo + 1)}-${two(d)} ${two(h)}:${two(mi)}:${two(s)}`;
}

/** 2026-11-23 14:03:22.123 */
export function milli(time, utc) {
  const ms = String(parts(new Date(time), utc)[6]).padStart(3, '0');
  return `${second(time, utc)}.${ms}`;
}

/** 14:03:22 */
export const clock = (time, utc) => second(time, utc).slice(11);

/** +09:00, of the zone at that time; summer time changes it. */
export function offset(time, utc) {
  const minutes = utc ? 0 : -new Date(time).getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Name of the zone that times are shown in. */
export const zone = (utc) => utc ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "Asia/Seoul, UTC+09:00" */
export const zoneLabel = (time, utc) => {
  const name = zone(utc);
  return name === 'UTC' ? name : `${name}, UTC${offset(time, utc)}`;
};

/** Steps between the marks of a time axis, in seconds: what clocks and calendars show. */
const STEPS = [1, 5, 10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400,
  172_800, 604_800, 1_209_600, 2_592_000, 7_776_000, 31_536_000, 157_680_000];

/** Marks of a time axis: its step and the times, round in the zone that is shown. */
export function marks(from, to, wanted, utc) {
  const step = 1000 * (STEPS.find((s) => (to - from) / (s * 1000) <= wanted) ?? STEPS.at(-1));
  const shift = utc ? 0 : -new Date(from).getTimezoneOffset() * 60_000;
  const times = [];
  for (let t = Math.ceil((from + shift) / step) * step - shift; t < to; t += step) times.push(t);
  return { step, times };
}

/** Label for a time axis whose marks are stepMs apart. */
export function axis(time, stepMs, utc) {
  const text = second(time, utc);
  if (stepMs >= 86_400_000) return text.slice(0, 10);
  if (stepMs >= 3_600_000 && text.slice(11, 16) === '00:00') return text.slice(5, 10);
  return stepMs >= 60_000 ? text.slice(11, 16) : text.slice(11, 19);
}

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** "-15m", "now" or an ISO time as milliseconds. */
export function resolve(text, now) {
  if (text === 'now') return now;
  const relative = /^-(\d{1,6})([smhd])$/.exec(text);
  return relative ? now - Number(relative[1]) * UNITS[relative[2]] : Date.parse(text);
}

/** 30 s, 12 min, 3 h */
export function span(ms) {
  if (ms % 60_000 !== 0 ? ms < 120_000 : ms < 60_000) return `${Math.round(ms / 1000)} s`;
  if (ms % 3_600_000 !== 0 ? ms < 7_200_000 : ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
  return (ms % 86_400_000 !== 0 ? ms < 172_800_000 : ms < 86_400_000) ? `${Math.round(ms / 3_600_000)} h` : `${Math.round(ms / 86_400_000)} d`;
}

export const iso = (ms) => new Date(ms).toISOString();
