import { count } from '../format/numbers.ts';

/** Under a shortened list; nothing where all of it is shown. */
export function ShowAll({ hidden, onShow }: { readonly hidden: number; readonly onShow: () => void }) {
  if (hidden === 0) return null;
  return (
    <button type="button" className="button button-quiet" onClick={onShow}>
      Show {count(hidden)} more
    </button>
  );
}
