import test from 'node:test';
import {endsAreReportedOnce, storeEqualsService} from './poll-properties.js';

/** Random histories to try. */
const RUNS = 400;

test('after each poll the store equals the service for all running tasks and the newest page', () =>
  storeEqualsService(RUNS));

test('every end of a task that was seen running is reported, and nothing twice', () =>
  endsAreReportedOnce(RUNS));
