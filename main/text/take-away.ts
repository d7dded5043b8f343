import type { ItemState } from '../contract/content.ts';

/** Words inside a QR code and beside it. */
export const takeAwayText = {
  period: (period: string) => `期间：${period}`,
  digest: (digest: string) => `摘要：${digest}`,
  seal: (seal: string) => `签名：${seal}`,
  demo: '（演示数据）',
  /** Nothing to be said of what stands. */
  state: (state: ItemState, version: number) =>
    (({ withdrawn: '已撤回', superseded: `第${version}版，已有更正` }) as Partial<Record<ItemState, string>>)[
      state
    ],
  slip: (county: string, slip: string) =>
    `${county}三务公开 意见编号：${slip}（到村党群服务中心查询机「查编号」）`,
};
