import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '../adapters/postgres/embedded.ts';
import { silentLog } from '../log.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The data directory that all tests of a run share; its server starts with the first test that opens it */
    testDataDir: string;
  }
}

/** One data directory per run. A run that needs no database never makes a cluster. */
export default function setup(project: TestProject): () => Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nextclose-test-'));
  chmodSync(dataDir, 0o755); // run as root, the server is somebody else and has to enter it
  project.provide('testDataDir', dataDir);
  return async () => {
    try {
      // Joining and leaving as the last one stops a server that a killed test process left behind.
      if (existsSync(join(dataDir, 'postgres'))) await (await openEmbedded({ dataDir, log: silentLog })).leave();
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  };
}
