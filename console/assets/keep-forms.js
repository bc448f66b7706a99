// What is typed into a form is kept in this tab until it is saved: a session that ended, a crash of the network or a
// wrong click loses nothing. Kept in the tab alone, because offices share computers.

const PREFIX = 'hedui-draft/';
const account = document.body.dataset.account ?? '';

for (const saved of document.querySelectorAll('[data-saved]')) forget(saved.dataset.saved);
for (const form of document.querySelectorAll('form[data-keep]')) keep(form);

function place(name) {
  return `${PREFIX}${account}/${name}`;
}

function forget(name) {
  sessionStorage.removeItem(place(name));
}

function keep(form) {
  const name = form.dataset.keep;
  const kept = sessionStorage.getItem(place(name));
  if (kept !== null) restore(form, JSON.parse(kept));
  form.addEventListener('input', () => {
    const typed = {};
    for (const field of form.elements) {
      if (field.name === '' || field.type === 'hidden' || field.type === 'file') continue;
      if (field.type !== 'radio' && field.type !== 'checkbox') typed[field.name] = field.value;
      else if (field.checked) typed[field.name] = field.value;
    }
    sessionStorage.setItem(place(name), JSON.stringify(typed));
  });
}

function restore(form, typed) {
  let isChanged = false;
  for (const field of form.elements) {
    const value = typed[field.name];
    if (value === undefined || field.type === 'hidden') continue;
    if (field.type === 'radio' || field.type === 'checkbox') {
      isChanged ||= field.value === value && !field.checked;
      field.checked = field.value === value;
    } else {
      isChanged ||= field.value !== value;
      field.value = value;
    }
  }
  if (!isChanged) return;
  for (const fold of [form.closest('details'), ...form.querySelectorAll('details')]) {
    if (
      fold &&
      (fold.contains(form) ||
        [...fold.querySelectorAll('input:not([type="hidden"])')].some(
          (field) => field.value !== '',
        ))
    )
      fold.open = true;
  }
  const notice = document.createElement('p');
  notice.className = 'notice warn';
  notice.setAttribute('role', 'status');
  notice.textContent = form.dataset.restored;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'plain';
  button.textContent = form.dataset.forget;
  button.addEventListener('click', () => {
    forget(form.dataset.keep);
    location.reload();
  });
  notice.append(' ', button);
  form.prepend(notice);
}
