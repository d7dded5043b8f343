/** The floor of sync: a bare MQTT.js client that asks for the same chunks with the same window and throws them away. */
import mqtt from 'mqtt';
import { limits } from '../../../main/contract/limits.ts';
import { topics } from '../../../main/contract/mqtt.ts';

export type WantedBytes = { path: string; length: number };

/** Seconds from the first request to the last byte. */
export async function fetchBarely(
  url: string,
  county: string,
  terminal: string,
  files: readonly WantedBytes[],
): Promise<number> {
  const client = await mqtt.connectAsync(url, { protocolVersion: 4, clientId: `bare-${terminal}` });
  await client.subscribeAsync(topics.response(county, terminal), { qos: 0 });
  const chunks = files.flatMap(({ path, length }) =>
    Array.from({ length: Math.ceil(length / limits.chunkBytes) }, (_, index) => ({
      path,
      offset: index * limits.chunkBytes,
      length: Math.min(limits.chunkBytes, length - index * limits.chunkBytes),
    })),
  );
  let asked = 0;
  let received = 0;
  const ask = () => {
    const chunk = chunks[asked];
    if (chunk === undefined) return;
    const request = { id: `b-${asked++}`, kind: 'chunk', ...chunk };
    client.publish(topics.request(county, terminal), JSON.stringify(request), { qos: 0 });
  };
  const began = performance.now();
  await new Promise<void>((resolve) => {
    client.on('message', () => {
      received++;
      if (received === chunks.length) resolve();
      else ask();
    });
    for (let count = 0; count < limits.chunkWindow; count++) ask();
  });
  const seconds = (performance.now() - began) / 1000;
  await client.endAsync();
  return seconds;
}
