import { workspace } from 'vscode';
import { urlOf, withoutEscapes } from '../../base/url';
import type { Fact } from '../diagnostics/diagnosticsReport';

/**
 * The proxy that VS Code is told to use: host and port, never name and password; null without one. The order is that of
 * `@vscode/proxy-agent`, which knows no `ALL_PROXY`.
 */
export function proxyInUse(environment: Readonly<Record<string, string | undefined>>): string | null {
  const named = [
    ['http.proxy', workspace.getConfiguration('http').get<unknown>('proxy', '')],
    ...['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].map((name) => [name, environment[name]]),
  ];
  const [name, address] = named.find(([, value]) => typeof value === 'string' && value !== '') ?? [];
  return typeof name === 'string' && typeof address === 'string' ? `${hostOf(address)} (${name})` : null;
}

/** What is secret in the addresses of proxies. */
export function proxySecrets(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const setting = workspace.getConfiguration('http').get<unknown>('proxy', '');
  const addresses = [
    setting,
    ...Object.entries(environment).flatMap(([name, value]) => (/_proxy$/i.test(name) ? value : [])),
  ];
  return addresses.flatMap((address) => (typeof address === 'string' ? secretsOf(address) : []));
}

/** VS Code's settings that decide how requests go out. */
export function proxySettings(): readonly Fact[] {
  const http = workspace.getConfiguration('http');
  return ['proxySupport', 'proxyStrictSSL', 'systemCertificates', 'fetchAdditionalSupport'].map((name) => {
    const value = http.get<unknown>(name);
    return { name: `http.${name}`, value: typeof value === 'boolean' || typeof value === 'string' ? value : 'not set' };
  });
}

function hostOf(address: string): string {
  const url = proxyUrlOf(address);
  return url === null || url.host === '' ? 'an address that cannot be read' : url.host;
}

function secretsOf(address: string): readonly string[] {
  const url = proxyUrlOf(address);
  if (url === null) return [];
  const { username, password } = url;
  const parts = [password, username].filter((part) => part !== '');
  return [...parts, ...parts.map((part) => withoutEscapes(part))];
}

/** Proxies are often named without a scheme. */
function proxyUrlOf(address: string): URL | null {
  return urlOf(address.includes('://') ? address : `http://${address}`);
}
