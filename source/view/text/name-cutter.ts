import {cutNames} from './cut-names.js';

/** Cuts a name of some kind to a width, so that it stays different from the others of its kind. */
export type CutName<Kind extends string> = (of: Kind, name: string, width: number) => string;

/** Each width of a kind is worked out once. @param names The different names of each kind. */
export function nameCutter<Kind extends string>(
  names: Readonly<Record<Kind, readonly string[]>>,
  ellipsis: string,
): CutName<Kind> {
  const known = new Map<string, ReadonlyMap<string, string>>();
  return (of, name, width) => {
    const key = `${of} ${width}`;
    const cut = known.get(key) ?? cutNames(names[of], width, ellipsis);
    known.set(key, cut);
    return cut.get(name) ?? name;
  };
}
