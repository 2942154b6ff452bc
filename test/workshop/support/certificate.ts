/** A throw-away X.509 certificate (RFC 5280) for 127.0.0.1 and localhost, signed by itself and valid for a day. */
import { generateKeyPairSync, sign } from "node:crypto";

/** PEM. */
export function makeCertificate(): { readonly cert: string; readonly key: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const name = sequence(der(0x31, sequence(Buffer.from("0603550403", "hex"), der(0x0c, "localhost"))));
  const names = sequence(der(0x87, Buffer.from([127, 0, 0, 1])), der(0x82, "localhost"));
  const signed = sequence(
    // Version 3, serial number 1.
    Buffer.from("a003020102020101", "hex"),
    ecdsaWithSha256,
    name,
    sequence(time(-60_000), time(24 * 3_600_000)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(sequence(Buffer.from("0603551d11", "hex"), der(0x04, names)))),
  );
  const signature = der(0x03, Buffer.from([0]), sign("sha256", signed, privateKey));
  const base64 = sequence(signed, ecdsaWithSha256, signature).toString("base64");
  const lines = base64.match(/.{1,64}/g)?.join("\n");
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

const ecdsaWithSha256 = sequence(Buffer.from("06082a8648ce3d040302", "hex"));

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, ...parts);
}

function time(offset: number): Buffer {
  const text = new Date(Date.now() + offset).toISOString().replace(/[-:T]|\.\d+/g, "");
  return der(0x17, text.slice(2));
}

function der(tag: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
