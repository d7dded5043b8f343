/** YAML from people: every mistake at once, each with its line, field, reason and remedy. */
import { type Document, isMap, isNode, isPair, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { zhCN } from 'zod/locales';
import { yamlText } from '../text/located-yaml.ts';

/** One mistake. `line` is 1-based; `field` is a dotted path, empty for the file as a whole. */
export type YamlProblem = { line: number; field: string; message: string; remedy: string };

/** A mistake between fields, which no field's schema can see. `path` leads to the one that is pointed at. */
export type Relation = { path: readonly string[]; message: string; remedy: string };

export type YamlResult<T> = { value: T; problems: [] } | { value: undefined; problems: YamlProblem[] };

const describe = zhCN().localeError;

function nodeAt(document: Document, path: readonly PropertyKey[]): Node | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length) as unknown[], true);
    if (isNode(node)) return node;
  }
  return undefined;
}

/** Line of a key itself, so that an unknown key is pointed at and not its parent. */
function keyLine(
  document: Document,
  parent: readonly PropertyKey[],
  key: string,
  lines: LineCounter,
): number {
  const map = parent.length === 0 ? document.contents : document.getIn(parent as unknown[], true);
  const pair = isMap(map) ? map.items.find((item) => isPair(item) && String(item.key) === key) : undefined;
  const node = pair?.key;
  return isNode(node) && node.range ? lines.linePos(node.range[0]).line : 1;
}

function lineOf(document: Document, path: readonly PropertyKey[], lines: LineCounter): number {
  const range = nodeAt(document, path)?.range;
  return range ? lines.linePos(range[0]).line : 1;
}

function fromIssue(issue: z.core.$ZodIssue, document: Document, lines: LineCounter): YamlProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      line: keyLine(document, issue.path, key, lines),
      field: [...issue.path, key].join('.'),
      message: yamlText.unknownKey(key),
      remedy: yamlText.removeOrRename,
    }));
  }
  const described = describe(issue as z.core.$ZodRawIssue);
  const message = typeof described === 'string' ? described : (described?.message ?? issue.message);
  const missing = issue.code === 'invalid_type' && document.getIn(issue.path as unknown[]) === undefined;
  return [
    {
      line: lineOf(document, issue.path, lines),
      field: issue.path.join('.'),
      message: missing ? yamlText.missing : message,
      remedy: missing ? yamlText.addIt : yamlText.seeExample,
    },
  ];
}

/**
 * Reads YAML text against a schema.
 * @param text UTF-8 text, already bounded in size by the caller
 * @param relations looks at what was written, right or wrong, so that its mistakes are listed with the schema's
 */
export function readLocatedYaml<S extends z.ZodType>(
  text: string,
  schema: S,
  relations: (written: unknown) => Relation[] = () => [],
): YamlResult<z.output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, maxAliasCount: 0 } as object);
  const broken = document.errors.map((error) => ({
    line: error.linePos?.[0].line ?? 1,
    field: '',
    message: yamlText.syntax(error.message.split('\n')[0] ?? ''),
    remedy: yamlText.fixSyntax,
  }));
  if (broken.length > 0) return { value: undefined, problems: broken };
  const written: unknown = document.toJS({ maxAliasCount: 0 });
  const parsed = schema.safeParse(written, { reportInput: true });
  const between = relations(written).map(({ path, message, remedy }) => ({
    line: lineOf(document, path, lines),
    field: path.join('.'),
    message,
    remedy,
  }));
  if (parsed.success && between.length === 0) return { value: parsed.data, problems: [] };
  const ofFields = parsed.error?.issues.flatMap((issue) => fromIssue(issue, document, lines)) ?? [];
  const seen = new Set(ofFields.map(({ field }) => field));
  return { value: undefined, problems: [...ofFields, ...between.filter(({ field }) => !seen.has(field))] };
}
