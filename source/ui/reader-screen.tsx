import {Box, Text} from 'ink';

/** The screen for a screen reader. An empty line has to have something in it: Ink gives it no height otherwise, and all below would move. */
export function ReaderScreen({lines}: {readonly lines: readonly string[]}) {
  return (
    <Box flexDirection="column">
      {lines.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its place
        <Text key={index}>{text || ' '}</Text>
      ))}
    </Box>
  );
}
