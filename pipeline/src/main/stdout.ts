type Write = (text: string) => void;

/**
 * Keeps stdout for one JSON document: from here on, whatever else writes there (a `console.log` in the configuration, a
 * library's notice) goes to stderr.
 * @returns the document's own way to stdout
 */
export function reserveStdout({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'> = process): Write {
  const { write } = stdout;
  stdout.write = stderr.write.bind(stderr);
  return text => void write.call(stdout, text);
}
