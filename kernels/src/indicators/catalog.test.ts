import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type AnyIndicator, catalog } from '../index.ts';

const FAMILIES = ['trend', 'momentum', 'volatility', 'volume'] as const;
const exportsOf = async (family: string) => {
  const folder = new URL(`./${family}/`, import.meta.url);
  const files = readdirSync(folder).filter(file => file !== 'entries.ts');
  const modules = await Promise.all(files.map(file => import(new URL(file, folder).href)));
  return modules.flatMap(module => Object.entries(module as Record<string, () => AnyIndicator>));
};
const exported = new Map(await Promise.all(FAMILIES.map(async family => [family, await exportsOf(family)] as const)));

describe.each(FAMILIES)('the family %s', family => {
  it('has every function of its folder in the catalogue, under its own name', () => {
    const functions = (exported.get(family) ?? []).map(([name]) => name);
    const named = [...catalog.values()].filter(entry => entry.family === family).map(({ name }) => name);
    expect(functions.toSorted()).toEqual(named.toSorted());
  });
});

describe.each([...catalog.values()])('$name', entry => {
  const { name, family, parameters, inputs, outputs } = entry;
  const factory = new Map(exported.get(family)).get(name) as () => AnyIndicator;

  it('has the defaults of its own function', () => {
    const own = factory();
    expect(entry.create().name).toBe(own.name);
    expect(own.name).toBe(parameters.length > 0 ? `${name}(${parameters.map(one => one.default)})` : name);
    expect([inputs, outputs, entry.firstValid()]).toEqual([own.inputs, own.outputs, own.warmUp]);
  });

  it.each(parameters)('takes $name from $least and refuses less, more and what is not a number', parameter => {
    const { name: key, least, most, integer } = parameter;
    const smallest = Object.fromEntries(parameters.map(one => [one.name, one.least]));
    expect(entry.create(smallest).warmUp).toBe(entry.firstValid(smallest));
    const below = integer ? least - 1 : least === 0 ? -Number.MIN_VALUE : 0;
    const above = most === Number.MAX_VALUE ? Number.POSITIVE_INFINITY : most + 1;
    for (const bad of [below, above, Number.NaN, ...(integer ? [least + 0.5] : [])]) {
      expect(() => entry.create({ [key]: bad })).toThrow(RangeError);
    }
  });

  it('refuses a parameter that it does not have', () => {
    expect(() => entry.create({ windows: 3 })).toThrow(`a parameter of ${name} must be`);
  });
});

it('has more than forty, in four families', () => {
  expect(catalog.size).toBeGreaterThan(40);
  expect(new Set([...catalog.values()].map(({ family }) => family))).toEqual(new Set(FAMILIES));
});
