/** Asks a core as its pages do, with the address and token of the ready line. */
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import type { Api } from '../../main/contract/api.ts';
import { moduleIds } from '../../main/contract/content.ts';
import type { ItemCard } from '../../main/contract/views.ts';

export type CoreClient = ContractRouterClient<Api>;

/** @param url `terminal` or `board` of the ready line */
export function clientAt(url: string): CoreClient {
  const { origin, hash } = new URL(url);
  const token = new URLSearchParams(hash.slice(1)).get('token');
  return createORPCClient<CoreClient>(
    new RPCLink({ url: `${origin}/rpc`, headers: { authorization: `Bearer ${token}` } }),
  );
}

/** All items of all modules, page by page. */
export async function allCards(client: CoreClient): Promise<ItemCard[]> {
  const found: ItemCard[] = [];
  for (const module of moduleIds) {
    let cursor: string | undefined;
    do {
      const page = await client.module({ module, ...(cursor ? { cursor } : {}) });
      found.push(...page.items);
      cursor = page.next;
    } while (cursor);
  }
  return found;
}

/** Titles of all items that are shown, sorted; an erased one is `erased`. */
export async function allTitles(client: CoreClient): Promise<string[]> {
  const cards = await allCards(client);
  return cards.map((card) => (card.state === 'erased' ? 'erased' : card.title)).sort();
}

/** Bytes of an item's first attachment, through the address that a page is given. */
export async function firstAttachment(client: CoreClient, url: string, id: string): Promise<Buffer> {
  const address = (await client.item({ id })).content?.attachments[0]?.url;
  if (!address) throw new Error(`no attachment of ${id} to open`);
  const response = await fetch(new URL(address, url));
  if (!response.ok) throw new Error(`${response.status} for an attachment`);
  return Buffer.from(await response.arrayBuffer());
}
