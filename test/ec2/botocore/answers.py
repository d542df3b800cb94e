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


def way(case):
    """Which credentials are found, and how they would be fetched; nobody is asked."""
    from botocore import credentials, tokens
    from botocore.exceptions import BotoCoreError

    environment, config, shared, flag = case
    with tempfile.TemporaryDirectory() as folder:
        places = {'AWS_CONFIG_FILE': config, 'AWS_SHARED_CREDENTIALS_FILE': shared}
        os.environ.clear()
        os.environ.update(environment, BOTO_CONFIG='/nonexistent')
        for number, (variable, text) in enumerate(places.items()):
            path = os.path.join(folder, str(number))
            with open(path, 'wb') as file:
                file.write(text.encode())
            os.environ[variable] = path
        try:
            # One session is made as new: another takes 50 ms.
            found = session()
            found._config = found._profile_map = found._profile = None
            found._session_instance_vars = {'profile': flag} if flag else {}
            found.get_scoped_config()
            result = credentials.create_credential_resolver(found).load_credentials()
            tokens.create_token_resolver(found).load_token()
        except (BotoCoreError, ValueError, IndexError):
            return 'refused'
    return plan(result)


def plan(found):
    """What is told of credentials that are found, and of those behind a role."""
    from botocore import credentials

    if not isinstance(found, credentials.DeferredRefreshableCredentials):
        return [found.method, found.access_key, found.token]
    refresh = found._refresh_using
    # A role with an MFA code has a wrapper around it.
    fetcher = getattr(refresh, '_refresh', refresh).__self__
    told = [found.method, fetcher._cache_key]
    if found.method == 'assume-role':
        return told + [plan(fetcher._source_credentials)]
    if found.method == 'assume-role-with-web-identity':
        return told + [fetcher._web_identity_token_loader._web_identity_token_path]
    return told + [fetcher._sso_region, fetcher._start_url]


def play_machines():
    """Replaces what asks others: an instance and a container have keys, a process gives its words."""
    from botocore import credentials

    def machine(self):
        return credentials.Credentials(self.METHOD, 's', None, method=self.METHOD)

    def process(self, command):
        words = credentials.compat_shell_split(command)
        words[0]
        return {'access_key': json.dumps(words), 'secret_key': 's'}

    # Each would make a TLS context that nobody uses.
    credentials.InstanceMetadataFetcher = lambda **_: None
    credentials.ContainerMetadataFetcher = lambda: None
    credentials.InstanceMetadataProvider.load = machine
    credentials.ContainerProvider._retrieve_or_fail = machine
    credentials.ProcessProvider._retrieve_credentials_using = process


QUESTIONS = {'files': files, 'path': path, 'proxy': proxy, 'way': way, 'words': words}

if sys.argv[1] == '--version':
    print('botocore %s, Python %s' % (botocore.__version__, sys.version.split()[0]))
else:
    answer = QUESTIONS[sys.argv[1]]
    if answer is way:
        play_machines()
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))))
