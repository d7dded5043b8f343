/** Files for a Mosquitto broker: accounts and who may use which topic (mosquitto.conf(5): password_file, acl_file). */
import { pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import path from 'node:path';
import { topics } from '../../main/contract/mqtt.ts';
import { makeFolder, writeDurably } from '../repository/files.ts';
import type { CountyFolder } from '../repository/folder.ts';
import type { Registry } from '../repository/registry.ts';
import { townshipOf } from '../repository/role-names.ts';
import { readOriginCredentials } from './origin-credentials.ts';

/** As mosquitto_passwd(1): PBKDF2-SHA512, 64 bytes. The passwords are random, so few rounds are enough. */
const rounds = 101;
const keyBytes = 64;

/** `$7$<rounds>$<salt>$<hash>`, base64. */
export function hashBrokerPassword(password: string, salt = randomBytes(12)): string {
  const hash = pbkdf2Sync(password, salt, rounds, keyBytes, 'sha512');
  return `$7$${rounds}$${salt.toString('base64')}$${hash.toString('base64')}`;
}

/** For brokers that live in this product. */
export function checkBrokerPassword(hash: string, password: string): boolean {
  const [, kind, count, salt = '', expected = ''] = hash.split('$');
  if (kind !== '7') return false;
  const actual = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(count), keyBytes, 'sha512');
  const wanted = Buffer.from(expected, 'base64');
  return wanted.length === actual.length && timingSafeEqual(wanted, actual);
}

/** Codes of the villages merged into a terminal's own, as its signed settings say: the most special setting wins. */
function formerCodesOf(registry: Registry, { id, village }: RegisteredTerminal): readonly string[] {
  const layers = [id, village, townshipOf(village), registry.code].map(
    (key) => registry.settings[key]?.formerCodes,
  );
  return layers.find((codes) => codes !== undefined) ?? [];
}

type RegisteredTerminal = Pick<Registry['terminals'][number], 'id' | 'village'>;

/**
 * Topics of one terminal: it speaks for itself alone, and hears of its village, those merged into it, their townships and
 * the county.
 */
export function terminalTopics(registry: Registry, terminal: RegisteredTerminal) {
  const { code: county } = registry;
  const { id, village } = terminal;
  const villages = [village, ...formerCodesOf(registry, terminal)];
  const divisions = new Set([...villages, ...villages.map(townshipOf), county]);
  return {
    read: [
      topics.response(county, id),
      ...Array.from(divisions, (division) => topics.changed(county, division)),
    ],
    write: [topics.request(county, id), topics.alert(county, id), topics.feedback(county, id)],
    both: [topics.state(county, id)],
  };
}

function aclText(registry: Registry, origin: string): string {
  const lines = [
    '# Written by `county terminal add` and `county settings set`; do not edit.',
    `user ${origin}`,
  ];
  lines.push(`topic readwrite sanwu/1/${registry.code}/#`, '');
  for (const terminal of registry.terminals) {
    const { read, write, both } = terminalTopics(registry, terminal);
    lines.push(`user ${terminal.id}`);
    lines.push(...read.map((topic) => `topic read ${topic}`));
    lines.push(...write.map((topic) => `topic write ${topic}`));
    lines.push(...both.map((topic) => `topic readwrite ${topic}`), '');
  }
  return `${lines.join('\n')}\n`;
}

/** Writes `broker/mosquitto.acl` and `broker/mosquitto.passwords` anew. Send Mosquitto a SIGHUP afterwards. */
export async function writeBrokerFiles(folder: CountyFolder, registry: Registry): Promise<void> {
  await makeFolder(folder.broker, 0o700);
  const origin = readOriginCredentials(folder);
  const accounts = [
    `${origin.username}:${hashBrokerPassword(origin.password)}`,
    ...registry.terminals.map(({ id, passwordHash }) => `${id}:${passwordHash}`),
  ];
  await writeDurably(path.join(folder.broker, 'mosquitto.acl'), aclText(registry, origin.username), 0o600);
  await writeDurably(path.join(folder.broker, 'mosquitto.passwords'), `${accounts.join('\n')}\n`, 0o600);
}
