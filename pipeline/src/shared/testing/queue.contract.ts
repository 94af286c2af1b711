import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { canonicalJson } from '../hash.ts';
import type { JobHandlers, Queue } from '../jobs.ts';

export type QueueHarness = {
  readonly queue: Queue;
  /** Runs what is queued, and what that enqueues, until nothing waits or runs. Called again with other handlers. */
  drain(handlers: JobHandlers): Promise<void>;
  /** Tries after the first for an error that says so; undefined for a queue whose drain ends with the first error */
  readonly retryLimit: number | undefined;
  close(): Promise<void>;
};

const symbols = (...some: string[]) => ({ symbols: some });
const shaky = new AppError('SOURCE_UNAVAILABLE', 'not now');
const wrong = new AppError('INVALID_INPUT', 'never');

/** Handlers that note their calls, in order, save those given. */
export function noting(given: Partial<JobHandlers> = {}): { readonly handlers: JobHandlers; readonly ran: string[] } {
  const ran: string[] = [];
  const note = (name: string) => async (payload: object) => {
    ran.push(`${name} ${canonicalJson(payload)}`);
  };
  const handlers: JobHandlers = {
    'ingest.v1': note('ingest'),
    'features.v1': note('features'),
    'settle.v1': note('settle'),
    'drift.v1': note('drift'),
    'gate.v1': note('gate'),
    'forecast.v1': note('forecast'),
    'train.v1': note('train'),
    'retrain.v1': note('retrain'),
    ...given,
  };
  return { handlers, ran };
}

/** What every queue promises, live or virtual. */
export function queueContract(name: string, open: () => Promise<QueueHarness>): void {
  describe(`queue contract: ${name}`, () => {
    let harness: QueueHarness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(async () => harness.close());

    it('runs jobs of one name in the order in which they were enqueued, with the payload as it was', async () => {
      const payload = { symbols: ['A'], from: '2020-01-02' };
      await harness.queue.enqueue('ingest.v1', payload);
      payload.symbols.push('changed later');
      for (const symbol of ['B', 'C', 'D']) await harness.queue.enqueue('ingest.v1', symbols(symbol));
      const { handlers, ran } = noting();
      await harness.drain(handlers);
      const expected = [{ symbols: ['A'], from: '2020-01-02' }, symbols('B'), symbols('C'), symbols('D')];
      expect(ran).toEqual(expected.map(job => `ingest ${canonicalJson(job)}`));
    });

    it('runs what a job enqueues, and gives it a signal that is not aborted', async () => {
      const { handlers, ran } = noting({
        async 'settle.v1'(payload, signal) {
          expect(signal.aborted).toBe(false);
          await harness.queue.enqueue('drift.v1', payload);
        },
      });
      await harness.queue.enqueue('settle.v1', symbols('A'));
      await harness.drain(handlers);
      expect(ran).toEqual(['drift {"symbols":["A"]}']);
    });

    it('drops a second request of a key while the first waits; other keys, names and jobs without one go in', async () => {
      const train = (symbol: string, key?: string) =>
        harness.queue.enqueue('train.v1', { symbol }, key === undefined ? {} : { key });
      expect(await train('A', 'A')).toBe(true);
      expect(await train('A again', 'A')).toBe(false);
      expect(await train('B', 'B')).toBe(true);
      expect([await train('C'), await train('C')]).toEqual([true, true]);
      expect(await harness.queue.enqueue('gate.v1', symbols('A'), { key: 'A' })).toBe(true);
      const { handlers, ran } = noting();
      await harness.drain(handlers);
      expect(ran.filter(job => job.startsWith('train'))).toEqual(
        ['A', 'B', 'C', 'C'].map(symbol => `train ${canonicalJson({ symbol })}`),
      );
      expect(ran).toContain('gate {"symbols":["A"]}');
    });

    it('drops a request of a key while its job runs, and takes it once that has ended', async () => {
      const answers: boolean[] = [];
      const request = () => harness.queue.enqueue('train.v1', { symbol: 'A' }, { key: 'A' });
      const { handlers } = noting({
        async 'train.v1'() {
          answers.push(await request());
        },
      });
      await request();
      await harness.drain(handlers);
      expect(answers).toEqual([false]);
      expect(await request()).toBe(true);
    });

    it.each([
      ['a missing field', {}],
      ['an empty list', symbols()],
      ['a wrong type', { symbols: [1] }],
      ['a malformed session', { symbols: ['A'], from: '2 Jan 2020' }],
      ['a field it does not know', { symbols: ['A'], since: '2020-01-02' }],
      ['nothing', null],
    ])('refuses a payload with %s and queues nothing', async (_what, payload) => {
      const enqueued = harness.queue.enqueue('ingest.v1', payload as never);
      await expect(enqueued).rejects.toMatchObject({ code: 'INVALID_INPUT' });
      const { handlers, ran } = noting();
      await harness.drain(handlers);
      expect(ran).toEqual([]);
    });

    it.each([
      ['an error that may pass', shaky, (limit: number) => limit + 1],
      ['an error that will not pass', wrong, () => 1],
      ['a fault of the program', new TypeError('x is not a function'), () => 1],
    ])('tries %s as often as its code allows, then lets the next job run', async (_what, error, expected) => {
      let tries = 0;
      const { handlers, ran } = noting({
        async 'train.v1'() {
          tries += 1;
          throw error;
        },
      });
      await harness.queue.enqueue('train.v1', { symbol: 'A' }, { key: 'A' });
      await harness.queue.enqueue('features.v1', symbols('A'));
      if (harness.retryLimit === undefined) {
        await expect(harness.drain(handlers)).rejects.toBe(error);
        expect(tries).toBe(1);
      } else {
        await harness.drain(handlers);
        expect(tries).toBe(expected(harness.retryLimit));
        expect(ran).toEqual(['features {"symbols":["A"]}']);
        expect(await harness.queue.enqueue('train.v1', { symbol: 'A' }, { key: 'A' })).toBe(true);
      }
    });
  });
}
