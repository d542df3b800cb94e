import assert from 'node:assert/strict';
import test from 'node:test';
import {isUtf8Locale} from '../../source/base/locale.js';

test('a codeset decides, however it is spelt', () => {
  for (const LANG of [
    'C.UTF-8',
    'C.utf8',
    'POSIX.UTF-8',
    'en_US.UTF-8',
    'de_DE.utf8@euro',
    'sr_RS.UTF8@latin',
    'ja_JP.Utf-8',
    'UTF-8',
    'UTF8',
  ]) {
    assert.equal(isUtf8Locale({LANG}), true, LANG);
  }

  for (const LANG of [
    '',
    'C',
    'POSIX',
    'en_US',
    'de_DE@euro',
    'en_US.ISO-8859-1',
    'ru_RU.KOI8-R',
    'zh_CN.GB18030',
    'ja_JP.eucJP',
    'en_US.ISO-8859-15@utf8',
    'en_US.UTF-16',
    'utf8_XX.latin1',
    'en_US.UTF-7',
    'x.notutf8',
  ]) {
    assert.equal(isUtf8Locale({LANG}), false, LANG);
  }
});

test('the first of LC_ALL, LC_CTYPE and LANG that is set and not empty decides', () => {
  const utf8 = 'C.UTF-8';
  assert.equal(isUtf8Locale({}), false);
  assert.equal(isUtf8Locale({LANG: utf8}), true);
  assert.equal(isUtf8Locale({LC_CTYPE: 'C', LANG: utf8}), false);
  assert.equal(isUtf8Locale({LC_CTYPE: utf8, LANG: 'C'}), true);
  assert.equal(isUtf8Locale({LC_ALL: 'C', LC_CTYPE: utf8, LANG: utf8}), false);
  assert.equal(isUtf8Locale({LC_ALL: '', LC_CTYPE: '', LANG: utf8}), true);
  assert.equal(isUtf8Locale({LC_MESSAGES: utf8, LANGUAGE: utf8}), false);
});
