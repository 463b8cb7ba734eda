// The loader: see docs/embedding.md.
export {};
