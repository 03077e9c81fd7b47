import type { FaultSwitch } from '../faults/fault-switch.js';
import type { LocalBucketOptions, OwnPathAccess, RootCredentials } from '../options.js';
import type { Service } from '../service.js';
import type { AdmittedOrigins } from './admission.js';
import { faultRoute } from './fault-route.js';
import type { OwnRoute } from './own-request.js';
import { tokenRoute } from './token-route.js';
import type { OwnRoutes } from './with-own-paths.js';

/** The paths of its own that a store has under these options. The signature server is loaded where it is asked for. */
export async function ownRoutes(
  service: Service,
  faults: FaultSwitch,
  rootCredentials: RootCredentials,
  { faultControl = false, pageBackend = false }: LocalBucketOptions,
): Promise<OwnRoutes> {
  const routes = new Map<string, { readonly route: OwnRoute; readonly origins: AdmittedOrigins }>();
  if (faultControl !== false) {
    routes.set('faults', { route: faultRoute(faults), origins: originsOf(faultControl, []) });
  }
  if (pageBackend === false) return routes;
  const origins = originsOf(pageBackend, 'loopback');
  const { dialect, region, now } = service;
  const { tokenService, signingStore } = dialect;
  if (tokenService !== undefined) routes.set('sts', { route: tokenRoute(tokenService, service), origins });
  if (signingStore !== undefined) {
    const [store, { signingRoute }] = await Promise.all([signingStore(), import('./signing-route.js')]);
    routes.set('sign', { route: signingRoute({ store, region, rootCredentials, now }), origins });
  }
  return routes;
}

function originsOf(access: true | OwnPathAccess, standard: AdmittedOrigins): AdmittedOrigins {
  return access === true ? standard : access.origins;
}
