/** What the scripts of the shells call, behind it the shell, the line up to the cursor and, for bash, its word breaks. No flag of the table: nobody types it. */
export const COMPLETE_WORDS = '--complete-words';
