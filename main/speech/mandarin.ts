/**
 * How eSpeak NG is to say Mandarin: as syllables with their tones. Given characters, its Mandarin voice of Debian 12 (1.51) spells
 * out its own pinyin in English (https://github.com/espeak-ng/espeak-ng/issues/1236), and no version tells 村长 from 长度.
 */
import type { pinyin as Pinyin } from 'pinyin-pro';

/** What the library reads otherwise, in words of this field. */
const fieldWords = { 三重一大: 'sān zhòng yí dà' };

/** Names of letters as they are said in Mandarin: numbers of roads, sizes of paper, codes of contracts. */
const letters: Readonly<Record<string, string>> = {
  ...{ a: 'ei1', b: 'bi4', c: 'xi1', d: 'di4', e: 'yi4', f: 'ai2 fu0', g: 'ji4', h: 'ai1 qu4', i: 'ai4' },
  ...{ j: 'zhei4', k: 'kei4', l: 'ai2 lou0', m: 'ai2 mu0', n: 'en1', o: 'ou1', p: 'pi4', q: 'ku1 you1' },
  ...{ r: 'a4 er0', s: 'ai2 si0', t: 'ti4', u: 'you1', v: 'wei1', w: 'da2 bu0 liu0', x: 'ai2 ke0 si0' },
  ...{ y: 'wai4', z: 'zei4' },
};

/** Signs at which the voice pauses; whatever else is no syllable is not said. */
const pauses = /[，。！？；：、,.!?;:]+/;

let reading: Promise<typeof Pinyin> | undefined;

/** The dictionary is read when somebody is first read to: most days on most machines nobody is. */
async function reader(): Promise<typeof Pinyin> {
  const { pinyin, customPinyin } = await import('pinyin-pro');
  customPinyin(fieldWords);
  return pinyin;
}

function otherwise(text: string): string {
  const [pause] = pauses.exec(text) ?? [];
  const spelled = [...text.toLowerCase()].flatMap((sign) => letters[sign] ?? []).join(' ');
  return `${spelled}${pause === undefined ? '' : pause[0]}`;
}

/** @param spoken from `spokenText`: no digits in it → `cun1 zhang3，`, tones changed as they are in speech */
export async function syllablesOf(spoken: string): Promise<string> {
  reading ??= reader();
  const pinyin = await reading;
  return pinyin(spoken, { toneType: 'num', type: 'all', nonZh: 'consecutive', toneSandhi: true })
    .map(({ origin, isZh, result }) => (isZh ? result : otherwise(origin)))
    .filter((part) => part !== '')
    .join(' ');
}
