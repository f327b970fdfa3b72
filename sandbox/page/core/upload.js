// A file a person has picked, sent to the workspace; where it is used is said afterwards.

import { act } from "./act.js";
import { current } from "./state.js";

const MOST = 10 * 1024 * 1024;
const sent = new Map();

/** The id of the uploaded file, or null where it was refused (the person has been told by `refuse`). */
export async function upload(user, file, refuse) {
  if (file.size === 0) return refused(refuse, `${file.name} is empty; choose another file.`);
  if (file.size > MOST) return refused(refuse, `${file.name} is larger than 10 MB; choose a smaller one.`);
  const answer = await act({ user, do: "upload", name: file.name, base64: await base64(file) });
  if (!answer) return null;
  sent.set(answer.file, { name: file.name, size: file.size });
  return answer.file;
}

/** Name and size of a file by its id: of one sent from here, or of any the workspace has. */
export function fileOf(id) {
  return sent.get(id) ?? current().files.find((file) => file.id === id);
}

function refused(refuse, words) {
  refuse(words);
  return null;
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
