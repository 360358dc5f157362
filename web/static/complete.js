// Completion in the search box: the ARIA combobox pattern with a list.
const box = document.querySelector("[data-complete]");
const WAIT = 120; // milliseconds after the last key
const words = box.dataset;
const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
const list = make("ul", { id: "soovitused", className: "completions", hidden: true, role: "listbox", ariaLabel: words.label });
const told = make("p", { className: "unseen", role: "status" });
let timer, asking, active = -1, typed = "";

Object.assign(box, { type: "text", role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false" });
box.setAttribute("aria-controls", list.id);
box.after(list, told);

const close = () => {
  clearTimeout(timer);
  asking?.abort();
  show([]);
};

const activate = (number) => {
  const options = [...list.children];
  active = number < -1 ? options.length - 1 : number >= options.length ? -1 : number;
  options.forEach((option, at) => (option.ariaSelected = String(at === active)));
  box.value = options[active]?.dataset.text ?? typed;
  box.setAttribute("aria-activedescendant", options[active]?.id ?? "");
  options[active]?.scrollIntoView({ block: "nearest" });
};

const option = (one, at) => {
  const item = make("li", { id: `soovitus-${at}`, role: "option", ariaSelected: "false" });
  item.dataset.text = one.text;
  item.append(one.text);
  if (words[one.kind]) item.append(" ", make("span", { textContent: words[one.kind] }));
  return item;
};

const show = (found) => {
  active = -1;
  list.replaceChildren(...found.map(option));
  list.hidden = !found.length;
  box.ariaExpanded = String(!list.hidden);
  box.removeAttribute("aria-activedescendant");
  told.textContent = found.length ? `${found.length} ${found.length === 1 ? words.one : words.many}` : "";
};

const ask = async () => {
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(`${words.complete}?${new URLSearchParams({ q: typed })}`, { signal: asking.signal });
    if (answer.ok) show((await answer.json()).completions);
  } catch {
    // stopped, or no server
  }
};

box.addEventListener("input", () => {
  typed = box.value;
  clearTimeout(timer);
  if (typed.trim().length < 2) return close();
  timer = setTimeout(ask, WAIT);
});
box.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1, Escape: 0 }[event.key];
  if (event.isComposing || list.hidden || step === undefined) return;
  event.preventDefault();
  if (step) return activate(active + step);
  box.value = typed;
  close();
});
list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
list.addEventListener("click", (event) => {
  const chosen = event.target.closest("li");
  if (!chosen) return;
  box.value = chosen.dataset.text;
  box.form.requestSubmit();
});
box.addEventListener("blur", close);
