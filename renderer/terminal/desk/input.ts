import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { InputClient } from '../../input/input-client.ts';
import { api } from '../../shared/queries.ts';

let client: InputClient | undefined;

/** The page's one set of input engines, made when somebody first writes. */
export function inputClient(): InputClient {
  client ??= new InputClient();
  return client;
}

/** The engines with this village's words and names, which come first among candidates. Asked for again when content changed. */
export function useInputClient(): InputClient {
  const { data } = useQuery(api.words.queryOptions());
  useEffect(() => {
    if (data !== undefined) inputClient().setLocalWords(data);
  }, [data]);
  return inputClient();
}
