// Passkeys: the browser makes one, or signs in with one. Without this script, or where the browser cannot, the form stays hidden.
const able = window.isSecureContext && typeof PublicKeyCredential?.parseRequestOptionsFromJSON === "function";

for (const form of able ? document.querySelectorAll("form[data-passkey]") : []) {
  const says = form.querySelector("[data-passkey-failed]");
  form.hidden = false;
  document.querySelector("[data-passkey-none]")?.remove();
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    says.textContent = "";
    try {
      form.elements.credential.value = JSON.stringify(await ask(form));
      form.submit();
    } catch (fault) {
      // Given up, or this address may not have passkeys (a number is no name).
      says.textContent = fault.name === "SecurityError" ? says.dataset.passkeyPlace : says.dataset.passkeyFailed;
    }
  });
}

async function ask(form) {
  const answer = await fetch(form.dataset.options, { method: "POST", body: new FormData(form) });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const options = await answer.json();
  const credential = form.dataset.passkey === "create"
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  return credential.toJSON();
}
