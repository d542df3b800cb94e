import test from 'node:test';
import {holdAgainstRepaints} from './random-events.js';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const EVENTS = 1000;

for (const seed of SEEDS) {
  test(`${EVENTS} random events, seed ${seed}: the screen is what a full repaint shows`, () =>
    holdAgainstRepaints(seed, EVENTS));
}
