import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Which process: its id means something in one place only (a boot of a machine, or a container), and ids are reused. */
export type ProcessIdentity = { readonly place: string; readonly pid: number; readonly started: string };

export const thisProcess = (): ProcessIdentity => ({
  place: place(),
  pid: process.pid,
  started: startOf(process.pid) ?? '0',
});

/** `elsewhere`: a process of another container or boot, of which nothing can be known here. */
export function stateOf({ place: where, pid, started }: ProcessIdentity): 'alive' | 'gone' | 'elsewhere' {
  if (where !== place()) return 'elsewhere';
  if (!exists(pid)) return 'gone';
  const now = startOf(pid) ?? '0';
  return now === started ? 'alive' : 'gone';
}

function place(): string {
  const parts = [hostname()];
  try {
    parts.push(readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(), readlinkSync('/proc/self/ns/pid'));
  } catch {
    // Not Linux: the host's name has to do.
  }
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Clock ticks from boot to the process's start: field 22 of its stat line, whose second field may hold any character. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
