// With node --import ./hosts.mjs, a program finds Procore's hosts at the address in PROCORE_AT, e.g. 127.0.0.1:8443.
import tls from "node:tls";

const [, address, port] = process.env.PROCORE_AT.match(/^(.*):(\d+)$/);
const connect = tls.connect;

tls.connect = (options, ...rest) => {
  const name = String(options.servername || options.host);
  const redirected = /\.procore(gov)?\.com$/.test(name) ? { ...options, host: address, port: Number(port), servername: name } : options;
  return connect(redirected, ...rest);
};
