// Says when something is not saved, and saves it every minute. The form works the same without.
"use strict";
(() => {
  const form = document.getElementById("draft");
  const status = document.getElementById("saved");
  const EVERY_MINUTE = 60_000;
  const LONGEST_PAUSE = 4;
  let changed = false;
  let leaving = false;
  let underWay = Promise.resolve();
  let waiting = false;
  let mistaken = false; // Something typed is refused: tried again once it was changed.
  let overtaken = false; // Somebody else saved, or the round takes nothing more: only the whole page can tell.
  let failures = 0;
  let pause = 0; // Minutes to let pass. A fault that lasts is asked about less and less often.

  const say = (about) => {
    if (status.textContent !== status.dataset[about]) status.textContent = status.dataset[about];
  };

  const differsFromThePage = (field) =>
    field.type === "radio" || field.type === "checkbox" ? field.checked !== field.defaultChecked
    : field.options ? [...field.options].some((option) => option.selected && !option.defaultSelected) &&
                      [...field.options].some((option) => option.defaultSelected)
    : field.type !== "hidden" && "defaultValue" in field && field.value !== field.defaultValue;

  form.addEventListener("input", () => {
    changed = true;
    mistaken = false;
    say("unsaved");
  });
  window.addEventListener("pageshow", () => {
    leaving = false;
    // After Back and Forward the browser fills in again what was typed, and the page itself is the saved one.
    if (changed || [...form.elements].some(differsFromThePage)) {
      changed = true;
      say("unsaved");
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed && !leaving) event.preventDefault();
  });

  const send = async () => {
    const typed = new URLSearchParams(new FormData(form));
    typed.set("then", "auto");
    const answer = await fetch(form.action, { method: "POST", body: typed, redirect: "manual" });
    if (answer.type === "opaqueredirect") return "signedOut";
    mistaken = answer.status === 400 || answer.status === 413;
    overtaken = answer.status === 409;
    if (mistaken || overtaken) return "refused";
    // Whatever else is not a good answer comes from something between us and the site, and passes.
    const { revision } = answer.ok ? await answer.json() : {};
    if (!Number.isInteger(revision)) return "unreachable";
    form.elements.revision.value = revision;
    return "saved";
  };

  const save = async () => {
    changed = false;
    waiting = true;
    const outcome = await send().catch(() => "unreachable");
    waiting = false;
    failures = outcome === "unreachable" ? failures + 1 : 0;
    pause = failures > 1 ? Math.min(2 ** (failures - 1), LONGEST_PAUSE) - 1 : 0;
    // Nothing is lost where it did not work: what was typed is still in the form.
    changed = changed || outcome !== "saved";
    say(changed && outcome === "saved" ? "unsaved" : outcome);
  };

  const saveByItself = () => {
    if (changed && !leaving && !mistaken && !overtaken && !waiting) underWay = save();
  };

  form.addEventListener("submit", (event) => {
    if (!navigator.onLine) {
      // Sent now, the browser would leave for a page of its own that holds nothing of what was typed.
      event.preventDefault();
      changed = true;
      say("unreachable");
      return;
    }
    leaving = true;
    if (!waiting) return;
    // Sent now, it would meet the revision that is just being saved and look like somebody else's.
    event.preventDefault();
    underWay.then(() => form.requestSubmit(event.submitter));
  });
  window.addEventListener("online", saveByItself);
  setInterval(() => {
    if (pause > 0) pause -= 1;
    else saveByItself();
  }, EVERY_MINUTE);
})();
