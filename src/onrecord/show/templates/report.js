"use strict";
// Without this script every note stands beside its page; with it, one at a time does.
(() => {
  const root = document.documentElement;
  const wide = matchMedia("(min-width: 60rem)");
  const chipOf = (note) => document.getElementById(note.id + "-chip");
  const noteOf = (id) => {
    const found = document.getElementById(id);
    return found && found.classList.contains("note") ? found : null;
  };

  function close(page) {
    for (const note of page.querySelectorAll(".note.open")) {
      note.classList.remove("open");
      chipOf(note)?.setAttribute("aria-expanded", "false");
    }
    for (const mark of page.querySelectorAll(".lit")) mark.classList.remove("lit");
  }

  function open(note, { focus = false, reveal = false } = {}) {
    if (!note) return;
    // Side by side each page shows its own note; a narrow screen has room for one.
    (wide.matches ? [note.closest(".page")] : document.querySelectorAll(".page")).forEach(close);
    note.classList.add("open");
    note.scrollTop = note.parentElement.scrollTop = 0;
    for (const mark of document.querySelectorAll(`[data-s="${note.id}"]`)) mark.classList.add("lit");
    const chip = chipOf(note);
    chip?.setAttribute("aria-expanded", "true");
    if (reveal) chip?.scrollIntoView({ block: wide.matches ? "center" : "start" });
    if (focus) note.focus({ preventScroll: true });
  }

  function shut(note) {
    close(note.closest(".page"));
    chipOf(note)?.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const note = link && noteOf(link.hash.slice(1));
    if (note) {
      event.preventDefault();
      history.replaceState(null, "", link.hash);
      if (link.getAttribute("aria-expanded") === "true") return shut(note);
      return open(note, { focus: true, reveal: !wide.matches || !link.closest(".spread") });
    }
    const mark = event.target.closest("[data-s]");
    if (mark && !link && getSelection().isCollapsed) open(noteOf(mark.dataset.s), { reveal: !wide.matches });
  });

  document.addEventListener("keydown", (event) => {
    const at = document.activeElement;
    if (event.key === " " && at.matches("a.chip")) {
      event.preventDefault();
      at.click();
    }
    if (event.key !== "Escape") return;
    const near = at.closest(".page") ?? document;
    const note = near.querySelector(".note.open") ?? document.querySelector(".note.open");
    if (note) shut(note);
  });

  // The two sides of one difference light up together.
  for (const kind of ["mouseover", "mouseout"]) {
    document.addEventListener(kind, (event) => {
      const step = event.target.closest("[data-step]");
      if (!step) return;
      const both = step.closest(".beside").querySelectorAll(`[data-step="${step.dataset.step}"]`);
      for (const side of both) side.classList.toggle("twin", kind === "mouseover" && both.length > 1);
    });
  }

  function button(sign, label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  }

  for (const chip of document.querySelectorAll(".paper a.chip")) {
    chip.setAttribute("role", "button");
    chip.setAttribute("aria-expanded", "false");
    chip.setAttribute("aria-controls", chip.hash.slice(1));
  }
  for (const notes of document.querySelectorAll(".notes")) {
    const all = [...notes.querySelectorAll(".note")];
    all.forEach((note, n) => {
      const steps = document.createElement("div");
      steps.className = "steps";
      const go = (to) => () => open(all[(to + all.length) % all.length], { focus: true, reveal: true });
      if (all.length > 1) {
        steps.append(button("‹", "Previous statement", go(n - 1)), button("›", "Next statement", go(n + 1)));
      }
      steps.append(button("×", "Close", () => shut(note)));
      note.querySelector("header").append(steps);
    });
  }

  root.classList.add("js");
  addEventListener("hashchange", () => open(noteOf(location.hash.slice(1)), { focus: true, reveal: true }));
  if (wide.matches) {
    for (const page of document.querySelectorAll(".page")) {
      const worst = [".state-grave", ".state-notable", ".state-not-found", ""];
      open(worst.map((state) => page.querySelector(".note" + state)).find(Boolean));
    }
  }
  open(noteOf(location.hash.slice(1)), { focus: true, reveal: true });
})();
