// Arrays as wire.py packs them: bytes -> the header, with `arrays` by name as typed arrays.

const WIRE = { u1: Uint8Array, i1: Int8Array, i2: Int16Array, f4: Float32Array };

const headEnd = (bytes) => 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
const headOf = (bytes) => JSON.parse(new TextDecoder().decode(bytes.subarray(4, headEnd(bytes))));

function readWire(bytes) {
  const end = headEnd(bytes), header = headOf(bytes);
  for (const [name, [kind, shape, at]] of Object.entries(header.arrays)) {
    const length = shape.reduce((product, n) => product * n, 1), Type = WIRE[kind];
    const start = end + at, own = bytes.slice(start, start + length * Type.BYTES_PER_ELEMENT);
    header.arrays[name] = { values: new Type(own.buffer), shape };
  }
  return header;
}
