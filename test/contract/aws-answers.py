"""The aws command as a program that answers many times: reads a JSON line {args, env} from stdin, writes {code, stdout, stderr}.

Each case runs the command's own main() in a child process of its own; only the service's model is read once for all."""
import json
import os
import sys
import tempfile

import awscli.clidriver

try:
    import awscli.botocore.session as botocore_session
except ImportError:
    import botocore.session as botocore_session

# AWS_DATA_PATH is set by the command itself while it is loaded.
KEPT = {name: os.environ[name] for name in ('PATH', 'LANG', 'AWS_DATA_PATH') if name in os.environ}


def read_models_once():
    loaders = {}
    create = botocore_session.create_loader

    def shared(path=None):
        if path not in loaders:
            loaders[path] = create(path)
        return loaders[path]

    botocore_session.create_loader = shared
    loader = awscli.clidriver.create_clidriver().session.get_component('data_loader')
    loader.load_data('cli')
    loader.load_data('endpoints')
    loader.list_available_services('service-2')
    for name in ('service-2', 'paginators-1', 'endpoint-rule-set-1'):
        try:
            loader.load_service_model('ec2', name)
        except Exception:
            pass  # Version 2 has no rule set.


def run(case, out, err):
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    os.environ.clear()
    os.environ.update(KEPT)
    os.environ.update(case['env'])
    sys.argv = ['aws', *case['args']]
    try:
        code = awscli.clidriver.main()
    except SystemExit as end:
        code = end.code
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass
    os._exit(code or 0)


def main():
    read_models_once()
    nothing = os.open('/dev/null', os.O_RDONLY)
    for line in sys.stdin:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = os.fork()
            if child == 0:
                os.dup2(nothing, 0)
                try:
                    run(json.loads(line), out, err)
                finally:
                    os._exit(1)
            _, status = os.waitpid(child, 0)
            answer = {'code': os.waitstatus_to_exitcode(status)}
            for name, file in (('stdout', out), ('stderr', err)):
                file.seek(0)
                answer[name] = file.read().decode(errors='replace')
            print(json.dumps(answer), flush=True)


main()
