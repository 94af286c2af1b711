export { type Established, establish, type TrainDeps, trainCandidates } from './establish.ts';
export {
  type Alias,
  type AliasMove,
  type AliasMoveRecord,
  type AliasState,
  type Lineage,
  type ModelStore,
  type ModelVersion,
  type NewVersion,
  POOL,
} from './ports.ts';
export { type Promotion, point, promote, requireVersion, rollback } from './promote.ts';
export { type Registration, registerFit } from './register.ts';
export { rememberAliases, rememberVersions } from './remember.ts';
