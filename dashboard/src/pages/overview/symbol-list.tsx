import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { SymbolInfo } from '../../api/types.ts';
import { counted } from '../../format/numbers.ts';
import { hashOfSymbol } from '../../format/symbol-hash.ts';
import { filterSymbols } from './filter-symbols.ts';

type Props = { readonly symbols: readonly SymbolInfo[]; readonly selected: string | undefined };

/** A longer list is searched, not scrolled. */
const SHOWN = 200;

/** Links to the symbols under a search box. `/` goes to the box, arrow keys move, Enter opens. */
export function SymbolList({ symbols, selected }: Props) {
  const [text, setText] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const box = useRef<HTMLInputElement>(null);
  useSlashKey(box);
  const found = filterSymbols(symbols, text);

  const move = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setText('');
    if (event.key === 'Enter' && event.target === box.current && found[0])
      location.hash = hashOfSymbol(found[0].symbol);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement) + step;
    (at < 0 ? box.current : links[Math.min(at, links.length - 1)])?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the box and the links inside
    <div className="symbols" onKeyDown={move}>
      <label className="search">
        <span className="visually-hidden">Search symbols</span>
        <input
          ref={box}
          type="search"
          placeholder={`Search ${counted(symbols.length, 'symbol')}`}
          value={text}
          onChange={event => setText(event.target.value)}
          autoComplete="off"
          spellCheck={false}
        />
        <kbd title="Press / to search">/</kbd>
      </label>
      <ul ref={list}>
        {found.slice(0, SHOWN).map(info => (
          <SymbolLink key={info.symbol} info={info} current={info.symbol === selected} />
        ))}
      </ul>
      {found.length === 0 && <p className="empty">No symbol has “{text}” in its name.</p>}
      {found.length > SHOWN && <p className="empty">{counted(found.length - SHOWN, 'more symbol')}: type to narrow.</p>}
    </div>
  );
}

function SymbolLink({ info, current }: { readonly info: SymbolInfo; readonly current: boolean }) {
  const champion = info.aliases.find(({ alias }) => alias === 'champion')?.model;
  const challenged = info.aliases.some(({ alias, model }) => alias === 'challenger' && model !== null);
  return (
    <li>
      <a href={hashOfSymbol(info.symbol)} aria-current={current ? 'page' : undefined}>
        <span className="symbol-name">{info.symbol}</span>
        <span className="symbol-model">{champion ? `${champion.name} v${champion.version}` : 'no model yet'}</span>
        {challenged && <span className="dot dot-challenger" title="A challenger shadows the champion" />}
      </a>
    </li>
  );
}

function useSlashKey(box: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      box.current?.focus();
    };
    addEventListener('keydown', focus);
    return () => removeEventListener('keydown', focus);
  }, [box]);
}
