/** Keyed digests of people: without the county's key nobody can try names or numbers against them. */
import { createHmac, hkdfSync } from 'node:crypto';
import { plainIdentity, plainName } from '../../main/contract/identity.ts';

export type PersonDigests = {
  /** Under which a person's records are found. */
  person: (name: string, idNumber: string) => Buffer;
  /** Under which tries for a name are counted. */
  name: (name: string) => string;
};

/** @param secret the county's records secret */
export function personDigests(secret: Uint8Array): PersonDigests {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'sanwu personal lookup', 32));
  const digest = (purpose: string, text: string) => createHmac('sha256', key).update(`${purpose}\n${text}`);
  return {
    person: (name, idNumber) => digest('person', `${plainName(name)}\n${plainIdentity(idNumber)}`).digest(),
    name: (name) => digest('name', plainName(name)).digest('hex'),
  };
}
