import { visibleLabel } from './visible-text.ts';

/** A stranger's text in a line of ours: its direction of writing ends with it. */
export function Text({ children }: { readonly children: string }) {
  return <bdi>{visibleLabel(children)}</bdi>;
}
