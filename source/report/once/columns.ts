/** What --columns takes for tables and csv, and the members of the API that they are. */
export const REPORT_COLUMNS = {
  ami: 'AmiId',
  state: 'StoreTaskState',
  progress: 'ProgressPercentage',
  started: 'TaskStartTime',
  bucket: 'Bucket',
  key: 'S3objectKey',
  reason: 'StoreTaskFailureReason',
  region: 'Region',
  profile: 'Profile',
} as const;

export type ReportColumn = keyof typeof REPORT_COLUMNS;

/** The members of some columns, in their order and each once. */
export function membersOf(columns: readonly ReportColumn[]): readonly string[] {
  return [...new Set(columns)].map(column => REPORT_COLUMNS[column]);
}

/** Whether any of them tells sources apart. */
export function namesSource(columns: readonly ReportColumn[]): boolean {
  return columns.includes('region') || columns.includes('profile');
}

export function isReportColumn(id: string): id is ReportColumn {
  return Object.hasOwn(REPORT_COLUMNS, id);
}
