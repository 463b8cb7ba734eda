// A style sheet as text, minified by the bundler.
declare module "*.css?text" {
  const text: string;
  export default text;
}
