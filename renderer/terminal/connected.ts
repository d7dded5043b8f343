import { createContext } from 'react';

/** Whether the core's event stream is open. */
export const ConnectedContext = createContext(true);
