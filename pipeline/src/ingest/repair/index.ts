export { detect } from './detect.ts';
export { type Repaired, type RowRecord, repaired } from './repaired.ts';
export { RULES, type RuleId } from './rules.ts';
export type { Change, Finding, RepairInput, RepairRow, RowValues } from './types.ts';
