/** Photos that do not open are left out before their page comes up, rather than shown broken. */
import type { Block } from './blocks.ts';
import type { Entry } from './turn.ts';

/** A photo that takes longer is left out this time. Milliseconds. */
const loadingLimit = 5_000;

async function opens(address: string): Promise<boolean> {
  const image = new Image();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), loadingLimit);
  });
  image.src = address;
  const decoded = image.decode().then(
    () => true,
    () => false,
  );
  const opened = await Promise.race([decoded, late]);
  clearTimeout(timer);
  return opened;
}

/** The blocks without the photos of `entry` that do not open now. */
export async function loadable(blocks: readonly Block[], { view }: Entry): Promise<Block[]> {
  const kept = await Promise.all(
    blocks.map(async (block) => {
      if (block.kind !== 'photo') return block;
      const address = view.content?.attachments.find(({ sha256 }) => sha256 === block.sha256)?.url;
      return address !== undefined && (await opens(address)) ? block : undefined;
    }),
  );
  return kept.filter((block) => block !== undefined);
}
