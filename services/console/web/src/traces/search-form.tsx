import { useState } from 'preact/hooks';
import { useLoaded } from '../data/use-loaded.ts';
import { defaultLimit, defaultLookbackMs, limits, lookbacks, type Search } from './search.ts';

interface SearchFormProps {
  readonly search: Search;
  readonly onSearch: (changes: Search) => void;
}

const asNames = (answer: unknown) => answer as readonly string[];

/** The search as it stands in the address; a new one begins with the button, or with Enter. */
export function SearchForm({ search, onSearch }: SearchFormProps) {
  const [service, setService] = useState(search.service ?? '');
  const services = useLoaded('/api/services', asNames).value ?? [];
  const operations =
    useLoaded(service === '' ? undefined : `/api/operations?${new URLSearchParams({ service })}`, asNames).value ?? [];

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(given.get(name) ?? '').trim();
    const unless = (name: string, usual: string) => (text(name) === usual ? '' : text(name));
    onSearch({
      service: text('service'),
      operation: text('operation'),
      lookback: unless('lookback', defaultLookbackMs),
      from: '',
      to: '',
      min: text('min'),
      max: text('max'),
      failed: text('failed'),
      tags: text('tags'),
      limit: unless('limit', defaultLimit),
    });
  };

  return (
    <form class="search" onSubmit={submit}>
      <label>
        Service
        <select name="service" value={service} onChange={event => setService(event.currentTarget.value)}>
          <option value="">any</option>
          {withChosen(services, service).map(name => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label class="wide">
        Operation
        <input
          name="operation"
          list="operations"
          defaultValue={search.operation ?? ''}
          placeholder="any"
          autocomplete="off"
        />
        <datalist id="operations">
          {operations.map(name => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </label>
      <label>
        Time
        <select name="lookback">
          {lookbacks.map(({ ms, words }) => (
            <option key={ms} value={ms} selected={ms === (search.lookback ?? defaultLookbackMs)}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <fieldset>
        <legend>Took, in ms</legend>
        <input
          name="min"
          type="number"
          min="0"
          step="any"
          defaultValue={search.min ?? ''}
          placeholder="from"
          aria-label="Took at least, in ms"
        />
        <input
          name="max"
          type="number"
          min="0"
          step="any"
          defaultValue={search.max ?? ''}
          placeholder="to"
          aria-label="Took at most, in ms"
        />
      </fieldset>
      <label class="wide">
        Attributes
        <input
          name="tags"
          defaultValue={search.tags ?? ''}
          placeholder="http.response.status_code=402"
          autocomplete="off"
          spellcheck={false}
        />
      </label>
      <label>
        At most
        <select name="limit">
          {limits.map(limit => (
            <option key={limit} selected={limit === (search.limit ?? defaultLimit)}>
              {limit}
            </option>
          ))}
        </select>
      </label>
      <label class="check">
        <input name="failed" type="checkbox" value="yes" defaultChecked={search.failed === 'yes'} />
        with an error
      </label>
      <button type="submit" class="primary">
        Search
      </button>
    </form>
  );
}

/** What was chosen stays to be seen while the others are not there, or no more. */
function withChosen(names: readonly string[], chosen: string): readonly string[] {
  return chosen === '' || names.includes(chosen) ? names : [chosen, ...names];
}
