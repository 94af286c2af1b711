import { FAST } from '../../api/polling.ts';
import type { Pulse } from './use-pulse.ts';

const WORDS: Readonly<Record<Pulse, string>> = {
  connecting: 'Connecting',
  live: `Live, every ${FAST / 1000} s`,
  lost: 'Server not reached, trying again',
};

export function TopBar({ pulse }: { readonly pulse: Pulse }) {
  return (
    <header className="topbar">
      <a className="brand" href="#/">
        <Mark />
        Nextclose
      </a>
      <p className={`pulse pulse-${pulse}`} role="status">
        <span className="pulse-dot" aria-hidden="true" />
        {WORDS[pulse]}
      </p>
      <a className="quiet-link" href="/docs">
        API
      </a>
    </header>
  );
}

const Mark = () => (
  <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" />
    <path d="M6 21l6-6 5 4 5-8" />
    <circle cx="25.5" cy="8.5" r="2.6" />
  </svg>
);
