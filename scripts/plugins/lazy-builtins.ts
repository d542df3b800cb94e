import {builtinModules, createRequire, isBuiltin} from 'node:module';
import type {Plugin} from 'esbuild';

const require = createRequire(import.meta.url);

/**
Loads Node's own modules when the part that needs them runs, and takes no more from them than is used. `import http from 'node:http'` makes an ES facade that reads every export once; one of them is a getter that loads Node's whole fetch (28 ms), others load Argon2, MIME types and file streams. With process.getBuiltinModule nothing is read that isn't used: `--demo --once` takes 194 ms of CPU with it and 208 without (medians of 12). No text of a package is edited for it.
Node has it since 20.16 and 22.3.
*/
export const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  setup(build) {
    build.onResolve({filter: /^(?:node:)?[a-z]\w*(?:\/\w+)*$/}, ({path, kind}) =>
      isBuiltin(path)
        ? {
            path: path.replace(/^node:/, ''),
            // Who takes a module as a whole gets it as it is: naming its exports would read them all.
            namespace: kind === 'import-statement' ? 'builtin' : 'builtin-script',
            sideEffects: false,
          }
        : undefined,
    );
    build.onLoad({filter: /.*/, namespace: 'builtin-script'}, ({path}) => ({
      contents: `module.exports = process.getBuiltinModule('node:${path}');`,
    }));
    build.onLoad({filter: /.*/, namespace: 'builtin'}, ({path}) => ({
      contents: [
        `const builtin = /* @__PURE__ */ process.getBuiltinModule('node:${path}');`,
        'export default builtin;',
        ...exportNames(path).map(name =>
          isGetter(path, name)
            ? `export {${name}} from '${GETTER}${path}/${name}';`
            : `export const ${name} = /* @__PURE__ */ (() => builtin.${name})();`,
        ),
      ].join('\n'),
    }));
    build.onResolve({filter: new RegExp(`^${GETTER}`)}, ({path}) => ({
      path: path.slice(GETTER.length),
      namespace: 'builtin-getter',
      sideEffects: false,
    }));
    build.onLoad({filter: /.*/, namespace: 'builtin-getter'}, ({path}) => {
      const end = path.lastIndexOf('/');
      const name = path.slice(end + 1);
      return {
        contents: `export const ${name} = /* @__PURE__ */ (() => process.getBuiltinModule('node:${path.slice(0, end)}').${name})();`,
      };
    });
  },
};

/** An export that is a getter loads more of Node, such as all file streams: it is a module of its own, so that only the part that names it reads it. */
const GETTER = 'builtin-getter:';

function isGetter(builtin: string, name: string): boolean {
  return Object.getOwnPropertyDescriptor(requireBuiltin(builtin), name)?.get !== undefined;
}

/** What can be imported by name, as far as it is a word that can be declared. */
function exportNames(builtin: string): readonly string[] {
  return Object.keys(requireBuiltin(builtin)).filter(
    name => /^[A-Za-z_$][\w$]*$/.test(name) && !['default', 'builtin'].includes(name),
  );
}

function requireBuiltin(builtin: string): object {
  return require(builtinModules.includes(builtin) ? builtin : `node:${builtin}`);
}
