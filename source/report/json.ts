/**
A result as the aws command prints it with --output json: indented by four, other scripts than Latin unescaped, and nothing at all for an empty object.
Source: awscli/formatter.py, JSONFormatter.
*/
export function formatJson(result: unknown): string {
  const value = result ?? null;
  const isEmptyObject =
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length === 0;
  return isEmptyObject ? '' : `${JSON.stringify(value, null, 4)}\n`;
}
