// SPDX-License-Identifier: MIT
//
// Bytes as text that may stand in a page: five characters for four bytes, where base64 takes five and a third. The digits
// are those of Html::base85 (logitlab/page/html.cpp), none of which means anything to HTML or XML.

const digits = "!#%()*+,./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~";

// Up to three zero bytes more than were written.
export function from_base85(text: string): Uint8Array {
  const value = new Uint8Array(128);
  for (let k = 0; k < digits.length; ++k) value[digits.charCodeAt(k)] = k;
  const bytes = new Uint8Array(Math.floor(text.length / 5) * 4);
  const view = new DataView(bytes.buffer);
  for (let at = 0, i = 0; at < bytes.length; at += 4) {
    let word = 0;
    for (const end = i + 5; i < end; ++i) word = word * 85 + (value[text.charCodeAt(i)] ?? 0);
    view.setUint32(at, word);
  }
  return bytes;
}
