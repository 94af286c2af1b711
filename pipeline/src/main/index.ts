/** For `nextclose.config.ts` of a project that has the package installed. */
export { defineConfig, type UserConfig } from './config-schema.ts';
