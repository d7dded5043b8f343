import '../shared/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { markPressed } from '../shared/pressed.ts';
import { createQueryClient } from '../shared/queries.ts';
import { stayInside } from '../shared/stay.ts';
import { App } from './app.tsx';

stayInside(document);
markPressed(document);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <QueryClientProvider client={createQueryClient()}>
    <App />
  </QueryClientProvider>,
);
