/** Forms in a frame that may not submit any. */

/**
 * Lets forms work: a frame without `allow-forms` drops a submission before anyone hears of it, while islands
 * (`mo.ui….form()`, chat, data frames) only wants to hear. Nothing is ever sent anywhere.
 */
export function announceSubmissions(): void {
  HTMLFormElement.prototype.requestSubmit = function (submitter) {
    announce(this, submitter ?? null);
  };
  window.addEventListener(
    "click",
    (event) => {
      const button = event.composedPath().find(isSubmitButton);
      if (!button?.form || button.disabled) return;
      const { form } = button;
      // After every other listener, even if one of them stops the event: it may also refuse it.
      setTimeout(() => {
        if (!event.defaultPrevented) announce(form, button);
      });
    },
    { capture: true },
  );
}

type SubmitButton = HTMLButtonElement | HTMLInputElement;

function isSubmitButton(target: EventTarget): target is SubmitButton {
  const isButton = target instanceof HTMLButtonElement || target instanceof HTMLInputElement;
  return isButton && target.type === "submit";
}

function announce(form: HTMLFormElement, submitter: HTMLElement | null): void {
  if (!form.noValidate && !form.reportValidity()) return;
  form.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true, submitter }));
}
