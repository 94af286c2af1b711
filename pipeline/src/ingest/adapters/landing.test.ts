import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LandingFixture, landingContract, sampleAnswer } from '../landing.contract.ts';
import { folderLanding } from './folder-landing.ts';
import { journalLanding } from './journal-landing.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nextclose-landing-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
const fresh = () => join(folder, String(made++));
const inFolder = (durable: boolean) => (): LandingFixture => {
  const place = fresh();
  return { open: () => folderLanding({ folder: place, durable }) };
};
landingContract('folder', inFolder(true));
landingContract('folder without fsync', inFolder(false));
landingContract('journal', () => {
  const file = join(fresh(), 'landing.journal');
  return { open: () => journalLanding({ file }) };
});

const objects = (place: string) =>
  readdirSync(place, { recursive: true, encoding: 'utf8' }).filter(name => /[0-9a-f]{64}/.test(name));

describe('a folder', () => {
  it('holds one whole file per answer, compressed where it is long, and nothing else', async () => {
    const place = fresh();
    const landing = folderLanding({ folder: place });
    await Promise.all(Array.from({ length: 8 }, () => landing.put(sampleAnswer('same'))));
    const long = await landing.put(sampleAnswer('long'.repeat(4000)));
    const files = objects(place);
    expect(files).toHaveLength(2);
    expect(files.some(name => name.endsWith('.tmp'))).toBe(false);
    expect(readFileSync(join(place, long.slice(0, 2), long)).byteLength).toBeLessThan(1000);
  });

  it.each([
    ['another object', (stored: Buffer) => Buffer.concat([stored, Buffer.from('x')])],
    ['no object', () => Buffer.from('{')],
    ['nothing', () => Buffer.alloc(0)],
    ['a cut compressed file', () => gzipSync('{}').subarray(0, 12)],
  ])('says so when it finds %s under an id', async (_name, damage) => {
    const place = fresh();
    const landing = folderLanding({ folder: place });
    const id = await landing.put(sampleAnswer('good'));
    const path = join(place, id.slice(0, 2), id);
    writeFileSync(path, damage(readFileSync(path)));
    await expect(landing.get(id)).rejects.toMatchObject({ code: 'LANDING_CORRUPT' });
  });

  it('looks nowhere but in its own objects', async () => {
    const landing = folderLanding({ folder: fresh() });
    expect(await landing.get('../../etc/passwd')).toBeUndefined();
    expect(await landing.has('../../etc/passwd')).toBe(false);
  });
});

describe('a journal', () => {
  it('forgets what a killed writer left unfinished, and goes on after the last whole object', async () => {
    const file = join(fresh(), 'landing.journal');
    const first = journalLanding({ file });
    const id = await first.put(sampleAnswer('whole'));
    first.close();
    appendFileSync(file, `${'a'.repeat(64)} 0000000900\nhalf an object`);
    const second = journalLanding({ file });
    const other = await second.put(sampleAnswer('next'));
    second.close();
    const third = journalLanding({ file });
    expect(await third.get(id)).toEqual(sampleAnswer('whole'));
    expect(await third.get(other)).toEqual(sampleAnswer('next'));
    expect(await third.has('a'.repeat(64))).toBe(false);
    third.close();
  });
});
