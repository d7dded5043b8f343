import { InputClient } from '../../input/input-client.ts';

let client: InputClient | undefined;

/** The page's one set of input engines, made when somebody first writes. */
export function inputClient(): InputClient {
  client ??= new InputClient();
  return client;
}
