import {CORE_SCHEMA, load} from 'js-yaml';

/** Reads YAML 1.2, as version 2 of the aws command does. A module of its own, so that it is loaded only where it is used. @throws {Error} whose message is several lines */
export function parseYaml(text: string): unknown {
  return load(text, {schema: CORE_SCHEMA});
}
