export { type IngestDeps, type IngestReport, ingest } from './ingest.ts';
export type { BarColumns, BarReader, Split, SymbolInfo } from './ports.ts';
export { priceInBasisOf } from './price-basis.ts';
export type { Provider } from './provider-port.ts';
export { rebuild } from './rebuild.ts';
export { type DataQuality, dataQuality } from './repair/quality.ts';
