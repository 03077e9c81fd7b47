import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CephPlace, cephConf, confArgs, monitorAddresses } from './ceph-conf.js';
import { type Daemon, freePorts, onProcessExit, run, startDaemon, waitUntil } from './processes.js';

/** A running Ceph object gateway: S3, STS and the CORS configuration of buckets, with nothing in it. */
export interface Ceph {
  /** `http://127.0.0.1:PORT`, no slash at the end. Buckets also answer at `http://BUCKET.s3.localhost:PORT`. */
  readonly endpoint: string;
  /** The keys of a user who may create buckets and assume the role. */
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** A role for AssumeRole, allowed everything on every bucket. */
  readonly roleArn: string;
  /** Such as `16.2.15`. */
  readonly version: string;
  /** Ends it and removes its folder. May be called more than once. */
  stop(): Promise<void>;
}

const COMMAND_MS = 20_000;
const READY_MS = 30_000;
const USER = 'tester';
const ROLE = 'test-role';

/**
 * Starts a Ceph object gateway of its own on free ports of 127.0.0.1, its data in memory, its files in a fresh
 * temporary folder. Takes one to three seconds.
 *
 * @throws Error with the end of each daemon's log when one ends, or when the gateway does not answer in 30 seconds.
 */
export async function startCeph(): Promise<Ceph> {
  const dir = mkdtempSync(join(tmpdir(), 'bucket-preflight-ceph-'));
  const removeDir = (): void => rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  const forget = onProcessExit(removeDir);
  const daemons: Daemon[] = [];
  const stop = async (): Promise<void> => {
    // The last first: each waits, in order to end well, for those that it was started upon.
    for (const daemon of [...daemons].reverse()) await daemon.stop();
    removeDir();
    forget();
  };
  try {
    const [gatewayPort = 0, monitorPortV1 = 0, monitorPortV2 = 0] = await freePorts(3);
    const stsKey = randomBytes(8).toString('hex');
    const place: CephPlace = { dir, fsid: randomUUID(), gatewayPort, monitorPortV1, monitorPortV2, stsKey };
    const endpoint = `http://127.0.0.1:${gatewayPort}`;
    await startCluster(place, daemons);
    daemons.push(
      startDaemon('radosgw', ['-f', '-n', 'client.rgw', ...confArgs(place)], join(dir, 'radosgw.out')),
    );
    await unlessOneEnds(
      daemons,
      waitUntil(endpoint, () => answers(endpoint), READY_MS),
    );
    const keys = await createUserAndRole(place);
    const version = /\d+\.\d+\.\d+/.exec(await run('radosgw', ['--version'], COMMAND_MS))?.[0] ?? 'unknown';
    return { endpoint, ...keys, version, stop };
  } catch (error) {
    const logs = daemons.map((daemon) => `--- ${daemon.name}\n${daemon.logTail()}`).join('\n');
    await stop();
    throw new Error(`Ceph did not start: ${error instanceof Error ? error.message : error}\n${logs}`, {
      cause: error,
    });
  }
}

/** The monitor and the storage daemon. Returns before the latter is up: the gateway waits for it by itself. */
async function startCluster(place: CephPlace, daemons: Daemon[]): Promise<void> {
  const { dir, fsid } = place;
  const keyring = join(dir, 'keyring');
  const monmap = join(dir, 'monmap');
  mkdirSync(join(dir, 'mon'));
  mkdirSync(join(dir, 'osd'));
  writeFileSync(join(dir, 'ceph.conf'), cephConf(place));

  await addKey(keyring, 'mon.', ['mon', 'allow *'], ['--create-keyring']);
  await addKey(keyring, 'client.admin', ['mon', 'allow *', 'osd', 'allow *']);
  await addKey(keyring, 'client.rgw', ['mon', 'allow rw', 'osd', 'allow rwx']);
  await addKey(keyring, 'osd.0', ['mon', 'allow profile osd', 'osd', 'allow *']);
  await run(
    'monmaptool',
    ['--create', '--fsid', fsid, '--addv', 'a', monitorAddresses(place), monmap],
    COMMAND_MS,
  );
  const mon = ['-i', 'a', ...confArgs(place)];
  await run('ceph-mon', ['--mkfs', ...mon, '--monmap', monmap, '--keyring', keyring], COMMAND_MS);
  daemons.push(startDaemon('ceph-mon', ['-f', ...mon], join(dir, 'ceph-mon.out')));

  // Both must be told the same id: a storage daemon that the monitor does not know stays "booting" for ever.
  const osdId = randomUUID();
  const osd = ['-i', '0', ...confArgs(place)];
  await Promise.all([
    // Waits for the monitor by itself.
    unlessOneEnds(daemons, run('ceph', ['osd', 'new', osdId, ...confArgs(place)], COMMAND_MS)),
    run('ceph-osd', ['--mkfs', '--osd-uuid', osdId, ...osd], COMMAND_MS),
  ]);
  daemons.push(startDaemon('ceph-osd', ['-f', ...osd], join(dir, 'ceph-osd.out')));
}

function addKey(
  keyring: string,
  name: string,
  caps: readonly string[],
  more: readonly string[] = [],
): Promise<string> {
  const capArgs = caps.flatMap((word, index) => (index % 2 === 0 ? ['--cap', word] : [word]));
  return run('ceph-authtool', [...more, keyring, '--gen-key', '-n', name, ...capArgs], COMMAND_MS);
}

async function createUserAndRole(
  place: CephPlace,
): Promise<Pick<Ceph, 'accessKeyId' | 'secretAccessKey' | 'roleArn'>> {
  const admin = (...args: string[]): Promise<string> =>
    run('radosgw-admin', [...args, ...confArgs(place)], COMMAND_MS);
  const accessKeyId = randomBytes(10).toString('hex').toUpperCase();
  const secretAccessKey = randomBytes(30).toString('base64url');
  const user = [`--uid=${USER}`, '--display-name=Tester', '--caps=roles=*;user-policy=*'];
  const mayAssume = {
    Effect: 'Allow',
    Principal: { AWS: [`arn:aws:iam:::user/${USER}`] },
    Action: ['sts:AssumeRole'],
  };
  const mayAll = { Effect: 'Allow', Action: ['s3:*'], Resource: 'arn:aws:s3:::*' };
  const document = (statement: object): string =>
    JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const role = `--role-name=${ROLE}`;
  await Promise.all([
    admin('user', 'create', ...user, `--access-key=${accessKeyId}`, `--secret=${secretAccessKey}`),
    admin('role', 'create', role, '--path=/', `--assume-role-policy-doc=${document(mayAssume)}`).then(() =>
      admin('role-policy', 'put', role, '--policy-name=all', `--policy-doc=${document(mayAll)}`),
    ),
  ]);
  return { accessKeyId, secretAccessKey, roleArn: `arn:aws:iam:::role/${ROLE}` };
}

function unlessOneEnds<T>(daemons: readonly Daemon[], work: Promise<T>): Promise<T> {
  return Promise.race([work, ...daemons.map((daemon) => daemon.diedEarly)]);
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    await (await fetch(endpoint, { signal: AbortSignal.timeout(2000) })).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
