/** QR codes by the browser's own reader, where it has one. */

interface BarcodeReader {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}

declare global {
  interface Window {
    readonly BarcodeDetector?: new (options: { formats: readonly string[] }) => BarcodeReader;
  }
}

export function canScan(): boolean {
  return window.BarcodeDetector !== undefined && navigator.mediaDevices?.getUserMedia !== undefined;
}

/** How often the picture is looked at. */
const EVERY = 200;

/** The text of the first code in front of the camera, which shows in `video`; `undefined` when there is no camera. */
export async function scanCode(video: HTMLVideoElement, signal: AbortSignal): Promise<string | undefined> {
  const Reader = window.BarcodeDetector;
  if (Reader === undefined) return undefined;
  const stream = await navigator.mediaDevices
    .getUserMedia({ video: { facingMode: "environment" } })
    .catch(() => undefined);
  if (stream === undefined) return undefined;
  try {
    video.srcObject = stream;
    await video.play();
    const reader = new Reader({ formats: ["qr_code"] });
    while (!signal.aborted) {
      const [code] = await reader.detect(video);
      if (code !== undefined && code.rawValue !== "") return code.rawValue;
      await new Promise((resolve) => setTimeout(resolve, EVERY));
    }
    return undefined;
  } catch {
    return undefined;
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}
