export interface Concept {
  title: string;
  text: string;
}

/** The sections of the page. */
export function readConcepts(page: string): Concept[] {
  return page
    .split(/^## /m)
    .slice(1)
    .map(section => {
      const end = section.indexOf('\n');
      return { title: section.slice(0, end), text: section.slice(end) };
    });
}

/** The anchor that a heading gets. */
export function anchorOf(title: string): string {
  return title.toLowerCase().replaceAll(' ', '-');
}

export interface Proof {
  path: string;
  title: string;
}

/** The tests that a section names: `- Proved by [name](path): "title"`. */
export function proofsIn(section: string): Proof[] {
  const lines = section.matchAll(/^- Proved by \[[^\]]+\]\(([^)]+)\): "(.+)"$/gm);
  return [...lines].map(([, path = '', title = '']) => ({ path, title }));
}

/** Whether a file of tests has one of this title; `…` stands for a placeholder of a template. */
export function titleIsIn(source: string, title: string): boolean {
  const pattern = title.split('…').map(RegExp.escape).join('\\$\\{.+?\\}');
  return new RegExp(`\\btest\\(\\s*(['"\`])${pattern}\\1`).test(source);
}

/** What the page links to inside the project, without anchors. */
export function relativeLinksIn(page: string): string[] {
  const links = [...page.matchAll(/\]\(([^)#]+)/g)].map(([, path = '']) => path);
  return [...new Set(links.filter(path => !path.startsWith('http')))];
}
