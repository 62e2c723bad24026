export interface MetricSample {
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

const callTimeoutMs = 5_000;

/** The samples of a page in Prometheus' text format. */
export async function readMetrics(url: string): Promise<MetricSample[]> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(callTimeoutMs) });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  return parseMetrics(await answer.text());
}

function parseMetrics(text: string): MetricSample[] {
  return text.split('\n').flatMap(line => {
    const [, name, labels = '', value] = /^([a-z_0-9]+)(?:\{(.*)\})? (\S+)/i.exec(line) ?? [];
    if (!name) return [];
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', text = '']) => [key, text]);
    return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }];
  });
}
