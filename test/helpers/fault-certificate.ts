import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

export type FaultCertificate = {readonly key: string; readonly cert: string};

/**
Makes a self-signed certificate with openssl.
@param names As subjectAltName has them: `IP:127.0.0.1`, `DNS:host`.
@throws When there is no openssl.
*/
export function makeCertificate(folder: string, name: string, names: string): FaultCertificate {
  const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  const command = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=${name} -addext subjectAltName=${names} -keyout ${key} -out ${cert}`;
  execFileSync('openssl', command.split(' '), {stdio: 'ignore'});
  return {key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8')};
}
