/** Control characters, line separators, and marks that turn the direction of writing; not the breaks of a text. */
const steering = /[^\P{Cc}\n\t]|[\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A stranger's text with what would steer how it is shown made visible, such as `⟨202E⟩`. Markup is escaped by Preact. */
export function visibleText(text: string): string {
  return text.replace(steering, character => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `⟨${code}⟩`;
  });
}

/** The same in one line of bounded length, for labels. */
export function visibleLabel(text: string, most = 200): string {
  const start = visibleText(text.slice(0, most)).replace(/\s+/g, ' ');
  return text.length > most ? `${start}…` : start;
}
