/** Every variable that is read, and what for. A test finds those that are missing. Flags name theirs, too; those beat the config file. */
export const ENVIRONMENT: readonly (readonly [names: readonly string[], meaning: string])[] = [
  [
    ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'],
    'The profile, where --profile names none; the first that is set.',
  ],
  [
    ['AWS_REGION', 'AWS_DEFAULT_REGION'],
    'The Region, where --region names none; the first that is set.',
  ],
  [
    ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'],
    'The files of profiles, in place of ~/.aws/config and ~/.aws/credentials.',
  ],
  [
    [
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_SESSION_TOKEN',
      'AWS_SECURITY_TOKEN',
      'AWS_CREDENTIAL_EXPIRATION',
    ],
    'Keys, which count unless --profile is given, and when they end.',
  ],
  [
    ['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ROLE_ARN', 'AWS_ROLE_SESSION_NAME'],
    'A role that a web identity token gives.',
  ],
  [['AWS_STS_REGIONAL_ENDPOINTS'], 'Whom roles are asked of: `regional` (default) or `legacy`.'],
  [
    ['AWS_CREDENTIAL_FILE', 'BOTO_CONFIG'],
    'Files of the tools before the aws command, where no other keys are.',
  ],
  [['AWS_DEFAULT_OUTPUT'], 'The format of one answer, where --output names none.'],
  [
    ['AWS_MAX_ATTEMPTS', 'AWS_RETRY_MODE'],
    'How often one answer is asked for, as the aws command does it.',
  ],
  [
    [
      'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
      'AWS_CONTAINER_CREDENTIALS_FULL_URI',
      'AWS_CONTAINER_AUTHORIZATION_TOKEN',
      'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
    ],
    'Where a container gets its credentials.',
  ],
  [
    [
      'AWS_EC2_METADATA_DISABLED',
      'AWS_EC2_METADATA_V1_DISABLED',
      'AWS_EC2_METADATA_SERVICE_ENDPOINT',
      'AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE',
      'AWS_IMDS_USE_IPV6',
      'AWS_METADATA_SERVICE_TIMEOUT',
      'AWS_METADATA_SERVICE_NUM_ATTEMPTS',
    ],
    'Whether, where and for how long the metadata service of the instance is asked for a Region and credentials.',
  ],
  [['AWS_LOGIN_CACHE_DIRECTORY'], 'Where `aws login` keeps what it was given.'],
  [
    ['AWS_ENDPOINT_URL_EC2', 'AWS_ENDPOINT_URL', 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'],
    "Another endpoint than the Region's own, the first that is set; and that none counts but --endpoint-url.",
  ],
  [
    [
      'AWS_ENDPOINT_URL_STS',
      'AWS_ENDPOINT_URL_SSO',
      'AWS_ENDPOINT_URL_SSO_OIDC',
      'AWS_ENDPOINT_URL_SIGNIN',
    ],
    'The same for a service that gives credentials, before AWS_ENDPOINT_URL.',
  ],
  [
    ['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT'],
    'Which of the endpoints of the Region is asked.',
  ],
  [
    ['AWS_CA_BUNDLE', 'REQUESTS_CA_BUNDLE'],
    'Certificates to trust, where --ca-bundle names none; the first that is set.',
  ],
  [
    ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'REQUEST_METHOD'],
    'The proxy, in small or in capital letters, as the aws command chooses it; with REQUEST_METHOD, as a web server sets it, HTTP_PROXY does not count.',
  ],
  [
    ['FORCE_COLOR', 'NO_COLOR', 'CLICOLOR_FORCE', 'CLICOLOR'],
    'Colour where --color says nothing, the first that is set: FORCE_COLOR turns it on (0 and false off), NO_COLOR off unless it is empty, CLICOLOR_FORCE on, CLICOLOR=0 off. Bold and inverse stay.',
  ],
  [
    ['LC_ALL', 'LC_CTYPE', 'LANG'],
    'Whether the terminal takes UTF-8; the first that is set. Otherwise nothing above 0x7E is written to it.',
  ],
  [
    ['TERM', 'TERM_PROGRAM', 'LC_TERMINAL', 'VTE_VERSION', 'KITTY_WINDOW_ID', 'TMUX', 'STY'],
    'What the terminal can do: glyphs, colour, notifications, titles, and how they get through tmux and screen. On a dumb terminal nothing is drawn.',
  ],
  [['SSH_CONNECTION', 'SSH_CLIENT', 'SSH_TTY'], 'That answers of the terminal may take longer.'],
  [['INK_SCREEN_READER'], '`true`: text without a drawing, for a screen reader.'],
  [['SHELL'], 'What the title says afterwards, where the terminal keeps none.'],
  [
    ['HOME', 'XDG_CONFIG_HOME', 'XDG_STATE_HOME', 'XDG_CACHE_HOME'],
    'Where the files are that are named under FILES.',
  ],
  [['TZ'], 'The time zone of the times shown, unless --utc.'],
  [['NODE_OPTIONS'], 'Flags of Node. The executable has none of them.'],
];
