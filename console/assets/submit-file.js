// Uploads a batch file piece by piece with its progress shown. When the line breaks it connects again and goes on from
// where it was; when that takes too long it says so, and goes on when the form is submitted again, also after the page was
// loaded anew and the same file chosen. Without this script the form is sent as any other.

const form = document.querySelector('form[data-upload]');
const file = form?.querySelector('input[type="file"]');
const drop = form?.querySelector('.drop');
const shown = form?.querySelector('.upload');
const remembered = `hedui-upload/${document.body.dataset.account ?? ''}`;

/** Between attempts to connect again; after the last it is said that it broke off. */
const WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 30_000, 30_000];
const ASKS_EVERY_MS = 1_000;

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
    if (!event.dataTransfer?.files.length) return;
    file.files = event.dataTransfer.files;
    file.dispatchEvent(new Event('change'));
  });
  file.addEventListener('change', () => void tellWhatIsKept());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit(file.files[0]);
  });
}

async function submit(chosen) {
  const button = form.querySelector('button');
  form.querySelector('.notice')?.remove();
  button.disabled = true;
  shown.hidden = false;
  addEventListener('beforeunload', stay);
  let percent = 0;
  const progress = (part) => {
    percent = Math.floor(part * 100);
    shown.querySelector('progress').value = percent;
    tell(percent === 100 ? 'reading' : 'sending', percent);
  };
  const lost = () => tell('again', percent);
  try {
    tell('sending', 0);
    const upload = await send(chosen, progress, lost);
    const to = await becomeBatch(upload, lost);
    forget();
    removeEventListener('beforeunload', stay);
    location.assign(to);
  } catch (refused) {
    removeEventListener('beforeunload', stay);
    button.disabled = false;
    shown.hidden = true;
    say(refused.said ?? text(refused.kind ?? 'failed', percent));
  }
}

/** @returns the upload's id once every byte has arrived */
async function send(chosen, progress, lost) {
  let { upload, received, pieceBytes } = (await known(chosen, lost)) ?? (await begin(chosen, lost));
  while (received < chosen.size) {
    progress(received / chosen.size);
    const piece = await chosen.slice(received, received + pieceBytes).arrayBuffer();
    const answer = await ask(`/uploads/${upload}/pieces?from=${received}`, lost, {
      type: 'application/octet-stream',
      body: piece,
    });
    if (answer.received === undefined) throw refusal(answer);
    received = answer.received;
  }
  progress(1);
  return upload;
}

async function becomeBatch(upload, lost) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (name !== 'file') fields.set(name, value);
  for (;;) {
    const answer = await ask(`/uploads/${upload}/batch`, lost, {
      type: 'application/x-www-form-urlencoded',
      body: fields.toString(),
    });
    if (answer.to) return answer.to;
    if (!answer.isBeingTakenIn) {
      if (answer.status < 500) forget();
      throw refusal(answer);
    }
    // The request that takes it in lost its line; it goes on there.
    await until(ASKS_EVERY_MS);
  }
}

async function begin(chosen, lost) {
  const body = new URLSearchParams({ name: chosen.name, bytes: chosen.size }).toString();
  const answer = await ask('/uploads', lost, { type: 'application/x-www-form-urlencoded', body });
  if (!answer.upload) throw refusal(answer);
  const { name, size, lastModified } = chosen;
  const { upload } = answer;
  sessionStorage.setItem(remembered, JSON.stringify({ upload, name, size, lastModified }));
  return answer;
}

/** What arrived of this very file before; null when nothing did. */
async function known(chosen, lost = () => {}) {
  const kept = JSON.parse(sessionStorage.getItem(remembered) ?? 'null');
  if (kept === null) return null;
  if (['name', 'size', 'lastModified'].some((one) => kept[one] !== chosen[one])) return null;
  const answer = await ask(`/uploads/${kept.upload}`, lost);
  if (answer.status !== 200) return null;
  return { ...answer, upload: kept.upload };
}

async function tellWhatIsKept() {
  const [chosen] = file.files;
  const part = chosen && (await known(chosen).catch(() => null));
  if (!part?.received) return;
  shown.hidden = false;
  const percent = Math.floor((part.received / chosen.size) * 100);
  shown.querySelector('progress').value = percent;
  tell('kept', percent);
}

/** The answer's JSON with its status. Asks again while the line is down or the server too busy. */
async function ask(path, lost, sent) {
  let isKeyNew = false;
  for (let attempt = 0; ; attempt++) {
    const answer = await once(path, sent).catch(() => null);
    if (answer?.status === 403 && !isKeyNew) {
      // Another session in another window: its pages have another key.
      isKeyNew = true;
      if (await renewKey()) continue;
      throw { kind: 'session' };
    }
    const isLost = answer === null || answer.status === 429 || answer.status === 503;
    if (!isLost) return answer;
    if (attempt === WAITS_MS.length) throw { kind: 'broken' };
    lost();
    await until(WAITS_MS[attempt]);
  }
}

async function once(path, sent) {
  const headers = { accept: 'application/json', 'x-form-key': form.elements['form-key'].value };
  const response = await fetch(path, {
    ...(sent && { method: 'POST', body: sent.body }),
    headers: sent ? { ...headers, 'content-type': sent.type } : headers,
    redirect: 'error',
  });
  return { ...(await response.json()), status: response.status };
}

async function renewKey() {
  const response = await fetch(location.pathname).catch(() => null);
  if (response?.redirected !== false || !response.ok) return false;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const key = page.querySelector('form[data-upload] [name="form-key"]')?.value;
  if (key !== undefined) form.elements['form-key'].value = key;
  return key !== undefined;
}

/** After so long, or as soon as the machine is back on the network. */
function until(ms) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done);
  });
}

function refusal({ message }) {
  const language = document.documentElement.lang === 'en' ? 'en' : 'zh';
  return { said: message?.[language] };
}

function forget() {
  sessionStorage.removeItem(remembered);
}

function stay(event) {
  event.preventDefault();
}

function text(kind, percent) {
  return (shown.dataset[kind] ?? '').replace('{percent}', percent);
}

function tell(kind, percent) {
  shown.querySelector('[data-text]').textContent =
    kind === 'sending' ? `${text(kind)} ${percent}%` : text(kind, percent);
}

function say(words) {
  const notice = document.createElement('p');
  notice.className = 'notice bad';
  notice.setAttribute('role', 'alert');
  notice.textContent = words;
  form.prepend(notice);
}
