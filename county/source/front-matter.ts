/** YAML front matter of a Markdown source, read as plain texts with the line of every key (YAML 1.2 failsafe schema). */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import { limits } from '../../main/contract/limits.ts';
import { frontMatterText, keysInChinese, type ProblemText } from '../../main/text/source.ts';
import { nearest } from './nearest.ts';
import { isPlainLine, isPlainText, withPlainBreaks } from './plain-text.ts';
import { SourceRefusal } from './refusal.ts';

export type Report = (line: number, field: string, text: ProblemText) => void;

type Context = { lineOf: (offset: number) => number; report: Report };

/** One element of a list: a text or a mapping. `field`: dotted path with its 1-based number. */
export type ListEntry = {
  line: number;
  field: string;
  text?: string;
  mapping?: Mapping;
  problem: (text: ProblemText) => void;
};

type Pair = { line: number; value: Node | null };

const textOf = (node: Node | null): string | undefined => {
  if (node === null) return '';
  if (!isScalar(node)) return undefined;
  return node.value === null ? '' : String(node.value);
};

/** A mapping of the front matter. Reading a key of the wrong form reports it and gives `undefined`, as an absent one does. */
export class Mapping {
  readonly path: string;
  readonly line: number;
  readonly #pairs = new Map<string, Pair>();
  readonly #context: Context;

  constructor(node: YAMLMap, path: string, line: number, context: Context) {
    this.path = path;
    this.line = line;
    this.#context = context;
    for (const pair of node.items) {
      const key = pair.key as Node;
      const at = context.lineOf(key?.range?.[0] ?? node.range?.[0] ?? 0);
      this.#pairs.set(textOf(key) ?? '', { line: at, value: (pair.value as Node | null) ?? null });
    }
  }

  has(key: string): boolean {
    const pair = this.#pairs.get(key);
    return pair !== undefined && textOf(pair.value) !== '';
  }

  /** Line of a key; of the whole mapping where the key is absent. */
  lineOf(key: string): number {
    return this.#pairs.get(key)?.line ?? this.line;
  }

  fieldOf(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }

  /** @param at the key whose line it is, where `key` itself is not there */
  problem(key: string, text: ProblemText, at = key): void {
    this.#context.report(this.lineOf(at), this.fieldOf(key), text);
  }

  refuseUnknown(known: readonly string[]): void {
    for (const key of this.#pairs.keys()) {
      if (known.includes(key)) continue;
      const meant = keysInChinese[key];
      const near = meant !== undefined && known.includes(meant) ? meant : nearest(key, known);
      this.problem(key, frontMatterText.unknownKey(key, near, known));
    }
  }

  /** Reports a key that must be there. */
  require(key: string): void {
    if (!this.has(key)) this.problem(key, frontMatterText.required(key));
  }

  /** A text of one line (`lines`: of several), without outer blanks, at most `most` characters. */
  text(key: string, most: number = limits.cellCharacters, lines = false): string | undefined {
    if (!this.has(key)) return undefined;
    const text = textOf(this.#pairs.get(key)?.value ?? null);
    if (text === undefined) {
      this.problem(key, frontMatterText.shape('text'));
      return undefined;
    }
    return this.#checked(key, text, most, lines);
  }

  #checked(key: string, text: string, most: number, lines: boolean): string | undefined {
    const trimmed = withPlainBreaks(text).trim();
    if (!(lines ? isPlainText(trimmed) : isPlainLine(trimmed))) {
      this.problem(key, frontMatterText.control());
      return undefined;
    }
    if (trimmed.length > most) {
      this.problem(key, frontMatterText.tooLong(most));
      return undefined;
    }
    return trimmed;
  }

  /** Whether a text was written in quotes (`sheet: "1"` is a name, not a number). */
  isQuoted(key: string): boolean {
    const node = this.#pairs.get(key)?.value;
    return isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
  }

  choice<T extends string>(key: string, allowed: readonly T[]): T | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const found = allowed.find((value) => value === text);
    if (found === undefined) this.problem(key, frontMatterText.choice(text, allowed, nearest(text, allowed)));
    return found;
  }

  truth(key: string): boolean | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    if (text !== 'true' && text !== 'false') {
      this.problem(key, frontMatterText.truth(text));
      return undefined;
    }
    return text === 'true';
  }

  whole(key: string, least: number, greatest: number): number | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= greatest) return value;
    this.problem(key, frontMatterText.whole(least, greatest));
    return undefined;
  }

  isMapping(key: string): boolean {
    return isMap(this.#pairs.get(key)?.value);
  }

  mapping(key: string): Mapping | undefined {
    const node = this.#pairs.get(key)?.value;
    if (isMap(node)) return new Mapping(node, this.fieldOf(key), this.lineOf(key), this.#context);
    if (this.has(key)) this.problem(key, frontMatterText.shape('mapping'));
    return undefined;
  }

  /** Elements of a list; one thing alone counts as a list of one. */
  list(key: string, most: number): ListEntry[] {
    if (!this.has(key)) return [];
    const node = this.#pairs.get(key)?.value ?? null;
    const nodes = isSeq(node) ? (node.items as (Node | null)[]) : [node];
    if (nodes.length > most) {
      this.problem(key, frontMatterText.tooMany(most));
      return [];
    }
    return nodes.flatMap((element, index) => {
      const field = isSeq(node) ? `${this.fieldOf(key)}.${index + 1}` : this.fieldOf(key);
      return this.#entry(element, field, this.lineOf(key));
    });
  }

  /** File names in a list, without judging them: bare texts, and `file` of mappings. */
  names(key: string): string[] {
    const node = this.#pairs.get(key)?.value;
    const nodes = isSeq(node) ? (node.items as (Node | null)[]) : [node ?? null];
    return nodes.flatMap((element) => {
      const text = textOf(isMap(element) ? (element.get('file', true) as Node | null) : element);
      return text === undefined ? [] : [text];
    });
  }

  #entry(node: Node | null, field: string, fallback: number): ListEntry[] {
    const line = node?.range ? this.#context.lineOf(node.range[0]) : fallback;
    const problem = (said: ProblemText): void => this.#context.report(line, field, said);
    if (isMap(node))
      return [{ line, field, mapping: new Mapping(node, field, line, this.#context), problem }];
    const text = textOf(node);
    if (text === undefined || text.trim() === '' || !isPlainText(text)) {
      problem(text === undefined ? frontMatterText.shape('text') : frontMatterText.control());
      return [];
    }
    return [{ line, field, text: text.trim(), problem }];
  }
}

/** Splits `---` … `---` from the body. Line 1 is the first `---`. @throws SourceRefusal */
function split(text: string): { yaml: string; lastLine: number; body: string; bodyLine: number } {
  const lines = withPlainBreaks(text).split('\n');
  if (lines[0]?.trimEnd() !== '---') throw new SourceRefusal(frontMatterText.missing(), 'file');
  const end = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  if (end < 0) throw new SourceRefusal(frontMatterText.unclosed(), 'file');
  const yaml = `\n${lines.slice(1, end).join('\n')}\n`;
  if (Buffer.byteLength(yaml) > limits.sourceFrontMatterBytes) {
    throw new SourceRefusal(frontMatterText.tooLong(limits.sourceFrontMatterBytes), 'file');
  }
  const start = lines.findIndex((line, index) => index > end && line.trim() !== '');
  if (start < 0) return { yaml, lastLine: end, body: '', bodyLine: lines.length };
  return { yaml, lastLine: end, body: lines.slice(start).join('\n').trimEnd(), bodyLine: start + 1 };
}

const deepest = 12;

/** Aliases and tags are refused (they can swell a document); nesting is bounded. */
function refuseTricks(node: unknown, depth: number, context: Context): boolean {
  if (node === null || node === undefined) return true;
  const at = (node as Node).range?.[0] ?? 0;
  const anchored = 'anchor' in (node as object) && (node as { anchor?: string }).anchor !== undefined;
  const tagged = (node as Node & { tag?: string }).tag;
  const ownTag = tagged !== undefined && !/^tag:yaml\.org,2002:(?:str|map|seq)$/.test(tagged);
  if (isAlias(node) || anchored || ownTag || depth > deepest) {
    context.report(context.lineOf(at), 'file', frontMatterText.alias());
    return false;
  }
  if (isMap(node)) {
    return node.items.every(
      (pair) => refuseTricks(pair.key, depth + 1, context) && refuseTricks(pair.value, depth + 1, context),
    );
  }
  return isSeq(node) ? node.items.every((item) => refuseTricks(item, depth + 1, context)) : true;
}

function parse(yaml: string, lineCounter: LineCounter) {
  try {
    return parseDocument(yaml, { schema: 'failsafe', prettyErrors: false, lineCounter, logLevel: 'silent' });
  } catch (thrown) {
    // Brackets nested by the thousand exhaust the parser's stack.
    if (!(thrown instanceof RangeError)) throw thrown;
    throw new SourceRefusal(frontMatterText.syntax('DEPTH'), 'file', 1, { cause: thrown });
  }
}

/**
 * Reads front matter and body. Faults of single places go to `report`; then `root` is absent.
 * @throws SourceRefusal where there is no front matter to speak of
 */
export function readFrontMatter(
  text: string,
  report: Report,
): { root?: Mapping; body: string; bodyLine: number } {
  const { yaml, lastLine, body, bodyLine } = split(text);
  const lineCounter = new LineCounter();
  const document = parse(yaml, lineCounter);
  // What is not closed is found missing at the end, which is the line before the second `---`.
  const lineOf = (offset: number): number =>
    Math.max(1, Math.min(lineCounter.linePos(offset).line, lastLine));
  const context: Context = { lineOf, report };
  const faulty = new Set<number>();
  for (const error of document.errors) {
    const line = context.lineOf(error.pos[0]);
    // The first fault of a line is the cause of the others.
    if (!faulty.has(line)) report(line, 'file', frontMatterText.syntax(error.code));
    faulty.add(line);
  }
  if (document.errors.length > 0) return { body, bodyLine };
  if (!isMap(document.contents)) {
    report(1, 'file', frontMatterText.missing());
    return { body, bodyLine };
  }
  if (!refuseTricks(document.contents, 0, context)) return { body, bodyLine };
  return { root: new Mapping(document.contents, '', 1, context), body, bodyLine };
}
