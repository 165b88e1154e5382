"use strict";
// Puts the page's question to the device, and sends the device's answer with the form. Where this script does not run,
// or the device has no passkey, a code from the authenticator app does instead.

const form = document.querySelector("form[data-question]");
const trouble = document.querySelector("[data-trouble]");

function toBytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

function toText(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function read(question) {
  question.challenge = toBytes(question.challenge);
  if (question.user) question.user.id = toBytes(question.user.id);
  for (const list of [question.allowCredentials, question.excludeCredentials]) {
    for (const credential of list || []) credential.id = toBytes(credential.id);
  }
  return question;
}

function written(credential) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const given = parts.filter((part) => credential.response[part]);
  const response = Object.fromEntries(given.map((part) => [part, toText(credential.response[part])]));
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

form.addEventListener("submit", async (event) => {
  if (form.elements.answer.value) return;
  event.preventDefault();
  try {
    const publicKey = read(JSON.parse(form.dataset.question));
    const asked = publicKey.user ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey });
    form.elements.answer.value = written(await asked);
    form.submit();
  } catch {
    trouble.hidden = false;
    trouble.focus();
  }
});

form.querySelector("button").disabled = !window.PublicKeyCredential;
trouble.hidden = Boolean(window.PublicKeyCredential);
