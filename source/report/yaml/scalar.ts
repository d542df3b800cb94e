import {INVISIBLE} from '../../ec2/clean-text.js';

/** How a text can be written: bare, in single quotes or in double quotes. */
export type ScalarStyle = 'plain' | 'single' | 'double';

const BREAK = /[\r\n\x85\u2028\u2029]/;

// What libyaml prints as it is; it holds nothing beyond U+FFFF printable.
const PRINTABLE = /^[\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/;

// What a reader of YAML 1.2 would not take for a text. Source: ruamel/yaml/resolver.py
const OTHER_TYPE = new RegExp(
  [
    'true|True|TRUE|false|False|FALSE',
    '(?=[-+.0-9])[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+]?[0-9]+)?',
    '[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+',
    '[-+]?\\.[0-9_]+(?:[eE][-+][0-9]+)?',
    '[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)',
    '[-+]?0b[01_]+|[-+]?0o?[0-7_]+|(?!_)[-+]?[0-9_]+|[-+]?0x[0-9a-fA-F_]+',
    '<<|=|~|null|Null|NULL|',
    '\\d{4}-\\d\\d-\\d\\d',
    '\\d{4}-\\d\\d?-\\d\\d?(?:[Tt]|[ \\t]+)\\d\\d?:\\d\\d:\\d\\d(?:\\.\\d*)?(?:[ \\t]*(?:Z|[-+]\\d\\d?(?::\\d\\d)?))?',
  ]
    .map(pattern => `^(?:${pattern})$`)
    .join('|'),
);

// What begins or ends something else where a text without quotes may stand.
const INDICATOR =
  /^[#,[\]{}&*!|>'"%@`]|^(?:---|\.\.\.)|^[?:-](?=[\s\0]|$)|:(?=[\s\0\x85]|$)|[\s\0\x85]#/;

/** Whether a text has a line break, as libyaml counts them. */
export function isMultiline(text: string): boolean {
  return BREAK.test(text);
}

/** Whether a character has to be escaped. */
export function isSpecial(text: string, isTerminal: boolean): boolean {
  INVISIBLE.lastIndex = 0;
  return !PRINTABLE.test(text) || (isTerminal && INVISIBLE.test(text.replaceAll('\n', '')));
}

/**
Chooses as libyaml does.
Source: yaml/src/emitter.c, yaml_emitter_analyze_scalar and yaml_emitter_select_scalar_style
@param isKey Of a member, which is on one line.
@param isTerminal Then what hides or reorders is escaped too.
*/
export function scalarStyle(text: string, isKey: boolean, isTerminal: boolean): ScalarStyle {
  const isBroken = isMultiline(text);
  const needsDouble =
    isSpecial(text, isTerminal) ||
    / [\r\n\x85\u2028\u2029]|[\r\n\x85\u2028\u2029] /.test(text) ||
    (isKey && isBroken);
  if (needsDouble) {
    return 'double';
  }
  const isBare =
    !isBroken && !/^ | $/.test(text) && !INDICATOR.test(text) && !OTHER_TYPE.test(text);
  return isBare ? 'plain' : 'single';
}
