/**
 * Text from outside as a terminal may show it: what would move the cursor, change colours or turn the direction of writing
 * becomes visible, such as `\u001b`. Line breaks too, since a name is one line.
 */
export function printable(text: string): string {
  return text.replace(steering, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Control characters, line separators, and marks that turn the direction of writing. */
const steering = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
