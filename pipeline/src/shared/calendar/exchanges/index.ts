import type { ExchangeDefinition } from '../definition.ts';
import { canada } from './canada.ts';
import { china } from './china.ts';
import { madrid, milan, vienna, zurich } from './continental-europe.ts';
import { everyDay, everyWeekday } from './continuous.ts';
import { euronext } from './euronext.ts';
import { germany } from './germany.ts';
import { hongKong } from './hong-kong.ts';
import { india } from './india.ts';
import { ireland } from './ireland.ts';
import { israel } from './israel.ts';
import { japan } from './japan.ts';
import { korea } from './korea.ts';
import { brazil, mexico } from './latin-america.ts';
import { copenhagen, helsinki, oslo, stockholm } from './nordic.ts';
import { australia, newZealand } from './oceania.ts';
import { unitedKingdom } from './united-kingdom.ts';
import { unitedStates } from './united-states.ts';

export const DEFINITIONS: readonly ExchangeDefinition[] = [
  ...[unitedStates, canada, mexico, brazil],
  ...[unitedKingdom, ireland, germany, ...euronext, milan, madrid, zurich, vienna],
  ...[stockholm, helsinki, copenhagen, oslo],
  ...[israel, japan, hongKong, china, korea, india, australia, newZealand],
  ...[everyDay, everyWeekday],
];
