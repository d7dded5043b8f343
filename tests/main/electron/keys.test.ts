import { expect, it } from 'vitest';
import { reachesPage } from '../../../main/electron/keys.ts';

const bare = { control: false, alt: false, meta: false };

it.each(['a', 'Z', '7', '低', ' ', 'Enter', 'Backspace', 'Tab', 'Escape', 'ArrowUp', 'PageDown', 'Shift'])(
  'lets %s write or move within the page',
  (key) => expect(reachesPage({ ...bare, key })).toBe(true),
);

it.each([
  'F1',
  'F5',
  'F7',
  'F11',
  'F12',
  'ContextMenu',
  'PrintScreen',
  'BrowserBack',
  'MediaPlayPause',
  'Control',
  'Alt',
  'Meta',
  'Help',
  '',
])('knows no %s', (key) => expect(reachesPage({ ...bare, key })).toBe(false));

it.each(['control', 'alt', 'meta'])('knows no key together with %s', (modifier) => {
  for (const key of ['a', 'w', '0', '+', 'Tab', 'ArrowLeft', 'Enter'])
    expect(reachesPage({ ...bare, [modifier]: true, key })).toBe(false);
});
