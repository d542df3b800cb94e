import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {withFreshBuild} from './fresh-build.js';
import {bundleTests, type CompiledTests} from './testing/bundle-tests.js';
import {fileText, summaryText} from './testing/report-text.js';
import type {FileOptions} from './testing/run-file.js';
import {CACHE, runFiles} from './testing/run-files.js';
import {filesNamed, testFiles, tierOf} from './testing/test-files.js';
import {watchTests} from './testing/watch-tests.js';

const HELP = `npm test                         lint, types, build, and the fast tier
npm run test:all                 the same, then the full tier
npm test -- WORD …               the test files whose path holds one of the words
npm run test:watch [-- WORD …]   runs again and again what a change concerns; first the words' files

Options, behind --:
  --tier fast|full|all           with words: all; otherwise fast
  --test-name-pattern PATTERN    only these tests (repeatable)
  --patience SECONDS             a file without news for so long is killed; 120, with the full tier 600`;

const {values, positionals: words} = parseArgs({
  allowPositionals: true,
  options: {
    tier: {type: 'string'},
    watch: {type: 'boolean', default: false},
    'test-name-pattern': {type: 'string', multiple: true, default: []},
    patience: {type: 'string'},
    help: {type: 'boolean', short: 'h', default: false},
  },
});

// Else a test of this runner would be taken for a part of the test that starts it.
delete process.env.NODE_TEST_CONTEXT;

const patterns = values['test-name-pattern'].map(pattern => `--test-name-pattern=${pattern}`);
const isWhole = words.length === 0 && patterns.length === 0;
const tier = values.tier ?? (words.length > 0 ? 'all' : 'fast');
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    process.exitCode = 1;
    stop.abort();
  });
}

if (values.help) {
  console.log(HELP);
} else {
  mkdirSync(CACHE, {recursive: true});
  const folder = mkdtempSync(path.join(CACHE, 'run-'));
  process.on('exit', () => rmSync(folder, {recursive: true, force: true}));
  try {
    await (values.watch
      ? watchTests({
          choose,
          compile: sources => bundleTests(sources, folder),
          run,
          runsAtOnce: words.length > 0,
          stop: stop.signal,
        })
      : runOnce(folder));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

function choose(): readonly string[] {
  if (!['fast', 'full', 'all'].includes(tier)) {
    throw new Error(`--tier is fast, full or all, not "${tier}".`);
  }

  const files = testFiles().filter(file => tier === 'all' || tierOf(file) === tier);
  return words.length > 0 ? filesNamed(files, words) : files;
}

async function runOnce(folder: string): Promise<void> {
  const begin = performance.now();
  const sources = choose();
  if (isWhole && tier !== 'full') {
    npm('lint');
  }
  if (isWhole) {
    npm('build');
  }

  const compiled = await bundleTests(sources, folder);
  if (!isWhole && sources.some(compiled.startsTheBuild)) {
    withFreshBuild();
  }

  const {tests, failed} = await run(compiled, compiled.tests, begin);
  if (failed > 0 || tests === 0) {
    process.exitCode = 1;
  }
}

async function run(
  {reporter}: CompiledTests,
  tests: CompiledTests['tests'],
  begin = performance.now(),
  signal: AbortSignal = stop.signal,
): Promise<{readonly tests: number; readonly failed: number}> {
  const options: FileOptions = {
    reporter,
    nodeOptions: patterns,
    patienceMs: 1000 * Number(values.patience ?? (tier === 'fast' ? 120 : 600)),
    mayBeEmpty: patterns.length > 0,
    signal,
  };
  const results = await runFiles(tests, options, result => {
    const isUnconcerned =
      options.mayBeEmpty && result.passed + result.failed + result.skipped.length === 0;
    if (!isUnconcerned) {
      console.log(fileText(result));
    }
  });
  if (!signal.aborted) {
    console.log(summaryText(results, performance.now() - begin));
  }

  const sum = (count: (result: (typeof results)[number]) => number) =>
    results.reduce((total, result) => total + count(result), 0);
  return {tests: sum(({passed, failed}) => passed + failed), failed: sum(({failed}) => failed)};
}

function npm(script: string): void {
  const {status} = spawnSync('npm', ['run', '--silent', script], {stdio: 'inherit'});
  if (status !== 0) {
    throw new Error(`npm run ${script} failed; no test was run.`);
  }
}
