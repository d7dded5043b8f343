/** What `npm start` and `npm run kiosk` say on stderr. */
export const startText = {
  noDisplay: '这台机器没有显示器（没有 DISPLAY），不打开窗口；下面的地址可以在本机任何浏览器里打开：',
  noBrowser:
    '没有找到 Electron，也没有找到 Chromium、Chrome 或 Edge，不打开窗口；下面的地址可以在本机任何浏览器里打开：',
  fetchingElectron: '正在下载 Electron（只需这一次，最多 5 分钟）……',
  stillFetching: (seconds: number) => `正在下载 Electron，已用 ${seconds} 秒……`,
  fetchFailed: 'Electron 没有下载成功，改用本机浏览器；以后启动不再等待（用 --shell electron 可以再试）。',
  rootWithoutSandbox: '注意：以 root 身份运行，浏览器的沙箱已关闭。这只在演示时允许，正式终端请用普通用户。',
  rootRefused:
    '正式终端不能以 root 身份打开窗口：浏览器的沙箱无法开启。请用普通用户运行，或加 --shell none。',
  terminalAt: (url: string) => `  触摸查询机：${url}`,
  boardAt: (url: string) => `  电子公开栏：${url}`,
  notADemo: (folder: string) =>
    `${folder} 里有不是演示程序生成的文件，演示不会动它们。请用 --data 另指定一个空文件夹。`,
  makingCounty: '正在生成演示县（编造的数据，只需这一次）……',
  madeItems: (done: number, total: number) => `  已生成 ${done} / ${total} 项`,
  countyReady: (seconds: number) => `演示县已生成，用时 ${seconds} 秒。`,
  publishHint: (village: string) =>
    `再开一个窗口试试发布：npm run county -- publish --for ${village} county/demo/samples/notice`,
  ready: '已就绪。按 Ctrl+C 结束。',
  startUsage: `用法：npm start -- [选项]
  --shell electron|chromium|none  用哪种窗口；none 不开窗口，只给出地址
  --data DIR                      演示数据的文件夹（默认 .sanwu/demo）
  --fresh                         重新生成演示县
  --help                          显示说明`,
  kioskUsage: `用法：npm run kiosk -- --config FILE [选项]
  --config FILE                   terminal add 写出的配置文件
  --data DIR                      这台终端存放内容的文件夹（默认 .sanwu/终端编号）
  --shell electron|chromium|none  用哪种窗口；none 不开窗口，只给出地址
  --help                          显示说明`,
  missingConfig: '缺少 --config FILE',
  unconfiguredHeading: '这台终端还没有配置',
  configGoesTo: '请把本机的配置文件（和一起给的证书）放到：',
  configComesFrom:
    '配置文件由县里为每台终端单独生成（county terminal add），里面有这台终端的密码，不要给别的终端使用。',
  badConfigHeading: '配置文件有错误',
  configProblem: (problem: { line: number; field: string; message: string; remedy: string }) =>
    `第 ${problem.line} 行 ${problem.field}　${problem.message}；${problem.remedy}`,
  looksAgain: '放好以后不用做别的，几秒钟后会自动开始。',
  unknownOption: (detail: string) => `用法不对：${detail}`,
  serveEnded: '县端服务意外结束，正在重新启动……',
};
