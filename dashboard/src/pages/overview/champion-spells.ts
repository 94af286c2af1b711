import type { Alias, Decision, Forecast, Version } from '../../api/types.ts';

/** A time during which one version was champion; instants in ISO 8601, `from` inclusive, '' for "as long as is known". */
export type Spell = { readonly versionId: string; readonly from: string; readonly until: string | undefined };

type Known = {
  readonly champion: Alias | undefined;
  readonly decisions: readonly Pick<Decision, 'champion_id' | 'challenger_id' | 'outcome' | 'decided_at'>[];
  readonly versions: readonly Pick<Version, 'id' | 'lineage'>[];
};

/**
 * Who was champion when, newest first: each decision names the champion it met, a promotion puts the challenger in its
 * place (refitted on the newest data, where a version says that it is the challenger's refit), and the alias names today's.
 * A champion that was moved by hand between two decisions is seen from the second one on.
 */
export function championSpells({ champion, decisions, versions }: Known): Spell[] {
  const spells: Spell[] = [];
  let current: { versionId: string; from: string } | undefined;
  const begin = (versionId: string, from: string) => {
    if (current?.versionId === versionId) return;
    if (current) spells.unshift({ ...current, until: from });
    current = { versionId, from };
  };
  const inOrder = [...decisions].sort((a, b) => (a.decided_at < b.decided_at ? -1 : 1));
  for (const { champion_id, challenger_id, outcome, decided_at } of inOrder) {
    begin(champion_id, current ? decided_at : '');
    if (outcome === 'promote') begin(refitOf(versions, challenger_id) ?? challenger_id, decided_at);
  }
  if (champion?.model) begin(champion.model.id, current ? champion.moved_at : '');
  return current ? [{ ...current, until: undefined }, ...spells] : spells;
}

const refitOf = (versions: Known['versions'], id: string): string | undefined =>
  versions.find(version => version.lineage['refit_of'] === id)?.id;

/** Next-close forecasts that were made while their version was champion. */
export const madeDuring = (forecasts: readonly Forecast[], { from, until }: Spell): Forecast[] =>
  forecasts.filter(
    ({ horizon, made_at }) => horizon === 1 && made_at >= from && (until === undefined || made_at < until),
  );
