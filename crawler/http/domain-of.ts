/**
 * The domain that a host is counted under: the last two labels of its name, an address as it is. That is never less than what
 * one owner registered, and more under suffixes of several labels (`co.uk`) and at hosts that give names away
 * (`workers.dev`), where a list of public suffixes would let one stranger have any number of domains. So it may bound what
 * one domain costs, and says nothing about who owns what.
 *
 * @param hostname as `URL` writes it
 */
export function domainOf(hostname: string): string {
  const name = hostname.replace(/\.$/, '');
  if (name.startsWith('[') || /^[\d.]+$/.test(name)) return name;
  return name.split('.').slice(-2).join('.');
}
