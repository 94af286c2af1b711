import type { AliasState, ModelVersion } from '../registry/index.ts';

/** A version as `GET /v1/models` lists it. */
export const listedVersion = ({
  spec,
  number,
  ...version
}: Omit<ModelVersion, 'artifact'> & { aliases: readonly string[] }) => ({
  id: version.id,
  symbol: version.symbol,
  name: spec,
  version: number,
  price_only: version.priceOnly,
  cutoff: version.cutoff,
  registered_at: version.registeredAt,
  scores: version.scores,
  lineage: version.lineage,
  aliases: version.aliases,
});

/** Where an alias stands, as the API's promotions and rollbacks answer. */
export const movedAlias = ({ symbol, alias, versionId, revision, movedAt }: AliasState) => ({
  symbol,
  alias,
  version_id: versionId,
  revision,
  moved_at: movedAt,
});
