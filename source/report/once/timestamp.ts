/** How a time of the service is printed: as it came, or as Python writes it. The values of `cli_timestamp_format`. */
export const TIMESTAMP_FORMATS = ['wire', 'iso8601'] as const;

export type TimestampFormat = (typeof TIMESTAMP_FORMATS)[number];

const WIRE = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:[.,](\d+))?(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
A time as the aws command prints it with `cli_timestamp_format = iso8601`: `2026-06-15T11:59:00+00:00`, with six digits of a second where there is a fraction of one. What isn't written as a time stays as it is.
Source: datetime.isoformat() of Python, on what botocore.utils.parse_timestamp reads
*/
export function isoTimestamp(wire: string): string {
  const [whole, date, minute, second = ':00', fraction = '', zone = ''] = WIRE.exec(wire) ?? [];
  if (whole === undefined) {
    return wire;
  }
  const micros = fraction.slice(0, 6).padEnd(6, '0');
  const isWhole = /^0*$/.test(micros);
  return `${date}T${minute}${second}${isWhole ? '' : `.${micros}`}${offset(zone)}`;
}

function offset(zone: string): string {
  if (/^z$/i.test(zone)) {
    return '+00:00';
  }
  const [, hours, minutes = '00'] = /^([+-]\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return hours === undefined ? '' : `${hours}:${minutes}`;
}
