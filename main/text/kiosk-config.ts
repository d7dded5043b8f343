/** What is said about a kiosk's configuration file. */
export const configText = {
  unreadable: '读不到这个文件，或文件太大',
  checkPath: '请检查路径和权限；配置文件由 county terminal add 生成',
  notInCounty: '村的代码不属于这个县',
  checkCodes: '村代码前6位必须与县代码前6位相同',
  noSource: 'broker 和 folder 都没有写，终端没有内容来源',
  addSource: '请至少写 broker（联网）或 folder（U盘、硬盘上的县文件夹）之一',
  oneWay: '打印机的接法要写一种，也只能写一种',
  chooseWay: '网络打印机写 address，USB 打印机写 device，串口打印机写 serial，三选一',
  noAuthority: '读不到这个证书文件',
  checkAuthority: '请把县里给的 PEM 文件放在配置文件旁边，或改正路径',
  heading: (count: number) => `配置文件有 ${count} 处错误，终端没有启动：`,
};
