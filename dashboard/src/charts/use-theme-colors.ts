import { useEffect, useState } from 'react';

/** The style sheet's colors for what is drawn on a canvas. */
export type ThemeColors = {
  readonly ink: string;
  readonly muted: string;
  readonly grid: string;
  readonly champion: string;
  readonly band: string;
  readonly walk: string;
  readonly alarm: string;
  readonly good: string;
  readonly goodSoft: string;
  readonly alarmSoft: string;
  readonly font: string;
};

const VARIABLES = {
  ink: '--ink',
  muted: '--muted',
  grid: '--grid',
  champion: '--champion',
  band: '--band',
  walk: '--walk',
  alarm: '--alarm',
  good: '--good',
  goodSoft: '--good-soft',
  alarmSoft: '--alarm-soft',
  font: '--font',
} as const satisfies Record<keyof ThemeColors, string>;

/** Read again when the system changes between light and dark. */
export function useThemeColors(): ThemeColors {
  const [colors, setColors] = useState(read);
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const update = () => setColors(read());
    dark.addEventListener('change', update);
    return () => dark.removeEventListener('change', update);
  }, []);
  return colors;
}

function read(): ThemeColors {
  const style = getComputedStyle(document.documentElement);
  const values = Object.entries(VARIABLES).map(([name, variable]) => [name, style.getPropertyValue(variable).trim()]);
  return Object.fromEntries(values) as ThemeColors;
}
