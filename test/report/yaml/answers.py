"""What version 2 of the aws command prints with --output yaml and yaml-stream.

Reads one JSON text a line, [query, answer] with the answer as a JSON text of its own; writes one a
line: [yaml, page of a stream].
"""

import io
import json
import sys

import jmespath
from awscli.formatter import YAMLDumper


def dumped(value):
    stream = io.StringIO()
    YAMLDumper().dump(value, stream)
    return stream.getvalue()


if sys.argv[1:] == ['--version']:
    import awscli
    import ruamel.yaml

    print('awscli %s, ruamel.yaml %s' % (awscli.__version__, ruamel.yaml.__version__))
else:
    for line in sys.stdin:
        query, document = json.loads(line)
        result = jmespath.search(query, json.loads(document))
        print(json.dumps(['' if result == {} else dumped(result), dumped([result])]))
