import { expect, it } from 'vitest';
import { refusedSwitches } from '../../../main/electron/switches.ts';

it.each([
  ['--inspect=0', 'inspect'],
  ['--inspect-brk', 'inspect-brk'],
  ['--remote-debugging-port=9222', 'remote-debugging-port'],
  ['-remote-debugging-pipe', 'remote-debugging-pipe'],
  ['--js-flags=--allow-natives-syntax', 'js-flags'],
  ['--no-sandbox', 'no-sandbox'],
  ['--Disable-Web-Security', 'disable-web-security'],
  ['--proxy-server=10.0.0.1:80', 'proxy-server'],
])('refuses %s', (word, name) => {
  expect(refusedSwitches(['sanwu', word, 'main.mjs'])).toEqual([name]);
});

it('lets the switches of a machine with a difficult graphics card pass', () => {
  expect(
    refusedSwitches(['sanwu', '--disable-gpu', '--ozone-platform=x11', '--lang=zh-CN', 'main.mjs']),
  ).toEqual([]);
});
