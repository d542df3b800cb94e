import {readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import packageJson from '../package.json' with {type: 'json'};
import {packedReadme, sourceReadme} from './readme-pictures.js';

/*
While npm packs, the readme's pictures are addressed where the package page finds them: npm has no other way to pack another readme than the one in the folder. `prepack` says `write`, `postpack` says `restore`.
*/

const change = process.argv[2] === 'restore' ? sourceReadme : packedReadme;
writeFileSync('readme.md', change(readFileSync('readme.md', 'utf8'), packageJson.version));
