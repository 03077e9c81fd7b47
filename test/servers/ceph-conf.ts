/** Where one Ceph of the tests lives. */
export interface CephPlace {
  /** The folder that holds all of it. */
  readonly dir: string;
  /** A UUID. */
  readonly fsid: string;
  readonly gatewayPort: number;
  readonly monitorPortV1: number;
  readonly monitorPortV2: number;
  /** What the gateway encrypts session tokens with: 16 characters. */
  readonly stsKey: string;
}

/** The domain whose subdomains are buckets to the gateway: `http://BUCKET.s3.localhost:PORT/`. */
export const CEPH_DOMAIN = 's3.localhost';

/** Writes the ceph.conf of a cluster of one monitor, one storage daemon and one gateway, all on 127.0.0.1. */
export function cephConf(place: CephPlace): string {
  const { dir } = place;
  return `
[global]
fsid = ${place.fsid}
mon_initial_members = a
mon_host = ${monitorAddresses(place)}
public_network = 127.0.0.0/8
cluster_network = 127.0.0.0/8
public_addr = 127.0.0.1
ms_bind_ipv6 = false
keyring = ${dir}/keyring
# To stderr, where whoever started the daemon finds it.
log_file =
log_to_stderr = true
mon_cluster_log_file = ${dir}/cluster.log
pid_file =
crash_dir = ${dir}
run_dir = ${dir}
# The path of a socket may have 107 characters, which a long TMPDIR exceeds; nothing here uses it.
admin_socket =

# cephx although the cluster is private: without it the gateway waits for ever for its first ticket.
auth_cluster_required = cephx
auth_service_required = cephx
auth_client_required = cephx

# The default of one second between proposals makes a start of more than a minute, as it proposes some forty times.
paxos_propose_interval = 0.05
mon_tick_interval = 1

# One copy on one device: what a cluster would call degraded.
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 1
osd_pool_default_pgp_num = 1
osd_pool_default_pg_autoscale_mode = off
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 2000
osd_crush_chooseleaf_type = 0
osd_crush_initial_weight = 1
crush_location = root=default host=local

# A test machine's disk may be nearly full, on which a monitor ends itself; nothing of ours grows.
mon_data_avail_crit = 1
mon_data_avail_warn = 2

[mon.a]
mon_data = ${dir}/mon

[osd.0]
osd_data = ${dir}/osd
osd_objectstore = memstore
memstore_device_bytes = 4294967296

[client.rgw]
rgw_frontends = beast endpoint=127.0.0.1:${place.gatewayPort} tcp_nodelay=1
rgw_dns_name = ${CEPH_DOMAIN}
rgw_enable_apis = s3, sts, iam, admin
rgw_s3_auth_use_sts = true
rgw_sts_key = ${place.stsKey}
# The least is 900 seconds otherwise, and a test waits until a token has ended.
rgw_sts_min_session_duration = 1
# Background work that a cluster of a minute's life has no use for.
rgw_enable_usage_log = false
rgw_enable_quota_threads = false
rgw_enable_lc_threads = false
rgw_enable_gc_threads = false
rgw_run_sync_thread = false
rgw_thread_pool_size = 32
`;
}

/** The monitor's addresses in the form that ceph.conf and monmaptool share. */
export function monitorAddresses({ monitorPortV1, monitorPortV2 }: CephPlace): string {
  return `[v2:127.0.0.1:${monitorPortV2},v1:127.0.0.1:${monitorPortV1}]`;
}

/** What tells a program of Ceph which cluster is meant, and keeps it from reading the system's own configuration. */
export function confArgs({ dir }: CephPlace): string[] {
  return ['--conf', `${dir}/ceph.conf`];
}
