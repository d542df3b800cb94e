"""Reads a JSON text a line and writes what the aws command's shorthand makes of it, or null where it is refused."""
import json
import sys

from awscli.shorthand import ShorthandParseError, ShorthandParser

for line in sys.stdin:
    try:
        print(json.dumps(ShorthandParser().parse(json.loads(line))))
    except ShorthandParseError:
        print('null')
