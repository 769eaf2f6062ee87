/**
 * Words of keys that somebody typed. Of six letters at least, and of eight when they could be hex digits: shorter ones turn
 * up in random keys. Only what says "this is no key", or "this is one": ordinary words are the business of the warning.
 */
const WORDS = [
  ...['secret', 'sekret', 'password', 'passphrase', 'passwort', 'contrasena', 'geheim'],
  ...['change', 'replace', 'donotuse', 'neveruse', 'dontuse'],
  ...['example', 'sample', 'placeholder', 'default', 'foobar', 'putyour'],
  ...[
    'develop',
    'testing',
    'testkey',
    'localhost',
    'production',
    'staging',
    'temporary',
    'dummykey',
  ],
  ...['insecure', 'unsafe', 'notsafe', 'secure', 'private', 'random', 'string', 'complex'],
  ...['yourkey', 'yourown', 'yourapp', 'yourtoken', 'generate', 'jsonwebtoken', 'jwttoken'],
  ...['signingkey', 'encryption', 'sessionkey', 'cookiekey', 'characters', 'keyboardcat'],
  ...['letmein', 'iloveyou', 'qwerty', 'hunter2', 'deadbeef', 'cafebabe', 'undefined'],
];

export const PLACEHOLDER_WORDS: readonly Buffer[] = WORDS.map((word) => Buffer.from(word));
