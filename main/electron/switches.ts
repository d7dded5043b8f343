/** Command-line switches that would let somebody look into, or steer, a kiosk's shell. Decides only. */

/** Each opens a debugger, loads foreign code, or takes a protection away. */
const opening = [
  ...['inspect', 'inspect-brk', 'inspect-port', 'inspect-wait', 'inspect-publish-uid', 'debug', 'debug-brk'],
  ...['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'remote-allow-origins'],
  ...['js-flags', 'load-extension', 'disable-web-security', 'allow-file-access-from-files'],
  ...['disable-site-isolation-trials', 'host-rules', 'host-resolver-rules', 'proxy-server', 'proxy-pac-url'],
  ...['renderer-cmd-prefix', 'utility-cmd-prefix', 'gpu-launcher', 'require', 'import'],
];

/** The sandbox may be off in the demo alone, which says so; a kiosk refuses to run as root in the first place. */
const unsandboxing = ['no-sandbox', 'disable-setuid-sandbox', 'disable-seccomp-filter-sandbox', 'no-zygote'];

/**
 * The switches for which a kiosk does not start, without their dashes.
 * @param words the process's whole command line and Node's own options
 */
export function refusedSwitches(words: readonly string[]): string[] {
  const names = words.map((word) => /^--?([a-z][a-z-]*)/i.exec(word)?.[1]?.toLowerCase());
  return [...opening, ...unsandboxing].filter((name) => names.includes(name));
}
