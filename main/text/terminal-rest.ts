/** Words of the terminal where nobody is (R2.8). */
export const rest = {
  start: '点一下屏幕开始',
  published: (day: string) => `${day}公开`,
  position: (index: number, count: number) => `${index} / ${count}`,
};
