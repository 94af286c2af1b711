import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/api-error.ts';
import { FAST } from './api/polling.ts';
import { OverviewPage } from './pages/overview/overview-page.tsx';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // Polling stops by itself while the tab is hidden, and asks at once when it is shown again.
      refetchInterval: FAST,
      refetchOnWindowFocus: 'always',
      staleTime: FAST / 2,
      networkMode: 'always',
      retry: (failures, error) =>
        failures < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
      retryDelay: 500,
    },
    mutations: { networkMode: 'always' },
  },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <OverviewPage />
      </QueryClientProvider>
    </StrictMode>,
  );
}
