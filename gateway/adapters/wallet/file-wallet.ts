import fabricNetwork from 'fabric-network';
import { z } from 'zod';
import type { SigningIdentity, Wallet } from '../../core/index.js';

const labelSchema = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,127}$/);

const identitySchema = z.looseObject({
  mspId: z.string(),
  type: z.literal('X.509'),
  credentials: z.looseObject({ certificate: z.string(), privateKey: z.string() }),
});

/** How long an identity is kept in memory; a renewed one is used at the latest after that. */
const FRESH_MILLIS = 10_000;

type FabricWallet = Awaited<ReturnType<typeof fabricNetwork.Wallets.newFileSystemWallet>>;

interface Cached {
  readonly identity: SigningIdentity;
  readonly at: number;
}

/** Identities in the files of a Fabric wallet. Keys lie in the clear: for development only. */
export class FileWallet implements Wallet {
  readonly #wallet: FabricWallet;
  readonly #now: () => number;
  readonly #cache = new Map<string, Cached>();

  private constructor(wallet: FabricWallet, now: () => number) {
    this.#wallet = wallet;
    this.#now = now;
  }

  /** Opens the wallet of a folder. */
  static async in(folder: string, clock: { now(): number }): Promise<FileWallet> {
    const wallet = await fabricNetwork.Wallets.newFileSystemWallet(folder);
    return new FileWallet(wallet, () => clock.now());
  }

  async identityOf(label: string): Promise<SigningIdentity | undefined> {
    if (!labelSchema.safeParse(label).success) return undefined;
    const known = this.#cache.get(label);
    if (known !== undefined && this.#now() - known.at < FRESH_MILLIS) return known.identity;
    const stored = identitySchema.safeParse(await this.#wallet.get(label));
    if (!stored.success) return undefined;
    const { mspId, credentials } = stored.data;
    const { certificate, privateKey } = credentials;
    const identity = { label, mspId, certificate, privateKey };
    this.#cache.set(label, { identity, at: this.#now() });
    return identity;
  }
}
