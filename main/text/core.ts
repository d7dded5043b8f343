/** What the core itself says to the person in front. */
import type { ItemState } from '../contract/content.ts';

/** What stands above all else on a slip; undefined for the first version that still holds. */
export function slipNotice(state: ItemState, version: number): string | undefined {
  if (state === 'withdrawn') return '本件已撤回';
  if (state === 'superseded') return '本版已被更正，请以新版为准';
  return version > 1 ? `第${version}版，更正件` : undefined;
}

/** A terminal without printer. */
export const noPrinterText = '这台终端没有接打印机，可以用手机扫码带走';
