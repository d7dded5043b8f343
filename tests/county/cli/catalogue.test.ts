import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { addCatalogue, addTerminal, Origin, SourceRefused } from '../../../county/open-county.ts';
import { shippedCatalogues } from '../../../main/catalogue/index.ts';
import { type Catalogue, catalogue as catalogueSchema } from '../../../main/contract/catalogue.ts';
import { childOf, ownEntry } from '../../main/catalogue/entries.ts';
import { StockClient } from '../fixture/stock-client.ts';
import { codes, passphrase, temporaryCounty } from '../fixture/temporary-county.ts';
import { lines, runCounty } from './run-county.ts';

const { village, community } = shippedCatalogues();
const digits = codes.county.slice(0, 6);
const own = (number: number, changes = {}) => ownEntry(number, { id: `${digits}.x.${number}`, ...changes });
/** The example that people copy. */
const example: unknown = parse(
  /```yaml\n([\s\S]*?)```/.exec(readFileSync('docs/catalogues.md', 'utf8'))?.[1] ?? '',
);

async function prepared() {
  const { county, dir, folder } = await temporaryCounty();
  await addTerminal(county, { id: 'hall-1', village: codes.village });
  await addTerminal(county, { id: 'hall-2', village: codes.otherVillage });
  await addTerminal(county, { id: 'hall-3', village: codes.community });
  const passphraseFile = path.join(folder, 'passphrase');
  writeFileSync(passphraseFile, `${passphrase}\n`, { mode: 0o600 });
  const environment = { SANWU_COUNTY_DIR: dir, SANWU_PASSPHRASE_FILE: passphraseFile };
  const source = path.join(folder, 'source');
  mkdirSync(source);
  const write = (name: string, text: string) => {
    writeFileSync(path.join(source, name), text);
    return path.join(source, name);
  };
  const run = (...args: string[]) => runCounty(args, environment);
  const install = (given: unknown, ...options: string[]) =>
    run('catalogue', 'add', write('catalogue.yaml', stringify(given)), '--json', ...options);
  const signed = async (target: string) => {
    await new Origin({ dir }).once();
    const bytes = await new StockClient(county.folder.repository).target(target);
    return bytes && JSON.parse(bytes.toString('utf8'));
  };
  const cataloguesOf = async (terminal: string, code: string) =>
    (await signed(`settings/${code}/${terminal}.json`)).catalogues;
  return { county, write, run, install, signed, cataloguesOf };
}

const problem = (field: string, message: RegExp) =>
  expect.objectContaining({
    field,
    message: expect.stringMatching(message),
    remedy: expect.stringMatching(/./),
  });

describe('catalogue add', () => {
  it('signs the documented example and names it in the settings of every terminal', async () => {
    const { install, signed, cataloguesOf } = await prepared();
    const ran = await install(example);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(lines(ran)).toEqual([
      { catalogue: 'water', version: 1, terminals: ['hall-1', 'hall-2', 'hall-3'] },
    ]);
    expect(await signed('catalogue/water.json')).toEqual(catalogueSchema.parse(example));
    expect(await cataloguesOf('hall-1', codes.village)).toEqual(['village', 'columns', 'modules', 'water']);
    expect(await cataloguesOf('hall-3', codes.community)).toContain('water');
  });

  it('takes JSON, replaces by a newer edition only, and stays with terminals added later', async () => {
    const { county, run, write, install, signed, cataloguesOf } = await prepared();
    const first = catalogueSchema.parse(example);
    const file = write('water.json', JSON.stringify(first, null, '\t'));
    expect(await run('catalogue', 'add', file, '--for', codes.township)).toMatchObject({ exitCode: 0 });
    expect(await cataloguesOf('hall-1', codes.village)).toContain('water');
    expect(await cataloguesOf('hall-2', codes.otherVillage)).not.toContain('water');
    const changed = { ...first, title: '改了' };
    const same = await install(changed);
    expect(same.exitCode).toBe(3);
    expect(lines(same)).toEqual([problem('version', /第 1 版/)]);
    // The edition that is installed may be repeated: an interrupted command is completed so.
    expect(await install(first)).toMatchObject({ exitCode: 0 });
    expect(lines(await install({ ...changed, version: 2 }))).toEqual([
      { catalogue: 'water', version: 2, terminals: ['hall-1', 'hall-3'] },
    ]);
    expect(await signed('catalogue/water.json')).toMatchObject({ version: 2, title: '改了' });
    await addTerminal(county, { id: 'hall-4', village: codes.village });
    expect(await cataloguesOf('hall-4', codes.village)).toContain('water');
  });

  it('refuses what loosens its parent, naming every entry, its line and its field', async () => {
    const { run, write, install, signed } = await prepared();
    const [missing, fewer, later] = ['village.system.1', 'village.affairs.1', 'village.finance.1'];
    const child = childOf(village, { id: fewer ?? '', entry: { channels: ['loudspeaker'] } });
    const loose: Catalogue = {
      ...child,
      entries: [
        ...child.entries
          .filter(({ id }) => id !== missing)
          .map((entry) => (entry.id === later ? { ...entry, deadline: 'long-term' as const } : entry)),
        own(1),
        own(2, { id: '990101.x.2' }),
      ],
    };
    const place = (id: string | undefined) => loose.entries.findIndex((entry) => entry.id === id);
    const ran = await install(loose);
    expect(ran.exitCode).toBe(3);
    expect(lines(ran)).toHaveLength(4);
    expect(lines(ran)).toContainEqual(problem('entries', /village\.system\.1「.+」：公开事项只增不减/));
    expect(lines(ran)).toContainEqual(
      problem(`entries.${place(fewer)}.channels`, /village\.affairs\.1「.+查询机/),
    );
    expect(lines(ran)).toContainEqual(
      problem(`entries.${place(later)}.deadline`, /village\.finance\.1「.+只紧不松/),
    );
    expect(lines(ran)).toContainEqual(problem(`entries.${place('990101.x.2')}.id`, /990001\.x/));
    const text = stringify(loose).split('\n');
    const deadline = lines(ran).find((each) => (each as { field: string }).field.endsWith('deadline'));
    expect(text[(deadline as { line: number }).line - 1]).toContain('deadline: long-term');
    expect(await signed('catalogue/990101.village.json')).toBeUndefined();
    const broken = write('broken.yaml', 'id: water\ntitle: x\nkind: town\nversion: 1\nentries: []\n');
    const malformed = await run('catalogue', 'add', broken, '--json');
    expect(malformed.exitCode).toBe(3);
    expect(lines(malformed)).toContainEqual(expect.objectContaining({ line: 3, field: 'kind' }));
    const wrongs: [Partial<Catalogue>, string[], RegExp, string][] = [
      [{ id: 'village' }, [], /重名/, 'id'],
      [{ parent: 'nobody' }, [], /nobody/, 'parent'],
      [{ kind: 'county', parent: undefined as never }, [], /自增事项/, 'entries.0.id'],
      [{}, ['--for', codes.community], /不适用/, 'kind'],
    ];
    for (const [change, options, message, field] of wrongs) {
      const wrong = await install(childOf(village, { catalogue: change }), ...options);
      expect(wrong.exitCode).toBe(3);
      expect(lines(wrong)).toContainEqual(problem(field, message));
    }
    expect(await install(example, '--for', '990001009001')).toMatchObject({ exitCode: 1 });
    expect(await run('catalogue', 'add', 'nowhere.yaml')).toMatchObject({ exitCode: 2 });
  });

  it('lets a township refine the county, and the county loosen neither parent nor child', async () => {
    const { county } = await prepared();
    const tighter = childOf(village, {
      id: 'village.finance.1',
      entry: { deadline: 'at-once' },
      catalogue: { id: 'county-village', entries: [...childOf(village).entries, own(1)] },
    });
    await addCatalogue(county, tighter);
    const below = childOf(tighter, { catalogue: { id: 'town-village' } });
    await addCatalogue(county, below, codes.township);
    const refused = (given: Catalogue, code?: string) =>
      addCatalogue(county, given, code).then(
        () => [],
        (error: unknown) => (error instanceof SourceRefused ? error.problems : Promise.reject(error)),
      );
    // A new edition of the parent asks for more than the township's catalogue has.
    const newer = { ...tighter, version: 2, entries: [...tighter.entries, own(2)] };
    expect(await refused(newer)).toEqual([problem('entries', /town-village.+990001\.x\.2/)]);
    expect(await refused(childOf(village, { catalogue: { id: 'second' } }))).toContainEqual(
      problem('parent', /只能有一份/),
    );
    const stranger = childOf(community, {
      catalogue: { id: 'stranger', entries: [...community.entries, own(1)] },
    });
    expect(await refused(stranger)).toEqual([
      problem(`entries.${community.entries.length}.id`, /county-village/),
    ]);
  });

  it('lets publish file items under its entries where it is in force', async () => {
    const { install, run, write } = await prepared();
    const file = write('a.md', '---\ntitle: 水质\ncatalogue: [990001.x.1]\nkind: result\n---\n合格。\n');
    const publish = (code: string) => run('publish', '--for', code, file, '--json');
    expect(await publish(codes.village)).toMatchObject({ exitCode: 3 });
    expect(await install(example, '--for', codes.township)).toMatchObject({ exitCode: 0 });
    expect(await publish(codes.village)).toMatchObject({ exitCode: 0 });
    expect(await publish(codes.township)).toMatchObject({ exitCode: 0 });
    expect(await publish(codes.otherVillage)).toMatchObject({ exitCode: 3 });
    expect(await publish(codes.county)).toMatchObject({ exitCode: 3 });
  });
});
