import {isReportColumn, REPORT_COLUMNS} from '../../report/once/columns.js';
import type {Options} from './option-types.js';
import {UsageError} from './usage-error.js';

/**
Refuses columns that would not be shown, rather than leave them out in silence.
@throws {UsageError}
*/
export function refuseColumns({mode, output, query, columns = []}: Options): void {
  if (mode === 'follow' || (mode === 'wait' && output !== 'json')) {
    throw new UsageError(`--columns goes with a table, and --${mode} prints lines. Leave it out.`);
  }
  if (mode !== 'once' && mode !== 'skeleton') {
    return;
  }
  if (output !== 'table' && output !== 'csv') {
    throw new UsageError('--columns goes with --output table or csv. Add one, or use --query.');
  }
  if (query !== undefined) {
    throw new UsageError(
      '--columns and --query both say what the columns are, and can\'t go together. Leave one out, or choose with --query "StoreImageTaskResults[].{ami: AmiId}".',
    );
  }
  const unknown = columns.find(id => !isReportColumn(id));
  if (unknown !== undefined) {
    throw new UsageError(
      `The column ${unknown} takes watching and is on the live screen only. Leave it out, or choose of ${Object.keys(REPORT_COLUMNS).join(', ')}.`,
    );
  }
}
