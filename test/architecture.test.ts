import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {dirname, relative, resolve} from 'node:path';
import test from 'node:test';
import {fileURLToPath} from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SOURCE = resolve(ROOT, 'source');

/** What each folder may import from, besides itself. Everything points down. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'cli.ts': ['cli', 'base', 'poll', 'ec2', 'terminal'],
  'index.ts': ['library', 'poll', 'ec2', 'task'],
  library: ['report', 'poll', 'ec2', 'task', 'base'],
  cli: ['app', 'report', 'alert', 'demo', 'view', 'poll', 'ec2', 'task', 'base'],
  app: ['ui', 'view', 'alert', 'poll', 'ec2', 'task', 'terminal', 'base'],
  ui: ['view', 'poll', 'task'],
  view: ['poll', 'task', 'base'],
  report: ['poll', 'ec2', 'task', 'base'],
  alert: ['poll', 'ec2', 'task', 'base'],
  poll: ['ec2', 'task', 'base'],
  ec2: ['task', 'base'],
  demo: ['task'],
  task: [],
  base: [],
  terminal: [],
};

/** Packages that draw: only these folders may load them. */
const DRAWING = /^(?:ink|react|ink-table|chalk)(?:\/|$)/;
const MAY_DRAW = /^(?:app|ui)\//;

const IMPORT = /(?:^|[^.\w])(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g;
const TYPE_IMPORT = /^import type [^;]*;$/gm;
const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

type BiomeConfig = {
  readonly overrides: readonly {
    readonly includes: readonly string[];
    readonly linter: {
      readonly rules: {
        readonly style: {
          readonly noRestrictedImports: {
            readonly options: {readonly patterns: readonly {readonly group: readonly string[]}[]};
          };
        };
      };
    };
  }[];
};

function codeOf(file: string): string {
  return readFileSync(resolve(SOURCE, file), 'utf8').replaceAll(COMMENT, '');
}

function importsIn(code: string): string[] {
  return [...code.matchAll(IMPORT)].map(([, specifier]) => specifier as string);
}

function importsOf(file: string): string[] {
  return importsIn(codeOf(file));
}

const files = readdirSync(SOURCE, {recursive: true, encoding: 'utf8'}).filter(file =>
  /\.tsx?$/.test(file),
);

function layerOf(file: string): string {
  return file.split('/')[0] as string;
}

test('every folder has its place among the layers', () => {
  assert.ok(files.length > 100);
  assert.deepEqual(
    files.map(layerOf).filter(layer => !(layer in MAY_IMPORT)),
    [],
  );
});

test('imports point down the layers', () => {
  const wrong = files.flatMap(file =>
    importsOf(file)
      .filter(specifier => specifier.startsWith('.'))
      .map(specifier => relative(SOURCE, resolve(SOURCE, dirname(file), specifier)))
      .filter(target => !target.startsWith('..'))
      .filter(target => {
        const [from, to] = [layerOf(file), layerOf(target)];
        return from !== to && !MAY_IMPORT[from]?.includes(to);
      })
      .map(target => `${file} -> ${target}`),
  );
  assert.deepEqual(wrong, []);
});

test('no two folders may import each other', () => {
  for (const [from, allowed] of Object.entries(MAY_IMPORT)) {
    for (const to of allowed) {
      assert.ok(!MAY_IMPORT[to]?.includes(from), `${from} and ${to} may import each other`);
    }
  }
});

test('the linter keeps every layer from what it may not import', () => {
  const {overrides} = JSON.parse(readFileSync(resolve(ROOT, 'biome.json'), 'utf8')) as BiomeConfig;
  const refused = new Map(
    overrides.map(({includes: [folder = ''], linter}) => [
      folder.split('/')[1],
      linter.rules.style.noRestrictedImports.options.patterns.flatMap(({group}) => group),
    ]),
  );
  const layers = Object.keys(MAY_IMPORT).filter(layer => !layer.endsWith('.ts'));
  for (const layer of layers) {
    const wrong = layers.filter(other => other !== layer && !MAY_IMPORT[layer]?.includes(other));
    assert.deepEqual(
      new Set(refused.get(layer)),
      new Set(wrong.map(other => `**/${other}/**`)),
      layer,
    );
  }
});

test('only the screen loads Ink and React', () => {
  const wrong = files
    .filter(file => !MAY_DRAW.test(file))
    .flatMap(file =>
      importsIn(codeOf(file).replaceAll(TYPE_IMPORT, ''))
        .filter(specifier => DRAWING.test(specifier))
        .map(specifier => `${file} -> ${specifier}`),
    );
  assert.deepEqual(wrong, []);
});

/** The second is loaded for what it does to the process, before anything else, and reads how Node was started. The third is what users of the library enter by. */
const ENTRIES = ['cli.ts', 'cli/no-debugger.ts', 'library/open-source.ts'];

test('only the entry touches argv, the exit code and the environment', () => {
  const wrong = files.filter(
    file => !ENTRIES.includes(file) && /process\.(?:argv|exitCode|exit\(|env\b)/.test(codeOf(file)),
  );
  assert.deepEqual(wrong, []);
});

/** Packages that no file imports: what runs or checks the others, and types. */
const TOOLS = /^(?:@biomejs\/biome|@sindresorhus\/tsconfig|@types\/.+|node|tsx|typescript)$/;

test('every dependency is imported somewhere, or is a tool', () => {
  const {devDependencies} = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: Readonly<Record<string, string>>;
  };
  const imported = new Set(
    ['source', 'scripts', 'test']
      .map(folder => resolve(ROOT, folder))
      .flatMap(folder =>
        readdirSync(folder, {recursive: true, encoding: 'utf8'})
          .filter(file => /\.tsx?$/.test(file))
          .flatMap(file => importsIn(readFileSync(resolve(folder, file), 'utf8'))),
      )
      .map(specifier => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0]),
  );
  assert.deepEqual(
    Object.keys(devDependencies).filter(name => !TOOLS.test(name) && !imported.has(name)),
    [],
  );
});
