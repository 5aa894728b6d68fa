/** Style of the sample frame app: narrow, since it stands beside a chat. */
export const FRAME_STYLE = `
:root {
  color-scheme: light dark;
  font: 14px / 1.5 system-ui, sans-serif;
  color: light-dark(#1c2230, #e7eaf1);
  background: light-dark(#fff, #1b1f28);
}
body { margin: 0; padding: 16px; overflow-wrap: anywhere; }
h1 { margin: 0 0 4px; font-size: 16px; }
h2 { margin: 20px 0 4px; font-size: 14px; }
p { margin: 0 0 12px; }
.soft, dt, label { color: light-dark(#5a6376, #a3acbf); font-size: 13px; }
.bad { color: light-dark(#b3261e, #ff9d94); }
dl { display: grid; gap: 4px; margin: 0; }
dl > div { display: grid; grid-template-columns: 84px minmax(0, 1fr); gap: 8px; }
dd { margin: 0; }
form { display: grid; gap: 8px; }
textarea, button { font: inherit; color: inherit; border-radius: 8px; }
textarea { box-sizing: border-box; width: 100%; padding: 6px 10px; border: 1px solid light-dark(#868d9b, #7a8396); background: none; }
button { justify-self: start; padding: 4px 12px; border: 0; color: light-dark(#fff, #0e1c3a); background: light-dark(#2456b8, #8fb4ff); cursor: pointer; }
`;
