// Completion in the search box: the ARIA combobox pattern with a list. Without this script the box is a plain one.
(() => {
  const box = document.querySelector("input[data-complete]");
  if (!box) return;
  const WAIT = 120; // milliseconds after the last key: who types on needs no list in between
  const words = box.dataset;
  const list = Object.assign(document.createElement("ul"), { id: "soovitused", className: "completions", hidden: true });
  const told = Object.assign(document.createElement("p"), { className: "unseen" });
  let timer, asking, active = -1, typed = "";

  const set = (element, attributes) => Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  set(list, { role: "listbox", "aria-label": words.label });
  set(told, { role: "status" });
  set(box, { type: "text", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id });
  box.after(list, told);

  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    list.replaceChildren();
    told.textContent = "";
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const activate = (number) => {
    const options = [...list.children];
    active = number < -1 ? options.length - 1 : number >= options.length ? -1 : number;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    box.value = active < 0 ? typed : options[active].dataset.text;
    if (active < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  };

  const option = (one, at) => {
    const item = document.createElement("li");
    item.dataset.text = one.text;
    set(item, { id: `soovitus-${at}`, role: "option", "aria-selected": "false" });
    item.append(one.text);
    if (words[one.kind]) item.append(" ", Object.assign(document.createElement("span"), { textContent: words[one.kind] }));
    return item;
  };

  const show = (found) => {
    if (!found.length || document.activeElement !== box) return close();
    active = -1;
    list.replaceChildren(...found.map(option));
    list.hidden = false;
    set(box, { "aria-expanded": "true" });
    box.removeAttribute("aria-activedescendant");
    told.textContent = `${found.length} ${found.length === 1 ? words.one : words.many}`;
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(`${words.complete}?${new URLSearchParams({ q: typed })}`, { signal: asking.signal });
      if (answer.ok) show((await answer.json()).completions);
    } catch {
      close(); // stopped, or no server: the box still searches
    }
  };

  box.addEventListener("input", () => {
    typed = box.value;
    clearTimeout(timer);
    if (typed.trim().length < 2) return close();
    timer = setTimeout(ask, WAIT);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "Escape") {
      box.value = typed;
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      activate(active + (event.key === "ArrowDown" ? 1 : -1));
    } else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=option]");
    if (!chosen) return;
    box.value = chosen.dataset.text;
    close();
    box.form.requestSubmit();
  });
  box.addEventListener("blur", close);
})();
