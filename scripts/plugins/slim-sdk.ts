import {readFile} from 'node:fs/promises';
import type {Plugin} from 'esbuild';

/** What the program takes from the SDK's client, and the files of its ES build that hold it. */
const CLIENT_FILES = {
  EC2Client: 'dist-es/EC2Client.js',
  DescribeStoreImageTasksCommand: 'dist-es/commands/DescribeStoreImageTasksCommand.js',
} as const;

/** Far fewer than the file has today, far more than a changed shape would match. */
const MIN_SCHEMAS = 2000;

const NO_CREDENTIALS = `export const defaultProvider = () => () => Promise.reject(new Error('The client was given no credentials.'));`;

/**
Keeps the SDK's EC2 client to the one operation that is asked for. Two things bring all 700 operations into a bundle: the package's index, which a lazily loaded module takes as a whole, and the schema arrays, whose computed keys look to a bundler as if making them did something. Importing the two files directly and marking the arrays pure saves 640 KB and 67 ms of CPU: `--demo --once` takes 194 ms with it and 261 without (medians of 12).
Its own chain of credentials goes too: this program has one, and always gives the client what it finds.
Fails the build when the SDK's files no longer have the expected shape.
*/
export const slimSdk: Plugin = {
  name: 'slim-sdk',
  setup(build) {
    build.onResolve({filter: /^@aws-sdk\/client-ec2$/}, ({kind, path}) =>
      kind === 'entry-point' ? undefined : {path, namespace: 'slim-sdk'},
    );
    build.onLoad({filter: /.*/, namespace: 'slim-sdk'}, () => ({
      contents: Object.entries(CLIENT_FILES)
        .map(
          ([name, file]) => `export {${name}} from './node_modules/@aws-sdk/client-ec2/${file}';`,
        )
        .join('\n'),
      resolveDir: process.cwd(),
    }));
    build.onResolve({filter: /^@aws-sdk\/credential-provider-node$/}, ({path}) => ({
      path,
      namespace: 'no-credentials',
    }));
    build.onLoad({filter: /.*/, namespace: 'no-credentials'}, () => ({contents: NO_CREDENTIALS}));
    build.onLoad({filter: /client-ec2\/dist-es\/schemas\/schemas_\d+\.js$/}, async ({path}) => {
      const text = await readFile(path, 'utf8');
      let schemas = 0;
      const contents = text.replaceAll(
        /^((?:export )?var [\w$]+ = )(\[.*\]|\[[\s\S]*?^\]);$/gm,
        (_, name: string, array: string) => {
          schemas++;
          return `${name}/* @__PURE__ */ (() => ${array})();`;
        },
      );
      if (schemas < MIN_SCHEMAS) {
        throw new Error(
          `${path}: only ${schemas} schema arrays recognised; the file's shape has changed, see scripts/plugins/slim-sdk.ts`,
        );
      }

      return {contents};
    });
    // The clients put their version into the user agent; the rest of their package.json is nobody's business.
    build.onLoad({filter: /@aws-sdk[\\/][\w-]+[\\/]package\.json$/}, async ({path}) => {
      const {version} = JSON.parse(await readFile(path, 'utf8'));
      return {contents: JSON.stringify({version}), loader: 'json'};
    });
  },
};
