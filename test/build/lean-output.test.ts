import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {build, type Plugin} from 'esbuild';
import fc from 'fast-check';
import {leanOutput} from '../../scripts/plugins/lean-output.js';

type Transformer = (line: string, index: number) => string;

type Clip = {
  readonly x1?: number;
  readonly x2?: number;
  readonly y1?: number;
  readonly y2?: number;
};

/** What of Ink's own class is used here. */
type Output = {
  readonly write: (
    x: number,
    y: number,
    text: string,
    options: {readonly transformers: readonly Transformer[]},
  ) => void;
  readonly clip: (clip: Clip) => void;
  readonly unclip: () => void;
  readonly get: () => {readonly output: string; readonly height: number};
};

type OperationOf<A> = A extends fc.Arbitrary<infer T> ? T : never;

type OutputClass = new (size: {readonly width: number; readonly height: number}) => Output;

const INK_OUTPUT = fileURLToPath(
  new URL('../../node_modules/ink/build/output.js', import.meta.url),
);

async function inkOutput(t: TestContext, plugins: Plugin[]): Promise<OutputClass> {
  const folder = await mkdtemp(join(tmpdir(), 'amiwatch-output-'));
  t.after(() => rm(folder, {recursive: true, force: true}));
  const outfile = join(folder, 'output.mjs');
  await build({
    entryPoints: [INK_OUTPUT],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    plugins,
  });
  return ((await import(pathToFileURL(outfile).href)) as {default: OutputClass}).default;
}

const PIECES = [
  ...['a', 'bc ', ' ', '\n', '桶', 'é', 'e\u{301}', '\u{1F468}\u{200D}\u{1F469}', '\u{200B}', '｡ﾞ'],
  ...['\u{1B}[31m', '\u{1B}[39m', '\u{1B}[1m', '\u{1B}[2m', '\u{1B}[22m', '\u{1B}[0m', '\u{1B}[7m'],
  ...['\u{1B}]8;;http://a\u{7}', '\u{1B}]8;;\u{7}', '\u{1F3FD}', '\u{AD}'],
];

/** What Ink's colours are: styles around the text. One that changes the text itself would see codes that Ink has put in order before. */
const TRANSFORMERS: readonly Transformer[] = [
  line => `\u{1B}[32m${line}\u{1B}[39m`,
  line => `\u{1B}[2m${line}\u{1B}[22m`,
  (line, index) => (index % 2 ? `\u{1B}[1m${line}\u{1B}[22m` : line),
];

const bound = fc.option(fc.integer({min: -1, max: 9}), {nil: undefined});
const operation = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      x: fc.integer({min: -2, max: 10}),
      y: fc.integer({min: -1, max: 4}),
      text: fc.array(fc.constantFrom(...PIECES), {maxLength: 10}).map(pieces => pieces.join('')),
      transformers: fc.subarray([...TRANSFORMERS]),
    }),
  },
  fc.record({x1: bound, x2: bound, y1: bound, y2: bound}),
  fc.constant('unclip' as const),
);
const frame = fc.array(operation, {maxLength: 8});

function draw(made: OutputClass, operations: readonly OperationOf<typeof operation>[]): string {
  const output = new made({width: 10, height: 4});
  for (const one of operations) {
    if (one === 'unclip') {
      output.unclip();
    } else if ('text' in one) {
      output.write(one.x, one.y, one.text, one);
    } else {
      output.clip(one as Clip);
    }
  }

  return output.get().output;
}

test('the output of the built file draws what Ink’s own draws, frame after frame', async t => {
  const [lean, plain] = await Promise.all([inkOutput(t, [leanOutput]), inkOutput(t, [])]);
  fc.assert(
    fc.property(frame, operations => {
      assert.equal(draw(lean, operations), draw(plain, operations));
    }),
    {numRuns: 5000},
  );
});
