// What TypeScript's own library does not know yet.

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML?(html: string): string; createScriptURL?(url: string): string },
  ): { createHTML(html: string): unknown; createScriptURL(url: string): unknown };
}

interface CloseWatcher extends EventTarget {
  destroy(): void;
}

interface Window {
  trustedTypes?: TrustedTypes;
  CloseWatcher?: new () => CloseWatcher;
}
