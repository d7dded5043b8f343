/** Versions only grow: what was once seen signed is the least that is ever accepted again, also when content.db is lost. */
import { SanwuError } from '../contract/errors.ts';
import type { Floor, RecordsPort } from './ports.ts';

export class Floors {
  readonly #records: RecordsPort;
  readonly #known: Map<string, Floor>;
  readonly #raised = new Map<string, Floor>();

  constructor(records: RecordsPort) {
    this.#records = records;
    this.#known = new Map(records.floors().map((floor) => [floor.name, floor]));
  }

  /**
   * Accepts `version` of what was just verified, and remembers it for `save`.
   * @throws SanwuError `rollback` when a greater one was accepted under the same keys
   */
  accept(name: string, version: number, keys: string): void {
    const known = this.#raised.get(name) ?? this.#known.get(name);
    if (known && known.keys === keys && version < known.version) throw new SanwuError('rollback', name);
    if (known?.keys !== keys || known.version !== version) this.#raised.set(name, { name, version, keys });
  }

  /** On disk when it returns. Before the content is activated: a crash in between must not let older content in. */
  save(): void {
    if (this.#raised.size > 0) this.#records.saveFloors([...this.#raised.values()]);
    for (const [name, floor] of this.#raised) this.#known.set(name, floor);
    this.#raised.clear();
  }
}
