// Keeps the admin signed in: a token that is about to expire is refreshed before the next request, and the page shows a notice if that fails.
// All tabs share one sign-in, as Swagger UI keeps it in localStorage.
"use strict";

const signIn = (() => {
  const scheme = "password";
  const kept = "authorized"; // Swagger UI's name for it
  const early = 30_000; // milliseconds before the token expires
  const patience = 15_000;
  let renewing = null;
  let refused = null;

  const granted = () => window.ui?.authSelectors.authorized()?.toJS()[scheme];

  const expiry = (token) => {
    try {
      return JSON.parse(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"))).exp * 1000;
    } catch {
      return Infinity;
    }
  };

  const isGood = (token) => token !== refused && Date.now() < expiry(token) - early;

  const notice = (text) => {
    const place = document.getElementById("notice");
    place.textContent = text;
    place.hidden = !text;
  };

  const say = () => notice("You are signed out: your sign-in has expired or was ended. Press Authorize to sign in again.");

  /** Takes over what another tab did: signed in, renewed the tokens or signed out. */
  const catchUp = () => {
    const authorized = JSON.parse(localStorage.getItem(kept) ?? "{}");
    if (!window.ui || authorized[scheme]?.token?.access_token === granted()?.token?.access_token) {
      return;
    }
    window.ui.authActions.restoreAuthorization({ authorized });
    if (granted()) {
      notice("");
    } else {
      say();
    }
  };

  /** One tab at a time: a refresh token is good for one exchange. Browsers know locks on HTTPS and localhost only. */
  const alone = (work) => navigator.locks ? navigator.locks.request("petshop-refresh", work) : work();

  const exchange = async (auth) => {
    const answer = await fetch(new URL("/auth/refresh", window.location.href), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ refresh_token: auth.token.refresh_token }),
      signal: AbortSignal.timeout(patience), // other tabs wait for this one
    }).catch(() => null);
    if (answer?.status === 400 || answer?.status === 401) {
      window.ui.authActions.logoutWithPersistOption([scheme]);
      say();
      return null;
    }
    if (!answer?.ok) {
      return auth.token.access_token; // the shop is busy or unavailable: the old token may still work
    }
    const { token, refresh_token, token_type, expires_in } = await answer.json();
    const renewed = { access_token: token, token_type, expires_in, refresh_token };
    window.ui.authActions.authorizeOauth2WithPersistOption({ auth: { name: scheme, schema: auth.schema }, token: renewed });
    return token;
  };

  /** The present access token, renewed where neither this tab nor another has a good one; null when signed out. */
  const freshToken = async () => {
    catchUp();
    const auth = granted();
    const token = auth?.token?.access_token ?? null;
    return !token || isGood(token) ? token : exchange(auth);
  };

  /** Before each request. */
  const renew = async (request) => {
    const held = granted()?.token;
    const path = new URL(request.url, window.location.href).pathname;
    if (!held?.refresh_token || !request.headers?.Authorization || path === "/auth/token" || path === "/auth/refresh") {
      return request;
    }
    catchUp();
    let token = granted()?.token?.access_token ?? null;
    if (token && !isGood(token)) {
      renewing ??= alone(freshToken).finally(() => { renewing = null; });
      token = await renewing;
    }
    if (!token) {
      delete request.headers.Authorization;
    } else if (token !== held.access_token) {
      request.headers.Authorization = `Bearer ${token}`;
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
      refused = granted()?.token?.access_token; // by the shop's clock it has expired, or it was ended
      if (granted()?.token?.refresh_token) {
        notice("Your sign-in was no longer valid. Press Execute again to refresh it.");
      } else {
        say();
      }
    } else if (response.ok && granted()) {
      notice(""); // signed out, it stays
    }
    return response;
  };

  window.addEventListener("storage", (event) => {
    if (event.key === kept || event.key === null) {
      catchUp();
    }
  });

  return { renew, check };
})();
