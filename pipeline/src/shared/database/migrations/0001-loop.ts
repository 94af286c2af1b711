/** The tables of the loop. Plain SQL, so that what runs is what is read; types beside it in `schema.ts`. */
export const name = '0001-loop';

export const statements: readonly string[] = [
  `create table symbol (
    symbol text primary key,
    exchange text not null,
    currency text,
    revision integer not null default 0,
    added_at timestamptz not null
  )`,
  `create table landing_object (
    id text primary key,
    provider text not null,
    symbol text not null,
    request jsonb not null,
    bytes integer not null,
    received_at timestamptz not null
  )`,
  `create table bar (
    symbol text not null references symbol,
    session date not null,
    vintage integer not null,
    open float8 not null,
    high float8 not null,
    low float8 not null,
    close float8 not null,
    volume float8 not null,
    known_at timestamptz not null,
    known_assumed boolean not null,
    received_at timestamptz not null,
    landing_id text not null,
    primary key (symbol, session, vintage)
  )`,
  `create table price_event (
    symbol text not null references symbol,
    session date not null,
    kind text not null check (kind in ('split', 'dividend')),
    vintage integer not null,
    value float8 not null,
    known_at timestamptz not null,
    known_assumed boolean not null,
    received_at timestamptz not null,
    landing_id text not null,
    primary key (symbol, session, kind, vintage)
  )`,
  `create table rejected_row (
    id text primary key,
    symbol text not null,
    session text,
    reason text not null,
    row jsonb not null,
    landing_id text not null,
    received_at timestamptz not null
  )`,
  `create table feature_latest (
    symbol text not null references symbol,
    feature_set text not null,
    session date not null,
    values float8[] not null,
    state jsonb not null,
    revision integer not null,
    known_at timestamptz not null,
    primary key (symbol, feature_set)
  )`,
  `create table training_run (
    id text primary key,
    symbol text not null,
    spec text not null,
    reason text not null,
    window_from date not null,
    window_to date not null,
    parameters jsonb not null,
    scores jsonb not null,
    failure text,
    trained_at timestamptz not null
  )`,
  `create table model_version (
    id text primary key,
    symbol text not null,
    number integer not null,
    spec text not null,
    price_only boolean not null,
    artifact jsonb not null,
    lineage jsonb not null,
    scores jsonb not null,
    cutoff date not null,
    registered_at timestamptz not null,
    unique (symbol, number)
  )`,
  `create table model_alias (
    symbol text not null,
    alias text not null,
    version_id text references model_version,
    revision integer not null,
    moved_at timestamptz not null,
    primary key (symbol, alias)
  )`,
  `create table alias_move (
    seq bigint generated always as identity primary key,
    symbol text not null,
    alias text not null,
    from_version text,
    to_version text,
    revision integer not null,
    actor text not null,
    reason text not null,
    decision_id text,
    moved_at timestamptz not null
  )`,
  `create table forecast (
    id text primary key,
    origin text not null check (origin in ('canonical', 'client')),
    symbol text,
    version_id text not null,
    session date,
    target_session date,
    horizon integer not null,
    mean float8 not null,
    lower float8 not null,
    upper float8 not null,
    level float8 not null,
    previous_close float8 not null,
    inputs jsonb not null,
    made_at timestamptz not null,
    settled_vintage integer
  )`,
  `create unique index forecast_canonical on forecast (symbol, version_id, session, horizon) where origin = 'canonical'`,
  `create index forecast_pending on forecast (symbol, target_session) where settled_vintage is null`,
  `create index forecast_target on forecast (symbol, target_session)`,
  `create index bar_revised on bar (symbol, session) where vintage > 1`,
  `create table settlement (
    forecast_id text not null references forecast,
    vintage integer not null,
    symbol text not null,
    version_id text not null,
    origin text not null,
    session date not null,
    target_session date not null,
    horizon integer not null,
    previous_close float8 not null,
    mean float8 not null,
    actual float8 not null,
    error float8 not null,
    inside boolean not null,
    settled_at timestamptz not null,
    primary key (forecast_id, vintage)
  )`,
  `create index settlement_version on settlement (symbol, version_id, horizon, target_session)`,
  `create table drift_state (
    symbol text not null,
    version_id text not null,
    detector text not null,
    session date not null,
    state jsonb not null,
    statistic float8,
    threshold float8 not null,
    primary key (symbol, version_id, detector)
  )`,
  `create table alarm (
    id text primary key,
    symbol text not null,
    version_id text not null,
    detector text not null,
    session date not null,
    statistic float8 not null,
    threshold float8 not null,
    details jsonb not null,
    raised_at timestamptz not null
  )`,
  `create table retraining (
    id text primary key,
    symbol text not null,
    reason text not null,
    alarm_id text,
    requested_at timestamptz not null,
    challenger_id text,
    outcome text,
    finished_at timestamptz
  )`,
  `create index retraining_symbol on retraining (symbol, requested_at)`,
  `create table decision (
    id text primary key,
    symbol text not null,
    champion_id text not null,
    challenger_id text not null,
    outcome text not null check (outcome in ('promote', 'reject')),
    reason text not null,
    numbers jsonb not null,
    decided_at timestamptz not null
  )`,
  `create table schedule (
    name text primary key,
    next_due timestamptz not null,
    last_run timestamptz
  )`,
];
