import { types } from 'pg';
import type { OpenDatabase } from './open-database.ts';
import { translated } from './unavailable.ts';

/** What pg-boss asks of a database. */
export type PlainExecutor = {
  executeSql(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
};

/** Runs SQL on the shared pool with values read as `pg` itself reads them (a timestamptz as a Date), as libraries expect. */
export const plainExecutor = ({ connect }: Pick<OpenDatabase, 'connect'>): PlainExecutor => ({
  async executeSql(text, values) {
    const client = await connect();
    let failed = true;
    try {
      const result = await client.query({ text, types, ...(values === undefined ? {} : { values: [...values] }) });
      failed = false;
      return result;
    } catch (error) {
      throw translated(error);
    } finally {
      client.release(failed); // a connection that failed inside an explicit transaction must not be used again
    }
  },
});
