import {build} from 'esbuild';
import {plainInk} from '../../../scripts/plugins/plain-ink.js';

/** What makes `require` of Node's own modules work in a module that esbuild has made. */
const REQUIRE =
  "import {createRequire} from 'node:module';const require = createRequire(import.meta.url);";

/** Bundles a program of the tests as the built program is: with React's production build, whose development build leaks by itself. */
export async function bundleProgram(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    mainFields: ['module', 'main'],
    define: {'process.env.NODE_ENV': '"production"'},
    plugins: [plainInk],
    banner: {js: REQUIRE},
    logLevel: 'warning',
  });
}
