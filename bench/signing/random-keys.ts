import { createCipheriv, createHash, type Cipher } from 'node:crypto';

const DJANGO = 'abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const ALPHANUMERIC = `ABCDEFGHIJKLMNOPQRSTUVWXYZ${LOWER}0123456789`;
const TERRAFORM = `${ALPHANUMERIC}!@#$%&*()-_=+[]{}<>:?`;

/** How people make keys: each an honest generator of at least 122 random bits. */
const GENERATORS: Readonly<Record<string, (random: SeededBytes) => string>> = {
  'hex of 16 bytes': (random) => random.bytes(16).toString('hex'),
  'hex of 32 bytes': (random) => random.bytes(32).toString('hex'),
  'hex of 64 bytes': (random) => random.bytes(64).toString('hex'),
  'base64 of 24 bytes': (random) => random.bytes(24).toString('base64'),
  'base64 of 32 bytes': (random) => random.bytes(32).toString('base64'),
  'base64 of 64 bytes': (random) => random.bytes(64).toString('base64'),
  'base64url of 32 bytes': (random) => random.bytes(32).toString('base64url'),
  'a random UUID': uuid,
  'Django, 50 characters': (random) => random.text(50, DJANGO),
  'letters and digits, 32 characters': (random) => random.text(32, ALPHANUMERIC),
  'small letters, 32 characters': (random) => random.text(32, LOWER),
  'digits, 40 characters': (random) => random.text(40, '0123456789'),
  'Terraform, 32 characters': (random) => random.text(32, TERRAFORM),
  Laravel: (random) => `base64:${random.bytes(32).toString('base64')}`,
};

/** So many keys of each generator, the same for the same seed. */
export function* randomKeys(
  seed: string,
  ofEach: number,
): Generator<{ generator: string; key: string }> {
  const random = new SeededBytes(seed);
  for (const [generator, make] of Object.entries(GENERATORS)) {
    for (let i = 0; i < ofEach; i++) yield { generator, key: make(random) };
  }
}

function uuid(random: SeededBytes): string {
  const bytes = random.bytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** AES-256 in counter mode over zeros: as good as random, and the same each time. */
class SeededBytes {
  readonly #stream: Cipher;

  constructor(seed: string) {
    const key = createHash('sha256').update(seed).digest();
    this.#stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  }

  bytes(length: number): Buffer {
    return this.#stream.update(Buffer.alloc(length));
  }

  /** Each character as likely as each other. */
  text(length: number, alphabet: string): string {
    const usable = 256 - (256 % alphabet.length);
    let text = '';
    while (text.length < length) {
      for (const byte of this.bytes(length - text.length)) {
        if (byte < usable) text += alphabet[byte % alphabet.length] ?? '';
      }
    }
    return text;
  }
}
