// Rules of this house that no linter knows: no ambient clock or randomness where results must be replayable, and no
// database clock for a domain time (the clock is an argument).
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'kernels/src', 'pipeline/src'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter(file => /\.tsx?$/.test(file) && !/\.(test|contract)\.tsx?$|\/testing\//.test(file));

const RULES = [
  {
    name: 'ambient clock',
    pattern: /\bDate\.now\(|new Date\(\)|performance\.now\(/,
    allow: /^pipeline\/src\/(main\/|shared\/clock\.ts|shared\/adapters\/|.*\/adapters\/system-)/,
  },
  {
    name: 'ambient randomness',
    pattern: /\bMath\.random\(|randomUUID\(/,
    allow: /^pipeline\/src\/(main\/|.*\/adapters\/)/,
  },
  { name: 'database clock', pattern: /\b(now\(\)|current_timestamp|current_date|clock_timestamp\(\))/i, allow: /^$/ },
];

let faults = 0;
for (const file of files) {
  readFileSync(file, 'utf8')
    .split('\n')
    .forEach((line, i) => {
      if (/^\s*(\/\/|\*|\/\*)/.test(line)) return;
      for (const rule of RULES) {
        if (!rule.pattern.test(line) || rule.allow.test(file)) continue;
        if (rule.name === 'database clock' && !/sql|select|default|insert|update/i.test(line)) continue;
        faults++;
        console.error(`${file}:${i + 1}: ${rule.name}: ${line.trim()}`);
      }
    });
}
if (faults > 0) process.exit(1);
