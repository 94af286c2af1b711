// The import rules of ARCHITECTURE.md as errors. Data flows to higher numbers; imports point to lower ones.
const STAGES = ['shared', 'ingest', 'features', 'train', 'registry', 'serve', 'monitor', 'retrain', 'replay'];
const src = stage => `^pipeline/src/${stage}/`;
const SDK =
  '^(pg|pg-boss|yahoo-finance2|@aws-sdk/.+|@duckdb/.+|undici)$|node_modules/(pg|pg-boss|yahoo-finance2|@aws-sdk|@duckdb|undici)/';
const TEST = '(\\.(test|contract)\\.tsx?$|/testing/)';

const upstreamOnly = STAGES.slice(0, -1).map((stage, i) => ({
  name: `${stage}-imports-only-upstream`,
  severity: 'error',
  comment: 'Going back is a port or a job, not an import.',
  from: { path: src(stage), pathNot: TEST },
  to: {
    path: STAGES.slice(i + 1)
      .map(src)
      .join('|'),
  },
}));

module.exports = {
  forbidden: [
    ...upstreamOnly,
    {
      name: 'through-the-front-door',
      severity: 'error',
      from: { path: '^pipeline/src/([^/]+)/', pathNot: ['^pipeline/src/main/', TEST] },
      to: { path: '^pipeline/src/([^/]+)/', pathNot: ['^pipeline/src/$1/', '/index\\.ts$'] },
    },
    {
      name: 'main-sees-index-and-adapters',
      severity: 'error',
      from: { path: '^pipeline/src/main/', pathNot: TEST },
      to: { path: '^pipeline/src/(?!main/)', pathNot: ['/index\\.ts$', '/adapters/'] },
    },
    {
      name: 'nobody-imports-main',
      severity: 'error',
      from: { pathNot: ['^pipeline/src/main/', '^pipeline/bin/', TEST, '^bench/'] },
      to: { path: '^pipeline/src/main/' },
    },
    {
      name: 'adapters-are-wired-in-main',
      severity: 'error',
      from: { path: '^pipeline/src/', pathNot: ['^pipeline/src/main/', '/adapters/', TEST] },
      to: { path: '/adapters/' },
    },
    {
      name: 'sdk-only-in-adapters',
      severity: 'error',
      from: { path: '^pipeline/src/', pathNot: ['/adapters/', '^pipeline/src/main/', TEST] },
      to: { path: SDK },
    },
    {
      name: 'kernels-are-pure',
      severity: 'error',
      from: { path: '^kernels/src/', pathNot: TEST },
      to: { pathNot: '^kernels/src/' },
    },
    {
      name: 'dashboard-takes-client-and-kernels',
      severity: 'error',
      from: { path: '^dashboard/src/' },
      to: { path: '^pipeline/' },
    },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|golden)/' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
  },
};
