import { Link } from 'wouter-preact';
import { useTitle } from './use-title.ts';

export function NothingHere() {
  useTitle('Nothing here');
  return (
    <section class="page">
      <h1>There is nothing at this address</h1>
      <p>
        Perhaps it was cut off when it was copied. <Link href="/traces">The newest traces</Link> are a good place to
        begin.
      </p>
    </section>
  );
}
