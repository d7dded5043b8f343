/**
 * One session a surface: `sanwu://<surface>/…` is the only address that exists in it, every permission is denied, and
 * nothing leads out. The page knows neither the core's port nor its token.
 */
import { protocol, type Session, session, type WebContents } from 'electron';
import { recoveryPage } from '../launch/recovery-page.ts';
import type { CoreAddress, SurfaceName } from '../launch/surface-url.ts';
import type { CoreLink } from './core-link.ts';
import { reachesPage } from './keys.ts';

export const scheme = 'sanwu';

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** The in-memory session of a surface: nothing of it reaches the disk. */
export function surfaceSession(surface: SurfaceName): Session {
  return session.fromPartition(surface);
}

/** Headers that describe a browser's view of the request; the core would take them for a foreign page's. */
function forwardedHeaders(request: Request, token: string): Headers {
  const headers = new Headers();
  for (const [name, value] of request.headers) {
    if (name !== 'origin' && name !== 'referer' && name !== 'host' && !name.startsWith('sec-'))
      headers.set(name, value);
  }
  headers.set('authorization', `Bearer ${token}`);
  return headers;
}

async function forward(
  request: Request,
  url: URL,
  core: CoreAddress,
  surface: SurfaceName,
): Promise<Response> {
  const answer = await fetch(`http://127.0.0.1:${core.port}${url.pathname}${url.search}`, {
    method: request.method,
    headers: forwardedHeaders(request, core.tokens[surface]),
    body: request.body,
    signal: request.signal,
    redirect: 'error',
    ...(request.body ? { duplex: 'half' } : {}),
  } as RequestInit);
  const headers = new Headers(answer.headers);
  // Chromium's main process dies of it at an address of our own scheme (Electron 33); each surface has a session of its own anyway.
  headers.delete('origin-agent-cluster');
  return new Response(answer.body, { status: answer.status, headers });
}

/** Where a surface's own page is, and where the built-in one that stands in for it. */
export const surfaceAddress = (surface: SurfaceName): string => `${scheme}://${surface}/${surface}/`;
export const recoveringAddress = (surface: SurfaceName): string => `${scheme}://${surface}/recovering`;

const recovering = () =>
  new Response(recoveryPage, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });

/** Calls and files are asked for again by a page that lives; of the page itself nothing may be missing. */
const isPartOfPage = (pathname: string) => !pathname.startsWith('/rpc/') && !pathname.startsWith('/file/');

async function answer(request: Request, link: CoreLink, surface: SurfaceName): Promise<Response> {
  const url = new URL(request.url);
  if (url.host !== surface) return new Response(null, { status: 403 });
  if (request.url === recoveringAddress(surface)) return recovering();
  try {
    if (link.core) return await forward(request, url, link.core, surface);
  } catch {
    // The core is not there just now.
  }
  if (isPartOfPage(url.pathname)) link.miss(surface);
  return request.url === surfaceAddress(surface) ? recovering() : new Response(null, { status: 503 });
}

/** Serves a surface's scheme from the core, and closes everything else in its session. */
export function serveSurface(surface: SurfaceName, link: CoreLink): void {
  const own = surfaceSession(surface);
  own.protocol.handle(scheme, (request) => answer(request, link, surface));
  closeSession(own, (url) => url.startsWith(`${scheme}://${surface}/`) || url.startsWith('blob:'));
}

/**
 * Denies every permission, device, download and request of a session, and keeps its dictionary and its name servers at home.
 * @param allowed addresses beyond `data:` that may be asked for
 */
export function closeSession(own: Session, allowed: (url: string) => boolean): void {
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  own.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  own.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  own.setSpellCheckerEnabled(false);
  own.on('will-download', (event) => event.preventDefault());
  own.on('select-hid-device', stop).on('select-serial-port', stop).on('select-usb-device', stop);
  own.webRequest.onBeforeRequest({ urls: ['<all_urls>'] }, ({ url }, answer) => {
    answer({ cancel: !url.startsWith('data:') && !allowed(url) });
  });
}

const stop = (event: { preventDefault: () => void }) => event.preventDefault();

/** No way out of a page: no other address, no window, no embedded view, no zoom, no menu, no print dialog, no key that leads elsewhere. */
export function forbidEverything(contents: WebContents): void {
  contents.on('will-navigate', stop);
  contents.on('will-frame-navigate', stop);
  contents.on('will-redirect', stop);
  contents.on('will-attach-webview', stop);
  // A page that would rather stay is not asked: here prevented means that it goes.
  contents.on('will-prevent-unload', stop);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('select-bluetooth-device', stop);
  contents.on('context-menu', stop);
  contents.on('before-input-event', (event, input) => {
    if (!reachesPage(input)) event.preventDefault();
  });
  // Ctrl and the wheel.
  contents.on('zoom-changed', () => contents.setZoomLevel(0));
  contents.on('did-finish-load', () => {
    contents.setZoomLevel(0);
    void contents.setVisualZoomLevelLimits(1, 1);
  });
}
