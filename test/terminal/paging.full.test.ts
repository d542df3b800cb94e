import test from 'node:test';
import {visitAll} from './all-pages.js';

test('450 tasks at 80x24: → visits every one, in order, and ← back again', t =>
  visitAll(t, {columns: 80, rows: 24}, 19));
