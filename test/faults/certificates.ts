import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A certificate and its key as TLS takes them: PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** A certificate authority of a test's own, that nothing trusts unless it is told to. */
export interface CertificateAuthority {
  /** PEM. */
  readonly certificate: string;
  /** Issues a certificate for a host name. */
  issue(host: string): Certificate;
}

/** Makes an authority with a new key. */
export function createAuthority(name: string): CertificateAuthority {
  const { privateKey, publicKey } = newKeys();
  const extensions = [
    extension(oids.basicConstraints, sequence(boolean(true)), true),
    extension(oids.keyUsage, bitString(Buffer.of(0x06), 1), true),
  ];
  const own = certificate({ issuer: name, subject: name, publicKey, signer: privateKey, extensions });
  return {
    certificate: own,
    issue(host) {
      const keys = newKeys();
      const alternativeName = extension(oids.subjectAltName, sequence(tagged(0x82, Buffer.from(host))), false);
      return {
        certificate: certificate({
          issuer: name,
          subject: host,
          publicKey: keys.publicKey,
          signer: privateKey,
          extensions: [alternativeName],
        }),
        key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
  };
}

interface Contents {
  readonly issuer: string;
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly signer: KeyObject;
  readonly extensions: readonly Buffer[];
}

function newKeys(): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

const day = 24 * 60 * 60 * 1000;

/** An X.509 certificate, version 3, valid from yesterday for a month, in PEM: https://www.rfc-editor.org/rfc/rfc5280 */
function certificate({ issuer, subject, publicKey, signer, extensions }: Contents): string {
  const algorithm = sequence(oid(oids.ecdsaWithSha256));
  const body = sequence(
    tagged(0xa0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(0x01), randomBytes(15)])),
    algorithm,
    commonName(issuer),
    sequence(utcTime(Date.now() - day), utcTime(Date.now() + 30 * day)),
    commonName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', body, { key: signer, dsaEncoding: 'der' });
  const lines = sequence(body, algorithm, bitString(signature, 0)).toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

const oids = {
  commonName: '2.5.4.3',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;

/** A value in DER: its tag, its length, its contents. */
function tagged(tag: number, contents: Buffer): Buffer {
  const { length } = contents;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), contents]);
  const size = length < 0x100 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff);
  return Buffer.concat([Buffer.of(tag), size, contents]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts));
const integer = (bytes: Buffer): Buffer => tagged(0x02, bytes);
const boolean = (value: boolean): Buffer => tagged(0x01, Buffer.of(value ? 0xff : 0));
const bitString = (bits: Buffer, unused: number): Buffer => tagged(0x03, Buffer.concat([Buffer.of(unused), bits]));

/** The first two numbers share a byte; the others are written in groups of seven bits. */
function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = rest.flatMap((number) => {
    const groups = [number & 0x7f];
    for (let left = number >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return tagged(0x06, Buffer.of(first * 40 + second, ...bytes));
}

function commonName(name: string): Buffer {
  return sequence(tagged(0x31, sequence(oid(oids.commonName), tagged(0x0c, Buffer.from(name)))));
}

/** `YYMMDDhhmmssZ` */
function utcTime(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/\D/g, '').slice(2, 14);
  return tagged(0x17, Buffer.from(`${digits}Z`));
}

function extension(id: string, value: Buffer, critical: boolean): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), tagged(0x04, value));
}
