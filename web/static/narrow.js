// A filter acts as soon as it is set, and the page stays where it is. Without this script a button applies it.
const form = document.querySelector(".search");
let latest = 0;
let shown = location.search;

form.addEventListener("change", async ({ target }) => {
  if (!target.closest(".filters")) return;
  const filled = [...new FormData(form)].filter(([, value]) => value);
  const address = `${form.action}?${new URLSearchParams(filled)}`;
  const mine = ++latest;
  try {
    const text = await (await fetch(address)).text();
    if (mine !== latest) return; // a later filter
    const page = new DOMParser().parseFromString(text, "text/html");
    const { id, name, value } = document.activeElement;
    page.querySelector("details").open = form.querySelector("details").open;
    for (const part of [".results", ".filters"]) form.querySelector(part).replaceWith(page.querySelector(part));
    form.querySelector(id ? `#${id}` : `[name="${name}"][value="${CSS.escape(value)}"]`)?.focus();
    document.title = page.title;
    form.querySelector("[role=status]").textContent = form.querySelector("#arv").textContent; // read aloud
    history.pushState(0, "", address);
    shown = location.search;
  } catch {
    location.assign(address);
  }
});
addEventListener("popstate", () => location.search === shown || location.reload());
