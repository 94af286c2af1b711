export type { LoopAudit, LoopCounts } from './ports.ts';
export { rememberReads } from './remember-reads.ts';
export { rememberDrift, rememberOnline } from './remember-states.ts';
export { type ReplayDeps, type ReplayProgress, replay } from './replay.ts';
export { noteOn, type PolicySummary, pool, type SymbolSummary, summariseSymbol } from './summary.ts';
export { type VirtualQueue, virtualQueue } from './virtual-queue.ts';
export { virtualSchedules } from './virtual-schedules.ts';
