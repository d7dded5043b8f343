/** Disposals of assets and resources (R1.13): one code, stages like a project's, filed under 资产 or 资源. */
import type { ProjectStage } from '../../main/contract/content.ts';
import { chineseDay } from './calendar.ts';
import { compose, type DemoItem, type Given } from './demo-item.ts';
import { spoken, yuan } from './money-text.ts';
import type { Place } from './places.ts';
import { table } from './tables.ts';

type StagePlan = Pick<Given, 'title' | 'emphasis' | 'body' | 'tables' | 'publicity'> & {
  stage: ProjectStage;
  day: string;
  missing?: string;
};

type DisposalPlan = { code: string; name: string; column: string; stages: readonly StagePlan[] };

const lease: DisposalPlan = {
  code: 'CZ-2026-01',
  name: '村部旁仓库出租',
  column: 'zw.finance.1',
  stages: [
    {
      stage: 'approval',
      day: '2026-03-12',
      title: '村部旁仓库出租，代表会议表决',
      emphasis: '仓库空着两年，代表会议同意出租',
      body: '仓库240平方米，空着两年。三月十日村民代表会议应到38人，实到34人，33人同意公开出租，租期三年。',
    },
    {
      stage: 'budget',
      day: '2026-03-30',
      title: '村部旁仓库租金评估',
      emphasis: `三年底价 ${spoken(5_400_000)}`,
      body: `县里的评估所到现场看过，三年租金评估价${yuan(5_400_000)}元，作为竞价的底价。`,
    },
    {
      stage: 'quantities',
      day: '2026-03-31',
      title: '村部旁仓库没有单独标的清单的说明',
      body: '只有一处房屋，面积和现状写在评估报告里，不另编清单。要看评估报告的，到村委会窗口翻阅。',
      missing: '只有一处房屋，面积和现状写在评估报告里，不另编清单。',
    },
    {
      stage: 'tender',
      day: '2026-04-20',
      title: '村部旁仓库出租竞价结果公示',
      emphasis: `四家竞价，三年成交价 ${spoken(6_180_000)}`,
      publicity: { from: '2026-04-20', to: '2026-04-24', days: 5 },
      body: `在镇公共资源交易站公开竞价，四家报名，成交价${yuan(6_180_000)}元，比底价高${yuan(780_000)}元。`,
    },
    {
      stage: 'contract',
      day: '2026-05-06',
      title: '村部旁仓库租赁合同',
      emphasis: '租三年，每年五月付租金',
      body: `${chineseDay('2026-05-05')}签订合同，合同总价${yuan(6_180_000)}元，分三年付，另收押金一万元，期满无损坏退还。`,
    },
    {
      stage: 'payment',
      day: '2026-05-20',
      title: '村部旁仓库第一年租金到账',
      emphasis: `第一年租金 ${spoken(2_060_000)}到账`,
      body: '第一年租金打进村集体账户，列入五月的账；第二年、第三年的租金收到后接着公布。',
      tables: [
        table({
          columns: [['日期'], ['款项'], ['金额', '元']],
          rows: [
            ['2026年5月18日', '第一年租金', yuan(2_060_000)],
            { kind: 'total', cells: ['已收合计', '', yuan(2_060_000)] },
          ],
        }),
      ],
    },
  ],
};

const disposals: readonly DisposalPlan[] = [lease];

/** Stages published before `today`; the hand-over has no document, and shows as 缺失. */
export function disposalItems(place: Place, today: string): DemoItem[] {
  if (!place.full) return [];
  return disposals.flatMap(({ code, name, column, stages }) =>
    stages
      .filter(({ day }) => day < today)
      .map(({ stage, day, missing, ...written }, index, published) => {
        const before = published[index - 1]?.stage;
        return compose(place, {
          ...written,
          key: `disposal/${code}/${stage}`,
          kind: 'project',
          catalogue: [column],
          period: day.slice(0, 4),
          day,
          project: { code, name, stage, ...(missing === undefined ? {} : { missing }) },
          ...(before === undefined ? {} : { follows: `disposal/${code}/${before}` }),
        });
      }),
  );
}
