/** What the executable begins with: it starts the program that it holds, with the code that V8 has compiled of it while the executable was made. */
import {Buffer} from 'node:buffer';
import process from 'node:process';
import {getAssetKeys, getRawAsset} from 'node:sea';
import {isatty} from 'node:tty';
import {Script} from 'node:vm';
import {compiledName, type Start, startParts} from './start-parts.js';

const IS_NO_SCREEN = /^--(?:once|wait|follow|help|version|complet|generate-cli-skeleton)/;

const start: Start =
  process.argv.some(argument => IS_NO_SCREEN.test(argument)) || !isatty(1) ? 'once' : 'screen';
const assets = new Set(getAssetKeys());
const read = (name: string): Buffer => Buffer.from(getRawAsset(name));

startParts(part => {
  const compiled = compiledName(start, part);
  return new Script(read(part).toString('latin1'), {
    filename: part,
    ...(assets.has(compiled) && {cachedData: read(compiled)}),
  });
});
