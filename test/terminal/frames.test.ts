import test from 'node:test';
import {holdAgainstRepaints} from './random-events.js';

/** A list, and the screen of one AMI. */
const SEEDS = [1, 4];
const EVENTS = 300;

for (const seed of SEEDS) {
  test(`${EVENTS} random events, seed ${seed}: the screen is what a full repaint shows`, () =>
    holdAgainstRepaints(seed, EVENTS));
}
