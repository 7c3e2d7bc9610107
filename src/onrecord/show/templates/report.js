"use strict";
// Without this script every note stands beside its page; with it, one at a time does.
(() => {
  const root = document.documentElement;
  const wide = matchMedia("(min-width: 60rem)");
  const note = (id) => {
    const found = document.getElementById(id);
    return found && found.classList.contains("note") ? found : null;
  };

  function close(page) {
    for (const open of page.querySelectorAll(".note.open")) open.classList.remove("open");
    for (const lit of page.querySelectorAll(".lit")) lit.classList.remove("lit");
    for (const chip of page.querySelectorAll(".chip[aria-current]")) chip.removeAttribute("aria-current");
  }

  function open(id, { focus = false, reveal = false } = {}) {
    const chosen = note(id);
    if (!chosen) return;
    const pages = wide.matches ? [chosen.closest(".page")] : document.querySelectorAll(".page");
    pages.forEach(close);
    chosen.classList.add("open");
    chosen.parentElement.scrollTop = 0;
    for (const lit of document.querySelectorAll(`[data-s="${id}"]`)) lit.classList.add("lit");
    const chip = document.getElementById(id + "-chip");
    if (chip) chip.setAttribute("aria-current", "true");
    if (reveal && chip) chip.scrollIntoView({ block: wide.matches ? "center" : "start" });
    if (focus) chosen.focus({ preventScroll: true });
  }

  function shut(chosen) {
    close(chosen.closest(".page"));
    const chip = document.getElementById(chosen.id + "-chip");
    if (chip) chip.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest(".shut")) return shut(event.target.closest(".note"));
    const link = event.target.closest('a[href^="#"]');
    if (link && note(link.hash.slice(1))) {
      event.preventDefault();
      history.replaceState(null, "", link.hash);
      return open(link.hash.slice(1), { focus: true, reveal: !wide.matches || !link.closest(".spread") });
    }
    const mark = event.target.closest("[data-s]");
    if (mark && getSelection().isCollapsed) open(mark.dataset.s, { reveal: !wide.matches });
  });

  document.addEventListener("keydown", (event) => {
    const chosen = document.activeElement.closest(".note.open");
    if (event.key === "Escape" && chosen) shut(chosen);
  });

  // The two sides of one difference light up together.
  for (const kind of ["mouseover", "mouseout"]) {
    document.addEventListener(kind, (event) => {
      const step = event.target.closest("[data-step]");
      if (!step) return;
      const both = step.closest(".beside").querySelectorAll(`[data-step="${step.dataset.step}"]`);
      for (const side of both) side.classList.toggle("twin", kind === "mouseover");
    });
  }

  for (const header of document.querySelectorAll(".note > header")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "shut";
    button.setAttribute("aria-label", "Close");
    button.textContent = "×";
    header.append(button);
  }

  root.classList.add("js");
  addEventListener("hashchange", () => open(location.hash.slice(1), { reveal: true }));
  if (wide.matches) {
    for (const page of document.querySelectorAll(".page")) {
      const first = [".state-grave", ".state-notable", ".state-not-found", ""]
        .map((state) => page.querySelector(".note" + state)).find(Boolean);
      if (first) open(first.id);
    }
  }
  open(location.hash.slice(1), { focus: true, reveal: true });
})();
