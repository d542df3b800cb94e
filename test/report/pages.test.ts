import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {Ec2Error} from '../../source/ec2/errors.js';
import {
  decodePageToken,
  encodePageToken,
  tokenToCopy,
} from '../../source/report/once/page-token.js';
import {type FetchPage, walkPages} from '../../source/report/once/pages.js';
import {demoTask} from '../helpers/demo-endpoint.js';
import {reading} from '../helpers/simulated-ec2.js';

/** Pages of so many tasks out of `count`; the token is the place of the next one. */
function pagesOf(count: number, pageSize: number): FetchPage {
  const tasks = Array.from({length: count}, (_, index) => reading(demoTask(index)));
  return async nextToken => {
    const from = Number(nextToken ?? 0);
    const end = from + pageSize;
    return {tasks: tasks.slice(from, end), nextToken: end < count ? String(end) : undefined};
  };
}

async function walk(fetch: FetchPage, maxItems?: number, startingToken?: string) {
  const ids: string[] = [];
  let resumeToken: string | undefined;
  for await (const page of walkPages(fetch, {maxItems, startingToken, nextToken: undefined})) {
    ids.push(...page.tasks.map(task => task.amiId ?? ''));
    resumeToken = page.resumeToken;
  }
  return {ids, resumeToken};
}

test('the tokens are the aws command’s own', () => {
  assert.equal(
    encodePageToken(undefined, 5),
    Buffer.from('{"NextToken": null, "boto_truncate_amount": 5}').toString('base64'),
  );
  assert.equal(
    encodePageToken('é', undefined),
    Buffer.from('{"NextToken": "\\u00e9"}').toString('base64'),
  );
  assert.deepEqual(decodePageToken(encodePageToken('x', 3)), {nextToken: 'x', skip: 3});
  assert.deepEqual(decodePageToken('token___4'), {nextToken: 'token', skip: 4});
  assert.deepEqual(decodePageToken('None___4'), {nextToken: undefined, skip: 4});
  assert.deepEqual(decodePageToken('opaque'), {nextToken: 'opaque', skip: 0});
  assert.deepEqual(decodePageToken('a___b'), {nextToken: 'a___b', skip: 0});
});

test('any token of the service comes back', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (token, skip) => {
      fc.pre(token !== 'None');
      assert.deepEqual(decodePageToken(encodePageToken(token, skip)), {nextToken: token, skip});
    }),
  );
});

test('a token of the service that can be copied is shown as it is, any other as the aws command wraps it', () => {
  for (const plain of ['eyJ2IjoiMiJ9+/==', 'page-2', 'a.b:c_d']) {
    assert.equal(tokenToCopy(plain), plain);
  }

  const hostile = [
    '\u{1B}]0;owned\u{7}',
    '$(id)',
    'a b',
    '-x',
    "it's",
    'é',
    '\u{202E}x',
    'a\nb',
    '~',
  ];
  for (const token of hostile) {
    const shown = tokenToCopy(token);
    assert.match(shown, /^[A-Za-z\d+/]+=*$/);
    assert.deepEqual(decodePageToken(shown), {nextToken: token, skip: 0});
  }
});

test('going on with token after token gives every task once, whatever the sizes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({min: 0, max: 40}),
      fc.integer({min: 1, max: 12}),
      fc.integer({min: 1, max: 15}),
      async (count, pageSize, maxItems) => {
        const fetch = pagesOf(count, pageSize);
        const all = await walk(fetch);
        const ids: string[] = [];
        let token: string | undefined;
        do {
          const part = await walk(fetch, maxItems, token);
          assert.ok(part.ids.length <= maxItems);
          ids.push(...part.ids);
          token = part.resumeToken;
        } while (token !== undefined);
        assert.deepEqual(ids, all.ids);
        assert.equal(all.ids.length, count);
      },
    ),
  );
});

test('a service that gives the same token for ever is not followed for ever', async () => {
  const fetch: FetchPage = async () => ({tasks: [], nextToken: 'same'});
  await assert.rejects(
    walk(fetch),
    (error: unknown) => error instanceof Ec2Error && error.kind === 'bad-answer',
  );
});
