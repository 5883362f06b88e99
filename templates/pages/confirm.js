// Presses the confirmation's button where the list has chosen so, once a person is looking at the page.
const form = document.querySelector("form[data-submits-itself]");
const submit = () => {
  if (form && document.visibilityState === "visible") {
    document.removeEventListener("visibilitychange", submit);
    form.requestSubmit();
  }
};
document.addEventListener("visibilitychange", submit);
submit();
