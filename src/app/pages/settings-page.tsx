import { words } from "../../words/en.ts";
import { DeviceSection } from "../ui/device-section.tsx";
import { Page } from "../ui/page.tsx";
import { SettingsForm } from "../ui/settings-form.tsx";

export function SettingsPage() {
  const { settings } = words;
  return (
    <Page title={settings.title}>
      <SettingsForm />
      <DeviceSection />
      <p>
        <button type="button" onClick={() => history.back()}>
          {settings.back}
        </button>
      </p>
    </Page>
  );
}
