/**
 * One convergence: what is signed now → what this terminal is to show, verified and staged on disk. Decides and fetches;
 * activating is the caller's. One bad role or pack does not block the others: that signer's last good content stays.
 */
import { readFileSync } from 'node:fs';
import type { TargetFile } from '@tufjs/models';
import type { Catalogue } from '../contract/catalogue.ts';
import type { ContentIndex } from '../contract/content.ts';
import { SanwuError } from '../contract/errors.ts';
import type { LimitName } from '../contract/limits.ts';
import { cataloguePath, indexPath, settingsPath } from '../contract/roles.ts';
import type { TerminalSettings } from '../contract/settings.ts';
import { type SoftwareOffer, softwarePath } from '../contract/software.ts';
import { eachOf, type FetchOptions, readFile } from './fetch-file.ts';
import type { Floors } from './floors.ts';
import type { Activation, ActiveContent, RecordsPort, SignerContent, SoftwarePort } from './ports.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import {
  type Delegators,
  delegatorOf,
  divisionsOf,
  loadDelegators,
  type SignerRole,
  signerRoles,
} from './roles.ts';
import type { TufClient } from './tuf-client.ts';
import { checkPack, parsePack, readCatalogue, readIndex, readOffer, readSettings } from './validate.ts';

/** Packs under way at the same time; the window over all chunks bounds the bytes. */
const packsAtOnce = 6;

export type ConvergenceOptions = {
  terminal: string;
  village: string;
  county: string;
  active: ActiveContent | undefined;
  records: RecordsPort;
  updates?: SoftwarePort;
  floors: Floors;
  fetch: FetchOptions;
};

export type Converged = {
  activation: Activation;
  refusals: readonly Refusal[];
  /** What is offered now; absent where that could not be taken, and the last offer stays. */
  software?: { offer: SoftwareOffer | undefined };
  tombstones: readonly { id: string; at: number; reason: string }[];
};

export class Convergence {
  readonly #options: ConvergenceOptions;
  readonly #client: TufClient;
  readonly #refusals: Refusal[] = [];
  readonly #newPacks: Activation['newPacks'][number][] = [];
  readonly #tombstones: { id: string; at: number; reason: string }[] = [];
  readonly #activePacks: ReadonlySet<string>;

  constructor(options: ConvergenceOptions, client: TufClient) {
    this.#options = options;
    this.#client = client;
    const signers = options.active?.signers ?? [];
    this.#activePacks = new Set(signers.flatMap(({ index }) => index.packs.map(({ sha256 }) => sha256)));
  }

  /** After the timestamp was updated. Throws what keeps everything out: a bad snapshot or targets role, or no link. */
  async run(timestamp: number): Promise<Converged> {
    const { village, county, active } = this.#options;
    await this.#client.updateSnapshot();
    const targets = await this.#client.loadRole('targets', 'root');
    const delegators = await loadDelegators(this.#client, targets, divisionsOf(village, [], county));
    const settings = await this.#settings(delegators);
    const divisions = divisionsOf(village, settings?.value.formerCodes ?? [], county);
    await loadDelegators(this.#client, targets, divisions, delegators);
    this.#refusals.push(...delegators.failed.values());
    const catalogues = await this.#catalogues(targets.signed.targets, settings?.value);
    const software = await this.#software(targets.signed.targets);
    const signers = await this.#signers(delegators, divisions);
    const kept = active?.metadata ?? new Map<string, Uint8Array>();
    const activation: Activation = {
      signers,
      newPacks: this.#newPacks,
      ...(settings ? { settings: settings.value } : {}),
      catalogues: catalogues.map(({ value }) => value),
      metadata: new Map([...(this.#refusals.length > 0 ? kept : []), ...this.#client.metadata]),
      timestamp,
      complete: this.#refusals.length === 0,
      targets: [settings, ...catalogues, software].flatMap((target) => target?.sha256 ?? []),
    };
    const offered = software && { software: { offer: software.offer } };
    return { activation, refusals: this.#refusals, ...offered, tombstones: this.#tombstones };
  }

  /** Notes why something was not taken. Throws on where nothing was refused but the link is gone. */
  #refuse(error: unknown, subject: string): void {
    const refusal = refusalOf(error, subject);
    if (refusal === undefined) throw error;
    this.#refusals.push(refusal);
  }

  /** A target's bytes by way of the file store. */
  async #target(file: TargetFile | undefined, limit: LimitName, subject: string) {
    const sha256 = file?.hashes.sha256;
    if (file === undefined || sha256 === undefined || !/^[0-9a-f]{64}$/.test(sha256)) {
      throw new SanwuError('missing-file', subject);
    }
    return { sha256, bytes: await readFile({ sha256, length: file.length, limit }, this.#options.fetch) };
  }

  async #settings({ loaded }: Delegators) {
    const { village, terminal, active } = this.#options;
    const path = settingsPath(village, terminal);
    const before = active?.settings && { value: active.settings, sha256: active.targets };
    for (const { metadata, delegation } of loaded.values()) {
      const file = metadata.signed.targets[path];
      if (file === undefined || !delegation.isDelegatedPath(path)) continue;
      try {
        const { sha256, bytes } = await this.#target(file, 'settingsBytes', path);
        return { value: readSettings(bytes, village, terminal), sha256: [sha256] };
      } catch (error) {
        this.#refuse(error, path);
      }
    }
    return before;
  }

  async #catalogues(targets: Record<string, TargetFile>, settings: TerminalSettings | undefined) {
    const taken: { value: Catalogue; sha256: string[] }[] = [];
    for (const name of settings?.catalogues ?? []) {
      const path = cataloguePath(name);
      // Shipped catalogues are in the program; the county signs only its own.
      if (targets[path] === undefined) continue;
      try {
        const { sha256, bytes } = await this.#target(targets[path], 'catalogueBytes', path);
        taken.push({ value: readCatalogue(bytes, name), sha256: [sha256] });
      } catch (error) {
        this.#refuse(error, path);
        const before = this.#options.active?.catalogues.find(({ id }) => id === name);
        if (before) taken.push({ value: before, sha256: [] });
      }
    }
    return taken;
  }

  /** Only the `targets` role offers software (docs/updates.md); what is refused keeps no content out. */
  async #software(targets: Record<string, TargetFile>) {
    const platform = this.#options.updates?.platform;
    if (platform === undefined) return undefined;
    const path = softwarePath(platform);
    if (targets[path] === undefined) return { offer: undefined, sha256: [] };
    try {
      const { sha256, bytes } = await this.#target(targets[path], 'softwareOfferBytes', path);
      return { offer: readOffer(bytes, platform), sha256: [sha256] };
    } catch (error) {
      this.#refuse(error, path);
      return undefined;
    }
  }

  async #signers(delegators: Delegators, divisions: readonly string[]): Promise<SignerContent[]> {
    const { roles, foreign } = signerRoles(delegators, divisions);
    this.#refusals.push(...foreign);
    const active = this.#options.active?.signers ?? [];
    const signers: SignerContent[] = [];
    for (const role of roles) {
      const before = active.find(
        ({ index }) => index.division === role.division && index.signer === role.signer,
      );
      try {
        signers.push(await this.#signer(role, before));
      } catch (error) {
        this.#refuse(error, role.role);
        if (before) signers.push(before);
      }
    }
    const isKept = ({ index: { division, signer } }: SignerContent) =>
      divisions.includes(division) && delegators.failed.has(delegatorOf(division, signer));
    return [...signers, ...active.filter(isKept)];
  }

  async #signer(role: SignerRole, before: SignerContent | undefined): Promise<SignerContent> {
    const { division, signer } = role;
    const { signed } = await this.#client.loadRole(role.role, role.delegator);
    const file = signed.targets[indexPath(division, signer)];
    const keys = this.#client.roleKeys(role.role, role.delegator);
    const floor = `index:${division}/${signer}`;
    if (before && file?.hashes.sha256 === before.sha256) {
      this.#options.floors.accept(floor, before.index.sequence, keys);
      return before;
    }
    const { sha256, bytes } = await this.#target(file, 'indexBytes', role.role);
    const index = readIndex(bytes, division, signer);
    this.#options.floors.accept(floor, index.sequence, keys);
    await this.#packs(index);
    return { sha256, index };
  }

  /** Fetches and checks the packs that are not active yet. All of them or none count. */
  async #packs(index: ContentIndex): Promise<void> {
    const { fetch, records } = this.#options;
    const wanted = index.packs.filter(({ sha256 }) => !this.#activePacks.has(sha256));
    const ids = new Set<string>();
    const packs: Activation['newPacks'][number][] = [];
    const erased: { id: string; at: number; reason: string }[] = [];
    await eachOf(wanted, packsAtOnce, async ({ sha256, length }) => {
      const found = parsePack(await readFile({ sha256, length, limit: 'packBytes' }, fetch), sha256);
      await checkPack(found, sha256, index, ids, (id) => records.isTombstoned(id));
      for (const item of found.items) {
        if (item.state === 'erased') erased.push({ id: item.id, ...item.erased });
      }
      const path = fetch.files.path(sha256);
      packs.push({ sha256, path, read: () => parsePack(readFileSync(path), sha256) });
    });
    this.#newPacks.push(...packs);
    this.#tombstones.push(...erased);
  }
}
