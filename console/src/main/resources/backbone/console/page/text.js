// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

// Log lines are attacker's text. What would change how the text around it looks is shown by name:
// control characters, escape sequences, marks of direction, invisible and line-breaking characters.
const HIDDEN = new RegExp(
  '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5'
  + '\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0'
  + '\\ufff9-\\ufffb\\u{e0000}-\\u{e0fff}]', 'gu');

const NAMES = new Map([
  [0x1b, 'ESC'], [0x0d, 'CR'], [0x00, 'NUL'], [0x07, 'BEL'], [0x08, 'BS'], [0x7f, 'DEL'],
  [0x200e, 'LRM'], [0x200f, 'RLM'], [0x061c, 'ALM'], [0x202a, 'LRE'], [0x202b, 'RLE'],
  [0x202c, 'PDF'], [0x202d, 'LRO'], [0x202e, 'RLO'], [0x2066, 'LRI'], [0x2067, 'RLI'],
  [0x2068, 'FSI'], [0x2069, 'PDI'], [0x200b, 'ZWSP'], [0x200d, 'ZWJ'], [0xfeff, 'BOM'],
]);

const token = (character) => {
  const code = character.codePointAt(0);
  return NAMES.get(code) ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
};

const span = (name, text) => {
  const element = document.createElement(name === 'mark' ? 'mark' : 'span');
  if (name !== 'mark') element.className = name;
  element.textContent = text;
  return element;
};

/** Text as nodes in which nothing is invisible; the marks are words to highlight. */
export function visible(text, marks = null) {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const match of text.matchAll(HIDDEN)) {
    highlighted(fragment, text.slice(end, match.index), marks);
    fragment.append(span('hidden-char', token(match[0])));
    end = match.index + match[0].length;
  }
  highlighted(fragment, text.slice(end), marks);
  return fragment;
}

/** The same as plain text, for titles and labels. */
export const plain = (text) => text.replace(HIDDEN, (character) => `<${token(character)}>`);

/** One line of a longer text, for lists. */
export function firstLine(text) {
  const end = text.search(/[\n\r]/);
  if (end < 0) return { line: text, more: 0 };
  return { line: text.slice(0, end), more: text.slice(end).split(/\r\n|\n|\r/).length - 1 };
}

/** A pattern that finds the searched words, or null. */
export function marker(words) {
  if (words.length === 0) return null;
  const escaped = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return new RegExp(escaped.sort((a, b) => b.length - a.length).join('|'), 'giu');
}

function highlighted(fragment, text, marks) {
  let end = 0;
  for (const match of marks ? text.matchAll(marks) : []) {
    fragment.append(text.slice(end, match.index), span('mark', match[0]));
    end = match.index + match[0].length;
  }
  fragment.append(text.slice(end));
}
