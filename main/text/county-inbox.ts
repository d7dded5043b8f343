/** What `county inbox` says, and how a public answer reads. */
import type { FeedbackKind } from '../contract/feedback.ts';

export const feedbackKindText: Record<FeedbackKind, string> = {
  question: '提问',
  suggestion: '建议',
  complaint: '投诉举报',
  error: '报错',
  inspect: '查阅复印申请',
  joint: '联名要求公开',
  support: '附议',
};

/** Quoted so that what a villager wrote stays text: Markdown in it means nothing. */
const quoted = (text: string) =>
  text
    .split('\n')
    .map((line) => `> ${line.replace(/[\\`*_[\]<>#|~!]/g, '\\$&')}`)
    .join('\n');

export const publicAnswerText = {
  title: (about: string) => `答复：${about.replace(/\s+/gu, ' ').slice(0, 60)}`,
  body: (question: string, answer: string) => `群众问：\n\n${quoted(question)}\n\n答复：\n\n${answer}\n`,
};

export const inboxText = {
  group: '群众意见：提问、建议、投诉举报、报错、查阅申请、联名要求',
  list: '列出来件，到期的在前',
  all: '也列出已办结的',
  show: '打开一件（含联系方式，请注意保密）',
  route: '交给承办单位',
  id: '来件的编号，或群众手里的 12 位编号',
  to: '承办单位，例如 柳桥镇经管站',
  answer: '答复；--public 公开在原条目旁边，否则只有凭编号能看到',
  text: '答复的内容；也可以用 --file 给出文本文件',
  file: '答复的文本文件',
  public: '公开答复（提问人同意公开的才行）',
  question: '公开时怎么写这个问题：原话里有人名、电话等不宜公开的，用这里的文字代替',
  replace: '代替已经给本人的答复（原来的不再能看到）',
  questionIsPublic: '--question 写公开时的问题，只和 --public 一起用，不能为空',
  close: '办结',
  deadline: '设置某一类的答复天数',
  kinds: 'question、suggestion、complaint、error、inspect 或 joint',
  badKind: '应为 question、suggestion、complaint、error、inspect 或 joint',
  badDays: '应为 1–366 的天数',
  oneText: '请用 --text 或 --file 给出答复，两者取一',
  none: '没有待办的来件',
  unreadable: '打不开（密钥已换）',
  broken: (id: string) => `inbox/${id}.json 已损坏，跳过；请从备份恢复`,
  overdue: '已逾期',
  due: (day: string) => `${day} 前答复`,
  states: { received: '已收到', routed: '已转办', answered: '已答复', closed: '已办结' },
  joined: (people: number, needed: number | undefined) =>
    needed === undefined ? `联名 ${people} 人（没有设置人数）` : `联名 ${people} 人，需 ${needed} 人`,
  routed: (id: string, to: string) => `${id} 已转 ${to}`,
  answered: (id: string) => `${id} 已答复，凭编号可查`,
  closed: (id: string) => `${id} 已办结`,
  deadlineSet: (kind: string, days: number) => `${kind} 的答复期限：${days} 天`,
  contact: (name: string, phone: string) => `联系：${[name, phone].filter((part) => part !== '').join(' ')}`,
  replaced: (id: string, day: string) => `${id} 已重新答复，代替了 ${day} 给本人的答复；凭编号只能看到新的`,
  received: (time: string) => `${time} 收到`,
  wishes: {
    public: '公开答复：提问人同意（用 --public）',
    private: '只答复本人：提问人不要公开（不能用 --public）',
  },
  publiclyAnswered: (time: string, item: string) => `${time} 已公开答复：${item}`,
  privatelyAnswered: (time: string, text: string) => `${time} 已答复本人：\n${text}`,
  about: (id: string, title: string) => `关于 ${id} ${title}`,
} as const;
