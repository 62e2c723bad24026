import type { Attributes, ReportedSpan } from '../model/index.ts';

/** What an entry takes beside its text, in characters. */
const entryCharacters = 30;

/** How much text a span holds, some 30 characters for each attribute, event and link included. What it shares with others counts. */
export function charactersOf({ name, statusMessage, resource, attributes, events, links }: ReportedSpan): number {
  let characters = name.length + statusMessage.length + inAttributes(resource.attributes) + inAttributes(attributes);
  for (const event of events) characters += entryCharacters + event.name.length + inAttributes(event.attributes);
  for (const link of links) characters += entryCharacters + inAttributes(link.attributes);
  return characters;
}

function inAttributes(attributes: Attributes): number {
  let characters = 0;
  for (const [key, value] of Object.entries(attributes)) {
    const text = typeof value === 'object' ? JSON.stringify(value) : value;
    characters += entryCharacters + key.length + (typeof text === 'string' ? text.length : 0);
  }
  return characters;
}
