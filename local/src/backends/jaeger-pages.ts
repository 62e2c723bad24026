/** Where links on Jaeger's pages lead to, on this machine. */
export interface PageLinks {
  consolePort: number;
  /** Absent where no Zipkin runs: nothing leads there then. */
  zipkinPort?: number | undefined;
}

interface PageSettings {
  linkPatterns: { url: string }[];
  menu: { items: { url: string }[] }[];
}

/** Fills the ports into the settings of Jaeger's pages, which are deploy/jaeger/ui.json. */
export function fillPages(template: string, { consolePort, zipkinPort }: PageLinks): string {
  const settings = JSON.parse(template) as PageSettings;
  const leads = ({ url }: { url: string }) => zipkinPort !== undefined || !url.includes('ZIPKIN_PORT');
  const kept = {
    ...settings,
    linkPatterns: settings.linkPatterns.filter(leads),
    menu: settings.menu.map(group => ({ ...group, items: group.items.filter(leads) })),
  };
  return JSON.stringify(kept, null, 2)
    .replaceAll('CONSOLE_PORT', String(consolePort))
    .replaceAll('ZIPKIN_PORT', String(zipkinPort));
}
