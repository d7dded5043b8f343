/** The loopback port: one web-standard handler behind node:http. */
import http from 'node:http';
import { createRequestListener } from '@remix-run/node-fetch-server';

export type FetchHandler = (request: Request) => Promise<Response>;

export class LoopbackServer {
  readonly #server: http.Server;

  constructor(handler: FetchHandler, onError: (error: unknown) => void) {
    const onFailure = (error: unknown) => {
      onError(error);
      return new Response('internal error', { status: 500 });
    };
    this.#server = http.createServer(createRequestListener(handler, { onError: onFailure }));
  }

  /**
   * Listens on 127.0.0.1.
   * @param port 0 takes a free one; so does one that somebody else has taken
   * @returns the port
   */
  async start(port: number): Promise<number> {
    try {
      return await this.#listen(port);
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || port === 0) throw error;
      return this.#listen(0);
    }
  }

  #listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        const address = this.#server.address();
        if (address === null || typeof address === 'string') reject(new TypeError('no port'));
        else resolve(address.port);
      });
    });
  }

  /** Stops listening and ends open streams. */
  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}
