import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {readTaskPage} from '../../source/ec2/answer/read-answer.js';
import {EMPTY_PAGE, page, row, serviceError} from './helpers/answers.js';

test('reads every member as the service wrote it', () => {
  const read = readTaskPage(
    page(row({storeTaskFailureReason: 'Access &lt;denied&gt; &amp; more'}), 'token=='),
  );
  assert.deepEqual(read, {
    tasks: [
      {
        amiId: 'ami-0123456789abcdef0',
        taskStartTime: '2026-01-02T03:04:05.678Z',
        startedAt: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
        bucket: 'ami-archive',
        s3ObjectKey: 'ami-0123456789abcdef0.bin',
        progressPercentage: 41,
        storeTaskState: 'InProgress',
        storeTaskFailureReason: 'Access <denied> & more',
      },
    ],
    lostRows: 0,
    nextToken: 'token==',
    hasEmptyToken: false,
  });
});

test('an empty list is a list, however it is written', () => {
  for (const list of [
    '<storeImageTaskResultSet/>',
    '<storeImageTaskResultSet> \n </storeImageTaskResultSet>',
  ]) {
    const text = `<DescribeStoreImageTasksResponse>${list}<nextToken/></DescribeStoreImageTasksResponse>`;
    assert.deepEqual(readTaskPage(text), {
      tasks: [],
      lostRows: 0,
      nextToken: undefined,
      hasEmptyToken: true,
    });
  }
});

const notAnswers: Record<string, string> = {
  'an empty body': '',
  blanks: ' \n ',
  HTML: '<!DOCTYPE html><html><head><title>Sign in</title></head><body><p>Hi<br></body></html>',
  'well-formed HTML': '<html><body>Sign in</body></html>',
  JSON: '{"StoreImageTaskResults": []}',
  garbage: '\u0000\u0001\uFFFD<<<>>>',
  'truncated XML': EMPTY_PAGE.slice(0, -20),
  'XML cut within a row': page(row()).slice(0, 300),
  'another root': EMPTY_PAGE.replaceAll(
    'DescribeStoreImageTasksResponse',
    'DescribeImagesResponse',
  ),
  'an error with status 200': serviceError('InternalError', 'x'),
  'no list':
    '<DescribeStoreImageTasksResponse><requestId>r</requestId></DescribeStoreImageTasksResponse>',
  'an empty root': '<DescribeStoreImageTasksResponse/>',
  'text for a list': page('nothing here'),
  'two lists': page('').replace(
    '<storeImageTaskResultSet></storeImageTaskResultSet>',
    '<storeImageTaskResultSet/><storeImageTaskResultSet/>',
  ),
  'nesting without end': '<a>'.repeat(200_000),
  'document types without end': '<!DOCTYPE a>'.repeat(100_000),
  'a prototype for a root': '<__proto__>x</__proto__>',
};

for (const [name, text] of Object.entries(notAnswers)) {
  test(`${name} is no answer`, () => {
    assert.equal(readTaskPage(text), undefined);
  });
}

const lost: Record<string, string> = {
  'a timestamp that is none': row({taskStartTime: 'yesterday'}),
  'a timestamp with a thirteenth month': row({taskStartTime: '2026-13-01T00:00:00.000Z'}),
  'an epoch for a timestamp': row({taskStartTime: '1767323045'}),
  'a percentage that is none': row({progressPercentage: 'half'}),
  'a fraction for a percentage': row({progressPercentage: '41.5'}),
  'an infinite percentage': row({progressPercentage: 'Infinity'}),
  'children where text belongs': row({bucket: '<name>x</name>'}),
  'a member twice': row({amiId: 'ami-1</amiId><amiId>ami-2'}),
  'text for a row': '<item>text</item>',
  'nothing for a row': '<item/>',
};

for (const [name, bad] of Object.entries(lost)) {
  test(`${name} loses only its own row`, () => {
    const read = readTaskPage(page(row({amiId: 'ami-a'}) + bad + row({amiId: 'ami-b'})));
    assert.deepEqual(
      read?.tasks.map(task => task.amiId),
      ['ami-a', 'ami-b'],
    );
    assert.equal(read?.lostRows, 1);
  });
}

test('members that are missing or empty are no reason to lose a row', () => {
  const read = readTaskPage(
    page(
      row({
        taskStartTime: undefined,
        progressPercentage: '',
        storeTaskState: 'Thinking',
        bucket: undefined,
        storeTaskFailureReason: '',
      }),
    ),
  );
  assert.equal(read?.lostRows, 0);
  const [task] = read?.tasks ?? [];
  assert.equal(task?.taskStartTime, undefined);
  assert.equal(task?.startedAt, undefined);
  assert.equal(task?.progressPercentage, undefined);
  assert.equal(task?.bucket, undefined);
  assert.equal(task?.storeTaskState, 'Thinking');
  assert.equal(task?.storeTaskFailureReason, '');
});

test('a percentage beyond its ends is taken as the nearer end', () => {
  const read = readTaskPage(
    page(row({progressPercentage: '140'}) + row({progressPercentage: '-1'})),
  );
  assert.deepEqual(
    read?.tasks.map(task => task.progressPercentage),
    [100, 0],
  );
});

test('timestamps keep their text and are read with any zone', () => {
  const times = ['2026-01-02T03:04:05Z', '2026-01-02T04:04:05+01:00', '2026-01-02T03:04:05'];
  const read = readTaskPage(page(times.map(taskStartTime => row({taskStartTime})).join('')));
  assert.deepEqual(
    read?.tasks.map(task => task.taskStartTime),
    times,
  );
  assert.deepEqual(
    read?.tasks.map(task => task.startedAt),
    times.map(() => Date.UTC(2026, 0, 2, 3, 4, 5)),
  );
});

test('what the service said is kept word for word, where cleaning changed it', () => {
  const reason = 'no\n\nway \u202Eevil\u009b31m';
  const long = 'k'.repeat(5000);
  const read = readTaskPage(
    page(
      row({storeTaskFailureReason: reason, s3objectKey: long, progressPercentage: '150'}) + row({}),
      'to\u202Eken',
    ),
  );
  const [first, second] = read?.tasks ?? [];
  assert.equal(first?.progressPercentage, 100);
  assert.ok((first?.s3ObjectKey?.length ?? 0) < 5000);
  assert.deepEqual(
    [
      first?.said?.storeTaskFailureReason,
      first?.said?.s3ObjectKey,
      first?.said?.progressPercentage,
    ],
    [reason, long, 150],
  );
  assert.equal(second?.said, undefined);
  assert.equal(read?.nextToken, 'to\u202Eken');
});

test('strings are cleaned', () => {
  const read = readTaskPage(
    page(row({storeTaskFailureReason: 'no\n\nway \u202Eevil&#x9b;31m', bucket: 'b\u200Bucket'})),
  );
  assert.equal(read?.tasks[0]?.storeTaskFailureReason, 'no way evil');
  assert.equal(read?.tasks[0]?.bucket, 'bucket');
});

test('names of the prototype are names like any other', () => {
  const read = readTaskPage(
    page(
      row({__proto__x: 'x', constructor: 'x', hasOwnProperty: 'x', toString: 'x'}) +
        '<item><__proto__><amiId>ami-evil</amiId></__proto__></item>' +
        row(),
    ),
  );
  assert.equal(read?.tasks.length, 3);
  assert.equal(read?.tasks[1]?.amiId, undefined);
  assert.equal(({} as Record<string, unknown>).amiId, undefined);
});

test('whatever is generated, good rows come back and nothing throws', () => {
  const member = fc.constantFrom('amiId', 'bucket', 'taskStartTime', 'progressPercentage', 'x');
  const text = fc.string({unit: 'binary', maxLength: 12}).map(raw => raw.replaceAll(/[<&]/g, ''));
  const other = fc
    .dictionary(member, text, {maxKeys: 4})
    .map(members => ({isGood: false, xml: row(members)}));
  const good = fc.constant({isGood: true, xml: row({amiId: 'ami-good'})});
  fc.assert(
    fc.property(fc.array(fc.oneof(good, other), {maxLength: 12}), rows => {
      const read = readTaskPage(page(rows.map(({xml}) => xml).join('')));
      assert.ok(read);
      const found = read.tasks.filter(task => task.amiId === 'ami-good').length;
      assert.ok(found >= rows.filter(({isGood}) => isGood).length);
      assert.equal(read.tasks.length + read.lostRows, rows.length);
    }),
    {numRuns: 1000},
  );
});

test('any text at all is read without a throw', () => {
  const piece = fc.oneof(
    fc.string({unit: 'binary', maxLength: 10}),
    fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      '<item>',
      '</item>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '&#x0;',
      '&amp;',
      '<storeImageTaskResultSet>',
      '<DescribeStoreImageTasksResponse>',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, {maxLength: 20}), pieces => {
      readTaskPage(pieces.join(''));
      readTaskPage(`<DescribeStoreImageTasksResponse>${pieces.join('')}`);
    }),
    {numRuns: 2000},
  );
});
