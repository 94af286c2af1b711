import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../api/api-error.ts';
import { Panel } from './panel.tsx';
import { join, type Source } from './source.ts';

const refetch = () => undefined;
const markup = (source: Source<readonly string[]>): string =>
  renderToStaticMarkup(
    <Panel title="Alarms" source={source} empty={rows => (rows.length > 0 ? undefined : 'No alarm so far.')}>
      {rows => <ul>{rows.join()}</ul>}
    </Panel>,
  );

describe('a panel', () => {
  it('says that it loads', () => {
    expect(markup({ data: undefined, error: null, refetch })).toMatch(/role="status".*Loading…/);
  });

  it('says what went wrong, what would be accepted, and offers to try again', () => {
    const error = new ApiError(404, 'SYMBOL_NOT_FOUND', '"NOPE" is not followed here', 'one of GET /v1/symbols');
    const html = markup({ data: undefined, error, refetch });
    expect(html).toMatch(/role="alert".*NOPE.*accepted: one of GET \/v1\/symbols.*Try again/);
  });

  it('says that there is nothing', () => {
    const html = markup({ data: [], error: null, refetch });
    expect(html).toContain('No alarm so far.');
    expect(html).not.toContain('<ul>');
  });

  it('shows data', () => expect(markup({ data: ['a', 'b'], error: null, refetch })).toContain('<ul>a,b</ul>'));

  it('keeps old data when a refresh fails, and says so', () => {
    const html = markup({ data: ['a'], error: new Error('the server is away'), refetch });
    expect(html).toMatch(/Not refreshed: the server is away.*<ul>a<\/ul>/);
  });

  it('is a region with the name of its title', () => {
    const html = markup({ data: ['a'], error: null, refetch });
    const id = html.match(/aria-labelledby="([^"]+)"/)?.[1];
    expect(html).toContain(`<h2 id="${id}">Alarms</h2>`);
  });
});

describe('joined sources', () => {
  const ready = { data: 1, error: null, refetch };
  const loading = { data: undefined, error: null, refetch };
  const failed = { data: undefined, error: new Error('no'), refetch };
  const stale = { data: 2, error: new Error('old'), refetch };

  it('have data when all of them have', () => {
    expect(join({ a: ready, b: { ...ready, data: 2 } }).data).toEqual({ a: 1, b: 2 });
    expect(join({ a: ready, b: loading }).data).toBeUndefined();
  });

  it('fail with the one that has nothing to show', () => {
    expect(join({ a: ready, b: failed }).error?.message).toBe('no');
    expect(join({ a: stale, b: loading }).error).toBeNull();
    expect(join({ a: stale, b: ready }).error?.message).toBe('old');
  });

  it('ask again where it failed only', () => {
    const asked: string[] = [];
    const named = (source: Source<number>, name: string) => ({ ...source, refetch: () => asked.push(name) });
    join({ a: named(ready, 'a'), b: named(failed, 'b') }).refetch();
    expect(asked).toEqual(['b']);
  });
});
