/** The demo county's disclosures as packs: text like the real ones, with tables, lists and registers. */
import { demoContent, type NumberedItem } from '../../../county/demo/content.ts';
import { moduleOf } from '../../../main/catalogue/index.ts';
import type { ItemVersion, Pack } from '../../../main/contract/content.ts';
import { itemDigest } from '../../../main/trust/digest.ts';

const seal = 'A'.repeat(86);
/** The same content in every run. */
const today = '2026-11-20';

function versionOf(item: NumberedItem): ItemVersion {
  const { id, place, signer, source, title, catalogue, kind, reviewed, body, tables, publishedAt } = item;
  const { emphasis, period, dated, project, power } = item;
  return {
    id,
    version: 1,
    division: place.code,
    signer,
    source,
    title,
    catalogue,
    module: moduleOf(catalogue[0] ?? '') ?? 'village',
    kind,
    reviewed,
    body,
    tables,
    attachments: [],
    publishedAt,
    ...(emphasis === undefined ? {} : { emphasis }),
    ...(period === undefined ? {} : { period }),
    ...(dated === undefined ? {} : { dated }),
    ...(project === undefined ? {} : { project }),
    ...(power === undefined ? {} : { power }),
  };
}

export function demoPacks(): Pack[] {
  const bySigner = Map.groupBy(demoContent(today), ({ place, signer }) => `${place.code}/${signer}`);
  return Array.from(bySigner.values(), (own) => ({
    type: 'sanwu.pack' as const,
    format: 1 as const,
    division: own[0]?.place.code ?? '',
    signer: own[0]?.signer ?? '',
    module: 'village' as const,
    year: 2026,
    part: 1,
    items: own.map((item) => {
      const content = versionOf(item);
      const versions = [{ digest: itemDigest(content), seal, content }];
      return { id: item.id, state: 'published' as const, versions };
    }),
  }));
}
