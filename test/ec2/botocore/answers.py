"""What botocore, which the aws command is made of, makes of its surroundings.

The first argument names the question. Reads one case a line as JSON, writes one answer a line.
"""

import base64
import functools
import json
import os
import re
import sys
import tempfile

import botocore


def proxy(case):
    """Which proxy a request to an address goes through, and with what password."""
    from botocore.httpsession import ProxyConfiguration
    from botocore.utils import get_environ_proxies
    from urllib3.util import parse_url

    environment, url = case
    os.environ.clear()
    os.environ.update(environment)
    configuration = ProxyConfiguration(get_environ_proxies(url))
    proxy_url = configuration.proxy_url_for(url)
    if proxy_url is None:
        return None
    if re.match(r'http://[a-z][a-z0-9+.-]*://', proxy_url, re.I):
        # The aws command asks a host with the scheme's name (socks5), and ends in an error.
        return 'refused'
    try:
        parsed = parse_url(proxy_url)
        if not parsed.host or parsed.scheme not in ('http', 'https'):
            return 'refused'
        port = parsed.port or {'http': 80, 'https': 443}[parsed.scheme]
        authorization = configuration.proxy_headers_for(proxy_url).get('Proxy-Authorization')
    except UnicodeEncodeError:
        # The aws command ends here, with a Python error; UTF-8 (RFC 7617) is better than that.
        login = ':'.join(configuration._get_auth_from_url(proxy_url))
        authorization = 'Basic ' + base64.b64encode(login.encode()).decode()
    except ValueError:
        return 'refused'
    return ['%s://%s:%d' % (parsed.scheme, parsed.host, port), authorization]


@functools.lru_cache
def session():
    from botocore.session import Session

    return Session()


def files(case):
    """The profiles, SSO sessions and services of a config and a credentials file."""
    from botocore.exceptions import ConfigParseError

    with tempfile.TemporaryDirectory() as folder:
        for name, text in zip(['config', 'credentials'], case):
            path = os.path.join(folder, name)
            with open(path, 'wb') as file:
                file.write(text.encode())
            variable = 'AWS_CONFIG_FILE' if name == 'config' else 'AWS_SHARED_CREDENTIALS_FILE'
            os.environ[variable] = path
        try:
            session()._config = None
            full = session().full_config
        except ConfigParseError:
            return 'refused'
    return [full['profiles'], full['sso_sessions'], full['services']]


def words(text):
    """What the aws command makes of a credential_process, and of a section's name."""
    import shlex

    try:
        return shlex.split(text)
    except ValueError:
        return 'refused'


def path(case):
    """A path with variables and a home filled in, as it is done for the config file."""
    environment, text = case
    os.environ.clear()
    os.environ.update(environment)
    return os.path.expanduser(os.path.expandvars(text))


QUESTIONS = {'files': files, 'path': path, 'proxy': proxy, 'words': words}

if sys.argv[1] == '--version':
    print('botocore %s, Python %s' % (botocore.__version__, sys.version.split()[0]))
else:
    answer = QUESTIONS[sys.argv[1]]
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))))
