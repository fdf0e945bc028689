/* Built by static/build.mjs; do not edit.
   Contains @noble/hashes 2.4.0, MIT, see static/vendor/noble-hashes/LICENSE */
export function sha256(message: Uint8Array): Uint8Array;
export function sha384(message: Uint8Array): Uint8Array;
