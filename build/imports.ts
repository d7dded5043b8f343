import { parseAst } from 'rolldown/parseAst';

/** One import found in a source file, of whatever form (static, re-export, dynamic, type, require). */
export interface Import {
  /** The specifier; undefined where it is computed and so cannot be checked. */
  readonly specifier: string | undefined;
  readonly line: number;
}

const languages: Readonly<Record<string, 'ts' | 'tsx' | 'js'>> = {
  '.ts': 'ts',
  '.tsx': 'tsx',
  '.mts': 'ts',
  '.cts': 'ts',
  '.js': 'js',
  '.mjs': 'js',
  '.cjs': 'js',
};

/** File name extensions of source files. */
export const sourceExtensions: readonly string[] = Object.keys(languages);

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

function children(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

/** The node that holds the specifier, if `node` is an import of any form. */
function specifierNode(node: Node): unknown {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return node.source ?? undefined;
    case 'TSExternalModuleReference':
      return node.expression;
    case 'CallExpression': {
      const called = node.callee as Node;
      return called.type === 'Identifier' && called.name === 'require'
        ? (node.arguments as Node[])[0]
        : undefined;
    }
    default:
      return undefined;
  }
}

/**
 * All imports of a source text, by a real parser.
 * @param extension with its dot; one of `sourceExtensions`
 * @throws the parser's error where the text is no valid source
 */
export function importsOf(text: string, extension: string): Import[] {
  const found: Import[] = [];
  const waiting: Node[] = [parseAst(text, { lang: languages[extension] ?? 'ts' }) as unknown as Node];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const source = specifierNode(node);
    if (isNode(source)) {
      const line = text.slice(0, node.start).split('\n').length;
      found.push({ specifier: typeof source.value === 'string' ? source.value : undefined, line });
    }
    waiting.push(...children(node));
  }
  return found.sort((a, b) => a.line - b.line);
}
