export { type Answer, type ClientOptions, createClient, type NextcloseClient, type Problem } from './client.ts';
export type { paths } from './generated/openapi.d.ts';
