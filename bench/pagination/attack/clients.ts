import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';

/** Clients of their own process, so that nobody waits for them but the server: each asks for one page again and again. */
const [url = '', count = '0'] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });
let isOn = false;

process.on('message', (on: boolean) => {
  isOn = on;
  if (on) void attackTogether();
});
process.on('disconnect', () => process.exit());
process.send?.('ready');

async function attackTogether(): Promise<void> {
  const clients = Array.from({ length: Number(count) }, attack);
  process.send?.('on');
  await Promise.all(clients);
  process.send?.('off');
}

async function attack(): Promise<void> {
  while (isOn) {
    const [answer] = (await once(get(url, { agent }), 'response')) as [IncomingMessage];
    if (answer.statusCode !== 200) throw new Error(`${String(answer.statusCode)} for ${url}`);
    await once(answer.resume(), 'end');
  }
}
