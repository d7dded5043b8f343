/** What a bored teenager tries at a keyboard and a mouse, as words for xdotool (quality.md, "stays in the app"). */

const functionKeys = Array.from({ length: 12 }, (_, index) => `F${index + 1}`);
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const digits = [...'0123456789'];
const with_ = (modifiers: string, keys: readonly string[]) => keys.map((key) => `key ${modifiers}+${key}`);

/** Keys that open menus: each is tried alone. */
export const menuKeys: readonly string[] = [
  'F10',
  'Menu',
  'shift+F10',
  'alt+f',
  'alt+e',
  'Alt_L',
  'Alt_R',
  'Super_L',
  'Super_R',
].map((key) => `key ${key}`);

/** Keys that a page or a browser answers. */
export const browserKeys: readonly string[] = [
  ...functionKeys.map((key) => `key ${key}`),
  ...with_('shift', functionKeys),
  ...with_('ctrl', functionKeys),
  ...with_('ctrl', [...letters, ...digits, 'plus', 'minus', 'equal', 'comma', 'Tab', 'Prior', 'Next']),
  ...with_('ctrl', ['Return', 'space', 'Escape', 'Home', 'End', 'Insert', 'Delete', 'BackSpace']),
  ...with_('ctrl+shift', [...letters, ...digits, 'Tab', 'Delete', 'Escape', 'Return', 'plus', 'minus']),
  ...with_('alt', [...letters, ...digits, 'Left', 'Right', 'Up', 'Down', 'Home', 'Return']),
  ...with_('alt+shift', ['a', 'b', 'i', 't']),
  ...['Escape', 'Menu', 'Help', 'Pause', 'Scroll_Lock', 'shift+F10', 'Tab', 'BackSpace'].map(
    (key) => `key ${key}`,
  ),
  ...['Back', 'Forward', 'Refresh', 'HomePage', 'Search', 'Favorites', 'WWW', 'Mail', 'Explorer'].map(
    (key) => `key XF86${key}`,
  ),
  ...[
    'Calculator',
    'AudioPlay',
    'AudioMute',
    'AudioRaiseVolume',
    'Close',
    'New',
    'Open',
    'Save',
    'Reload',
  ].map((key) => `key XF86${key}`),
];

/** Keys that a desktop answers: a window manager, a panel, the X server. */
export const desktopKeys: readonly string[] = [
  ...functionKeys.map((key) => `key alt+${key}`),
  ...['Tab', 'shift+Tab', 'Escape', 'Print', 'grave'].map((key) => `key alt+${key}`),
  ...with_('ctrl+alt', [
    'Tab',
    'Left',
    'Right',
    'Up',
    'Down',
    'Delete',
    'BackSpace',
    'Escape',
    't',
    'l',
    'd',
    'r',
  ]),
  ...with_('ctrl+alt', functionKeys),
  ...with_('super', [...letters, ...digits, 'Tab', 'Left', 'Right', 'Up', 'Down', 'Home', 'space', 'Return']),
  ...with_('super', functionKeys),
  ...with_('super+shift', ['Left', 'Right', 'Up', 'Down']),
  ...['Print', 'ctrl+Print', 'shift+Print'].map((key) => `key ${key}`),
  ...['Control_L', 'XF86PowerOff', 'XF86Sleep'].map((key) => `key ${key}`),
];

/** The window manager's own menu of a window, which no app can stop. */
export const windowMenuKey = 'key alt+space';

/** The mouse, on a desktop of this size. */
export function mouseAttempts(width: number, height: number): string[] {
  const [x, y] = [Math.round(width / 2), Math.round(height / 2)];
  const at = (left: number, top: number, words: string) => `mousemove ${left} ${top} ${words}`;
  const corners = [
    [0, 0],
    [width - 1, 0],
    [0, height - 1],
    [width - 1, height - 1],
  ] as const;
  const drag = (left: number, top: number, toLeft: number, toTop: number) =>
    `mousemove ${left} ${top} mousedown 1 mousemove ${x} ${y} mousemove ${toLeft} ${toTop} mouseup 1`;
  return [
    ...corners.map(([left, top]) => at(left, top, 'click 3')),
    ...corners.map(([left, top]) => at(left, top, 'click --repeat 2 1')),
    at(x, y, 'click 3'),
    at(x, y, 'keydown shift click 3 keyup shift'),
    at(x, y, 'keydown ctrl click 3 keyup ctrl'),
    at(x, y, 'keydown alt click 3 keyup alt'),
    at(x, 2, 'click 3'),
    at(x, y, 'click 2'),
    at(x, y, 'keydown super click 1 keyup super'),
    at(x, y, 'click 8'),
    at(x, y, 'click 9'),
    at(x, y, 'keydown ctrl click --repeat 5 4 keyup ctrl'),
    at(x, y, 'keydown ctrl click --repeat 9 5 keyup ctrl'),
    at(x, y, 'keydown ctrl click --repeat 5 4 keyup ctrl'),
    at(x, y, 'keydown shift click --repeat 5 5 keyup shift'),
    at(x, y, 'click --repeat 3 6'),
    at(x, y, 'click --repeat 3 7'),
    at(x, 1, 'click --repeat 2 1'),
    drag(x, 2, x, height - 2),
    drag(200, 160, width - 1, height - 1),
    drag(width - 2, y, 2, y),
    drag(2, y, width - 2, y),
    `mousemove ${x} ${y} keydown alt mousedown 1 mousemove 10 10 mouseup 1 keyup alt`,
    `mousemove ${x} ${y} keydown alt mousedown 3 mousemove 10 10 mouseup 3 keyup alt`,
    `mousemove ${x} ${y} keydown super mousedown 1 mousemove 10 10 mouseup 1 keyup super`,
  ];
}
