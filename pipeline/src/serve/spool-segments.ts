import type { SpoolFiles, SpoolSegment } from './ports.ts';

/** The files that hold rows the database does not have: at most one is open, the others wait to be drained. */
export type SpoolSegments = {
  append(line: Buffer): void;
  /** Closes the open file, so that it can be drained. */
  seal(): void;
  /** Takes over the files of processes that are gone. */
  adopt(): void;
  waiting(): string[];
  done(name: string): void;
  bytes(): number;
  count(): number;
};

export function spoolSegments(files: SpoolFiles): SpoolSegments {
  const sealed = new Map<string, number>();
  let open: { readonly segment: SpoolSegment; bytes: number } | undefined;

  const seal = (): void => {
    if (!open) return;
    open.segment.close();
    sealed.set(open.segment.name, open.bytes);
    open = undefined;
  };
  return {
    seal,
    append(line) {
      open ??= { segment: files.create(), bytes: 0 };
      try {
        open.segment.append(line);
      } catch (error) {
        // Whatever is wrong with this file, the next row gets a new one.
        seal();
        throw error;
      }
      open.bytes += line.length;
    },
    adopt() {
      for (const { name, bytes } of files.leftovers()) sealed.set(name, bytes);
    },
    waiting: () => [...sealed.keys()],
    done: name => void sealed.delete(name),
    bytes: () => [...sealed.values()].reduce((sum, bytes) => sum + bytes, open?.bytes ?? 0),
    count: () => sealed.size + (open ? 1 : 0),
  };
}
