import { FAST } from '../../api/polling.ts';

type Props = { readonly live: boolean; readonly checkedAt: number };

export function TopBar({ live, checkedAt }: Props) {
  return (
    <header className="topbar">
      <a className="brand" href="#/">
        <Mark />
        Nextclose
      </a>
      <p className={live ? 'pulse' : 'pulse pulse-lost'} role="status">
        <span className="pulse-dot" aria-hidden="true" />
        {live ? <Live checkedAt={checkedAt} /> : 'Server not reached, trying again'}
      </p>
      <a className="quiet-link" href="/docs">
        API
      </a>
    </header>
  );
}

const Live = ({ checkedAt }: { readonly checkedAt: number }) => (
  <>{checkedAt === 0 ? 'Connecting' : `Live, every ${FAST / 1000} s`}</>
);

const Mark = () => (
  <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" />
    <path d="M6 21l6-6 5 4 5-8" />
    <circle cx="25.5" cy="8.5" r="2.6" />
  </svg>
);
