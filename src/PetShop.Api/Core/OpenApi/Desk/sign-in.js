// Keeps the admin signed in: a token that is about to expire is renewed before the next request, and a page that cannot do so says it.
"use strict";

const signIn = (() => {
  const scheme = "password";
  const early = 30_000; // milliseconds before the token expires
  let renewing = null;
  let refused = false;

  const granted = () => window.ui?.authSelectors.authorized()?.toJS()[scheme];

  const expiry = (token) => {
    try {
      return JSON.parse(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"))).exp * 1000;
    } catch {
      return Infinity;
    }
  };

  const notice = (text) => {
    const place = document.getElementById("notice");
    place.textContent = text;
    place.hidden = !text;
  };

  const say = () => notice("You are signed out: your sign-in has expired or was ended. Press Authorize to sign in again.");

  const exchange = async (auth) => {
    const answer = await fetch(new URL("/auth/refresh", window.location.href), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ refresh_token: auth.token.refresh_token }),
    });
    if (answer.status === 400 || answer.status === 401) {
      window.ui.authActions.logoutWithPersistOption([scheme]);
      say();
      return null;
    }
    if (!answer.ok) {
      return auth.token.access_token; // the shop is busy: the old token may still do
    }
    const { token, refresh_token, token_type, expires_in } = await answer.json();
    const renewed = { access_token: token, token_type, expires_in, refresh_token };
    window.ui.authActions.authorizeOauth2WithPersistOption({ auth: { name: scheme, schema: auth.schema }, token: renewed });
    return token;
  };

  /** Before each request. */
  const renew = async (request) => {
    const auth = granted();
    const path = new URL(request.url, window.location.href).pathname;
    if (!auth?.token?.refresh_token || !request.headers?.Authorization || path === "/auth/token" || path === "/auth/refresh") {
      return request;
    }
    if (!refused && Date.now() < expiry(auth.token.access_token) - early) {
      return request;
    }
    refused = false;
    renewing ??= exchange(auth).finally(() => { renewing = null; });
    const token = await renewing;
    if (token) {
      request.headers.Authorization = `Bearer ${token}`;
    } else {
      delete request.headers.Authorization;
    }
    return request;
  };

  /** After each request. */
  const check = (response) => {
    const path = new URL(response.url, window.location.href).pathname;
    if (path === "/auth/token" || path === "/auth/refresh") {
      if (response.ok) {
        notice("");
      }
      return response;
    }
    if ((response.headers?.["www-authenticate"] ?? "").includes("invalid_token")) {
      refused = true; // by the shop's clock it has expired, or it was ended
      if (granted()?.token?.refresh_token) {
        notice("Your sign-in was not valid any more. Press Execute again to renew it.");
      } else {
        say();
      }
    } else if (response.ok && granted()) {
      notice(""); // signed out, it stays
    }
    return response;
  };

  return { renew, check };
})();
