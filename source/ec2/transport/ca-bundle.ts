import {readFile} from 'node:fs/promises';
import {cleanText} from '../clean-text.js';
import {Ec2Error} from '../errors.js';

/**
Reads the PEM file that replaces Node's own roots.
@throws {Ec2Error} of kind `configuration` when it can't be read or holds no certificate.
*/
export async function readCaBundle(path: string | undefined): Promise<string | undefined> {
  if (!path) {
    return undefined;
  }

  const pem = await readFile(path, 'utf8').catch(() => undefined);
  if (!pem?.includes('-----BEGIN')) {
    throw new Ec2Error(
      `The CA bundle ${cleanText(path, 256)} ${pem === undefined ? "can't be read" : 'holds no certificate'}.`,
      {kind: 'configuration', advice: 'ca-file'},
    );
  }

  return pem;
}
