import type {Plugin} from 'esbuild';
import {patchFile, type Replacement} from './patch.js';

const RULES = [
  "this.header({ key: 'header', columns, data: {} })",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is text of the file that is changed
  'this.separator({ key: `separator-${key}`, columns, data: {} })',
  "this.footer({ key: 'footer', columns, data: {} })",
];

/**
Lets ink-table leave out the rules and borders that draw nothing anyway: a skeleton that says so (`drawsNothing`) isn't put between 36 rows and 7 columns a thousand times, for React to go through on each tick.
*/
export const leanTable: Plugin = {
  name: 'lean-table',
  setup(build) {
    patchFile(build, /ink-table[\\/]dist[\\/]index\.js$/, [
      ...RULES.map(
        (rule): Replacement => [rule, `(this.getConfig().skeleton.drawsNothing ? null : ${rule})`],
      ),
      [
        'children: [_jsx(skeleton.component, { children: skeleton.left }), ...intersperse(',
        'children: [bare ? null : _jsx(skeleton.component, { children: skeleton.left }), ...intersperse(',
      ],
      [
        '                // The horizontal separator.\n',
        '                if (bare) return null;\n',
      ],
      [
        '_jsx(skeleton.component, { children: skeleton.right })]',
        'bare ? null : _jsx(skeleton.component, { children: skeleton.right })]',
      ],
      [
        'const skeleton = config.skeleton;\n',
        'const skeleton = config.skeleton;\n    const bare = skeleton.component.drawsNothing;\n',
      ],
    ]);
  },
};
