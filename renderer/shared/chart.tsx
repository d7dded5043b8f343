import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import styles from './chart.module.css';

use([BarChart, GridComponent, CanvasRenderer]);

export interface Bar {
  /** Two lines at most, parted by a line break. */
  label: string;
  /** What stands over the bar. */
  value: string;
  amount: number;
  current: boolean;
}

interface BarsProps {
  bars: readonly Bar[];
  /** Says the picture in words, for those who do not see it. */
  label: string;
  onPress?(index: number): void;
}

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function options(bars: readonly Bar[]) {
  const text = Number.parseInt(token('--text-small'), 10);
  const font = token('--font');
  return {
    animation: false,
    grid: { left: 0, right: 0, top: text * 2, bottom: text * 3, containLabel: false },
    xAxis: {
      type: 'category' as const,
      data: bars.map(({ label }) => label),
      axisLine: { lineStyle: { color: token('--ink'), width: 2 } },
      axisTick: { show: false },
      axisLabel: {
        color: token('--ink-second'),
        fontSize: text,
        fontFamily: font,
        interval: 0,
        lineHeight: text * 1.3,
      },
    },
    yAxis: { type: 'value' as const, show: false },
    series: [
      {
        type: 'bar' as const,
        barCategoryGap: '32%',
        label: { show: true, position: 'top' as const, fontSize: text, fontFamily: font },
        data: bars.map((bar) => ({
          value: bar.amount,
          itemStyle: { color: token(bar.current ? '--accent' : '--bar') },
          label: {
            formatter: bar.value,
            color: token(bar.current ? '--accent' : '--ink-second'),
            fontWeight: bar.current ? 700 : 400,
          },
        })),
        emphasis: { disabled: true },
      },
    ],
  };
}

/** Amounts over the periods as bars, the present one in the accent colour. Pressing a bar tells its index. */
export default function Bars({ bars, label, onPress }: BarsProps) {
  const box = useRef<HTMLDivElement>(null);
  const press = useRef(onPress);
  press.current = onPress;
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const chart = init(element);
    chart.setOption(options(bars));
    chart.on('click', ({ dataIndex }) => press.current?.(dataIndex));
    // Elder mode gives it another size, and other colours and letters with it.
    const resized = new ResizeObserver(() => {
      chart.resize();
      chart.setOption(options(bars));
    });
    resized.observe(element);
    return () => {
      resized.disconnect();
      chart.dispose();
    };
  }, [bars]);
  return <div ref={box} className={styles.chart} role="img" aria-label={label} />;
}
