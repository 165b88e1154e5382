// Says when something is not saved, and saves it every minute. The form works the same without.
"use strict";
(() => {
  const form = document.getElementById("draft");
  const status = document.getElementById("saved");
  const EVERY_MINUTE = 60_000;
  let changed = false;
  let leaving = false;
  let refused = false;
  let underWay = Promise.resolve();
  let waiting = false;

  const say = (about) => {
    if (status.textContent !== status.dataset[about]) status.textContent = status.dataset[about];
  };

  form.addEventListener("input", () => {
    changed = true;
    say("unsaved");
  });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (changed && !leaving) event.preventDefault();
  });

  const send = async () => {
    const typed = new URLSearchParams(new FormData(form));
    typed.set("then", "auto");
    const answer = await fetch(form.action, { method: "POST", body: typed, redirect: "manual" });
    if (answer.type === "opaqueredirect") return "signedOut";
    // A refusal would be the same again the next minute.
    refused = !answer.ok;
    if (refused) return "refused";
    form.elements.revision.value = (await answer.json()).revision;
    return "saved";
  };

  const save = async () => {
    changed = false;
    waiting = true;
    const outcome = await send().catch(() => "unreachable");
    waiting = false;
    // Nothing is lost where it did not work: what was typed is still in the form.
    changed = changed || outcome !== "saved";
    say(changed && outcome === "saved" ? "unsaved" : outcome);
  };

  form.addEventListener("submit", (event) => {
    leaving = true;
    if (!waiting) return;
    // Sent now, it would meet the revision that is just being saved and look like somebody else's.
    event.preventDefault();
    underWay.then(() => form.requestSubmit(event.submitter));
  });
  setInterval(() => {
    if (changed && !leaving && !refused && !waiting) underWay = save();
  }, EVERY_MINUTE);
})();
