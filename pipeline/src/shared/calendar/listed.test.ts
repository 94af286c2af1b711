import { expect, it } from 'vitest';
import { listed } from './listed.ts';

it('reads closures, extra sessions and hours of their own', () => {
  const years = listed({ 2023: '0126 +1112@18:15-19:15', 2024: '1101@18:00-19:00 0815 +0120' });
  expect([years.rulesSince, years.knownUntil]).toEqual([2023, 2024]);
  expect(years.holidays(2024)).toEqual(['2024-08-15']);
  expect(years.holidays(2023)).toEqual(['2023-01-26']);
  expect(years.extraSessions).toEqual(['2023-11-12', '2024-01-20']);
  expect(years.earlyCloses(2023)).toEqual([{ session: '2023-11-12', close: 1155 }]);
  expect(years.lateOpens(2024)).toEqual([{ session: '2024-11-01', open: 1080 }]);
});

it.each(['126', '0126x', '0126@9:00-10:00', '0126@18:00'])('rejects "%s"', word => {
  expect(() => listed({ 2024: word })).toThrow(`"${word}" in 2024 is no entry of a calendar`);
});
