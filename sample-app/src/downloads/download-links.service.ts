import { Injectable } from '@nestjs/common';
import { KeyRing, type Signer, type SignerResult } from 'nestjs-production-readiness';

const SECONDS = 300;

/** What a link lets its holder download. */
interface Download {
  readonly file: 'countries.csv';
  readonly user: string;
}

/** Links that work for five minutes without signing in, for a browser or curl. */
@Injectable()
export class DownloadLinksService {
  private readonly signer: Signer<Download>;

  constructor(ring: KeyRing) {
    this.signer = ring.signer('download', { expiresIn: SECONDS });
  }

  make(user: string): { url: string; expiresIn: number } {
    const token = this.signer.sign({ file: 'countries.csv', user });
    return { url: `/downloads/countries.csv?token=${token}`, expiresIn: SECONDS };
  }

  read(token: unknown): SignerResult<Download> {
    return this.signer.verify(token);
  }
}
