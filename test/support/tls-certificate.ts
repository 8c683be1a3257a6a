import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate with its key, as node:https takes them. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
  readonly name: string;
  readonly privateKey: KeyObject;
}

/**
 * Makes an X.509 certificate at test time, so that no key lies in the repository and none ever
 * expires under it. Signed by `issuer`, or by itself.
 */
export function createTestCertificate(options: {
  readonly name: string;
  /** DNS names and IPv4 addresses that it is made out to. */
  readonly hosts?: readonly string[];
  readonly issuer?: TestCertificate;
  readonly isAuthority?: boolean;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}): TestCertificate {
  const { name, hosts = [], issuer, isAuthority = false } = options;
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const dayMs = 86_400_000;
  const notBefore = options.notBefore ?? new Date(Date.now() - dayMs);
  const notAfter = options.notAfter ?? new Date(Date.now() + 30 * dayMs);
  const signed = sequence(
    tagged(0xa0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(0x01), randomBytes(8)])),
    ecdsaWithSha256,
    distinguishedName(issuer?.name ?? name),
    sequence(utcTime(notBefore), utcTime(notAfter)),
    distinguishedName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, extensions(hosts, isAuthority)),
  );
  const signature = sign('sha256', signed, issuer?.privateKey ?? privateKey);
  const certificate = sequence(signed, ecdsaWithSha256, bitString(signature));
  const base64 = certificate.toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    name,
    privateKey,
  };
}

function tagged(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

function sequence(...contents: readonly Buffer[]): Buffer {
  return tagged(0x30, ...contents);
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}

function bitString(bytes: Buffer): Buffer {
  return tagged(0x03, Buffer.of(0), bytes);
}

function objectIdentifier(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

const ecdsaWithSha256 = sequence(objectIdentifier('2a8648ce3d040302'));

function distinguishedName(commonName: string): Buffer {
  const value = tagged(0x0c, Buffer.from(commonName, 'utf8'));
  return sequence(tagged(0x31, sequence(objectIdentifier('550403'), value)));
}

function utcTime(time: Date): Buffer {
  const digits = time.toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return tagged(0x17, Buffer.from(`${digits}Z`, 'latin1'));
}

function extensions(hosts: readonly string[], isAuthority: boolean): Buffer {
  const yes = tagged(0x01, Buffer.of(0xff));
  const basicConstraints = sequence(
    objectIdentifier('551d13'),
    yes,
    tagged(0x04, isAuthority ? sequence(yes) : sequence()),
  );
  if (hosts.length === 0) return sequence(basicConstraints);
  const names = sequence(...hosts.map(generalName));
  return sequence(basicConstraints, sequence(objectIdentifier('551d11'), tagged(0x04, names)));
}

function generalName(host: string): Buffer {
  if (isIP(host) === 4) return tagged(0x87, Buffer.from(host.split('.').map(Number)));
  return tagged(0x82, Buffer.from(host, 'latin1'));
}
