import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {readTaskPage} from '../../source/ec2/answer/read-answer.js';
import {pageReader, pageReaders} from '../../source/ec2/answer/repeated-page.js';
import {page, row} from './helpers/answers.js';

/** A reader that tells how many answers were read anew. */
function counted() {
  const read = {count: 0};
  const reader = (text: string) => {
    read.count++;
    return readTaskPage(text);
  };
  return {reader, read};
}

const ROWS = row({amiId: 'ami-a'}) + row({amiId: 'ami-b', progressPercentage: 'none'});

test('a list that says the same is the same array, with the token and the ID of its own answer', () => {
  const {reader, read} = counted();
  const readPage = pageReader(reader);
  const first = readPage(page(ROWS, 'one'));
  const again = readPage(page(ROWS, 'two==').replace('req-page', 'req-other'));
  assert.equal(read.count, 1);
  assert.equal(again?.tasks, first?.tasks);
  assert.deepEqual(again, {...first, nextToken: 'two=='});
  assert.equal(again?.lostRows, 1);
  assert.equal(readPage(page(ROWS))?.nextToken, undefined);
  assert.equal(read.count, 1);
});

test('another list is read, and so is the first one when it comes back', () => {
  const {reader, read} = counted();
  const readPage = pageReader(reader);
  for (const rows of [ROWS, row(), ROWS, '']) {
    assert.deepEqual(readPage(page(rows)), readTaskPage(page(rows)));
  }

  assert.equal(read.count, 4);
});

test('each request that begins a list has a list of its own, and pages behind it have none', () => {
  const {reader, read} = counted();
  const readerOf = pageReaders(reader);
  const running = {filters: [{name: 'task-state', values: ['InProgress']}], maxResults: 200};
  for (let poll = 0; poll < 5; poll++) {
    readerOf({maxResults: 200})(page(ROWS, 'x'));
    readerOf(running)(page(row()));
  }

  assert.equal(read.count, 2);
  readerOf({maxResults: 200, nextToken: 'x'})(page(ROWS));
  readerOf({maxResults: 200, nextToken: 'x'})(page(ROWS));
  assert.equal(read.count, 4);
});

/** What could make one list of two, end one early or hide its end. */
const PIECES = [
  '<storeImageTaskResultSet>',
  '</storeImageTaskResultSet>',
  '<storeImageTaskResultSet/>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?x',
  '?>',
  '<nextToken>',
  '</nextToken>',
  '<nextToken/>',
  '<requestId>r</requestId>',
  '<DescribeStoreImageTasksResponse>',
  '<DescribeStoreImageTasksResponse xmlns="x">',
  '</DescribeStoreImageTasksResponse>',
  '<item>',
  '</item>',
  row(),
  'token',
  '&lt;',
  '>',
  ' ',
];

test('whatever came before, an answer is read as it is alone', () => {
  const pieces = fc.array(fc.constantFrom(...PIECES), {maxLength: 4}).map(some => some.join(''));
  const seldom = fc.oneof({weight: 4, arbitrary: fc.constant('')}, {weight: 1, arbitrary: pieces});
  const tail = fc.oneof(
    seldom,
    pieces.map(some => `<nextToken>${some}</nextToken>`),
  );
  const answer = fc
    .tuple(seldom, fc.constantFrom('', row()), seldom, tail)
    .map(
      ([head, rows, inner, behind]) =>
        `<DescribeStoreImageTasksResponse>${head}<storeImageTaskResultSet>${rows}${inner}</storeImageTaskResultSet>${behind}</DescribeStoreImageTasksResponse>`,
    );
  fc.assert(
    fc.property(fc.array(answer, {minLength: 2, maxLength: 8}), answers => {
      const readPage = pageReader();
      for (const text of [...answers, ...answers]) {
        assert.deepEqual(readPage(text), readTaskPage(text), text);
      }
    }),
    {numRuns: 1000},
  );
});
