import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { AppError } from './errors.ts';
import { JOBS, type JobName, type JobPayload } from './jobs.ts';

const VALIDATORS = new Map<string, Validator>(
  Object.entries<TSchema>(JOBS).map(([name, schema]) => [name, Compile(schema)]),
);

/**
 * The payload of a job if its schema takes it; queues ask when it comes in and again before it runs, because a row may have
 * been written by other code.
 * @throws AppError INVALID_INPUT that names the field, NOT_FOUND for an unknown job
 */
export function checkPayload<Name extends JobName>(name: Name, payload: unknown): JobPayload<Name> {
  const validator = VALIDATORS.get(name);
  if (validator === undefined) {
    throw new AppError('NOT_FOUND', `there is no job "${name}"`, { accepted: Object.keys(JOBS).join(', ') });
  }
  if (validator.Check(payload)) return payload as JobPayload<Name>;
  const [fault] = validator.Errors(payload);
  const field = fault?.instancePath.slice(1).replaceAll('/', '.') ?? '';
  throw new AppError('INVALID_INPUT', `the payload of "${name}" is not valid: ${field} ${fault?.message}`, {
    ...(field === '' ? {} : { field }),
  });
}
