/** The fields that a search term can name. */
export const TERM_FIELDS = ['state', 'bucket', 'reason', 'failure', 'since'] as const;

export type TermField = (typeof TERM_FIELDS)[number];

/** So many characters a search has at most: more than anybody types, and few enough that every expression made of it can be compiled. */
export const MAX_SEARCH_LENGTH = 1000;

/** One part of a search: what it looks for, where, and whether finding it counts for or against a task. */
export type SearchTerm = {
  readonly isNegated: boolean;

  /** `undefined`: any of the texts that are searched. */
  readonly field: TermField | undefined;
  readonly isRegex: boolean;

  /** Never empty. */
  readonly value: string;
};

/** An optional `!`, an optional field, then `"…"`, `/…/` or everything up to the next space. Each of the three may lack its end while it is being typed. A slash within a regular expression ends it only before a space. */
const TERM =
  /(!?)(?:(state|bucket|reason|failure|since):)?(?:"([^"]*)"?|\/((?:\\[\s\S]?|[^\\/]|\/(?!\s|$))*)\/?|(\S*))\s*/iy;

/**
Splits a search into its terms: `text`, `"text with spaces"`, `/regex/`, `state:`, `bucket:`, `reason:`, `failure:`, `since:`, each with `!` in front to negate it. What is still empty is no term yet.
*/
export function readTerms(search: string): readonly SearchTerm[] {
  const text = search.trim();
  const terms: SearchTerm[] = [];
  for (let at = 0; at < text.length; at = TERM.lastIndex) {
    TERM.lastIndex = at;
    const [, mark, field, quoted, regex, word] = TERM.exec(text) ?? [];
    const value = quoted ?? regex ?? word ?? '';
    if (value !== '') {
      terms.push({
        isNegated: mark === '!',
        field: field?.toLowerCase() as TermField | undefined,
        isRegex: regex !== undefined,
        value,
      });
    }
  }

  return terms;
}
