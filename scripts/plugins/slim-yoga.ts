import {readFile} from 'node:fs/promises';
import type {Plugin} from 'esbuild';
import {patchFile, replaceOnce} from './patch.js';

const DATA_URL = /"data:application\/octet-stream;base64,([\w+/=]+)"/;

/**
Instantiates yoga's WebAssembly at once instead of fetching it from a data URL. That saves the loading of Node's fetch (44 ms of CPU, medians of 12), and every module that imports yoga from being asynchronous, which no script can be. Compiling takes 0.8 ms (measured).
*/
export const slimYoga: Plugin = {
  name: 'slim-yoga',
  setup(build) {
    patchFile(build, /yoga-layout\/dist\/src\/index\.js$/, [
      [
        "import loadYoga from '../binaries/yoga-wasm-base64-esm.js';",
        "import loadYoga, {wasm} from '../binaries/yoga-wasm-base64-esm.js';",
      ],
      [
        'const Yoga = wrapAssembly(await loadYoga());',
        `const assembly = {
  instantiateWasm(imports, receive) {
    const module = new WebAssembly.Module(Buffer.from(wasm, 'base64'));
    const instance = new WebAssembly.Instance(module, imports);
    receive(instance);
    return instance.exports;
  },
};
loadYoga(assembly);
const Yoga = wrapAssembly(assembly);`,
      ],
    ]);
    build.onLoad({filter: /yoga-wasm-base64-esm\.js$/}, async ({path}) => {
      const text = await readFile(path, 'utf8');
      const binary = DATA_URL.exec(text)?.[1];
      if (!binary) {
        throw new Error(`${path}: no WebAssembly in a data URL; see scripts/plugins/slim-yoga.ts`);
      }

      const contents = replaceOnce(text.replace(DATA_URL, '""'), ['import.meta.url', '""'], path);
      return {contents: `${contents}\nexport const wasm = '${binary}';`};
    });
  },
};
