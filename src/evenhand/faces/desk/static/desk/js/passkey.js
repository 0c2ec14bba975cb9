// A form that needs a passkey: <form data-passkey="create|get" data-options="…"><input name="passkey">.
// The browser is asked when the form is sent; its answer goes along as JSON.
for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const trouble = form.querySelector("[data-trouble]");
    trouble.hidden = true;
    try {
      const options = JSON.parse(form.dataset.options);
      const answer = form.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      form.elements.passkey.value = JSON.stringify(answer.toJSON());
      form.submit();
    } catch (error) {
      console.warn(error.name);
      trouble.hidden = false;
      trouble.focus();
    }
  });
}
