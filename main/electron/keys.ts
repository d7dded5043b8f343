/** Which keys of a keyboard reach the page. Decides only (requirements R2.9: no way out of the app). */

/** The part of Electron's `Input` that counts. `key`: as of KeyboardEvent. */
export type PressedKey = { key: string; control: boolean; alt: boolean; meta: boolean };

/** Keys with a name that write, or move within the page. Whatever is not here does not exist: F-keys, media keys, browser keys, Print, ContextMenu. */
const named = new Set([
  ...['Enter', 'Backspace', 'Delete', 'Tab', 'Escape', 'Shift', 'CapsLock', 'NumLock'],
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'],
]);

/** A single character, or a named key, without Ctrl, Alt or Super. */
export function reachesPage({ key, control, alt, meta }: PressedKey): boolean {
  if (control || alt || meta) return false;
  return [...key].length === 1 || named.has(key);
}
