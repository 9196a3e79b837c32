import { createRoot } from "react-dom/client";
import { SignInAgain } from "./sign-in-again";

let declined = false;

/**
 * Shows the sign-in dialog over whatever page this is; true once that account is signed in. Whoever closes it keeps the page
 * and a bar that offers it again; until that is used, requests are refused without asking anew.
 */
export function askForPassword(email: string): Promise<boolean> {
  if (declined) return Promise.resolve(false);
  const host = document.createElement("div");
  // A menu or drawer that is open below keeps the focus to itself; it must not hear of what happens up here.
  for (const type of ["focusin", "focusout", "pointerdown"])
    host.addEventListener(type, (event) => event.stopPropagation());
  host.className = "pointer-events-auto";
  document.body.append(host);
  const root = createRoot(host);

  return new Promise((resolve) => {
    const signedIn = () => {
      root.unmount();
      host.remove();
      declined = false;
      resolve(true);
    };
    const decline = () => {
      declined = true;
      resolve(false);
    };
    root.render(<SignInAgain email={email} onSignedIn={signedIn} onDeclined={decline} />);
  });
}
