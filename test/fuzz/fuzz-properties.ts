import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {withFreshBuild} from '../../scripts/fresh-build.js';
import {bundleTests} from '../../scripts/testing/bundle-tests.js';
import {fileText} from '../../scripts/testing/report-text.js';
import {CACHE, runFiles} from '../../scripts/testing/run-files.js';
import {SEED_VARIABLE} from '../../scripts/testing/seed.js';
import {testFiles} from '../../scripts/testing/test-files.js';

/**
Runs every test file with random cases again and again, each time with another seed.
@param say Told of each failure, with the seed that brings it back.
*/
export async function fuzzProperties(
  rounds: number,
  seed: number,
  say: (line: string) => void,
): Promise<{readonly files: number; readonly failed: number}> {
  mkdirSync(CACHE, {recursive: true});
  const folder = mkdtempSync(path.join(CACHE, 'fuzz-'));
  // The fuzz itself runs as the program does, the tests as they always do.
  delete process.env.NODE_ENV;
  delete process.env.NODE_TEST_CONTEXT;
  withFreshBuild();
  try {
    const {tests, reporter, isRandom} = await bundleTests(testFiles(), folder);
    const random = tests.filter(({source}) => isRandom(source));
    let failed = 0;
    for (let round = 0; round < rounds; round++) {
      process.env[SEED_VARIABLE] = String(seed + round);
      await runFiles(random, {...OPTIONS, reporter}, result => {
        failed += result.failed;
        if (result.failed > 0) {
          const again = `${SEED_VARIABLE}=${seed + round} npm test -- ${result.source}`;
          say(`${fileText(result)}\n${again}`);
        }
      });
    }

    return {files: random.length, failed};
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

const OPTIONS = {
  nodeOptions: [],
  patienceMs: 600_000,
  mayBeEmpty: false,
  signal: new AbortController().signal,
};
