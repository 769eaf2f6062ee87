import { ValidateBy } from 'class-validator';

/** class-validator's `isUrl` under its name, for what servers are reached by: sockets, underscores, several hosts. */
export function connectionUrlRule(protocols?: readonly string[]): PropertyDecorator {
  return ValidateBy({
    name: 'isUrl',
    constraints: [protocols],
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isConnectionUrl(value, protocols),
    },
  });
}

function isConnectionUrl(text: string, protocols?: readonly string[]): boolean {
  const lower = text.toLowerCase();
  if (protocols && !protocols.some((protocol) => lower.startsWith(protocol))) return false;
  if (/[\s\p{Cc}]/u.test(text)) return false;
  const [, scheme, authority, rest] = /^([a-z][a-z\d+.-]*:\/\/)([^/?#]*)(.*)$/is.exec(text) ?? [];
  if (scheme === undefined || authority === undefined) return URL.canParse(text);
  if (authority === '') return rest !== undefined && rest.length > 1 && URL.canParse(text);
  return hostsOf(authority).every((host) => host !== '' && URL.canParse(`${scheme}${host}`));
}

/** Each host with the credentials that stand before the first: `u:p@a:1,b:2` is `u:p@a:1` and `b:2`. */
const hostsOf = (authority: string) => authority.split(',');
