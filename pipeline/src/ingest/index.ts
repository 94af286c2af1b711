export { type IngestDeps, type IngestReport, type IngestRequest, ingest } from './ingest.ts';
export type { LandedObject, LandingZone } from './landing-port.ts';
export type { Actuals, ActualsQuery, BarColumns, BarQuery, BarReader, Split, SymbolInfo } from './ports.ts';
export { priceInBasisOf, splitFactor } from './price-basis.ts';
export type {
  CandidateRow,
  FetchContext,
  FetchRequest,
  Market,
  ParsedAnswer,
  PriceEvent,
  Provider,
  RawAnswer,
  RawRequest,
} from './provider-port.ts';
export type { IngestError } from './receive.ts';
export type { Bar, BarStore, SymbolState, WriteBatch } from './store-port.ts';
export { REJECTIONS, type Rejection } from './validate.ts';
