/** Projects and powers that an item belongs to: `project: CODE` with `stage`, `power: CODE` with `steps` (R1.7, R1.8). */
import { type PowerReference, type ProjectReference, projectStages } from '../../main/contract/content.ts';
import { limits } from '../../main/contract/limits.ts';
import { frontMatterText, itemText } from '../../main/text/source.ts';
import type { Mapping } from './front-matter.ts';

export const projectKeys = ['stage', 'missing'] as const;
export const powerKeys = ['steps', 'basis', 'executes', 'supervises'] as const;
const powerSteps = 60;

function readCode(mapping: Mapping, key: string, form: RegExp): string | undefined {
  const code = mapping.text(key);
  if (code === undefined || form.test(code)) return code;
  mapping.problem(key, frontMatterText.code(code));
  return undefined;
}

/** The mapping under `key`, or the item itself where `key` is a bare code and its parts stand beside it. */
function holder(
  item: Mapping,
  key: string,
  parts: readonly string[],
): { at: Mapping; codeKey: string } | undefined {
  if (!item.has(key)) {
    for (const part of parts) {
      if (!item.has(part)) continue;
      item.problem(part, key === 'project' ? itemText.stageWithoutProject(part) : itemText.powerPart(part));
    }
    return undefined;
  }
  if (!item.isMapping(key)) return { at: item, codeKey: key };
  for (const part of parts) if (item.has(part)) item.problem(part, itemText.written(part));
  const at = item.mapping(key);
  if (!at) return undefined;
  at.refuseUnknown(key === 'project' ? ['code', 'name', ...parts] : ['code', ...parts]);
  at.require('code');
  return { at, codeKey: 'code' };
}

/** @returns `undefined` where there is none, or something was reported */
export function readProject(item: Mapping): ProjectReference | undefined {
  const place = holder(item, 'project', projectKeys);
  if (!place) return undefined;
  const { at, codeKey } = place;
  const code = readCode(at, codeKey, /^[A-Za-z0-9-]{3,40}$/);
  const name = codeKey === 'code' ? at.text('name') : undefined;
  const stage = at.choice('stage', projectStages);
  const missing = at.text('missing', limits.cellCharacters, true);
  if (!at.has('stage')) at.problem('stage', itemText.projectWithoutStage(), codeKey);
  if (code === undefined || stage === undefined) return undefined;
  return { code, ...(name !== undefined && { name }), stage, ...(missing !== undefined && { missing }) };
}

function readSteps(at: Mapping): PowerReference['steps'] {
  if (!at.has('steps')) return undefined;
  return at.list('steps', powerSteps).flatMap((entry) => {
    if (entry.text !== undefined) {
      if (entry.text.length <= limits.cellCharacters) return [{ does: entry.text }];
      entry.problem(frontMatterText.tooLong(limits.cellCharacters));
      return [];
    }
    entry.mapping?.refuseUnknown(['who', 'does']);
    entry.mapping?.require('does');
    const who = entry.mapping?.text('who');
    const does = entry.mapping?.text('does');
    return does === undefined ? [] : [{ ...(who !== undefined && { who }), does }];
  });
}

/** @returns `undefined` where there is none, or something was reported */
export function readPower(item: Mapping): PowerReference | undefined {
  const place = holder(item, 'power', powerKeys);
  if (!place) return undefined;
  const { at, codeKey } = place;
  const code = readCode(at, codeKey, /^[A-Za-z0-9-]{2,40}$/);
  const basis = at.text('basis', limits.cellCharacters, true);
  const executes = at.text('executes');
  const supervises = at.text('supervises');
  const steps = readSteps(at);
  if (code === undefined) return undefined;
  return {
    code,
    ...(basis !== undefined && { basis }),
    ...(executes !== undefined && { executes }),
    ...(supervises !== undefined && { supervises }),
    ...(steps !== undefined && { steps }),
  };
}
