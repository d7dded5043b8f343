/** Words of what a villager does with the county at the terminal: writing, following a slip, own subsidies. */
import type { FeedbackKind } from '../contract/feedback.ts';

export const desk = {
  write: '提意见',
  follow: '查编号',
  subsidies: '我的补贴',
  next: '下一步',
  before: '上一步',
  submit: '提交',
  done: '好了',
};

type Written = Exclude<FeedbackKind, 'support'>;

/** Plain words first. */
export const kinds: Record<Written, { title: string; line: string; prompt: string }> = {
  question: { title: '问一问', line: '没看懂、想知道更多', prompt: '想问什么？' },
  suggestion: { title: '提建议', line: '村里的事可以怎么做更好', prompt: '有什么建议？' },
  complaint: {
    title: '投诉举报',
    line: '只有县里看得到，村里和镇里都看不到',
    prompt: '反映什么问题？时间、地点、人和事写清楚更好',
  },
  error: { title: '内容有错', line: '字、数、日期和实际不一样', prompt: '哪里错了？应该是什么？' },
  inspect: { title: '查阅原始凭证', line: '申请看、申请复印凭证和资料', prompt: '想看哪一笔、哪一份？' },
  joint: {
    title: '联名要求公开',
    line: '十分之一村民或五分之一村民代表联名，村里应当即时公开',
    prompt: '要求公开什么？',
  },
};

export const write = {
  choose: '想说什么事？',
  about: (title: string) => `关于「${title}」`,
  words: '写在这里',
  left: (count: number) => `还能写 ${count} 个字`,
  how: '答复放在哪里？',
  public: '公开答复',
  publicLine: '答复显示在这一件旁边，大家都能看到；不显示您是谁',
  private: '只答复我',
  privateLine: '凭编号才能看到答复',
  complaintPrivate: '投诉举报只答复您本人，凭编号查看。',
  asWhom: '您是？',
  villager: '村民',
  representative: '村民代表',
  contact: '要不要留个联系方式？不留也可以提交',
  name: '姓名',
  phone: '电话',
  jointName: '姓名（联名人数按姓名计算）',
  sealed: '内容在这台机器上就已加密，只有县里打得开。',
  working: '正在保存…',
  submitted: '已提交',
  slip: '编号',
  slipLine: '请记下编号，或拍照、打印。凭它可以在这里查进展、看答复。',
  jointSlipLine: '把编号告诉愿意联名的人，他们在「查编号」里输入编号就能附议。',
  kept: '已经存好。网络不通时先存在这台机器里，通了会自动送到县里，只送一次。',
  empty: '还没有写内容',
  /** Asked before what was written is lost. */
  lose: {
    title: '不写了吗？',
    line: '写的话会丢掉，这台机器不留草稿。',
    stay: '接着写',
    leave: '不写了',
  },
  picture: '编号的二维码',
  refused: {
    'storage-full': {
      title: '存储已满，未能提交',
      advice: '您写的内容没有保存。请告诉村委会工作人员清理这台机器，或拨打 12317 反映。查看内容不受影响。',
    },
    storage: {
      title: '这台机器现在存不下，未能提交',
      advice: '您写的内容没有保存。请稍后再试，或拨打 12317 反映。查看内容不受影响。',
    },
    'outbox-full': {
      title: '等着送到县里的太多，未能提交',
      advice:
        '这台机器很久没有连上县里。您写的内容没有保存。请告诉村委会工作人员检查网络，或拨打 12317 反映。',
    },
    'no-key': {
      title: '这台机器还没有和县里对上，未能提交',
      advice: '您写的内容没有保存。请告诉村委会工作人员，或拨打 12317 反映。',
    },
    incomplete: { title: '还有没填的', advice: '请回上一步补上。' },
    away: {
      title: '还不知道提交了没有',
      advice: '机器没有回应。请按「上一步」再提交一次：同样的内容只算一件，编号不变。您写的内容还在。',
    },
  },
};

export const follow = {
  title: '凭编号查进展',
  prompt: '输入 12 位编号',
  ask: '查一查',
  wrong: '编号不对，请再核对一遍',
  asking: '正在问县里…',
  unknown: { title: '县里没有这个编号', advice: '请核对编号。刚提交的，要等网络通了送到县里才能查到。' },
  states: {
    received: '县里已经收到',
    routed: '已经转给承办单位',
    answered: '已经答复',
    closed: '已经办结',
  },
  due: (day: string) => `${day} 前会有答复`,
  routedTo: (name: string) => `承办：${name}`,
  answer: '答复',
  publicAnswer: '看公开的答复',
  supporters: (count: number) => `已有 ${count} 人附议`,
  support: '我也附议',
  supported: '已附议',
};

export const subsidies = {
  title: '我的补贴',
  line: '输入自己的姓名和身份证号，查自己领到的补贴。查完按「结束」，不留任何痕迹。',
  name: '姓名',
  idNumber: '身份证号',
  ask: '查一查',
  asking: '正在问县里，请稍等…',
  wrongNumber: '身份证号不对，请再核对一遍',
  none: {
    title: '没有查到记录',
    advice: '请核对姓名和身份证号。还有疑问，请到村委会或镇便民服务中心，带身份证查询。',
  },
  /** Back to what was entered, where one character may be wrong. */
  change: '改一改',
  total: (year: string, amount: string) => `${year}年一共 ${amount} 元`,
  amount: (amount: string) => `${amount} 元`,
  asOf: (day: string) => `名单到 ${day}`,
  more: '只显示最近的记录，更早的请到柜台查询。',
  hide: '结束并清除',
};

/** Why there is no answer now. */
export const noAnswer = {
  offline: {
    title: '现在连不上县里，查不了',
    advice: '这里的公开内容都能看。请晚些再来，或到村委会柜台、镇便民服务中心查询。',
  },
  silent: { title: '县里没有回答', advice: '请过几分钟再试，或到柜台查询。' },
  busy: { title: '现在查的人太多', advice: '请过一会儿再试。' },
  'no-key': { title: '这台机器还没有和县里对上', advice: '请告诉村委会工作人员，或到柜台查询。' },
  later: (minutes: number) => ({
    title: `查得太勤了，请等 ${minutes} 分钟`,
    advice: '这是为了防止别人一个一个地猜号码。着急的话请带身份证到柜台查询。',
  }),
};
