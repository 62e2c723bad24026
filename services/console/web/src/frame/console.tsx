import { Redirect, Route, Switch } from 'wouter-preact';
import { ComparePage } from '../compare/compare-page.tsx';
import { TracePage } from '../trace/trace-page.tsx';
import { TracesPage } from '../traces/traces-page.tsx';
import { Header } from './header.tsx';
import { NothingHere } from './nothing-here.tsx';

/** The frame around all pages. A page has its address here, and in the navigation where people begin with it. */
export function Console() {
  return (
    <>
      <a class="skip" href="#main">
        To the content
      </a>
      <Header />
      <main id="main" tabIndex={-1}>
        <Switch>
          <Route path="/">
            <Redirect to="/traces" replace />
          </Route>
          <Route path="/traces" component={TracesPage} />
          <Route path="/traces/:traceId">{({ traceId }) => <TracePage key={traceId} traceId={traceId} />}</Route>
          <Route path="/compare" component={ComparePage} />
          <Route component={NothingHere} />
        </Switch>
      </main>
    </>
  );
}
