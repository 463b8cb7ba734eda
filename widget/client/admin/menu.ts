// The menu closes as menus do: by Escape, and by a click or focus elsewhere.

export function menu(): void {
  const details = document.querySelector<HTMLDetailsElement>(".menu details");
  if (!details) return;
  const close = () => {
    details.open = false;
  };
  const leave = (event: Event) => {
    if (event.target instanceof Node && !details.contains(event.target)) close();
  };
  document.addEventListener("click", leave);
  document.addEventListener("focusin", leave);
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    close();
    details.querySelector("summary")!.focus();
  });
}
