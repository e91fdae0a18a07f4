import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { transformAsync } from '@babel/core';
import { build } from 'esbuild';
import { gateway } from './gateway.js';

const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');

const NAMED_BEFORE = /`([\w./]+)`:\n\n```json\n(.*?)^```$/gms;
const NAMED_INSIDE = /^```[jt]sx?\n(\/\/ ([\w./]+)\n.*?)^```$/gms;

/**
 * The page's code by the name of its file, which its first line tells or, for JSON, the sentence before it. The gateway
 * under test stands where the page has its usual address.
 */
export const snippets = new Map(
  [
    ...Array.from(readme.matchAll(NAMED_BEFORE), ([, name, content]) => [name, content]),
    ...Array.from(readme.matchAll(NAMED_INSIDE), ([, content, name]) => [name, content]),
  ].map(([name, content]) => [name, content.replaceAll('localhost:8080', new URL(gateway).host)]),
);

/** How many blocks of the page are code of a front end. */
export const blocksOfCode = readme.match(/^```[jt]sx?$/gm).length;

/** What a new project of Vite has, as far as it concerns the types. */
const TSCONFIG = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    target: 'es2023',
    lib: ['es2023', 'dom', 'dom.iterable'],
    module: 'esnext',
    moduleResolution: 'bundler',
    jsx: 'react-jsx',
    resolveJsonModule: true,
    isolatedModules: true,
    skipLibCheck: true,
    types: [],
  },
  include: ['src'],
};

/** A project in a folder of its own, under the folder that has the clients installed. */
export class Project {
  #folder;
  #loads = 0;

  constructor(name) {
    this.#folder = new URL(`./target/${name}/`, import.meta.url);
  }

  /** Begins anew with these files: pairs of a name and a content. */
  async fill(files) {
    await rm(this.#folder, { recursive: true, force: true });
    for (const [name, content] of [...files, ['tsconfig.json', JSON.stringify(TSCONFIG)]]) {
      await this.write(name, content);
    }
  }

  async write(name, content) {
    const file = new URL(name, this.#folder);
    await mkdir(dirname(fileURLToPath(file)), { recursive: true });
    await writeFile(file, content);
  }

  read(name) {
    return readFile(new URL(name, this.#folder), 'utf8');
  }

  /** Runs a tool as `npx` would, and fails with all it said if it fails. */
  async run(tool, ...options) {
    const command = fileURLToPath(new URL(`./node_modules/.bin/${tool}`, import.meta.url));
    try {
      await promisify(execFile)(command, options, { cwd: this.#folder });
    } catch (failure) {
      throw new Error(`${tool} failed:\n${failure.stdout}${failure.stderr}`, { cause: failure });
    }
  }

  /** Bundles modules as for a browser, each with all it needs. */
  bundle(...modules) {
    return build({
      absWorkingDir: fileURLToPath(this.#folder),
      entryPoints: modules.map(module => `src/${module}`),
      outdir: 'bundle',
      bundle: true,
      format: 'esm',
      conditions: ['development'],
      jsx: 'automatic',
      plugins: [relay],
    });
  }

  /** Loads a bundled module anew, with nothing in its cache. */
  load(module) {
    return import(new URL(`bundle/${module}.js?${++this.#loads}`, this.#folder));
  }
}

/** Relay's own transform, as its plugins for bundlers apply it. */
const relay = {
  name: 'relay',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.tsx$/ }, async ({ path }) => {
      const { code } = await transformAsync(await readFile(path, 'utf8'), {
        filename: path,
        configFile: false,
        parserOpts: { plugins: ['jsx', 'typescript'] },
        plugins: [['relay', { eagerEsModules: true }]],
      });
      return { contents: code, loader: 'tsx' };
    }),
};
