/** What each rule finds and why that is an error. The ids are stable: they are kept with what was changed. */
export const RULES = {
  'value-missing':
    'a price or the volume is absent, infinite, no number, zero or negative: nothing can be computed from it',
  'session-duplicated': 'two rows claim one session; the first stands, as in validation',
  'session-missing': 'the exchange held a session that has no row',
  'range-inconsistent': 'the high is below, or the low above, a price of the same row: no trade can have done that',
  'field-hundredfold': 'one price of a row is 100 times the others: written in another unit of the currency',
  'block-hundredfold': 'a run of rows is 100 times, or a hundredth of, its neighbours: pence against pounds',
  'block-split': 'a run of rows is off by the ratio of a split on record: the split was missed or applied twice',
  'price-spike': 'one row leaves the price level and the next returns to it',
  'row-stale': 'a row repeats every price and the volume of the one before: trading does not do that',
  'row-flat': 'no volume and one price, that of the day before, in a symbol that trades nearly every day',
  'adjusted-glitch': 'the adjustment of one row differs from that of both neighbours, which agree',
  'dividend-ignored': 'the adjusted close takes no account of a dividend on record',
  'dividend-misapplied': 'the adjusted close takes account of another amount than the dividend on record',
  'dividend-hundredfold': 'a dividend is 100 times too large or too small for how the price went on its day',
  'dividend-unsplit': 'a dividend on the day of a split is stated per share of before the split',
  'dividend-duplicated': 'one dividend is on record for two days of one week',
  'dividend-misdated': 'the price fell by the dividend on the day beside the one on record',
  'dividend-unconfirmed': 'a dividend is on record for which neither the price nor the adjusted close moved',
  'dividend-missing': 'the adjusted close takes account of a dividend that is not on record',
} as const;

export type RuleId = keyof typeof RULES;
