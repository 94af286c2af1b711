import { type ReactNode, useId } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import type { Source } from './source.ts';

type Props<Data> = {
  readonly title: string;
  readonly source: Source<Data>;
  /** What to say instead of nothing; `undefined` when there is something to show */
  readonly empty: (data: Data) => string | undefined;
  readonly children: (data: Data) => ReactNode;
  /** Beside the title: counts, switches */
  readonly aside?: ReactNode;
  readonly className?: string;
};

/** A titled part of the page in one of its four states: loading, error, empty, data. Old data outlives a failed refresh. */
export function Panel<Data>({ title, source, empty, children, aside, className = '' }: Props<Data>) {
  const id = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <header className="panel-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      <ErrorBoundary>
        <PanelBody source={source} empty={empty}>
          {children}
        </PanelBody>
      </ErrorBoundary>
    </section>
  );
}

export function PanelBody<Data>({ source, empty, children }: Pick<Props<Data>, 'source' | 'empty' | 'children'>) {
  const { data, error } = source;
  if (data === undefined) return error ? <Failure error={error} retry={source.refetch} /> : <Loading />;
  const nothing = empty(data);
  return (
    <>
      {error && (
        <p className="stale" role="status">
          Not refreshed: {error.message}
        </p>
      )}
      {nothing === undefined ? children(data) : <p className="empty">{nothing}</p>}
    </>
  );
}

const Loading = () => (
  <div className="loading" role="status">
    <span className="visually-hidden">Loading…</span>
    <span className="bone" aria-hidden="true" />
    <span className="bone bone-short" aria-hidden="true" />
  </div>
);

function Failure({ error, retry }: { readonly error: Error; readonly retry: () => unknown }) {
  const accepted = 'accepted' in error && typeof error.accepted === 'string' ? error.accepted : undefined;
  return (
    <div className="failure" role="alert">
      <p>
        {error.message}
        {accepted && <span className="failure-accepted"> (accepted: {accepted})</span>}
      </p>
      <button type="button" className="button" onClick={() => retry()}>
        Try again
      </button>
    </div>
  );
}
