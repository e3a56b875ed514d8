/** What a bracket does to the depth. */
const steps: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };

/** Deepest nesting of a JSON text, found without parsing it; stops counting above `max`. */
export function depthOf(text: string, max: number): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length && deepest <= max; index += 1) {
    const character = text.charAt(index);
    if (character === '"') index = endOfString(text, index);
    else depth += steps[character] ?? 0;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** Index of the quote that ends a string; the text's length when none does. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '"') return index;
    if (character === '\\') index += 1;
  }
  return text.length;
}
