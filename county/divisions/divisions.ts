/** Townships and villages: each is a registration and a branch of the role tree. Safe to repeat after a killed command. */
import { generateKeyPair } from '../keys/key-pair.ts';
import { CountyRefusal } from '../publish/refusal.ts';
import { alone, Change, type County } from '../repository/county.ts';
import { type Registry, readRegistry, writeRegistry } from '../repository/registry.ts';
import {
  contentRole,
  countyOf,
  countyRole,
  countySigner,
  isTownship,
  townshipOf,
  townshipRole,
} from '../repository/role-names.ts';
import { delegate, emptyTargets } from '../repository/tuf-json.ts';
import { stageEmptyContent } from './empty-content.ts';

export type NewTownship = { code: string; name: string };
export type NewVillage = { code: string; name: string; kind: 'village' | 'community' };

function checkCode(registry: Registry, code: string): void {
  const known = [...registry.townships, ...registry.villages].some((division) => division.code === code);
  if (known || code === registry.code) throw new CountyRefusal('division-exists', code);
  if (countyOf(code) !== registry.code) throw new CountyRefusal('wrong-division', code);
}

/** The county's key signs what the county says everywhere; its id stands in the `targets` role. */
const countyKey = (county: County, change: Change, code: string) =>
  county.keys.open(change.tree.keyIds(contentRole(code, countySigner))[0] ?? '');

/** Makes the township's key and its branch. @throws CountyRefusal `division-exists`, `wrong-division` */
export function addTownship(county: County, { code, name }: NewTownship): Promise<void> {
  return alone(county, async () => {
    const registry = readRegistry(county.folder);
    if (!isTownship(code)) throw new CountyRefusal('wrong-division', code);
    checkCode(registry, code);
    const change = new Change(county);
    if (!change.tree.find(townshipRole(code))) await stageTownship(county, change, registry.code, code);
    registry.townships.push({ code, name });
    await writeRegistry(county.folder, registry);
  });
}

async function stageTownship(
  county: County,
  change: Change,
  countyCode: string,
  code: string,
): Promise<void> {
  const ofCounty = await countyKey(county, change, countyCode);
  const ofTownship = generateKeyPair();
  await county.keys.save(`township-${code}`, ofTownship);
  await stageEmptyContent(county, change, { division: code, signer: countySigner, key: ofCounty });
  await stageEmptyContent(county, change, { division: code, signer: code, key: ofTownship });
  const fromCounty = emptyTargets();
  delegate(fromCounty, contentRole(code, countySigner), ofCounty);
  await change.stage(countyRole(code), fromCounty, ofCounty);
  const fromTownship = emptyTargets();
  delegate(fromTownship, contentRole(code, code), ofTownship);
  await change.stage(townshipRole(code), fromTownship, ofTownship);
  const targets = change.content('targets');
  delegate(targets, countyRole(code), ofCounty);
  delegate(targets, townshipRole(code), ofTownship);
  await change.stage('targets', targets);
  await change.commit();
}

/** @throws CountyRefusal `division-exists`, `wrong-division`, `unknown-township` */
export function addVillage(county: County, village: NewVillage): Promise<void> {
  return addVillages(county, [village]);
}

/** Adds several villages with one signature per township and signer. */
export function addVillages(county: County, villages: readonly NewVillage[]): Promise<void> {
  return alone(county, async () => {
    const registry = readRegistry(county.folder);
    for (const { code } of villages) {
      checkCode(registry, code);
      if (code.endsWith('000')) throw new CountyRefusal('wrong-division', code);
      if (!registry.townships.some((township) => township.code === townshipOf(code)))
        throw new CountyRefusal('unknown-township', townshipOf(code));
    }
    for (const township of new Set(villages.map(({ code }) => townshipOf(code)))) {
      const codes = villages.map(({ code }) => code).filter((code) => townshipOf(code) === township);
      await delegateVillages(county, township, codes);
    }
    registry.villages.push(...villages.map(({ code, name, kind }) => ({ code, name, kind })));
    await writeRegistry(county.folder, registry);
  });
}

async function delegateVillages(county: County, township: string, codes: readonly string[]): Promise<void> {
  for (const [role, signer] of [
    [countyRole(township), countySigner],
    [townshipRole(township), township],
  ] as const) {
    const change = new Change(county);
    const key = await change.keyOf(role);
    const content = change.content(role);
    for (const division of codes) {
      await stageEmptyContent(county, change, { division, signer, key });
      delegate(content, contentRole(division, signer), key);
    }
    await change.stage(role, content, key);
    await change.commit();
  }
}
