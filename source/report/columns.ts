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

/** The members of some columns, in their order. */
export function membersOf(columns: readonly ReportColumn[]): readonly string[] {
  return columns.map(column => REPORT_COLUMNS[column]);
}

export function isReportColumn(id: string): id is ReportColumn {
  return id in REPORT_COLUMNS;
}
