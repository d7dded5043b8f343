/** What is wrong with this machine, in plain words: what happened, what still works. */
import type { HealthKind, HealthProblem } from '../contract/health.ts';

export const healthText: Record<HealthKind, string> = {
  'storage-low': '这台机器的存储快满了，查看不受影响',
  'storage-full': '这台机器的存储已满，照常可以查看；新内容和提交要等腾出空间',
  'storage-read-only': '这台机器的存储现在只能读，照常可以查看；新内容和提交暂时存不下',
  'storage-locked': '存储正忙，照常可以查看；新内容稍后再存',
  'content-rebuilding': '本机的内容正在重新取回，可能暂时不全',
  'content-set-aside': '最近收到的内容打开时出错，已先放在一边',
  'records-salvaged': '本机的记录损坏过，能救回的已经救回，请维护人员查看',
  'records-unavailable': '本机的记录打不开，照常可以查看；提交暂停，请维护人员处理',
  'future-database': '本机的数据来自更新的软件版本，请维护人员升级软件',
  'backup-failed': '本机的记录没能备份，请维护人员查看',
  'core-restarted': '程序出过错，已自动恢复',
  'core-read-only': '程序反复出错，现在只供查看；请联系村里的维护人员',
  'page-restarted': '画面出过错，已自动恢复',
  'shell-restarted': '显示程序出过错，已自动恢复',
  'update-staged': '新版软件已备好，下次空闲时换用',
  'update-failed': '新版软件没能取到或没通过检查，继续用现在的版本',
  'update-rolled-back': '新版软件没能启动，已退回原来的版本',
};

/** What the public is told, the weightiest first. The rest is for those who look after the machine. */
const told: readonly HealthKind[] = [
  'core-read-only',
  'records-unavailable',
  'future-database',
  'storage-full',
  'storage-read-only',
  'content-set-aside',
  'content-rebuilding',
  'records-salvaged',
  'storage-locked',
  'storage-low',
  'core-restarted',
  'shell-restarted',
  'page-restarted',
];
/** What went wrong and is well again is said for so long. Milliseconds. */
const saidFor = 10 * 60_000;
/** A line at the screen's edge holds no more. */
const mostSaid = 2;

/**
 * The sentences that stand on a page.
 * @param now UTC milliseconds
 */
export function healthLines(problems: readonly HealthProblem[], now: number): string[] {
  const current = new Set(
    problems.filter(({ latest }) => latest === undefined || now - latest < saidFor).map(({ kind }) => kind),
  );
  // It says as much, and more.
  if (current.has('core-read-only')) current.delete('core-restarted');
  return told
    .filter((kind) => current.has(kind))
    .slice(0, mostSaid)
    .map((kind) => healthText[kind]);
}
