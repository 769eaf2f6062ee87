const SLOTS = 16_384;
const POLYNOMIAL = 0x1021;

/** The slot of a hash tag in a Redis Cluster: CRC16 (XMODEM) of its bytes, as the cluster specification has it. */
export function slotOf(tag: string): number {
  let crc = 0;
  for (const byte of Buffer.from(tag)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL;
    }
    crc &= 0xffff;
  }
  return crc % SLOTS;
}
