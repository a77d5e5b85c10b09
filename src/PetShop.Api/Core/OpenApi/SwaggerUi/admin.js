// Settings of Swagger UI for admins.
"use strict";

window.ui = SwaggerUIBundle({
  url: new URL("v1/swagger.json", window.location.href).href,
  dom_id: "#swagger-ui",
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  filter: true,
  persistAuthorization: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  docExpansion: "none",
  defaultModelsExpandDepth: -1,
  defaultModelRendering: "example",
  validatorUrl: null,
  requestInterceptor: (request) => signIn.renew(request),
  responseInterceptor: (response) => signIn.check(response),
});

// Responses of an operation are collapsed to one line each until they are opened.
document.addEventListener("click", (event) => {
  const answer = event.target.closest(".responses-table:not(.live-responses-table) tr.response");
  if (answer && !event.target.closest("a, button, select, textarea, input, pre")) {
    answer.classList.toggle("unfolded");
  }
});

// The Authorize dialog: the focus is in the user name, and Enter signs in.
const isSignInField = (element) => element.matches("#oauth_username, #oauth_password, .auth-container input");

new MutationObserver(() => {
  const username = document.querySelector(".modal-ux #oauth_username");
  if (!username || username.dataset.ready) {
    return;
  }
  username.dataset.ready = "yes";
  username.autocomplete = "username";
  username.autocapitalize = "none";
  document.querySelector("#oauth_password").autocomplete = "current-password";
  setTimeout(() => username.focus(), 50); // after Swagger UI, which prefers the last form
}).observe(document.body, { childList: true, subtree: true });

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !isSignInField(event.target)) {
    return;
  }
  event.preventDefault();
  event.target.closest(".auth-container").querySelector("button.authorize")?.click();
});
