import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LandedObject, LandingZone } from './landing-port.ts';
import type { RawAnswer } from './provider-port.ts';

export type LandingFixture = {
  /** Opens the same place again each time */
  readonly open: () => LandingZone;
};

export const sampleAnswer = (text: string, change: Partial<RawAnswer> = {}): RawAnswer => ({
  provider: 'csv',
  request: { symbol: 'AAPL', from: '2024-01-02' },
  origin: 'AAPL.csv',
  mediaType: 'text/csv',
  bytes: new TextEncoder().encode(text),
  receivedAt: 1_700_000_000_000,
  ...change,
});

async function all(landing: LandingZone): Promise<LandedObject[]> {
  const objects: LandedObject[] = [];
  for await (const object of landing.list()) objects.push(object);
  return objects.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What every landing zone has to keep. */
export function landingContract(name: string, setup: () => LandingFixture): void {
  describe(`the landing contract: ${name}`, () => {
    it('gives back what was put, byte for byte, after it is opened again too', async () => {
      const { open } = setup();
      const law = fc.asyncProperty(fc.uint8Array({ maxLength: 6000 }), async bytes => {
        const raw = sampleAnswer('', { bytes });
        const id = await open().put(raw);
        expect(id).toMatch(/^[0-9a-f]{64}$/);
        expect(await open().get(id)).toEqual(raw);
        expect(await open().has(id)).toBe(true);
      });
      await fc.assert(law, { numRuns: 15 });
    });

    it('adds nothing when the same answer to the same request comes again, whenever it comes', async () => {
      const landing = setup().open();
      const id = await landing.put(sampleAnswer('same'));
      expect(await landing.put(sampleAnswer('same', { receivedAt: 1_800_000_000_000, origin: 'elsewhere.csv' }))).toBe(
        id,
      );
      expect((await landing.get(id))?.receivedAt).toBe(1_700_000_000_000);
      expect(await all(landing)).toHaveLength(1);
    });

    it('tells answers apart by provider, request and bytes', async () => {
      const landing = setup().open();
      const ids = await Promise.all([
        landing.put(sampleAnswer('a')),
        landing.put(sampleAnswer('b')),
        landing.put(sampleAnswer('a', { provider: 'yahoo' })),
        landing.put(sampleAnswer('a', { request: { symbol: 'AAPL' } })),
        landing.put(sampleAnswer('a', { request: { symbol: 'MSFT', from: '2024-01-02' } })),
      ]);
      expect(new Set(ids).size).toBe(5);
      const { bytes, ...about } = sampleAnswer('b');
      const listed = await all(landing);
      expect(listed.map(({ id }) => id)).toEqual(ids.toSorted());
      expect(listed).toContainEqual({ ...about, id: ids[1], byteLength: bytes.byteLength });
    });

    it('has nothing before anything was put', async () => {
      const landing = setup().open();
      expect(await landing.get('0'.repeat(64))).toBeUndefined();
      expect(await landing.has('0'.repeat(64))).toBe(false);
      expect(await all(landing)).toEqual([]);
    });
  });
}
