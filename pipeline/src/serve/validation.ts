import { type TSchema, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { AppError } from '#shared';

/** The part of JSON Schema that our request schemas use. */
type Described = TSchema & {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly required?: readonly string[];
  readonly items?: Described;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly (Described & { readonly const?: unknown })[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  /** What the schema accepts, where its keywords say it badly */
  readonly 'x-accepted'?: string;
};

const NUMBER = /^-?(0|[1-9]\d{0,15})(\.\d{1,17})?([eE][+-]?\d{1,3})?$/;

/**
 * Checks one part of a request. Bodies are taken as they are: JSON has types. Query strings and paths are text, so there
 * a plain decimal number stands for a number, and nothing else is converted. Absent fields get their schema's default.
 */
export function requestValidator({ schema, httpPart }: { schema: unknown; httpPart?: string }) {
  const described = schema as Described;
  const check = Compile(described);
  const properties = Object.entries(described.properties ?? {});
  const defaults = properties.filter(([, property]) => property.default !== undefined);
  const numeric =
    httpPart === 'body' ? [] : properties.filter(([, { type }]) => type === 'number' || type === 'integer');
  const optionalBody = httpPart === 'body' && (described.required ?? []).length === 0;

  return (given: unknown): { value: unknown } | { error: Error } => {
    const value = given === undefined || given === null ? (optionalBody ? {} : given) : given;
    if (isRecord(value)) {
      for (const [name] of numeric) {
        const text = value[name];
        if (typeof text === 'string' && NUMBER.test(text)) value[name] = Number(text);
      }
      for (const [name, property] of defaults) {
        if (value[name] === undefined) value[name] = property.default;
      }
    }
    if (check.Check(value)) return { value };
    return { error: refusal(described, mostTelling(check.Errors(value)), httpPart ?? 'request') };
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type ValidationFault = {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message: string;
  readonly params: object;
};

/** An unknown field is reported twice: first as a value that nothing accepts, which tells less. */
const mostTelling = (faults: readonly ValidationFault[]): ValidationFault | undefined =>
  faults.find(fault => fault.keyword !== 'boolean') ?? faults[0];

function refusal(schema: Described, fault: ValidationFault | undefined, part: string): AppError {
  const path = (fault?.instancePath ?? '').split('/').slice(1).map(unescapePointer);
  const params = (fault?.params ?? {}) as { requiredProperties?: string[]; additionalProperties?: string[] };
  const missing = params.requiredProperties?.[0];
  const unknown = params.additionalProperties?.[0];
  const named = [...path, ...(missing === undefined ? [] : [missing]), ...(unknown === undefined ? [] : [unknown])];
  const field = named.join('.').slice(0, 100) || part;
  if (unknown !== undefined) {
    const names = Object.keys(at(schema, path)?.properties ?? {}).join(', ');
    return invalid(`"${field}" is not a field here`, field, names || 'no fields');
  }
  const accepted = describe(at(schema, named));
  if (missing !== undefined) return invalid(`"${field}" is missing`, field, accepted);
  return invalid(`"${field}" ${fault?.message ?? 'is not valid'}`, field, accepted);
}

const invalid = (message: string, field: string, accepted: string): AppError =>
  new AppError('INVALID_INPUT', message, { field, accepted });

const unescapePointer = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

function at(schema: Described | undefined, path: readonly string[]): Described | undefined {
  let current = schema;
  for (const name of path) {
    const properties = current?.properties;
    current = properties && Object.hasOwn(properties, name) ? properties[name] : current?.items;
  }
  return current;
}

/** What a schema accepts, in words: "an array of 10 to 10000 items, each a number greater than 0". */
function describe(schema: Described | undefined): string {
  if (!schema) return 'see /docs';
  if (schema['x-accepted'] !== undefined) return schema['x-accepted'];
  const choices = schema.enum ?? schema.anyOf?.map(one => one.const);
  if (choices) return choices.map(String).join(', ');
  if (schema.type === 'array') {
    return `an array${range(schema.minItems, schema.maxItems, ' of ', ' items')}, each ${describe(schema.items)}`;
  }
  if (schema.type === 'object') {
    const names = Object.keys(schema.properties ?? {});
    return names.length > 0 ? `an object with ${names.join(', ')}` : 'an object';
  }
  if (schema.type === 'string') {
    const pattern = schema.pattern === undefined ? '' : ` that matches ${schema.pattern}`;
    return `a text${range(schema.minLength, schema.maxLength, ' of ', ' characters')}${pattern}`;
  }
  if (schema.type === 'boolean') return 'true or false';
  const noun = schema.type === 'integer' ? 'a whole number' : 'a finite number';
  const above = schema.exclusiveMinimum === undefined ? '' : ` greater than ${schema.exclusiveMinimum}`;
  const below = schema.exclusiveMaximum === undefined ? '' : ` less than ${schema.exclusiveMaximum}`;
  return noun + range(schema.minimum, schema.maximum, ' from ', '') + above + below;
}

function range(low: number | undefined, high: number | undefined, before: string, after: string): string {
  if (low !== undefined && high !== undefined) return `${before}${low} to ${high}${after}`;
  if (low !== undefined) return `${before}${low} or more${after}`;
  return high === undefined ? '' : `${before}at most ${high}${after}`;
}

/** An object schema that refuses fields it does not name; a field with a default may be left out. */
export function strictObject<Properties extends Record<string, TSchema>>(properties: Properties, options: object = {}) {
  const object = Type.Object(properties, { additionalProperties: false, ...options });
  const named: readonly string[] = object.required ?? [];
  const required = named.filter(name => (properties[name] as Described).default === undefined);
  return { ...object, required } as unknown as typeof object;
}

/** One of a few texts. */
export const oneOf = <const Texts extends readonly string[]>(texts: Texts, description?: string) =>
  Type.Unsafe<Texts[number]>({ type: 'string', enum: texts, ...(description === undefined ? {} : { description }) });
