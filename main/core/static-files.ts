/** The built pages. They hold no content and no secret, so they need no token. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.ttf': 'font/ttf',
};

/**
 * What a page may load and do: its own origin only. `data:` pictures are the pages' own QR codes; styles may be
 * inline because React and ECharts set them; scripts may not.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self'",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Every power of a browser that a page could ask for, by its name in Permissions-Policy: none is used. */
const unusedPowers = [
  'accelerometer bluetooth browsing-topics camera captured-surface-control clipboard-read',
  'clipboard-write compute-pressure deferred-fetch deferred-fetch-minimal',
  'digital-credentials-create digital-credentials-get display-capture encrypted-media fullscreen',
  'gamepad geolocation gyroscope hid identity-credentials-get idle-detection interest-cohort',
  'keyboard-map language-detector language-model local-fonts local-network-access magnetometer',
  'microphone midi on-device-speech-recognition otp-credentials payment picture-in-picture',
  'private-state-token-issuance private-state-token-redemption publickey-credentials-create',
  'publickey-credentials-get screen-wake-lock serial speaker-selection storage-access summarizer',
  'sync-xhr translator unload usb web-share window-management xr-spatial-tracking',
].flatMap((line) => line.split(' '));

const permissionsPolicy = unusedPowers.map((power) => `${power}=()`).join(', ');

/** Not among them: `origin-agent-cluster`, at which Electron's main process ends with SIGTRAP on a page under `sanwu://` (Electron 33). */
export const securityHeaders: Record<string, string> = {
  'content-security-policy': contentSecurityPolicy,
  'permissions-policy': permissionsPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-dns-prefetch-control': 'off',
};

/** Names of all files under a folder, as URL paths. Listed once: a request can only ever name one of these. */
function listPaths(folder: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const url = `/${path.relative(folder, file).split(path.sep).join('/')}`;
    found.set(url, file);
    if (url.endsWith('/index.html')) found.set(url.slice(0, -'index.html'.length), file);
  }
  return found;
}

export class StaticFiles {
  readonly #paths: Map<string, string>;

  /** @param folder the built renderer */
  constructor(folder: string) {
    this.#paths = listPaths(folder);
  }

  /** The file at a URL path, or undefined. */
  serve(pathname: string): Response | undefined {
    const file = this.#paths.get(pathname);
    if (!file) return undefined;
    const type = mediaTypes[path.extname(file)] ?? 'application/octet-stream';
    const hashed = pathname.startsWith('/assets/');
    return new Response(new Uint8Array(readFileSync(file)), {
      headers: {
        'content-type': type,
        'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
        ...securityHeaders,
      },
    });
  }
}
