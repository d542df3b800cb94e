import {Box, Text} from 'ink';
import {type ReaderContext, readerLines} from '../view/reader-lines.js';

/** The screen for a screen reader. */
export function ReaderScreen(context: ReaderContext) {
  const {lines, pageSize} = readerLines(context);
  context.view.frame.pageSize = pageSize;
  return (
    <Box flexDirection="column">
      {lines.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its place
        <Text key={index}>{text}</Text>
      ))}
    </Box>
  );
}
