import {builtinModules, createRequire, isBuiltin} from 'node:module';
import type {Plugin} from 'esbuild';

const require = createRequire(import.meta.url);

/** The package that a file belongs to; none for our own. */
const PACKAGE = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/;

/**
Loads Node's own modules when the part that needs them runs, and takes no more from them than is used. `import http from 'node:http'` makes an ES facade that reads every export once; one of them is a getter that loads Node's whole fetch (28 ms), others load Argon2, MIME types and file streams. With process.getBuiltinModule nothing is read that isn't used: `--demo --once` takes 194 ms of CPU with it and 208 without (medians of 12). No text of a package is edited for it.
A function waits for its first call with it: a module of which no more than functions is taken is not loaded before.
Each package takes for itself: what the SDK reads of `node:fs` is not read by a start that only prints a text.
Node has it since 20.16 and 22.3.
*/
export const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  setup(build) {
    build.onResolve({filter: /^(?:node:)?[a-z]\w*(?:\/\w+)*$/}, ({path, kind, importer}) =>
      isBuiltin(path)
        ? {
            path: `${path.replace(/^node:/, '')} for ${PACKAGE.exec(importer)?.[1] ?? 'amiwatch'}`,
            // Who takes a module as a whole gets it as it is: naming its exports would read them all.
            namespace: kind === 'import-statement' ? 'builtin' : 'builtin-script',
            sideEffects: false,
          }
        : undefined,
    );
    build.onLoad({filter: /.*/, namespace: 'builtin-script'}, ({path}) => ({
      contents: `module.exports = process.getBuiltinModule('node:${moduleOf(path)}');`,
    }));
    build.onLoad({filter: /.*/, namespace: 'builtin'}, ({path}) => ({
      contents: [
        `const load = () => process.getBuiltinModule('node:${moduleOf(path)}');`,
        'export default /* @__PURE__ */ load();',
        ...exportsOf(moduleOf(path)).map(([name, value]) =>
          isPlainFunction(name, value)
            ? `export const ${name} = (...values) => load().${name}(...values);`
            : `export const ${name} = /* @__PURE__ */ (() => load().${name})();`,
        ),
      ].join('\n'),
    }));
  },
};

function moduleOf(path: string): string {
  return path.slice(0, path.indexOf(' '));
}

/** What can be imported by name, as far as it is a word that can be declared. */
function exportsOf(builtin: string): ReadonlyArray<readonly [name: string, value: unknown]> {
  const id = builtinModules.includes(builtin) ? builtin : `node:${builtin}`;
  const exports = require(id) as Record<string, unknown>;
  return Object.keys(exports)
    .filter(name => /^[A-Za-z_$][\w$]*$/.test(name) && !['default', 'load'].includes(name))
    .map(name => [name, exports[name]]);
}

/** A function that is only ever called: no class, and nothing hangs on it, as `util.promisify.custom` does. Its module can wait for the call. */
function isPlainFunction(name: string, value: unknown): boolean {
  return (
    typeof value === 'function' &&
    /^[a-z]/.test(name) &&
    Object.keys(value).length === 0 &&
    Object.getOwnPropertySymbols(value).length === 0
  );
}
