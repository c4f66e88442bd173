/** Takes comments and needless white space out of our own stylesheet; what is written stays readable, what is sent is small. */
export function squeezeCss(css: string): string {
  return css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .replace(/([ :(,-])0\./g, '$1.')
    .trim();
}
