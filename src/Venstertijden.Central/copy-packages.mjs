// Puts the style sheets of the Utrecht components named in package.json into the web root as one file,
// so that a page asks for one style sheet of theirs and no bundler is needed; and the font of letters with its licence. Run as `npm ci && npm run parts`; ./vth does so.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { devDependencies } = JSON.parse(readFileSync(here("package.json"), "utf8"));

const sheets = Object.entries(devDependencies).map(([name, version]) => {
  const small = here(`node_modules/${name}/dist/index.min.css`);
  const plain = here(`node_modules/${name}/dist/index.css`);
  return `/* ${name} ${version}, EUPL-1.2 */\n${readFileSync(existsSync(small) ? small : plain, "utf8").trim()}\n`;
});

mkdirSync(here("wwwroot/lib/utrecht"), { recursive: true });
writeFileSync(here("wwwroot/lib/utrecht/utrecht.css"), sheets.join("\n"));
console.log(`wwwroot/lib/utrecht/utrecht.css: ${sheets.length} components`);

const font = (path) => here(`node_modules/@expo-google-fonts/atkinson-hyperlegible-next/${path}`);
mkdirSync(here("wwwroot/lib/letters"), { recursive: true });
copyFileSync(font("400Regular/AtkinsonHyperlegibleNext_400Regular.ttf"), here("wwwroot/lib/letters/regular.ttf"));
copyFileSync(font("700Bold/AtkinsonHyperlegibleNext_700Bold.ttf"), here("wwwroot/lib/letters/bold.ttf"));
copyFileSync(font("LICENSE_FONT"), here("wwwroot/lib/letters/LICENSE.txt"));
console.log("wwwroot/lib/letters: Atkinson Hyperlegible Next, OFL-1.1");
