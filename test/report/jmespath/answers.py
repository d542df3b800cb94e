"""What jmespath.py and the aws command's own formatters make of expressions.

Reads one JSON text a line, [expression, answer] with the answer as a JSON text of its own.
Writes one a line: {"refused": ...} for what is no expression, {"failed": ...} for what can't be
applied, or {"json": ..., "text": ...} with what is printed; either may be {"failed": ...} too.
"""

import io
import json
import re
import sys

import jmespath
from awscli import text


def refuse_unknown(value):
    raise TypeError('Encountered unrecognized type in JSON encoder.')


def printed(write):
    try:
        stream = io.StringIO()
        write(stream)
        return without_address(stream.getvalue())
    except Exception as error:
        return {'failed': without_address(error)}


def without_address(text):
    # That of an object is another in each run.
    return re.sub(' at 0x[0-9a-f]+', '', str(text))


def answer(expression, document):
    jmespath.parser.Parser.purge()
    try:
        compiled = jmespath.compile(expression)
    except Exception as error:
        return {'refused': without_address(error)}
    try:
        result = compiled.search(json.loads(document))
    except Exception as error:
        return {'failed': without_address(error)}
    return {
        'json': printed(lambda stream: json.dump(
            result, stream, indent=4, ensure_ascii=False, default=refuse_unknown)),
        'text': printed(lambda stream: text.format_text(result, stream)),
    }


if sys.argv[1:] == ['--version']:
    import awscli

    print('jmespath %s, awscli %s, Python %s' % (
        jmespath.__version__, awscli.__version__, sys.version.split()[0]))
else:
    for line in sys.stdin:
        print(json.dumps(answer(*json.loads(line))))
