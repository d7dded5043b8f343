/** Words inside a QR code and beside it. */
export const takeAwayText = {
  period: (period: string) => `期间：${period}`,
  digest: (digest: string) => `摘要：${digest}`,
  seal: (seal: string) => `签名：${seal}`,
  demo: '（演示数据）',
};
