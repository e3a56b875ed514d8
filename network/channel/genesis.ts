import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import { program } from '../fabric/binaries.js';
import { writeWhole } from '../files.js';
import { runProgram } from '../run-program.js';
import type { Site } from '../site.js';
import { CHANNEL_PROFILE, renderConfigtx } from './configtx.js';

/** Makes the channel's first block, once; `true` when it was made now. */
export async function makeGenesisBlock(site: Site): Promise<boolean> {
  const { channelConfig, genesisBlock } = site.paths;
  if (existsSync(genesisBlock)) return false;
  writeWhole(channelConfig, renderConfigtx(site));
  const draft = `${genesisBlock}.draft`;
  await runProgram({
    command: program(site.toolbox.ready().fabric, 'configtxgen'),
    args: [
      '-profile',
      CHANNEL_PROFILE,
      '-channelID',
      site.topology.channel,
      '-outputBlock',
      draft,
    ],
    environment: { FABRIC_CFG_PATH: path.dirname(channelConfig) },
  });
  renameSync(draft, genesisBlock);
  return true;
}
