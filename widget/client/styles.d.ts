// A style sheet as text, minified by the bundler.
declare module "*.css?text" {
  const text: string;
  export default text;
}

// The launcher's few texts, a line a language: "tag|help|reach a person|no connection".
declare module "words:launcher" {
  const table: string;
  export default table;
}
