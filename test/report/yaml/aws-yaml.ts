import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {compile} from '../../../source/report/jmespath/compile.js';
import {parseJson} from '../../../source/report/python/parse-json.js';
import {formatYaml, formatYamlPage} from '../../../source/report/yaml/yaml.js';
import type {Dice} from '../../fuzz/dice.js';
import {askPython} from '../../helpers/ask-python.js';
import {randomJson, randomText} from '../jmespath/random-json.js';

/** A query and the JSON text that it is applied to. */
export type YamlCase = readonly [query: string, document: string];

/** What is printed with --output yaml, and as a page of yaml-stream. */
export type YamlAnswer = readonly [yaml: string, page: string];

const SCRIPT = fileURLToPath(new URL('answers.py', import.meta.url));

/** Debian's, which its awscli (version 2) runs in. */
const PYTHON = '/usr/bin/python3';

/** The versions of what gives the answers; `undefined` where version 2 of the aws command isn't there. */
export function yamlVersions(): string | undefined {
  const {status, stdout} = spawnSync(PYTHON, [SCRIPT, '--version'], {encoding: 'utf8'});
  return status === 0 ? stdout.trim() : undefined;
}

export function awsYaml(cases: readonly YamlCase[]): readonly YamlAnswer[] {
  return askPython(PYTHON, [SCRIPT], cases);
}

export function ourYaml([query, document]: YamlCase): YamlAnswer {
  const result = compile(query)(parseJson(document));
  return [formatYaml(result), formatYamlPage(result)];
}

/** What quoting and folding depend on. */
const WORDS = [
  ...['a', 'the', 'AccessDenied:', 'x:', '#y', '- z', '\n', '\n\n', '  ', '"q"', "it's", 'é', '😀'],
  ...['拒否', '\t', '(Service: S3,', 'Status', 'Code:', '403)', 'verylongword'.repeat(3), '?', '%'],
  ...[
    '`',
    '\u2028',
    '\u0085',
    '[x]',
    '{',
    '}',
    ',',
    '&',
    '*',
    '!',
    '|',
    '>',
    ':',
    '::a',
    '---',
    '...',
  ],
];

/** The same list or object several times makes anchors and aliases. */
const QUERIES = [
  ...['@', '@', '@', '*', '[@,@]', '{a:@,b:@}', '[@[0],@,[@[0]]]', '[[@],{x:@}]', '[`[]`,`{}`]'],
  ...['{a:@, b: `[]`, c: [@]}', '{b: [@,@], a: @}'],
];

export function randomYamlCase(dice: Dice): YamlCase {
  const text = () => dice.some(0, 40, () => dice.pick(WORDS)).join(dice.pick([' ', ' ', '']));
  const name = () => (dice.chance(0.5) ? text() : dice.pick(['a', 'b', 'k']));
  const value = () => (dice.chance(0.5) ? text() : [text(), {a: text()}]);
  const documents = [
    () => randomJson(dice, 4),
    () => JSON.stringify(dice.some(1, 3, text)),
    () => JSON.stringify(Object.fromEntries(dice.some(1, 3, () => [name(), value()]))),
    () => JSON.stringify([{a: randomText(dice), [randomText(dice)]: [[text()], randomText(dice)]}]),
  ];
  return [dice.pick(QUERIES), dice.pick(documents)()];
}
