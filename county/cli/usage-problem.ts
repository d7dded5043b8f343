/** commander's complaints in our words: the kind by its code, what it is about from what its text quotes. */
import type { CommanderError } from 'commander';
import { usageText } from '../../main/text/county.ts';
import { UsageError } from './failure.ts';

const withoutValue = (flags = ''): string => flags.split(/[ ,]/)[0] ?? '';

/** `quoted`: an option's flags and the value, or the value and an argument's name. Our own reason stands after the last quote. */
function invalid(quoted: readonly string[], message: string): UsageError {
  const [first = '', second = ''] = quoted;
  const isOption = first.startsWith('-');
  const [field, value] = isOption ? [withoutValue(first), second] : [second, first];
  const reason = message.slice(message.lastIndexOf("'") + 1).replace(/^[^\p{Script=Han}]*/u, '');
  return new UsageError(usageText.invalid(field, value, reason), usageText.remedy, field);
}

export function usageProblem(error: CommanderError): UsageError {
  const { code, message } = error;
  const quoted = Array.from(message.matchAll(/'([^']*)'/g), ([, text]) => text ?? '');
  const subject = quoted[0] ?? '';
  if (code === 'commander.help') return new UsageError(usageText.noCommand, usageText.remedy);
  if (code === 'commander.invalidArgument') return invalid(quoted, message);
  const what = usageText.byCode[code];
  if (what === undefined) return new UsageError(usageText.wrong, usageText.remedy);
  const meant = /\(Did you mean (?:one of )?([^?]+)\?\)/.exec(message)?.[1];
  const remedy = meant === undefined ? usageText.remedy : usageText.meant(meant);
  const text = subject === '' ? what : `${what}：${subject}`;
  return new UsageError(text, remedy, subject.startsWith('-') ? withoutValue(subject) : subject);
}
