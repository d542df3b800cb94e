import {INVISIBLE} from './clean-text.js';

const PLAIN = /^[\n -~]*$/;

// A mark behind a quote would join it; a flood of marks covers the lines around.
const MARKS = /(?<=")[\p{Mn}\p{Me}]+|(?<=\p{M}{4})\p{M}+/gu;

/**
Writes as `\uXXXX` whatever in a JSON text could move a cursor, hide or reorder something, or join what stands beside it. Nothing is lost: it is the same JSON.
@param json As JSON.stringify() writes it, also indented: nothing but texts holds such characters.
*/
export function escapeJson(json: string): string {
  return PLAIN.test(json)
    ? json
    : json
        .replace(INVISIBLE, character => (character === '\n' ? '\n' : escapeUnits(character)))
        .replace(MARKS, escapeUnits);
}

/** An object as one line of JSON for a program, harmless where a terminal shows it. */
export function jsonLine(value: unknown): string {
  return `${escapeJson(JSON.stringify(value))}\n`;
}

/** The same JSON in nothing but ASCII, for whoever may not read UTF-8. */
export function asciiJson(json: string): string {
  return json.replaceAll(/[^\0-~]/g, escapeUnits);
}

function escapeUnits(characters: string): string {
  const units = Array.from({length: characters.length}, (_, index) => characters.charCodeAt(index));
  return units.map(unit => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
