import { useState } from 'preact/hooks';
import { visibleText } from '../text/visible-text.ts';

const shownAtFirst = 300;
/** More in one element makes browsers slow. */
const mostShown = 100_000;

/** A stranger's text of any length: its beginning, and more where that is asked for. */
export function LongText({ text }: { readonly text: string }) {
  const [isWhole, setIsWhole] = useState(false);
  if (text.length <= shownAtFirst) return <bdi class="value">{visibleText(text)}</bdi>;
  const most = isWhole ? mostShown : shownAtFirst;
  return (
    <>
      <bdi class="value">{visibleText(text.slice(0, most))}</bdi>
      {text.length > most && '…'}{' '}
      <button type="button" class="more" onClick={() => setIsWhole(!isWhole)}>
        {isWhole ? 'less' : `more of ${text.length.toLocaleString('en')} characters`}
      </button>
    </>
  );
}
