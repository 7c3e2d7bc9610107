"use strict";
// A statement, its card and the chain that it came through light up together; all reads without it.
(() => {
  const leaf = document.querySelector(".leaf");
  if (!leaf) return;
  let shown = "";

  function refOf(target) {
    const chip = target.closest("a.chip");
    if (chip) return chip.hash.slice(1);
    return target.closest(".card")?.id ?? target.closest("[data-s]")?.dataset.s ?? "";
  }

  function light(ref) {
    if (ref === shown) return;
    shown = ref;
    for (const lit of leaf.querySelectorAll(".lit, .lit-up")) lit.classList.remove("lit", "lit-up");
    const card = ref && document.getElementById(ref);
    if (!card) return;
    card.classList.add("lit");
    for (const mark of leaf.querySelectorAll(`[data-s="${ref}"]`)) mark.classList.add("lit");
    for (const up of card.dataset.through.split(" ").filter(Boolean)) {
      document.getElementById(up)?.classList.add("lit-up");
      for (const mark of leaf.querySelectorAll(`.source[data-s="${up}"]`)) mark.classList.add("lit-up");
    }
  }

  leaf.addEventListener("mouseover", (event) => light(refOf(event.target)));
  leaf.addEventListener("focusin", (event) => light(refOf(event.target)));
  leaf.addEventListener("mouseleave", () => light(""));
  leaf.addEventListener("focusout", () => light(""));
})();
