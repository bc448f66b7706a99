// Uploads a batch file with its progress shown, and says clearly when it broke off. Without this script the form is sent
// as any other.

const form = document.querySelector('form[data-upload]');
const file = form?.querySelector('input[type="file"]');
const drop = form?.querySelector('.drop');
const shown = form?.querySelector('.upload');

if (form && file && drop && shown) {
  for (const kind of ['dragenter', 'dragover'])
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add('over');
    });
  for (const kind of ['dragleave', 'drop'])
    drop.addEventListener(kind, () => drop.classList.remove('over'));
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    if (event.dataTransfer?.files.length) file.files = event.dataTransfer.files;
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
}

function send() {
  const bar = shown.querySelector('progress');
  const button = form.querySelector('button');
  const request = new XMLHttpRequest();
  let percent = 0;
  form.querySelector('.notice')?.remove();
  button.disabled = true;
  shown.hidden = false;
  bar.value = 0;
  tell(shown.dataset.sending);
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    percent = Math.floor((loaded / total) * 100);
    bar.value = percent;
    tell(percent === 100 ? shown.dataset.reading : `${shown.dataset.sending} ${percent}%`);
  });
  request.addEventListener('load', () => {
    if (request.status < 400) return location.assign(request.responseURL);
    const page = new DOMParser().parseFromString(request.responseText, 'text/html');
    say(page.querySelector('.notice')?.textContent ?? shown.dataset.broken);
  });
  const brokeOff = () =>
    say(percent > 0 ? shown.dataset.brokenAt.replace('{percent}', percent) : shown.dataset.broken);
  request.addEventListener('error', brokeOff);
  request.addEventListener('abort', brokeOff);
  request.addEventListener('timeout', brokeOff);
  request.open('POST', form.action);
  request.send(new FormData(form));

  function say(text) {
    const notice = document.createElement('p');
    notice.className = 'notice bad';
    notice.setAttribute('role', 'alert');
    notice.textContent = text;
    form.prepend(notice);
    shown.hidden = true;
    button.disabled = false;
  }
}

function tell(text) {
  shown.querySelector('[data-text]').textContent = text;
}
