/** What the county's commands say to the people who run them. */
import type { UpdateState } from '../contract/software.ts';

export type Refused = { message: string; remedy: string };
const say = (message: string, remedy: string): Refused => ({ message, remedy });

/** Why a command was refused, by `CountyRefusal.reason`. */
export const refusalText = {
  'county-exists': (subject: string) =>
    say(`文件夹「${subject}」里已有内容，没有改动任何东西`, '换一个空文件夹，或直接使用已有的县级文件夹'),
  'root-folder-in-use': (subject: string) =>
    say(`存放根密钥的文件夹「${subject}」不是空的`, '换一个空文件夹存放根密钥'),
  'division-exists': (subject: string) => say(`区划 ${subject} 已经登记`, '核对代码；已登记的不需要再次添加'),
  'terminal-exists': (subject: string) =>
    say(`终端 ${subject} 已经登记`, '换一个编号；要重发密码请加 --renew'),
  'file-exists': (subject: string) => say(`文件「${subject}」已经存在`, '换一个文件名，或先移走原来的文件'),
  'wrong-division': (subject: string) =>
    say(`区划 ${subject} 不适用于这个操作`, '核对 12 位代码：县…000000，镇街…000，村（社区）12 位'),
  'unknown-township': (subject: string) => say(`镇街 ${subject} 尚未登记`, '先用 township add 登记镇街'),
  'foreign-signer': (subject: string) =>
    say(`没有发布到 ${subject} 的权限`, '镇街只能为本镇街及所辖村（社区）发布，请核对 --for 和 --as'),
  'unknown-item': (subject: string) => say(`没有找到条目 ${subject}`, '核对条目编号（发布时给出）'),
  'already-withdrawn': (subject: string) =>
    say(`条目 ${subject} 已经撤回`, '撤回的条目不能再更正；需要时另行发布'),
  'already-erased': (subject: string) =>
    say(`条目 ${subject} 已经依法清除`, '清除的条目不能恢复；需要时另行发布'),
  'id-taken': (subject: string) =>
    say(`编号 ${subject} 已经用过`, '编号不重复使用；删去来源中的 id，或改用 correct 更正'),
  'id-foreign': (subject: string) =>
    say(`编号 ${subject} 不属于这个区划和发布者`, '删去来源中的 id，由县级给出编号'),
  'one-item-expected': (subject: string) =>
    say(`「${subject}」应当正好是一个条目`, '更正时只给出一个条目的文件'),
  'nothing-to-publish': (subject: string) =>
    say(`「${subject}」里没有可以发布的条目`, '给出带 Markdown 说明文件的来源'),
  'kind-needed': (subject: string) =>
    say(`${subject} 没有说明是村还是社区`, '加上 --kind village 或 --kind community'),
  'key-not-revocable': (subject: string) =>
    say(`${subject} 不能没有密钥，因此不能吊销`, '改用 key rotate 换发新密钥'),
  'unknown-role': (subject: string) =>
    say(`没有角色 ${subject}`, '角色有 root、targets、snapshot、timestamp、county、township-<代码>'),
  'unknown-case': (subject: string) => say(`没有来件 ${subject}`, '用 inbox list 查看编号'),
  'unreadable-case': (subject: string) =>
    say(`来件 ${subject} 打不开：它是用已经换掉的密钥加密的`, '把换下的密钥放回 keys/sealing 再试'),
  'already-answered': (subject: string) =>
    say(`已经公开答复过：${subject}`, '答复要改动，请用 correct 更正那一条'),
  'answered-privately': (subject: string) =>
    say(`已经答复过本人：${subject}，没有改动`, '先用 inbox show 查看原来的答复；确要代替请加 --replace'),
  'answer-private': (subject: string) =>
    say(`来件 ${subject} 的提问人不同意公开答复`, '去掉 --public，答复凭编号可查'),
  'not-a-package': (subject: string) =>
    say(`这不是本软件的安装包：${subject} 缺少或不合规定`, '给出打包命令做出的文件夹，或它的 tar.gz'),
  'software-taken': (subject: string) =>
    say(`软件版本 ${subject} 已经发布过，内容不同`, '改过的软件要用新的版本号'),
  'unknown-software': (subject: string) =>
    say(`没有发布软件版本 ${subject}`, '用 software list 查看现有的版本'),
  'root-keys-needed': (subject: string) =>
    say(`「${subject}」里没有足够的根密钥`, '用 --root 指明存放根密钥的文件夹（至少两把）'),
} as const;

/** Other expected failures, by `SanwuError.kind`. */
export const failureText: Record<string, (subject: string) => Refused> = {
  'wrong-passphrase': (subject) =>
    say(`口令不对，打不开 ${subject}`, '核对口令，或 SANWU_PASSPHRASE_FILE 指向的文件'),
  'missing-file': (subject) => say(`缺少文件 ${subject}`, '把文件放回县级文件夹；根密钥用 --root 指明位置'),
  'broken-file': (subject) => say(`文件 ${subject} 在读取期间变了，或已损坏`, '确认文件完好后再试一次'),
  'not-found': (subject) => say(`没有找到 ${subject}`, '核对名称和代码，以及 --dir'),
  locked: (subject) => say(`另一个命令一直占用着（${subject}）`, '等它结束后再试；同一县只能有一个 serve'),
  limit: (subject) => say(`${subject} 超过了上限`, '减小后再试'),
  malformed: (subject) => say(`${subject} 的内容不合规定`, '核对文件内容'),
  'bad-signature': (subject) => say(`${subject} 的签名无效`, '不要使用这个文件夹，恢复备份'),
  forbidden: (subject) => say(`没有 ${subject} 的权限`, '核对区划和发布者'),
};
export const unexpectedFailure = (subject: string) => say(`没有完成：${subject}`, '查看上面的说明后再试');

export const usageText = {
  titles: {
    'Usage:': '用法：',
    'Options:': '选项：',
    'Arguments:': '参数：',
    'Commands:': '命令：',
    'Global Options:': '通用选项：',
  } as Record<string, string>,
  help: '显示说明',
  noCommand: '缺少命令',
  invalid: (field: string, value: string, reason: string) =>
    `${field}「${value}」不合规定${reason === '' ? '' : `：${reason}`}`,
  meant: (near: string) => `是不是 ${near}？加 --help 查看用法`,
  wrong: '用法不对',
  remedy: '加 --help 查看用法',
  byCode: {
    'commander.missingArgument': '缺少参数',
    'commander.missingMandatoryOptionValue': '缺少必需的选项',
    'commander.optionMissingArgument': '选项缺少内容',
    'commander.unknownCommand': '没有这个命令',
    'commander.unknownOption': '没有这个选项',
    'commander.excessArguments': '参数太多',
  } as Record<string, string>,
  badCode: '应为 12 位区划代码',
  badTerminal: '应为 3–32 个小写字母、数字或连字符',
  badItem: '应为条目编号，例如 990001001001.county.000001',
  badKind: '应为 village 或 community',
  badUrl: '应为 mqtt://、mqtts://、ws:// 或 wss:// 地址，地址里不含口令',
  badText: '不能为空，也不能太长',
  noFolder: '没有指明县级文件夹',
  noFolderRemedy: '加 --dir，或设置 SANWU_COUNTY_DIR，或先启动演示',
  noPassphrase: '需要密钥口令',
  noPassphraseRemedy: '在终端里运行，或用 SANWU_PASSPHRASE_FILE 指向存放口令的文件',
  emptyPassphrase: '口令不能为空',
  differentPassphrases: '两次输入的口令不一样',
} as const;

export const describeText = {
  program: '三务公开县级端：签名、发布、服务终端',
  dir: '县级文件夹（否则用 SANWU_COUNTY_DIR，再否则用正在运行的演示）',
  json: '每个结果一行 JSON',
  init: '新建一个县：密钥、角色和第一份签名',
  code: '县的 12 位代码（…000000）',
  name: '县的名称',
  rootOut: '根密钥存放的文件夹；建好后可拿走保管',
  township: '镇街',
  townshipAdd: '登记镇街，并为它生成密钥',
  village: '村（社区）',
  villageAdd: '登记村或社区',
  kind: '村 village 或社区 community',
  terminal: '终端',
  terminalAdd: '登记终端，写出它的配置文件和消息服务器账号',
  ofVillage: '终端所在村（社区）的代码',
  broker: '消息服务器地址',
  out: '写出的配置文件',
  ca: '消息服务器证书的 CA 文件（PEM）',
  folder: '终端读取的县级文件夹（U 盘），可代替消息服务器',
  renew: '为已登记的终端重发密码',
  serve: '签发快照和时间戳，回应终端',
  once: '签完待签的内容就结束（只用 U 盘的县）',
  username: '消息服务器用户名',
  catalogue: '公开目录',
  catalogueAdd: '安装本县的公开目录（YAML 或 JSON 文件），只增不减、只多不少、只紧不松',
  catalogueFor: '适用的县、镇街或村（社区）代码；首次安装默认全县，换新版默认不变',
  software: '终端软件',
  softwareAdd: '签发一个软件版本，终端在夜里空闲时换用；同一个包再发给更多终端，就是扩大范围',
  softwareSource: '打包出的文件夹，或它的 tar.gz',
  softwareFor: '发给谁：终端编号，或村、镇街、县的代码；可写多次，默认全县',
  softwareOver: '各终端分散在多少小时内下载',
  softwareNotes: '这一版改了什么',
  softwareList: '列出正在发布的版本',
  softwareWithdraw: '不再发布一个版本；还没换用的终端不再换用',
  publish: '发布条目',
  for: '发布到的区划代码',
  as: '以镇街身份发布（镇街代码）',
  check: '只检查，什么也不发布：错误和要再看一眼的地方都说出来',
  correct: '更正条目：新版本代替旧版本，旧版本仍可查看',
  withdraw: '撤回条目：仍显示为已撤回，并说明原因',
  erase: '依法清除条目内容，只留下编号、时间和原因',
  reason: '原因（会公开）',
  status: '终端状态',
  key: '密钥',
  rotate: '换发密钥',
  revoke: '吊销镇街的密钥；它发布过的内容由县级保留',
  root: '根密钥所在的文件夹',
  replace: '要替换的根密钥（编号前几位），默认换备用的一把',
} as const;

export const resultText = {
  stateOf: { published: '已发布', superseded: '已被代替', withdrawn: '已撤回', erased: '已清除' } as Record<
    string,
    string
  >,
  checked: (count: number) => `查过 ${count} 件，没有错误；没有发布`,
  item: (id: string, version: number, digest8: string, state: string) =>
    `${state} ${id} 第${version}版 摘要 ${digest8}`,
  created: (name: string, dir: string, root: string) =>
    `已建立${name}（${dir}）。\n根密钥在 ${root}：一共三把，凑齐两把才能签名。请拷到别处、分开保管，然后从这里删除；日常命令不需要它们。`,
  added: (name: string, code: string) => `已登记${name}（${code}）`,
  /** @param files what goes to the kiosk; with a broker the first holds its password */
  terminal: (id: string, files: readonly string[], hasBroker: boolean) =>
    hasBroker
      ? `已登记终端 ${id}。请把 ${files.join(' 和 ')} 一起拷到这台终端，放在同一个文件夹（${files[0]} 含密码，只交给这台终端）。\n消息服务器的账号和权限在县级文件夹的 broker/ 下，有更新：请拷给消息服务器，并让它重新载入。`
      : `已登记终端 ${id}。请把 ${files.join(' 和 ')} 拷到这台终端。它只读 U 盘，不连消息服务器。`,
  catalogue: (name: string, version: number, count: number) =>
    `已安装公开目录 ${name} 第 ${version} 版，涉及 ${count} 台终端`,
  software: (version: string, platform: string, count: number, hours: number) =>
    `已发布软件 ${version}（${platform}），涉及 ${count} 台终端${hours > 0 ? `，分 ${hours} 小时下载` : ''}`,
  key: (role: string, keyId: string) => `${role} 现在用密钥 ${keyId.slice(0, 8)}`,
  signed: (timestamp: number) => `已签到第 ${timestamp} 号时间戳`,
  problem: (file: string, line: number, field: string, message: string, remedy: string) =>
    [`${file}${line > 0 ? `:${line}` : ''}`, field && `[${field}]`, `${message}。${remedy}`]
      .filter((part) => part !== '')
      .join(' '),
  warning: (text: string) => `请核对：${text}`,
  nothingPublished: '什么都没有发布。',
  passphrase: '密钥口令：',
  newPassphrase: '为密钥设一个口令：',
  repeatPassphrase: '再输入一次口令：',
} as const;

export const softwareText = {
  badAudience: '应为终端编号或 12 位区划代码',
  badHours: '应为 0–336 的小时数',
  badVersion: '应为三段版本号，例如 1.4.0',
  none: '没有正在发布的软件版本',
  line: (version: string, platform: string, names: readonly string[], megabytes: number) =>
    `${version} · ${platform} · ${megabytes} MB · 发给 ${names.join('、')}`,
  withdrawn: (version: string, platforms: readonly string[]) =>
    `不再发布软件 ${version}（${platforms.join('、')}）`,
} as const;

/** Steps of an update, by `UpdateState.step`. */
const updateSteps: Record<UpdateState['step'], string> = {
  waiting: '等待下载',
  fetching: '正在下载',
  staged: '已备好，等空闲时换用',
  trial: '正在试用',
  failed: '没能取到或没通过检查',
  'rolled-back': '没能启动，已退回',
};

export const statusText = {
  none: '还没有登记终端',
  online: (online: boolean | null) =>
    online === null ? '未知（县级服务没有连上）' : online ? '在线' : '离线',
  current: (current: boolean | null) => (current === null ? '从未联系' : current ? '内容最新' : '内容待更新'),
  seen: (text: string) => `最近联系 ${text}`,
  never: '从未',
  erasures: (done: number, pending: number) => `清除已确认 ${done}，待确认 ${pending}`,
  trouble: (kind: string) => `故障 ${kind}`,
  software: (version: string) => `软件 ${version}`,
  update: ({ version, step }: UpdateState) => `新版 ${version} ${updateSteps[step]}`,
  duplicate: '有两台机器使用同一编号',
  clock: '时钟存疑',
  alerts: (count: number) => `告警 ${count} 条`,
  waiting: (roles: readonly string[]) =>
    `还有 ${roles.length} 处改动等待签发（${roles.slice(0, 5).join('、')}${roles.length > 5 ? '……' : ''}）：运行中的 serve 会马上签发；没有运行的，请启动 serve 或运行 serve --once`,
} as const;

/** Why `serve` has no connection, by `LossReason`. */
export const lossText = {
  refused: (url: string) => `连不上消息服务器 ${url}：连接被拒绝，服务器没有启动或端口不对。会一直重试`,
  name: (url: string) => `连不上消息服务器 ${url}：找不到这个主机名，请检查地址和 DNS。会一直重试`,
  unreachable: (url: string) => `连不上消息服务器 ${url}：网络不通。会一直重试`,
  certificate: (url: string) =>
    `连不上消息服务器 ${url}：证书不受信任、过期，或与主机名不符，请检查 --ca 和证书。会一直重试`,
  'not-tls': (url: string) =>
    `连不上消息服务器 ${url}：对方不是 TLS 端口，请检查 mqtt:// 与 mqtts:// 和端口。会一直重试`,
  account: (url: string) =>
    `消息服务器 ${url} 不接受用户名和密码：请把县级文件夹 broker/ 下的账号文件拷给它，并让它重新载入。会一直重试`,
  silent: (url: string) => `消息服务器 ${url} 没有回应。会一直重试`,
  closed: (url: string) => `与消息服务器 ${url} 的连接断了。会一直重试`,
} as const;

/** Comments of a kiosk's configuration file. */
export const kioskFileText = {
  header: (terminal: string, hasBroker: boolean) =>
    `# 终端 ${terminal} 的配置，由县级 terminal add 生成。${hasBroker ? '含密码：只放在这台终端上。' : ''}\n# 启动：npm run kiosk -- --config 本文件\n`,
  footer: `# 小票打印机（ESC/POS）；没有就不写。网络、USB、串口三选一
# printer:
#   address: 192.168.1.50:9100
#   device: /dev/usb/lp0
#   serial: /dev/ttyUSB0
#   paper: 80
# 哪块屏显示什么（0 是第一块屏）；不写就是下面这样。只有一块屏的，去掉不要的那一行
# windows:
#   terminal: { display: 0 }
#   board: { display: 1 }
`,
} as const;
