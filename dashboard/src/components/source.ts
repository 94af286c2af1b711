/** What a panel needs to know about where its data comes from; a query has these fields. */
export type Source<Data> = {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
};

/** Several sources as one: there is data when all have it, an error when one has none to show because of it. */
export function join<Sources extends Readonly<Record<string, Source<unknown>>>>(
  sources: Sources,
): Source<{ [Name in keyof Sources]: Exclude<Sources[Name]['data'], undefined> }> {
  const all = Object.values(sources);
  const complete = all.every(source => source.data !== undefined);
  const data = Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, source.data]));
  return {
    data: complete ? (data as { [Name in keyof Sources]: Exclude<Sources[Name]['data'], undefined> }) : undefined,
    error:
      (complete ? all : all.filter(source => source.data === undefined)).find(source => source.error)?.error ?? null,
    refetch: () => {
      for (const source of all) if (source.error) source.refetch();
    },
  };
}
