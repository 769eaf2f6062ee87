import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { errorCode } from '../../foundation/error-code.js';

const LARGEST = 64 * 1024;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Why a file cannot be used, as the end of a sentence that begins with the setting's name. */
export class UnusableFile {
  constructor(
    readonly found: string,
    readonly hint: string,
    readonly code = 'unusable-file',
  ) {}
}

/**
 * The bytes of a mounted secret, without a byte order mark and without one line break at the end. A regular file
 * of UTF-8 text, at most 64 KiB; links are followed, devices and pipes refused.
 */
export function readSettingFile(path: string): Buffer | UnusableFile {
  try {
    const bytes = readRegularFile(path);
    return bytes instanceof UnusableFile ? bytes : contentOf(bytes);
  } catch (error) {
    return new UnusableFile(
      `comes from a file that cannot be read: ${errorCode(error) ?? 'unknown error'}`,
      'check the path, the mount and its permissions',
    );
  }
}

function readRegularFile(path: string): Buffer | UnusableFile {
  // A named pipe without a writer would hold a blocking open for ever.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const status = fstatSync(file);
    if (!status.isFile()) {
      return new UnusableFile(
        'comes from something that is not a regular file',
        'name the file itself',
      );
    }
    if (status.size > LARGEST) {
      return new UnusableFile(
        `comes from a file of ${status.size} bytes; at most ${LARGEST} are read`,
        'name the file that holds nothing but the value',
      );
    }
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

function contentOf(bytes: Buffer): Buffer | UnusableFile {
  if (!isUtf8(bytes)) {
    return new UnusableFile(
      'comes from a file that is not UTF-8 text',
      'encode binary as text; a SECRET_KEY of bytes is written as base64: or hex: and its digits',
      'binary-file',
    );
  }
  const start = bytes.indexOf(BYTE_ORDER_MARK) === 0 ? BYTE_ORDER_MARK.length : 0;
  return bytes.subarray(start, endWithoutLineBreak(bytes));
}

function endWithoutLineBreak(bytes: Buffer): number {
  if (bytes.at(-1) !== LINE_FEED) return bytes.length;
  return bytes.at(-2) === CARRIAGE_RETURN ? bytes.length - 2 : bytes.length - 1;
}
