/** Entry of a process: one command of a county's staff, or the county's own signature. Argument: JSON of `CountyWork`. */

import { revokeKey, rotateKey } from '../../../county/divisions/rotate-key.ts';
import { eraseItem } from '../../../county/publish/erasure.ts';
import { correctItem, publishItems, withdrawItem } from '../../../county/publish/publish-items.ts';
import { countyAt } from '../../../county/repository/county.ts';
import { Origin } from '../../../county/serve/origin.ts';
import { codes, draftOf } from '../../fakes/sync-county.ts';

/** `files` are seeds of attachments. */
export type CountyWork = { dir: string } & (
  | { kind: 'publish'; titles: string[]; files: string[] }
  | { kind: 'correct'; id: string; title: string; files: string[] }
  | { kind: 'withdraw' | 'erase'; id: string }
  | { kind: 'sign' }
  | { kind: 'rotate' | 'revoke'; role: string }
);

/** An attachment's bytes. Long enough that writing it takes some calls. */
export const fileOf = (name: string): Buffer => Buffer.from(`${name}\n`.repeat(20_000));

export async function doWork(work: CountyWork): Promise<void> {
  const county = countyAt(work.dir, async () => 'test');
  const files = 'files' in work ? work.files.map(fileOf) : [];
  if (work.kind === 'publish') {
    const items = work.titles.map((title) => ({ draft: draftOf(title, { files }) }));
    await publishItems(county, { division: codes.village, signer: 'county', items });
  } else if (work.kind === 'correct') {
    await correctItem(county, work.id, draftOf(work.title, { files }), '更正');
  } else if (work.kind === 'withdraw') await withdrawItem(county, work.id, '撤回');
  else if (work.kind === 'erase') await eraseItem(county, work.id, '依法删除');
  else if (work.kind === 'rotate') await rotateKey(county, { role: work.role });
  else if (work.kind === 'revoke') await revokeKey(county, work.role);
  else await new Origin({ dir: work.dir }).once();
}

if (process.argv[1] === import.meta.filename) {
  const work: CountyWork = JSON.parse(process.argv[2] ?? '');
  process.stdout.write('working\n');
  await doWork(work);
}
