import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {compileSearch, joinTexts} from '../../source/task/filter.js';
import {readTerms} from '../../source/task/search-terms.js';
import type {StoreImageTask} from '../../source/task/store-image-task.js';
import {aTask, NOW, type TaskOptions} from '../helpers/fake-store.js';
import {searchOne} from '../helpers/search-one.js';

const TASK = aTask(0x0c_61, {
  bucket: 'ami-archive-01',
  storeTaskState: 'Failed',
  storeTaskFailureReason: 'Client error: access to the bucket was denied',
  startedAt: NOW - 3_600_000,
});

const fits = (search: string, options?: TaskOptions) =>
  searchOne(search, options ? aTask(1, options).task : TASK.task, NOW);

const found = (search: string, text: string) =>
  compileSearch(search, NOW)
    .find('storeTaskFailureReason', text)
    .map(([from, to]) => text.slice(from, to));

test('plain text is looked for in ID, bucket, key, state and reason, whatever its case', () => {
  for (const text of ['0c61', 'ARCHIVE-01', 'c61.bin', 'failed', 'Access To', ' denied ', '']) {
    assert.ok(fits(text), text);
  }

  assert.ok(!fits('archive-02'));
  assert.ok(!fits('a.chive'), 'a dot is a dot');
});

test('words are all looked for, each anywhere; quotes keep a text together', () => {
  assert.ok(fits('denied failed archive'));
  assert.ok(!fits('denied completed'));
  assert.ok(fits('"bucket was denied"'));
  assert.ok(!fits('"denied bucket"'));
  assert.ok(fits('"was den'), 'a quote that is still open');
});

test('/…/ is a regular expression, with spaces and slashes in it', () => {
  assert.ok(fits('/^ami-0{13}0c61$/'));
  assert.ok(fits('/ACCESS .* denied/'));
  assert.ok(fits('/was de'), 'while its end is still to come');
  assert.ok(!fits('/^archive/'));
  assert.ok(fits('/den.ed$/ failed'));
  assert.ok(!fits('/den.ed$/ completed'));
  assert.ok(fits(String.raw`/a[/]b|denied\b/`));
});

test('! negates any term', () => {
  assert.ok(!fits('!denied'));
  assert.ok(fits('!completed !state:inprogress'));
  assert.ok(!fits('!/den.ed/'));
  assert.ok(!fits('!"was denied"'));
  assert.ok(!fits('!since:2h'));
  assert.ok(fits('!since:30m'));
  assert.ok(fits('!'), 'nothing to negate yet');
});

test('a field is looked at alone', () => {
  assert.ok(fits('state:fail'));
  assert.ok(!fits('state:denied'));
  assert.ok(fits('bucket:archive reason:denied STATE:FAILED'));
  assert.ok(!fits('bucket:denied'));
  assert.ok(fits('reason:"access to"'));
  assert.ok(fits('bucket:/0[12]$/'));
  assert.ok(fits('state: bucket: since:'), 'nothing asked yet');
  assert.ok(!fits('region:x'), 'an unknown name is plain text');
});

test('since: reads what --since reads', () => {
  assert.ok(fits('since:2h'));
  assert.ok(!fits('since:30m'));
  assert.ok(fits('since:2026-01-31'));
  assert.ok(!fits('since:2026-02-01'));
  assert.ok(fits('since:1m', {startedAt: undefined}), 'it may have started at any time');
  assert.equal(compileSearch('since:2h since:1h', NOW).since(0), NOW - 3_600_000);
  assert.equal(compileSearch('since:2h', NOW).since(5000), NOW - 7_200_000 + 5000, 'by that clock');
  assert.equal(compileSearch('since:2026-01-31', NOW).since(5000), Date.parse('2026-01-31'));
  assert.equal(compileSearch('since:2h', NOW).isMoving, true);
  assert.equal(compileSearch('since:2026-01-31', NOW).isMoving, false);
});

test('what can’t be read fits nothing, and says why', () => {
  for (const [search, why] of [
    ['/[/', /^not a regular expression: unterminated character class$/],
    ['failed !/(/', /^not a regular expression: unterminated group$/],
    ['since:yesterday', /^since: takes 90m, 2h, 7d, or a time such as/],
  ] as const) {
    assert.match(compileSearch(search, NOW).problem ?? '', why);
    assert.ok(!fits(search), search);
  }

  assert.equal(compileSearch('/x/ state:y', NOW).problem, undefined);
});

test('a search that is too long is none, whatever is in it', () => {
  for (const search of ['x'.repeat(33_000), `/${'x'.repeat(33_000)}/`, 'x '.repeat(20_000)]) {
    assert.match(compileSearch(search, NOW).problem ?? '', /^too long: at most 1000 characters$/);
    assert.ok(!fits(search));
    assert.deepEqual(found(search, 'xxx'), []);
  }

  for (const search of ['\u{1F600}'.repeat(1000), `/${'x?'.repeat(499)}/`]) {
    assert.equal(compileSearch(search, NOW).problem, undefined);
    assert.equal(typeof fits(search), 'boolean');
  }
});

test('what was found is known, that of negated terms and other fields isn’t', () => {
  assert.deepEqual(found('DENIED', 'access denied, denied'), ['denied', 'denied']);
  assert.deepEqual(found('/a.c/ cess', 'access'), ['access']);
  assert.deepEqual(found('!denied state:denied', 'denied'), []);
  assert.deepEqual(found('reason:den /x*/', 'denied'), ['den']);
});

test('any text is a search, and takes no longer for being odd', () => {
  fc.assert(
    fc.property(fc.string({unit: fc.constantFrom(...'a !:/"\\[(.*stae')}), search => {
      const {problem} = compileSearch(search, NOW);
      assert.equal(typeof fits(search), 'boolean');
      assert.ok(problem === undefined || !fits(search));
      for (const {value} of readTerms(search)) {
        assert.notEqual(value, '');
      }
    }),
    {numRuns: 500},
  );
});

test('what fits and isn’t negated is found somewhere', () => {
  fc.assert(
    fc.property(fc.string({unit: fc.constantFrom(...'abcdeni0.-')}), search => {
      const {find} = compileSearch(search, NOW);
      const {amiId = '', bucket = '', s3ObjectKey = '', storeTaskFailureReason = ''} = TASK.task;
      const ranges = [
        ...find('amiId', amiId),
        ...find('bucket', bucket),
        ...find('s3ObjectKey', s3ObjectKey),
        ...find('storeTaskState', TASK.task.storeTaskState ?? ''),
        ...find('storeTaskFailureReason', storeTaskFailureReason),
      ];
      assert.equal(fits(search), ranges.length > 0 || search === '');
    }),
  );
});

test('tasks that are searched together fit as each of them would alone', () => {
  const member = fc.string({unit: fc.constantFrom(...'aAb.0-'), maxLength: 4});
  const task = fc.record({
    amiId: fc.option(member, {nil: undefined}),
    bucket: member,
    s3ObjectKey: member,
    storeTaskState: member,
    storeTaskFailureReason: fc.option(member, {nil: undefined}),
  });
  const text = fc.string({unit: fc.constantFrom(...'ab.0-'), minLength: 1, maxLength: 3});
  fc.assert(
    fc.property(fc.array(task), text, fc.boolean(), (members, wanted, isNegated) => {
      const tasks = members.map(some => ({...aTask(1).task, ...some}));
      const marks = compileSearch(`${isNegated ? '!' : ''}${wanted}`, NOW).mark({
        size: tasks.length,
        taskAt: index => tasks[index] as StoreImageTask,
        kinds: tasks,
        kindOf: tasks.map((_, index) => index),
        texts: () => joinTexts(tasks),
      });
      for (const [index, some] of members.entries()) {
        const isThere = Object.values(some).some(value => value?.toLowerCase().includes(wanted));
        assert.equal(marks[index] === 1, isThere !== isNegated, JSON.stringify({some, wanted}));
      }
    }),
  );
});

test('failure: takes the tasks of one group, as the overview has them, or of several', () => {
  const reasons = [
    'AccessDenied: Access Denied (Request ID: 1A)',
    'AccessDenied: no (Request ID: 2B)',
    'AccessDeniedException: no',
    'The AMI ami-0123456789abcdef0 was deregistered.',
    'it said "AccessDenied"',
    undefined,
  ];
  const tasks = reasons.map(storeTaskFailureReason => ({
    ...aTask(1).task,
    storeTaskState: 'Failed',
    storeTaskFailureReason,
  }));
  const places = (search: string) =>
    tasks.flatMap((task, index) => (searchOne(search, task, NOW) ? [index] : []));
  assert.deepEqual(places('failure:AccessDenied'), [0, 1]);
  assert.deepEqual(places('!failure:AccessDenied'), [2, 3, 4, 5]);
  assert.deepEqual(places('failure:"The AMI was deregistered"'), [3]);
  assert.deepEqual(places('failure:"no reason given"'), [5]);
  assert.deepEqual(places('failure:/denied/'), [0, 1, 2]);
  const completed = {...aTask(1).task, storeTaskState: 'Completed'};
  assert.ok(
    !searchOne('failure:AccessDenied', {...completed, storeTaskFailureReason: reasons[0]}, NOW),
  );
});
